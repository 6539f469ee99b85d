"""The talk that a space leads, or led last."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.checkins import ANSWER_LENGTH
from tracker.domain.talk import Phase, Phones, Side, Talk
from tracker.extensions import Model
from tracker.models.types import BIG, Moment, Small, Word, Words


class TalkRow(Model):
    """Where a space's talk is. Nothing that is said is kept, and the topic goes when the talk ends.
    It can be an answer in a check-in, and so as long as one.

    ``version`` counts up with each change, over all talks of the space: a page that is old can be told by it.
    """

    __tablename__ = "talks"
    __table_args__ = (
        CheckConstraint("phones IN (1, 2)", name="one_phone_or_two"),
        CheckConstraint("minutes IN (2, 3, 5, 10)", name="minutes_are_offered"),
        CheckConstraint("phase IN ('waiting', 'speaking', 'saying-back', 'ended')", name="phase_is_known"),
        CheckConstraint("floor IN ('host', 'other')", name="one_has_the_floor"),
        CheckConstraint("resting IN ('host', 'other')", name="one_asked_for_the_rest"),
        CheckConstraint(
            "resting IS NULL OR phase IN ('speaking', 'saying-back')", name="a_talk_rests_midway"
        ),
        CheckConstraint("phones = 2 OR phase <> 'waiting'", name="one_phone_waits_for_nobody"),
        CheckConstraint("seconds_left BETWEEN 0 AND minutes * 60", name="seconds_left_are_of_a_turn"),
        CheckConstraint("turn_count >= 0", name="turns_are_counted_from_none"),
        CheckConstraint("topic = '' OR phase <> 'ended'", name="an_ended_talk_has_no_topic"),
        CheckConstraint(
            "phase = 'ended' OR NOT (closed_by_host OR closed_by_other)", name="only_an_ended_talk_is_closed"
        ),
    )

    space_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("spaces.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int] = mapped_column(BIG)
    host_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    phones: Mapped[Small]
    minutes: Mapped[Small]
    phase: Mapped[Word]
    floor: Mapped[Word]
    since: Mapped[Moment]
    seconds_left: Mapped[int]
    turn_count: Mapped[int]
    resting: Mapped[Word | None]
    closed_by_host: Mapped[bool]
    closed_by_other: Mapped[bool]
    topic: Mapped[str] = mapped_column(Words(ANSWER_LENGTH))

    @property
    def talk(self) -> Talk:
        """Where the talk is, as the domain knows it."""
        return talk_in(self)


def talk_in(row: Any) -> Talk:
    """Where a talk is, of which a row holds at least all that `columns_of` gives."""
    sides = ((Side.HOST, row.closed_by_host), (Side.OTHER, row.closed_by_other))
    return Talk(
        phones=Phones(row.phones),
        minutes=row.minutes,
        phase=Phase(row.phase),
        floor=Side(row.floor),
        since=row.since,
        left=row.seconds_left,
        turn_count=row.turn_count,
        resting=Side(row.resting) if row.resting else None,
        closed=frozenset(side for side, closed in sides if closed),
    )


def columns_of(talk: Talk) -> dict[str, Any]:
    """A talk as the columns of a row."""
    return {
        "phones": talk.phones,
        "minutes": talk.minutes,
        "phase": talk.phase,
        "floor": talk.floor,
        "since": talk.since,
        "seconds_left": talk.left,
        "turn_count": talk.turn_count,
        "resting": talk.resting,
        "closed_by_host": Side.HOST in talk.closed,
        "closed_by_other": Side.OTHER in talk.closed,
    }
