"""A year of a track as its page draws it: the calendar, the line of strength, bars, and the streaks of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.days import DAYS_A_WEEK, weeks_of
from tracker.domain.streaks import Streak
from tracker.domain.years import (
    LIVED,
    MONTHS_A_YEAR,
    DayKind,
    Run,
    Tally,
    YearOfTrack,
    ends_of_months,
    ends_of_weeks,
)

CHART_HEIGHT = 100
PERCENT = 100
MONTHS = range(1, MONTHS_A_YEAR + 1)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in the calendar."""

    day: date
    kind: DayKind
    remarked: bool
    lived: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar in rows of weeks, without the days of other months; ``lived`` where any day of it was."""

    number: int
    weeks: tuple[tuple[DayCell | None, ...], ...]
    lived: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """How often something was done on a weekday (0 for Monday) or in a month, with the percentage as a whole number."""

    number: int
    tally: Tally
    percent: int


@dataclass(frozen=True, slots=True)
class StrengthChart:
    """Strength over a year, to be drawn: a line through its points, a dot at the last, in a box that is ``width`` days wide.

    ``months`` has the strength at the end of each, by the month's number.
    """

    width: int
    height: int
    line: str
    ground: str
    dot: str
    first: float
    last: float
    months: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A streak of the year; ``longest`` is the longest of the year, ``ever`` the longest there was."""

    run: Run
    longest: bool
    ever: bool


def weekdays_from(first_weekday: int) -> tuple[int, ...]:
    return tuple((first_weekday + n) % DAYS_A_WEEK for n in range(DAYS_A_WEEK))


def months_of(lived: YearOfTrack, year: int, first_weekday: int, remarked: set[date]) -> tuple[Month, ...]:
    def cell(day: date | None) -> DayCell | None:
        if day is None:
            return None
        kind = lived.kinds[day]
        return DayCell(day, kind, day in remarked, kind in LIVED)

    lived_in = {day.month for day in lived.strengths}
    return tuple(
        Month(
            number,
            tuple(tuple(map(cell, week)) for week in weeks_of(year, number, first_weekday)),
            number in lived_in,
        )
        for number in MONTHS
    )


def listed(runs: Sequence[Run], streak: Streak) -> tuple[ListedRun, ...]:
    """The streaks of a year, the latest first."""
    longest = max((run.length for run in runs), default=0)
    return tuple(
        ListedRun(
            run,
            longest=len(runs) > 1 and run.length == longest,
            ever=(run.length, run.first_on) == (streak.longest, streak.longest_first_on),
        )
        for run in reversed(runs)
    )


def chart_of(lived: YearOfTrack, year: int, first_weekday: int) -> StrengthChart:
    """The line begins where the year did, or the track in it, and has a point a week."""
    new_year = date(year, 1, 1)
    start = (min(lived.strengths, default=new_year) - new_year).days
    points = [(start, lived.first_strength)] + [
        ((day - new_year).days + 1, value)
        for day, value in ends_of_weeks(lived.strengths, first_weekday).items()
    ]
    line = " ".join(f"{x},{CHART_HEIGHT * (1 - value):.1f}" for x, value in points)
    last_x, last = points[-1]
    return StrengthChart(
        width=len(lived.kinds),
        height=CHART_HEIGHT,
        line=line,
        ground=f"{start},{CHART_HEIGHT} {line} {last_x},{CHART_HEIGHT}",
        dot=f"M{last_x},{CHART_HEIGHT * (1 - last):.1f}h0",
        first=lived.first_strength,
        last=last,
        months=ends_of_months(lived.strengths),
    )


def bars(tallies: Mapping[int, Tally], order: Sequence[int]) -> tuple[Bar, ...]:
    """A bar for each weekday or month on which there was a day for it."""
    found = ((number, tallies[number]) for number in order)
    return tuple(
        Bar(number, tally, round(PERCENT * tally.done / tally.days)) for number, tally in found if tally.days
    )
