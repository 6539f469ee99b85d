"""A year of a track: what each day was, how strong the habit had grown by then, and which streaks it held.

A year begins with the state in which the fold stood before the first period that ends in it, and so
needs no more than its own ticks. A period belongs to the year in which it ends.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.days import DAYS_A_WEEK, ONE_DAY
from tracker.domain.folds import History, TrackState, beginning, periods_after, verdict_on
from tracker.domain.pauses import paused_days
from tracker.domain.periods import Verdict
from tracker.domain.schedules import Period
from tracker.domain.streaks import Counting, CountingRun, Streak
from tracker.domain.strength import Growing
from tracker.domain.terms import Terms, unit_of


class DayKind(StrEnum):
    """What a day was for a track. A quiet one is over and has no tick; an archived one comes after the end."""

    BEFORE = "before"
    DONE = "done"
    PART = "part"
    PAUSED = "paused"
    UNASKED = "unasked"
    QUIET = "quiet"
    OPEN = "open"
    TO_COME = "to_come"
    ARCHIVED = "archived"


LIVED = frozenset(DayKind) - {DayKind.BEFORE, DayKind.TO_COME, DayKind.ARCHIVED}


@dataclass(frozen=True, slots=True)
class Run:
    """A streak, past or present: how many kept periods, and its first and last day. ``going`` where it goes on."""

    length: int
    first_on: date
    last_on: date
    going: bool = False


@dataclass(frozen=True, slots=True)
class YearOfTrack:
    """A year of a track, as far as it has come.

    ``kinds`` has each of its days; ``strengths`` those that were lived, with the strength after each,
    from 0 to 1, and ``first_strength`` is the one before the first of them. ``runs`` are in the order of their first days, as they stood when the year ended or as
    they stand now; ``kept_count`` is the number of kept periods that ended in it.
    """

    kinds: Mapping[date, DayKind]
    strengths: Mapping[date, float]
    first_strength: float
    runs: tuple[Run, ...]
    kept_count: int


def opening(kept: TrackState | None, settled: TrackState, starts_on: date, year: int) -> TrackState:
    """The state in which a year began: the one kept for it, if there is one.

    There is none for the year in which a track started, nor for one of which nothing is settled yet.
    """
    if kept is not None:
        return kept
    return beginning(starts_on) if year <= starts_on.year else settled


def year_of(before: TrackState, history: History, year: int, today: date, open_from: date) -> YearOfTrack:
    """A year of a track, from the state in which it began and the ticks since then.

    >>> from tracker.domain.schedules import DAILY
    >>> monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    >>> history = History([Terms(monday, DAILY)], monday, {monday: -1, tuesday: -1}, [], first_weekday=0)
    >>> year_of(beginning(monday), history, 2026, today=tuesday, open_from=monday).runs[0].length
    2
    """
    last = min(date(year, 12, 31), today)
    paused_on = paused_days(history.pauses, before.through, last)
    runs = Runs(before.streak, strict=history.strict)
    growing = Growing(before.strength, history.terms)
    kinds = around(history, year, today)
    strengths: dict[date, float] = {}
    first_strength, kept_count = growing.value, 0
    for period, terms in periods_after(before.through, history, last):
        if period.last.year <= year or today.year == year:
            runs.turn(unit_of(terms.schedule))
            found = verdict_on(period, terms, history, paused_on, open_from)
            runs.take(period, found)
            kept_count += found is Verdict.KEPT and period.last.year >= year
        for day in days_of(period, last):
            live(growing, day, terms, history, paused_on, open_from)
            if day.year < year:
                first_strength = growing.value
            else:
                strengths[day] = growing.value
                kinds[day] = kind_of(day, period, terms, history, paused_on, open_from)
    return YearOfTrack(kinds, strengths, first_strength, runs.of(year), kept_count)


def around(history: History, year: int, today: date) -> dict[date, DayKind]:
    """The days of a year on which nothing can have been: before the start, after the end, or not yet come."""
    day, kinds = date(year, 1, 1), {}
    while day.year == year:
        if day < history.starts_on:
            kinds[day] = DayKind.BEFORE
        elif day > history.ends_on:
            kinds[day] = DayKind.ARCHIVED
        else:
            kinds[day] = DayKind.TO_COME
        day += ONE_DAY
    return kinds


def days_of(period: Period, until: date) -> Iterator[date]:
    """The days of a period, up to a day."""
    day = period.first
    while day <= min(period.last, until):
        yield day
        day += ONE_DAY


def live(
    growing: Growing,
    day: date,
    terms: Terms,
    history: History,
    paused_on: frozenset[date],
    first_open_day: date,
) -> None:
    """Take one more day; as long as it is open it lifts the strength or leaves it."""
    amount, before = history.ticks.get(day), growing.value
    share = 0.0 if amount is None else terms.share(amount)
    if day in paused_on:
        growing.rest(share)
    else:
        growing.live(share, terms)
    if day >= first_open_day:
        growing.value = max(before, growing.value)


def kind_of(
    day: date,
    period: Period,
    terms: Terms,
    history: History,
    paused_on: frozenset[date],
    first_open_day: date,
) -> DayKind:
    """What a day was that lies in a period."""
    if day in history.ticks:
        return DayKind.DONE if terms.reached(history.ticks[day]) else DayKind.PART
    if day in paused_on:
        return DayKind.PAUSED
    if not period.target:
        return DayKind.UNASKED
    return DayKind.OPEN if day >= first_open_day else DayKind.QUIET


class Runs(Counting):
    """A streak on its way through a year, with those that were shown and ended on the way."""

    __slots__ = ("ended",)

    def __init__(self, streak: Streak, *, strict: bool) -> None:
        self.ended: list[Run] = []
        super().__init__(streak, strict=strict)

    def let_rest(self) -> None:
        """Go on, and keep what was shown until here and is over. One that began within it may go on in its place."""
        before = self.runs[:1]
        super().let_rest()
        if self.runs[:1] != before:
            self.ended.extend(self.run(each) for each in before)

    def run(self, held: CountingRun, *, going: bool = False) -> Run:
        """A run of this streak as it stands."""
        return Run(self.kept - held.kept_before, held.first_on, self.kept_on, going)

    def of(self, year: int) -> tuple[Run, ...]:
        """The streaks that came as far as this year, with the one that goes on."""
        going = (self.run(each, going=True) for each in self.runs[:1])
        return (*(run for run in self.ended if run.last_on.year >= year), *going)


def ends_of_weeks(strengths: Mapping[date, float], first_weekday: int) -> dict[date, float]:
    """The strength at the end of each week, and on the last day there is.

    >>> ends_of_weeks({date(2026, 3, n): n / 10 for n in (1, 2, 3)}, first_weekday=0)
    {datetime.date(2026, 3, 1): 0.1, datetime.date(2026, 3, 3): 0.3}
    """
    latest = max(strengths, default=date.min)
    last_weekday = (first_weekday - 1) % DAYS_A_WEEK
    return {day: value for day, value in strengths.items() if day.weekday() == last_weekday or day == latest}


def ends_of_months(strengths: Mapping[date, float]) -> dict[int, float]:
    """The strength at the end of each month, or on the last day there is of it, by the month's number.

    >>> ends_of_months({date(2026, 3, 1): 0.1, date(2026, 3, 2): 0.2})
    {3: 0.2}
    """
    return {day.month: value for day, value in strengths.items()}
