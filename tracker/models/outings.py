"""Dates, which are outings in code, the jar of ideas for them, days to remember, and the calendars that show them."""

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Time, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.ideas import IDEA_LENGTH
from tracker.domain.outings import LINE_LENGTH, NOTE_LENGTH, PLACE_LENGTH, TITLE_LENGTH
from tracker.domain.remembered import NAME_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Small, Title, Word, Words
from tracker.models.watching import ENDS


class Outing(Model):
    """Planned time together: on a day, at a time on the wall clock of ``zone`` or at none. The partner sees it once shared.

    ``minutes`` is 0 for an open end. Who prepares it is one person, both, or not said. ``version`` counts
    its changes; ``line`` is what somebody said of it once it had been. Of those that repeat the latest alone says
    every how many weeks; 0 is said by all others.
    """

    __tablename__ = "outings"
    __table_args__ = (
        Index("ix_outings_space_id_day", "space_id", "day"),
        CheckConstraint("state IN ('planned', 'done', 'off')", name="state_is_known"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_are_of_a_day"),
        CheckConstraint("repeat_weeks IN (0, 1, 2, 4)", name="repeats_in_weeks"),
        CheckConstraint("NOT (both_prepare AND preparer_id IS NOT NULL)", name="one_prepares_or_both"),
    )

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    shared: Mapped[bool]
    title: Mapped[str] = mapped_column(Title(TITLE_LENGTH))
    day: Mapped[date]
    starts_at: Mapped[time | None] = mapped_column(Time)
    zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[Small]
    place: Mapped[str] = mapped_column(Title(PLACE_LENGTH))
    preparer_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="SET NULL"), index=True
    )
    both_prepare: Mapped[bool]
    note: Mapped[str] = mapped_column(Words(NOTE_LENGTH))
    repeat_weeks: Mapped[Small] = mapped_column(default=0, server_default=text("0"))
    state: Mapped[Word]
    line: Mapped[str] = mapped_column(Title(LINE_LENGTH))
    version: Mapped[int]
    made_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    deleted_at: Mapped[Moment | None]


class OwnIdea(Model):
    """An idea in the jar of a space."""

    __tablename__ = "ideas"

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    shared: Mapped[bool]
    title: Mapped[str] = mapped_column(Title(IDEA_LENGTH))
    made_at: Mapped[Moment]
    deleted_at: Mapped[Moment | None]


class RememberedDay(Model):
    """A day to remember each year; ``year`` is the one in which it was for the first time, 0 if not known."""

    __tablename__ = "remembered_days"
    __table_args__ = (
        CheckConstraint("month BETWEEN 1 AND 12", name="month_is_one_of_twelve"),
        CheckConstraint("day BETWEEN 1 AND 31", name="day_is_of_a_month"),
    )

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    shared: Mapped[bool]
    name: Mapped[str] = mapped_column(Title(NAME_LENGTH))
    month: Mapped[Small]
    day: Mapped[Small]
    year: Mapped[Small]
    made_at: Mapped[Moment]
    deleted_at: Mapped[Moment | None]


class Feed(Model):
    """The calendar of one person, found by the hash of a secret in its address. A neutral one names nothing."""

    __tablename__ = "feeds"
    unwatched = ENDS

    person_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    neutral: Mapped[bool]
    made_at: Mapped[Moment]
