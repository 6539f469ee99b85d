"""A check-in as somebody may see it: what the partner wrote leaves here only through the domain's seal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import bindparam, select

from tracker.domain.acknowledgements import CheckInQuestion, answered
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.sight import Role, answers_for
from tracker.models import CheckIn
from tracker.sight import READS_CHECK_IN

OF_WEEK = select(CheckIn).where(READS_CHECK_IN, CheckIn.week == bindparam("week"))


@dataclass(frozen=True, slots=True)
class HeardAnswer:
    """That an answer was heard, with a line or without; no name where the one who heard it has left."""

    line: str
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's check-in for a week as the one who asks may see it, with what was said to its answers.

    Of one's own, ``shut`` says which answers the other does not see. On ``came_on`` a file has
    brought it back, if one did. One that was ``left`` was begun for somebody who has left.
    """

    state: CheckInState
    answers: Answers
    saved_at: datetime | None = None
    habit_id: int | None = None
    heard: Mapping[CheckInQuestion, HeardAnswer] = field(default_factory=dict)
    shut: tuple[CheckInQuestion, ...] = ()
    came_on: date | None = None
    left: bool = False

    @property
    def has_topic(self) -> bool:
        """Whether there is something to talk about that both can read."""
        return bool(self.answers.talk_about) and CheckInQuestion.TALK_ABOUT not in self.shut

    @property
    def answered(self) -> tuple[CheckInQuestion, ...]:
        """The questions there is an answer to, in order."""
        return answered(self.answers)


NOTHING_SAID: Mapping[CheckInQuestion, HeardAnswer] = MappingProxyType({})
NOTHING_YET = Sheet(CheckInState.DRAFT, Answers())


def seen(row: CheckIn, role: Role, heard: Mapping[CheckInQuestion, HeardAnswer] = NOTHING_SAID) -> Sheet:
    """A check-in as somebody in this role may see it."""
    state, own = CheckInState(row.state), role is Role.AUTHOR
    return Sheet(
        state=state,
        answers=answers_for(role, state, answers_in(row), shut_in(row)),
        saved_at=row.saved_at if own else None,
        habit_id=row.habit_id if own else None,
        heard=heard,
        shut=shut_in(row) if own else (),
        came_on=row.came_on,
        left=own and row.parted_at is not None,
    )


def shut_in(row: CheckIn) -> tuple[CheckInQuestion, ...]:
    """The questions whose answers stayed shut when it opened; none before that, whatever stood there in another time."""
    return tuple(map(CheckInQuestion, row.shut)) if row.state == CheckInState.OPENED else ()


def answers_in(row: CheckIn) -> Answers:
    """The answers in a row, as the domain knows them."""
    return Answers(
        appreciated=tuple(row.appreciated),
        went_well=row.went_well,
        closeness=row.closeness or 0,
        ratings=tuple(sorted((int(number), step) for number, step in row.ratings.items())),
        talk_about=row.talk_about,
        feel_loved=row.feel_loved,
        small_thing=row.small_thing,
        private_line=row.private_line,
        small_thing_went=row.small_thing_went or 0,
        mutual=row.mutual,
    )


def write(check_in: CheckIn, answers: Answers, now: datetime) -> None:
    """Let a check-in hold these answers, saved at ``now``."""
    check_in.appreciated = list(answers.appreciated)
    check_in.went_well = answers.went_well
    check_in.closeness = answers.closeness or None
    check_in.ratings = {str(number): step for number, step in answers.ratings}
    check_in.talk_about = answers.talk_about
    check_in.feel_loved = answers.feel_loved
    check_in.small_thing = answers.small_thing
    check_in.private_line = answers.private_line
    check_in.small_thing_went = answers.small_thing_went or None
    check_in.mutual = answers.mutual
    check_in.saved_at = now
