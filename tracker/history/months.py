"""The calendar of a year: twelve small months, each a few outlines, and one of them large, day by day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.days import DAYS_A_WEEK, ONE_DAY, weeks_of
from tracker.domain.tallies import Tally
from tracker.domain.years import LIVED, DayKind, YearOfTrack
from tracker.history.charts import MONTHS

CELL = 10  # how far the middles of two days are apart in a drawing
# How a day is drawn from its middle: by its shape alone it is told what it was.
SHAPES: Mapping[DayKind, str] = {
    DayKind.DONE: "h.01",
    DayKind.PART: "m-4 0a4 4 0 0 0 8 0z",
    DayKind.PAUSED: "m-2.5 0h5",
    DayKind.QUIET: "h.01",
    DayKind.OPEN: "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0",
}


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in the calendar."""

    day: date
    kind: DayKind
    remarked: bool
    lived: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month at a glance: an outline for each kind of day there is to see, and the same told, as days from one to another.

    ``lived`` where any day of it was; ``shown`` is the month that is large.
    """

    number: int
    lived: bool
    shown: bool
    tally: Tally
    outlines: Mapping[DayKind, str]
    told: Mapping[DayKind, tuple[tuple[int, int], ...]]
    remarked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LargeMonth:
    """A month in rows of weeks, without the days of other months."""

    number: int
    weeks: tuple[tuple[DayCell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """A year in months, one of them large; ``kinds`` is what its days were."""

    months: tuple[Month, ...]
    large: LargeMonth
    kinds: frozenset[DayKind]


def weekdays_from(first_weekday: int) -> tuple[int, ...]:
    return tuple((first_weekday + n) % DAYS_A_WEEK for n in range(DAYS_A_WEEK))


def calendar_of(
    lived: YearOfTrack,
    year: int,
    month: int,
    first_weekday: int,
    remarked: Collection[date],
    tallies: Mapping[int, Tally],
) -> YearCalendar:
    """The calendar of a year with one month large: the one asked for, or else the last that was lived."""
    last = max(lived.strengths, default=date(year, 1, 1)).month
    large = month if month in MONTHS else last
    by_month: defaultdict[int, dict[date, DayKind]] = defaultdict(dict)
    for day, kind in lived.kinds.items():
        by_month[day.month][day] = kind
    return YearCalendar(
        months=tuple(
            month_of(
                number, by_month[number], first_weekday, remarked, tallies[number], shown=number == large
            )
            for number in MONTHS
        ),
        large=LargeMonth(large, cells_of(lived, year, large, first_weekday, remarked)),
        kinds=frozenset(lived.kinds.values()),
    )


def month_of(
    number: int,
    kinds: Mapping[date, DayKind],
    first_weekday: int,
    remarked: Collection[date],
    tally: Tally,
    *,
    shown: bool,
) -> Month:
    days: defaultdict[DayKind, list[date]] = defaultdict(list)
    for day, kind in kinds.items():
        if kind in LIVED:
            days[kind].append(day)
    before = (min(kinds).weekday() - first_weekday) % DAYS_A_WEEK
    return Month(
        number=number,
        lived=bool(days),
        shown=shown,
        tally=tally,
        outlines={kind: outline(days[kind], shape, before) for kind, shape in SHAPES.items() if days[kind]},
        told={kind: spans(days[kind]) for kind in DayKind if days[kind]},
        remarked=tuple(day.day for day in kinds if day in remarked),
    )


def outline(days: Iterable[date], shape: str, before: int) -> str:
    """The outline of some days of one kind, in a month that begins after so many places of its first row."""
    places = (divmod(day.day - 1 + before, DAYS_A_WEEK) for day in days)
    return "".join(f"M{CELL * column + CELL // 2} {CELL * row + CELL // 2}{shape}" for row, column in places)


def spans(days: list[date]) -> tuple[tuple[int, int], ...]:
    """Days of a month, told as the first and last of each that follow one another."""
    starts = [days[0], *(after for before, after in pairwise(days) if after - before != ONE_DAY)]
    ends = [*(before for before, after in pairwise(days) if after - before != ONE_DAY), days[-1]]
    return tuple((start.day, end.day) for start, end in zip(starts, ends, strict=True))


def cells_of(
    lived: YearOfTrack, year: int, month: int, first_weekday: int, remarked: Collection[date]
) -> tuple[tuple[DayCell | None, ...], ...]:
    def cell(day: date | None) -> DayCell | None:
        if day is None:
            return None
        kind = lived.kinds[day]
        return DayCell(day, kind, day in remarked, kind in LIVED)

    return tuple(tuple(map(cell, week)) for week in weeks_of(year, month, first_weekday))
