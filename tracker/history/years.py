"""A habit's page: a year of one of its tracks, built whole from five queries.

However long a track has been kept, a year costs the state in which it began and the ticks since then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.days import DAYS_A_WEEK, ONE_DAY
from tracker.domain.folds import History, streak_today, strength_today
from tracker.domain.garden import STAGE_NAMES, stage_of
from tracker.domain.habits import Mode, may_change
from tracker.domain.pauses import paused
from tracker.domain.refusals import Missing
from tracker.domain.strategies import Strategy, strategy
from tracker.domain.streaks import KEPT_FOR_A_GRACE, Streak
from tracker.domain.strength import HALVING, smoothing
from tracker.domain.terms import Terms
from tracker.domain.years import (
    LIVED,
    MONTHS_A_YEAR,
    DayKind,
    Run,
    Tally,
    YearOfTrack,
    by_month,
    by_weekday,
    ends_of_months,
    ends_of_weeks,
    opening,
    weeks_of,
    year_of,
)
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, history_of, state_of
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.history.queries import PARTNERS, kept_year, owner_of, remarked_in, ticks_in, tracks_of_habit
from tracker.models import Person

CHART_HEIGHT = 100
PERCENT = 100
MONTHS = range(1, MONTHS_A_YEAR + 1)


@dataclass(frozen=True, slots=True)
class Side:
    """One of a habit's tracks to choose from: whose it is, nobody's for the couple's, and what leads to it."""

    person: Person | None
    of: str
    shown: bool


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
class Chart:
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
class Standing:
    """How a track stands now: its streak, its strength from 0 to 1, and that in words.

    ``to_grace`` is the number of kept periods to the next grace.
    """

    streak: Streak
    strength: float
    stage: str
    to_grace: int
    paused: bool


@dataclass(frozen=True, slots=True)
class ListedRun:
    """A streak of the year; ``longest`` is the longest of the year, ``ever`` the longest there was."""

    run: Run
    longest: bool
    ever: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """What the explanation of strength must know: how many days are looked at, and after how many half is left."""

    window: int
    halving: int


@dataclass(frozen=True, slots=True)
class HabitPage:
    """A year of one of a habit's tracks, for the one who asks.

    ``query`` is what an address must say for this track to be shown; ``kinds`` are those of the days of the year.
    """

    habit: SeenHabit
    strategy: Strategy
    track: SeenTrack
    query: Mapping[str, str]
    own: bool
    changeable: bool
    owner: Person | None
    sides: tuple[Side, ...]
    year: int
    today: date
    earlier: int | None
    later: int | None
    standing: Standing
    months: tuple[Month, ...]
    weekdays: tuple[int, ...]
    kinds: frozenset[DayKind]
    runs: tuple[ListedRun, ...]
    kept_count: int
    chart: Chart
    on_weekdays: tuple[Bar, ...]
    in_months: tuple[Bar, ...]
    ways: Ways
    terms: tuple[Terms, ...]


def habit_page(person: Person, habit_id: int, now: datetime, *, year: int = 0, of: str = "") -> HabitPage:
    """A year of a habit, or the latest there is; `Missing` when the habit or the year is not there for this person.

    ``of`` is "partner" for the partner's track, where a habit has two.
    """
    tracks = tracks_of_habit(person, habit_id)
    track = tracks[-1] if of == PARTNERS else tracks[0]
    company = company_of(person, now, seen_pauses(person.space_id))
    today, first_open_day = company.today_of(track.owner_id), company.first_open_day_of(track.owner_id)
    first_year, last_year = years_there_are(track, today)
    year = year or last_year
    if not first_year <= year <= last_year:
        raise Missing("year")
    before = opening(kept_year(track, year), state_of(track), track.starts_on, year)
    history = history_of(track, ticks_in(track, before.through, year), company)
    lived = year_of(before, history, year, today, first_open_day)
    streak = streak_today(state_of(track), history, today, first_open_day)
    own = track.owner_id in (None, person.id)
    first_weekday = company.space.first_weekday
    return HabitPage(
        habit=track.habit,
        strategy=strategy(track.habit.strategy),
        track=track,
        query={"of": PARTNERS} if track is not tracks[0] else {},
        own=own,
        changeable=may_change(Mode(track.habit.mode), own=own),
        owner=owner_of(track, company),
        sides=sides_of(tracks, track, company),
        year=year,
        today=today,
        earlier=year - 1 if year > first_year else None,
        later=year + 1 if year < last_year else None,
        standing=standing_of(streak, track, history, today, first_open_day),
        months=months_of(lived, year, first_weekday, remarked_in(person, track, year)),
        weekdays=weekdays_from(first_weekday),
        kinds=frozenset(lived.kinds.values()),
        runs=listed(lived.runs, streak),
        kept_count=lived.kept_count,
        chart=chart_of(lived, year, first_weekday),
        on_weekdays=bars(by_weekday(lived.kinds), weekdays_from(first_weekday)),
        in_months=bars(by_month(lived.kinds), MONTHS),
        ways=ways_of(track.habit.asks),
        terms=tuple(reversed(track.habit.terms)),
    )


def years_there_are(track: SeenTrack, today: date) -> tuple[int, int]:
    ended_on = (track.habit.archived_on or date.max) - ONE_DAY
    return track.starts_on.year, max(track.starts_on, min(today, ended_on)).year


def sides_of(tracks: Sequence[SeenTrack], shown: SeenTrack, company: Company) -> tuple[Side, ...]:
    return tuple(
        Side(owner_of(track, company), PARTNERS if n else "", track is shown)
        for n, track in enumerate(tracks)
    )


def standing_of(
    streak: Streak, track: SeenTrack, history: History, today: date, first_open_day: date
) -> Standing:
    strength = strength_today(state_of(track), history, today, first_open_day)
    return Standing(
        streak=streak,
        strength=strength,
        stage=STAGE_NAMES[stage_of([strength])],
        to_grace=KEPT_FOR_A_GRACE - streak.toward_grace,
        paused=paused(history.pauses, today),
    )


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


def chart_of(lived: YearOfTrack, year: int, first_weekday: int) -> Chart:
    """The line begins where the year did, or the track in it, and has a point a week."""
    new_year = date(year, 1, 1)
    start = (min(lived.strengths, default=new_year) - new_year).days
    points = [(start, lived.first_strength)] + [
        ((day - new_year).days + 1, value)
        for day, value in ends_of_weeks(lived.strengths, first_weekday).items()
    ]
    line = " ".join(f"{x},{CHART_HEIGHT * (1 - value):.1f}" for x, value in points)
    last_x, last = points[-1]
    return Chart(
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


def ways_of(terms: Terms) -> Ways:
    pace = terms.schedule.pace
    density = min(1.0, pace.times / pace.days)
    return Ways(smoothing(terms).window, round(HALVING / density**0.5))
