"""Histories that nobody thought of, of a track and of a couple, told to the folds and to the slow references."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests import references
from tracker.domain.amounts import LARGEST
from tracker.domain.folds import (
    CoupleHistory,
    History,
    beginning,
    couple_streak_today,
    founding,
    streak_today,
    strength_today,
    tickers_by_day,
)
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import OnWeekdays, Schedule, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.streaks import Streak
from tracker.domain.terms import WHOLE, Terms

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)
ADA, BEN = 1, 2

Days = tuple[date, date]


def days_of(chances: bytes, quiet: int, since: date) -> frozenset[date]:
    """The days with a chance above what is quiet, out of one byte a day."""
    return frozenset(since + n * DAY for n, chance in enumerate(chances) if chance > quiet)


def amounts_of(chances: bytes, quiet: int, since: date) -> dict[date, int]:
    """The same days, with amounts that a byte gives as well: most are whole, some a part of twenty, some a million."""
    return {
        since + n * DAY: WHOLE if chance % 3 else LARGEST if chance % 31 == 0 else chance % 25
        for n, chance in enumerate(chances)
        if chance > quiet
    }


def domains(asked: references.Asked) -> Terms:
    """What the reference is asked, in the domain's words."""
    schedule: Schedule
    match asked.per:
        case "weekdays":
            schedule = OnWeekdays(asked.weekdays)
        case "week":
            schedule = TimesAWeek(asked.times)
        case "month":
            schedule = TimesAMonth(asked.times)
        case _:
            schedule = TimesInDays(asked.times, asked.days)
    return Terms(asked.since, schedule, asked.goal, asked.summed)


@dataclass(frozen=True)
class Told:
    """A random history of a track, and when it is looked at."""

    known: History
    asked: tuple[references.Asked, ...]
    pauses: tuple[Days, ...]
    today: date
    first_open_day: date

    @property
    def slow(self) -> references.Outcome:
        judged = references.judged_track(
            terms=self.asked,
            starts_on=self.known.starts_on,
            ends_on=self.known.ends_on,
            ticks=self.known.ticks,
            pauses=self.pauses,
            first_weekday=self.first_weekday,
            today=self.today,
            first_open_day=self.first_open_day,
        )
        return references.streak_over(judged, strict=self.known.strict)

    @property
    def first_weekday(self) -> int:
        """No week of these turns."""
        assert isinstance(self.known.first_weekday, int)
        return self.known.first_weekday

    @property
    def slow_strength(self) -> float:
        return references.strength(
            terms=self.asked,
            starts_on=self.known.starts_on,
            ends_on=self.known.ends_on,
            ticks=self.known.ticks,
            pauses=self.pauses,
            today=self.today,
            first_open_day=self.first_open_day,
        )

    def streak(self, **changes: Any) -> Streak:
        return streak_today(
            beginning(self.known.starts_on), replace(self.known, **changes), self.today, self.first_open_day
        )

    def strength(self, **changes: Any) -> float:
        return strength_today(
            beginning(self.known.starts_on), replace(self.known, **changes), self.today, self.first_open_day
        )


QUIET = st.sampled_from([30, 60, 100, 160])
OPEN_FOR = st.sampled_from([1, 1, 1, 2])
CHANCES = st.integers(1, 12).flatmap(lambda weeks: st.binary(min_size=weeks * 7 - 6, max_size=weeks * 7))
PAUSES = st.lists(st.tuples(st.integers(-5, 80), st.integers(0, 12)), max_size=3)
GOALS = st.sampled_from([0, 0, 20])
SUMS = st.sampled_from([1, 40, 90, LARGEST])


@st.composite
def asked_since(draw: st.DrawFn, since: date) -> references.Asked:
    per = draw(st.sampled_from(["weekdays", "weekdays", "week", "week", "month", "days"]))
    if per != "weekdays" and draw(st.booleans()):
        days = draw(st.integers(1, 12)) if per == "days" else 0
        return references.Asked(since, per, times=1, days=days, goal=draw(SUMS), summed=True)
    goal = draw(GOALS)
    match per:
        case "weekdays":
            weekdays = draw(st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6), min_size=1))
            return references.Asked(since, per, weekdays=weekdays, goal=goal)
        case "week":
            return references.Asked(since, per, times=draw(st.integers(1, 7)), goal=goal)
        case "month":
            return references.Asked(since, per, times=draw(st.integers(1, 9)), goal=goal)
        case _:
            days = draw(st.integers(1, 12))
            return references.Asked(since, per, times=draw(st.integers(1, days)), days=days, goal=goal)


