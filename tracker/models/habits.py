"""Habits, their tracks and ticks, and the pauses in which nothing is asked."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.habits import Mode
from tracker.domain.pauses import Pause as PausedDays
from tracker.domain.schedules import OnWeekdays, Schedule, TimesAWeek
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Small, Word


@lru_cache(maxsize=200)
def schedule_in(weekdays: int, times_a_week: int) -> Schedule:
    """A schedule as two columns hold it: a bit for each weekday, Monday the lowest, or a number of times."""
    if times_a_week:
        return TimesAWeek(times_a_week)
    return OnWeekdays(frozenset(day for day in range(7) if weekdays & 1 << day))


class Habit(Model):
    """A small thing to do under one strategy. The partner sees it once it is shared."""

    __tablename__ = "habits"
    __table_args__ = (
        CheckConstraint("strategy BETWEEN 1 AND 10", name="strategy_is_one_of_ten"),
        CheckConstraint("mode IN ('each', 'together', 'one')", name="mode_is_known"),
        CheckConstraint(
            "(weekdays BETWEEN 1 AND 127) <> (times_a_week BETWEEN 1 AND 7)", name="has_one_schedule"
        ),
        CheckConstraint("weekdays BETWEEN 0 AND 127", name="weekdays_are_seven"),
        CheckConstraint("times_a_week BETWEEN 0 AND 7", name="times_fit_a_week"),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    strategy: Mapped[Small]
    name: Mapped[str] = mapped_column(String(120))
    cue: Mapped[str] = mapped_column(String(120))
    mode: Mapped[Word]
    shared: Mapped[bool]
    weekdays: Mapped[Small] = mapped_column(default=0)
    times_a_week: Mapped[Small] = mapped_column(default=0)
    starts_on: Mapped[date]
    archived_on: Mapped[date | None]
    position: Mapped[int]
    created_at: Mapped[Moment]

    tracks: Mapped[list[Track]] = relationship(
        lazy="raise", back_populates="habit", order_by="Track.id", passive_deletes=True
    )

    @property
    def schedule(self) -> Schedule:
        """What it asks for."""
        return schedule_in(self.weekdays, self.times_a_week)

    @schedule.setter
    def schedule(self, schedule: Schedule) -> None:
        match schedule:
            case OnWeekdays(weekdays):
                self.weekdays, self.times_a_week = sum(1 << day for day in weekdays), 0
            case TimesAWeek(times):
                self.weekdays, self.times_a_week = 0, times

    @property
    def together(self) -> bool:
        """Whether both share one tick."""
        return self.mode == Mode.TOGETHER


class Track(Model):
    """One line of ticks: a habit as done by one owner, or by the couple where it has none.

    ``streak`` is the fold's state up to and with the day ``settled_through``, the last of a
    closed period.
    """

    __tablename__ = "tracks"
    __table_args__ = (
        Index("uq_tracks_habit_id_owner_id", "habit_id", "owner_id", unique=True),
        Index(
            "uq_tracks_habit_id_together",
            "habit_id",
            unique=True,
            sqlite_where=text("owner_id IS NULL"),
            postgresql_where=text("owner_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    habit_id: Mapped[int] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"))
    owner_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    settled_through: Mapped[date]
    streak: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    habit: Mapped[Habit] = relationship(lazy="raise_on_sql", back_populates="tracks")


class Tick(Model):
    """A mark that a track was done on a day, as its owner lived it."""

    __tablename__ = "ticks"

    track_id: Mapped[int] = mapped_column(BIG, ForeignKey("tracks.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    ticked_at: Mapped[Moment]


class Pause(Model):
    """Days on which nothing is asked: of both, of one person, or of one habit."""

    __tablename__ = "pauses"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="ends_after_it_starts"),)

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(
        BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True
    )
    habit_id: Mapped[int | None] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    @property
    def days(self) -> PausedDays:
        """The days themselves."""
        return PausedDays(self.starts_on, self.ends_on)
