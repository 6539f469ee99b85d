"""The weekly check-in: one per partner and week."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.checkins import ANSWER_LENGTH, LINE_LENGTH, MOST_APPRECIATED
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Lines, Moment, Small, Title, Word, Words


class CheckIn(Model):
    """One person's answers for one week, and how far they have come.

    ``week`` is the week's first date. Once opened, ``opened_to_id`` names who else may read it.
    ``habit_id`` is the habit that the small thing has become. With ``mutual`` the words open only where the other wrote
    too; ``shut`` holds the questions that stayed shut for that when it opened. What was begun or sealed for somebody from
    whom its author has parted at ``parted_at`` is for nobody else before its author says so.
    """

    __tablename__ = "check_ins"
    hidden_by = ("mutual", True)  # words in it, though not the row
    __table_args__ = (
        UniqueConstraint("author_id", "week"),
        # All that is asked of weeks which are only counted, so that their words are not read for it.
        Index("ix_check_ins_counted", "author_id", "week", "state", "opened_to_id", "space_id"),
        CheckConstraint("closeness BETWEEN 1 AND 7", name="closeness_is_one_of_seven"),
        CheckConstraint("small_thing_went BETWEEN 1 AND 3", name="small_thing_went_is_one_of_three"),
        CheckConstraint("state IN ('draft', 'sealed', 'opened', 'kept')", name="state_is_known"),
        CheckConstraint("state = 'draft' OR closeness IS NOT NULL", name="closeness_is_given"),
    )

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"))
    week: Mapped[date]
    state: Mapped[Word]
    appreciated: Mapped[list[str]] = mapped_column(Lines(MOST_APPRECIATED, LINE_LENGTH))
    went_well: Mapped[str] = mapped_column(Words(ANSWER_LENGTH))
    closeness: Mapped[Small | None]
    ratings: Mapped[dict[str, int]] = mapped_column(JSON)
    talk_about: Mapped[str] = mapped_column(Words(ANSWER_LENGTH))
    feel_loved: Mapped[str] = mapped_column(Words(ANSWER_LENGTH))
    small_thing: Mapped[str] = mapped_column(Words(LINE_LENGTH))
    private_line: Mapped[str] = mapped_column(Words(ANSWER_LENGTH))
    small_thing_went: Mapped[Small | None]
    mutual: Mapped[bool] = mapped_column(default=False, server_default=false())
    shut: Mapped[list[str]] = mapped_column(JSON, default=list)
    habit_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("habits.id", ondelete="SET NULL"), index=True
    )
    saved_at: Mapped[Moment]
    opened_at: Mapped[Moment | None]
    parted_at: Mapped[Moment | None]
    opened_to_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )


class Acknowledgement(Model):
    """That somebody has heard an answer of the other's, with a line of their own or an empty one.

    The author is unknown once their account is gone.
    """

    __tablename__ = "acknowledgements"

    check_in_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("check_ins.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[Word] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    line: Mapped[str] = mapped_column(Title(LINE_LENGTH))
    heard_at: Mapped[Moment]
