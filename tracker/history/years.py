"""A habit's page: a year of one of its tracks, built whole from five queries.

However long a track has been kept, a year costs the state in which it began and the ticks since then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.catalogue.plants import drawing_of, word_of
from tracker.catalogue.strategies import strategy
from tracker.domain.days import ONE_DAY
from tracker.domain.folds import History, streak_today, strength_today
from tracker.domain.garden import as_said, plant_of
from tracker.domain.habits import TOUCH, Mode, may_change
from tracker.domain.kindness import may_be_softer
from tracker.domain.pauses import paused
from tracker.domain.refusals import Missing
from tracker.domain.strategies import Strategy
from tracker.domain.streaks import Streak, graces_of, in_first_week
from tracker.domain.strength import HALVING, smoothing
from tracker.domain.tallies import by_month, by_weekday
from tracker.domain.terms import Terms, unit_of
from tracker.domain.years import YearOfTrack, opening, year_of
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, history_of, state_of
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.history.charts import MONTHS, Bar, ListedRun, StrengthChart, bars, chart_of, listed
from tracker.history.months import YearCalendar, calendar_of, weekdays_from
from tracker.history.queries import PARTNERS, owner_of, remarked_in, stored_year, ticks_in, tracks_of_habit
from tracker.models import Person


@dataclass(frozen=True, slots=True)
class TrackChoice:
    """One of a habit's tracks to choose from: whose it is, nobody's for the couple's, and what leads to it."""

    person: Person | None
    of: str
    shown: bool


@dataclass(frozen=True, slots=True)
class TrackStanding:
    """How a track stands now: its streak, its strength from 0 to 1 as it is shown, and that in a word.

    ``drawing`` is that of its plant. In its ``first_week`` there is nothing to say but how often it was kept. Once it ``may_be_softer``, its owner is asked.
    """

    streak: Streak
    strength: float
    word: str
    drawing: str
    first_week: bool
    may_be_softer: bool
    paused: bool


@dataclass(frozen=True, slots=True)
class StrengthMeasure:
    """What the explanation must know: how many days strength looks at, after how many half is left, and the most graces."""

    window: int
    halving: int
    most_graces: int