@st.composite
def told_tracks(draw: st.DrawFn) -> Told:
    planted_on = date(2027, 12, 6) + draw(st.integers(0, 6)) * DAY
    starts_on = planted_on + draw(st.sampled_from([0, 0, 0, 4])) * DAY  # whoever joins later starts later
    chances = draw(CHANCES)
    today = starts_on + (len(chances) - 1) * DAY
    turns = draw(st.lists(st.integers(1, 80), max_size=2, unique=True))
    asked = tuple(draw(asked_since(planted_on + n * DAY)) for n in (0, *sorted(turns)))
    pauses = tuple((starts_on + a * DAY, starts_on + (a + length) * DAY) for a, length in draw(PAUSES))
    known = History(
        terms=tuple(domains(each) for each in asked),
        starts_on=starts_on,
        ticks=amounts_of(chances, draw(QUIET), starts_on),
        pauses=tuple(PausedDays(*days) for days in pauses),
        first_weekday=draw(st.integers(0, 6)),
        strict=draw(st.integers(0, 3)) == 3,
        ends_on=draw(st.just(date.max) | st.integers(-1, 80).map(lambda n: starts_on + n * DAY)),
    )
    return Told(known, asked, pauses, today, today - draw(OPEN_FOR) * DAY)


def open_days(told: Told | ToldCouple) -> list[date]:
    return [told.first_open_day + n * DAY for n in range((told.today - told.first_open_day).days + 1)]


def lived(day: date, known: History) -> bool:
    return known.starts_on <= day <= known.ends_on


@dataclass(frozen=True)
class ToldCouple:
    """A random history of a couple, and when it is looked at."""

    known: CoupleHistory
    founded_on: date
    ticks: dict[int, frozenset[date]]
    together: frozenset[date]
    pauses: tuple[Days, ...]
    today: date
    first_open_day: date

    @property
    def slow(self) -> references.Outcome:
        judged = references.judged_couple(
            starts_on=self.founded_on,
            joined_on={str(who): since for who, since in self.known.joined_on.items()},
            ticks={str(who): days for who, days in self.ticks.items()},
            together=self.together,
            pauses=self.pauses,
            today=self.today,
            first_open_day=self.first_open_day,
        )
        return references.streak_over(judged, strict=self.known.strict)

    def streak(self, **changes: Any) -> Streak:
        return couple_streak_today(
            founding(self.founded_on), replace(self.known, **changes), self.today, self.first_open_day
        )


@st.composite
def told_couples(draw: st.DrawFn) -> ToldCouple:
    founded_on = date(2027, 12, 6)
    chances = draw(CHANCES)
    quiet = draw(QUIET)
    today = founded_on + (len(chances) - 1) * DAY
    ticks = {
        ADA: days_of(chances, quiet, founded_on),
        BEN: days_of(draw(st.binary(min_size=len(chances), max_size=len(chances))), quiet, founded_on),
    }
    together = days_of(draw(st.binary(max_size=len(chances))), 160, founded_on)
    pauses = tuple((founded_on + a * DAY, founded_on + (a + length) * DAY) for a, length in draw(PAUSES))
    joined_on = {ADA: founded_on + draw(st.sampled_from([0, 0, 0, 3])) * DAY}
    if draw(st.integers(0, 3)):
        joined_on[BEN] = founded_on + draw(st.just(0) | st.integers(0, 40)) * DAY
    owned: list[tuple[date, int | None]] = [(day, who) for who in joined_on for day in ticks[who]] + [
        (day, None) for day in together
    ]
    known = CoupleHistory(
        joined_on=joined_on,
        tickers=tickers_by_day(owned, list(joined_on)),
        pauses=tuple(PausedDays(*days) for days in pauses),
        strict=draw(st.integers(0, 3)) == 3,
    )
    return ToldCouple(known, founded_on, ticks, together, pauses, today, today - draw(OPEN_FOR) * DAY)
