"""Habits, and what each asks for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.amounts import UNIT_LENGTH
from tracker.domain.habits import CUE_LENGTH, NAME_LENGTH, Mode, of_couple
from tracker.domain.schedules import OnWeekdays, Per, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import Terms
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Small, Title, Word, only_rows

if TYPE_CHECKING:
    from tracker.models.tracks import Track


# Read anew for each row, Today and the list of habits take 1 to 4 % longer.
@lru_cache(maxsize=1000)
def terms_in(since: date, per: str, weekdays: int, times: int, days: int, goal: int) -> Terms:
    """Terms as columns hold them; of weekdays, a bit for each, Monday the lowest. A sum is asked for no number of times."""
    summed = times == 0 and per != Per.WEEKDAYS
    times = 1 if summed else times
    match Per(per):
        case Per.WEEKDAYS:
            chosen = frozenset(day for day in range(7) if weekdays & 1 << day)
            return Terms(since, OnWeekdays(chosen), goal)
        case Per.WEEK:
            return Terms(since, TimesAWeek(times), goal, summed)
        case Per.MONTH:
            return Terms(since, TimesAMonth(times), goal, summed)
        case Per.DAYS:
            return Terms(since, TimesInDays(times, days), goal, summed)


class Habit(Model):
    """A small thing to do under one strategy. The partner sees it once it is shared.

    ``left_on`` is when its owner left it to the partner: as long as it is shared, as what was of two, nothing new comes to it.
    ``by_note`` says that a note on the wall ticks it.
    ``origin`` tells what an imported one was elsewhere, so that it is brought in once; else it is empty.
    """

    __tablename__ = "habits"
    __table_args__ = (
        Index("uq_habits_owner_id_origin", "owner_id", "origin", unique=True, **only_rows("origin <> ''")),
        CheckConstraint("strategy BETWEEN 1 AND 10", name="strategy_is_one_of_ten"),
        CheckConstraint("mode IN ('each', 'together', 'one')", name="mode_is_known"),
    )

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    strategy: Mapped[Small]
    name: Mapped[str] = mapped_column(Title(NAME_LENGTH))
    cue: Mapped[str] = mapped_column(Title(CUE_LENGTH))
    unit: Mapped[str] = mapped_column(Title(UNIT_LENGTH), default="")
    mode: Mapped[Word]
    shared: Mapped[bool]
    starts_on: Mapped[date]
    archived_on: Mapped[date | None]
    left_on: Mapped[date | None]
    position: Mapped[int]
    created_at: Mapped[Moment]
    by_note: Mapped[bool] = mapped_column(default=False, server_default=false())
    origin: Mapped[str] = mapped_column(String(80), default="")

    tracks: Mapped[list[Track]] = relationship(
        lazy="raise", back_populates="habit", order_by="Track.owner_id", passive_deletes=True
    )
    term_rows: Mapped[list[TermRow]] = relationship(
        lazy="raise", order_by="TermRow.since", passive_deletes=True, cascade="all, delete-orphan"
    )

    @property
    def terms(self) -> tuple[Terms, ...]:
        """What it asked for from which day on; a query must have brought the rows."""
        return tuple(row.terms for row in self.term_rows)

    @property
    def together(self) -> bool:
        """Whether both share one tick."""
        return self.mode == Mode.TOGETHER

    @property
    def of_couple(self) -> bool:
        """Whether both tend it."""
        return of_couple(Mode(self.mode), shared=self.shared)


class TermRow(Model):
    """What a habit asks for from a day on, until the next such row. A goal for all of a period has 0 ``times``."""

    __tablename__ = "terms"
    unwatched = "written anew with every change to a habit, and gone with the habit"
    __table_args__ = (
        CheckConstraint(
            "(per = 'weekdays' AND weekdays BETWEEN 1 AND 127 AND times = 0 AND days = 0)"
            " OR (per = 'week' AND weekdays = 0 AND times BETWEEN 0 AND 7 AND days = 0)"
            " OR (per = 'month' AND weekdays = 0 AND times BETWEEN 0 AND 28 AND days = 0)"
            " OR (per = 'days' AND weekdays = 0 AND days BETWEEN 1 AND 365 AND times BETWEEN 0 AND days)",
            name="has_one_schedule",
        ),
        CheckConstraint("goal >= 0", name="goal_is_an_amount"),
        CheckConstraint("times > 0 OR per = 'weekdays' OR goal > 0", name="sum_has_a_goal"),
    )

    habit_id: Mapped[int] = mapped_column(BIG, ForeignKey("habits.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    per: Mapped[Word]
    weekdays: Mapped[Small] = mapped_column(default=0)
    times: Mapped[Small] = mapped_column(default=0)
    days: Mapped[Small] = mapped_column(default=0)
    goal: Mapped[int] = mapped_column(default=0)

    @property
    def terms(self) -> Terms:
        """These terms, as the domain knows them."""
        return terms_in(self.since, self.per, self.weekdays, self.times, self.days, self.goal)


def columns_of(terms: Terms) -> dict[str, Any]:
    """The columns that hold some terms."""
    weekdays, times, days = 0, 0, 0
    match terms.schedule:
        case OnWeekdays(chosen):
            weekdays = sum(1 << day for day in chosen)
        case TimesAWeek(times) | TimesAMonth(times):
            pass
        case TimesInDays(times, days):
            pass
    return {
        "since": terms.since,
        "per": terms.schedule.per,
        "weekdays": weekdays,
        "times": 0 if terms.summed else times,
        "days": days,
        "goal": terms.goal,
    }