@dataclass(frozen=True, slots=True)
class HabitPage:
    """A year of one of a habit's tracks, for the one who asks.

    ``query`` is what an address must say for this track to be shown; ``tickers`` have made the ticks of both, as far as
    that is known.
    """

    habit: SeenHabit
    strategy: Strategy
    track: SeenTrack
    query: Mapping[str, str]
    own: bool
    changeable: bool
    owner: Person | None
    sides: tuple[TrackChoice, ...]
    year: int
    today: date
    earlier: int | None
    later: int | None
    standing: TrackStanding
    calendar: YearCalendar
    weekdays: tuple[int, ...]
    tickers: Mapping[date, Person]
    runs: tuple[ListedRun, ...]
    kept_count: int
    chart: StrengthChart
    on_weekdays: tuple[Bar, ...]
    in_months: tuple[Bar, ...]
    ways: StrengthMeasure
    terms: tuple[Terms, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked up for a year of a track, before it becomes a page."""

    tracks: Sequence[SeenTrack]
    track: SeenTrack
    company: Company
    years: tuple[int, int]
    year: int
    today: date
    lived: YearOfTrack
    standing: TrackStanding
    tickers: Mapping[date, int]


def habit_page(
    person: Person, habit_id: int, now: datetime, *, year: int = 0, month: int = 0, of: str = ""
) -> HabitPage:
    """A year of a habit, or the latest there is; `Missing` when the habit or the year is not there for this person.

    ``month`` is to be large, else the last that was lived; ``of`` is "partner" for the partner's track, where there are two.
    """
    looked = look(tracks_of_habit(person, habit_id), person, now, year=year, of=of)
    return page_of(looked, person, month, remarked_in(person, looked.track, looked.year))


def look(tracks: Sequence[SeenTrack], person: Person, now: datetime, *, year: int, of: str) -> Looked:
    """Look up a year of one of a habit's tracks, or the latest there is; `Missing` for a year that is not there."""
    track = tracks[-1] if of == PARTNERS else tracks[0]
    company = company_of(person, now, seen_pauses(person.space_id))
    today, first_open_day = company.today_of(track.owner_id), company.first_open_day_of(track.owner_id)
    years = first_year, last_year = years_there_are(track, today)
    year = year or last_year
    if not first_year <= year <= last_year:
        raise Missing("year")
    before = opening(stored_year(track, year), state_of(track), track.starts_on, year)
    ticks = ticks_in(track, before.through, year)
    history = history_of(track, {tick.day: tick.amount for tick in ticks}, company)
    lived = year_of(before, history, year, today, first_open_day)
    standing = standing_of(track, history, lived, today, first_open_day)
    tickers = {tick.day: tick.ticker_id for tick in ticks if tick.ticker_id}
    return Looked(tracks, track, company, years, year, today, lived, standing, tickers)


def page_of(looked: Looked, person: Person, month: int, remarked: set[date]) -> HabitPage:
    """The page of a year that was looked up."""
    track, lived, year = looked.track, looked.lived, looked.year
    own, in_months = track.owner_id in (None, person.id), by_month(lived.kinds)
    first_weekday = looked.company.weeks_of(track.habit).on(looked.today).first_weekday
    return HabitPage(
        habit=track.habit,
        strategy=strategy(track.habit.strategy),
        track=track,
        query={"of": PARTNERS} if track is not looked.tracks[0] else {},
        own=own,
        changeable=may_change(Mode(track.habit.mode), own=own),
        owner=owner_of(track, looked.company),
        sides=sides_of(looked.tracks, track, looked.company),
        year=year,
        today=looked.today,
        earlier=year - 1 if year > looked.years[0] else None,
        later=year + 1 if year < looked.years[1] else None,
        standing=looked.standing,
        calendar=calendar_of(lived, year, month, first_weekday, remarked, in_months),
        weekdays=weekdays_from(first_weekday),
        tickers=tickers_of(looked),
        runs=listed(lived.runs, looked.standing.streak),
        kept_count=lived.kept_count,
        chart=chart_of(lived, year, first_weekday, track.habit.strategy),
        on_weekdays=bars(by_weekday(lived.kinds), weekdays_from(first_weekday)),
        in_months=bars(in_months, MONTHS),
        ways=ways_of(track.habit.asks),
        terms=tuple(reversed(track.habit.terms)),
    )


def tickers_of(looked: Looked) -> Mapping[date, Person]:
    """Who made the ticks of both, as far as they are still here."""
    members = {each.id: each for each in looked.company.members}
    return {day: members[each] for day, each in looked.tickers.items() if each in members}


def years_there_are(track: SeenTrack, today: date) -> tuple[int, int]:
    ended_on = (track.habit.archived_on or date.max) - ONE_DAY
    return track.starts_on.year, max(track.starts_on, min(today, ended_on)).year


def sides_of(tracks: Sequence[SeenTrack], shown: SeenTrack, company: Company) -> tuple[TrackChoice, ...]:
    return tuple(
        TrackChoice(owner_of(track, company), PARTNERS if n else "", track is shown)
        for n, track in enumerate(tracks)
    )


def standing_of(
    track: SeenTrack, history: History, lived: YearOfTrack, today: date, first_open_day: date
) -> TrackStanding:
    streak = streak_today(state_of(track), history, today, first_open_day)
    strength = strength_today(state_of(track), history, today, first_open_day)
    return TrackStanding(
        streak=streak,
        strength=as_said(strength),
        word=word_of(strength),
        drawing=drawing_of(plant_of(track.habit.strategy, [strength], resting=False)),
        first_week=in_first_week(track.starts_on, today),
        may_be_softer=is_open_to_softer(track) and may_be_softer(track.habit.asks, lived.kinds, today),
        paused=paused(history.pauses, today),
    )


def is_open_to_softer(track: SeenTrack) -> bool:
    """Whether it can be asked at all, and was not yet, if a track should be for less often; of touch never."""
    return not (track.habit.archived_on or track.softer_answered or track.habit.strategy == TOUCH)


def ways_of(terms: Terms) -> StrengthMeasure:
    pace = terms.schedule.pace
    density = min(1.0, pace.times / pace.days)
    most = graces_of(unit_of(terms.schedule))
    return StrengthMeasure(smoothing(terms).window, round(HALVING / density**0.5), most)
