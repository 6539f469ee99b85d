"""A space with its members, and what the folds make of its tracks: streaks and strengths as they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from tracker.domain import folds
from tracker.domain.days import ONE_DAY, Weeks, first_open_day, first_open_day_of_any, today
from tracker.domain.folds import CoupleHistory, History, Settled, TrackState
from tracker.domain.pauses import PausedDays
from tracker.domain.states import restored, restored_couple
from tracker.domain.streaks import Streak
from tracker.domain.terms import Terms
from tracker.habits.circumstances import SeenPause
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.models import Habit, Person, Space, Track, TrackYear


@dataclass(frozen=True, slots=True)
class Company:
    """A space with its members and pauses, what day it is for each, and how its weeks lie."""

    space: Space
    members: Sequence[Person]
    pauses: Sequence[SeenPause]
    todays: dict[int, date]
    weeks: Weeks

    def strict_of(self, habit: Habit | SeenHabit) -> bool:
        """Whether a habit counts strictly: a private one as its owner chose, else as the space does."""
        owner = self.owner_of(habit)
        return owner.strict_for(shared=habit.shared) if owner else self.space.strict

    def weeks_of(self, habit: Habit | SeenHabit) -> Weeks:
        """How weeks lie for a habit likewise."""
        owner = self.owner_of(habit)
        return owner.weeks_for(shared=habit.shared) if owner else self.weeks

    def owner_of(self, habit: Habit | SeenHabit) -> Person | None:
        """Whose private ways a habit counts by, if anybody's."""
        if habit.shared:
            return None
        return next((each for each in self.members if each.id == habit.owner_id and each.own_ways), None)

    @property
    def all_in_since(self) -> date:
        """The day from which on days are the couple's, or those of whoever is alone."""
        return self.members[0].all_in_since

    @property
    def latest_today(self) -> date:
        """The later of the members' days."""
        return max(self.todays.values())

    def today_of(self, owner_id: int | None) -> date:
        """The day it is for a track's owner, the later one for the couple."""
        if owner_id in self.todays:
            return self.todays[owner_id]
        return self.latest_today

    def first_open_day_of(self, owner_id: int | None) -> date:
        """The first day still open for a track's owner, the earlier one for the couple."""
        if owner_id in self.todays:
            return first_open_day(self.todays[owner_id])
        return first_open_day_of_any(self.todays.values())

    def pauses_for(self, person: Person) -> tuple[PausedDays, ...]:
        """The pauses in which nothing at all is asked of a person."""
        return tuple(
            pause.days
            for pause in self.pauses
            if pause.habit_id is None and pause.person_id in (None, person.id)
        )

    def pauses_of(self, track: Track | SeenTrack) -> tuple[PausedDays, ...]:
        """The pauses that hold for a track; for a shared one either partner's do."""
        if not self.pauses:
            return ()
        return tuple(
            pause.days
            for pause in self.pauses
            if pause.habit_id in (None, track.habit_id)
            and (track.owner_id is None or pause.person_id in (None, track.owner_id))
        )


def company_of(person: Person, now: datetime, pauses: Sequence[SeenPause] = ()) -> Company:
    """The company of a person whose space and partner are loaded, with the pauses that are to be known."""
    members = [person, person.partner] if person.partner else [person]
    todays = {each.id: today(each.rhythm, now) for each in members}
    return Company(person.space, members, pauses, todays, person.space.weeks)


def history_of(track: Track | SeenTrack, ticks: Mapping[date, int], company: Company) -> History:
    """What the fold of a track must know, with these ticks."""
    habit = track.habit
    return History(
        terms=habit.terms,
        starts_on=track.starts_on,
        ticks=ticks,
        pauses=company.pauses_of(track),
        first_weekday=company.weeks_of(habit).until(date.max),
        strict=company.strict_of(habit),
        ends_on=last_day_of(habit),
    )


def last_day_of(habit: Habit | SeenHabit) -> date:
    """The last day on which anything is asked by a habit: never, or that before it went into the archive."""
    return habit.archived_on - ONE_DAY if habit.archived_on else date.max


def couple_history(ticks: Iterable[tuple[date, int | None]], company: Company) -> CoupleHistory:
    """What the couple's fold must know, with these ticks and their owners."""
    return CoupleHistory(
        joined_on={member.id: member.joined_on for member in company.members},
        tickers=folds.tickers_by_day(list(ticks), [member.id for member in company.members]),
        pauses=tuple(pause.days for pause in company.pauses if pause.habit_id is None),
        strict=company.space.strict,
    )


def state_of(track: Track | SeenTrack | TrackYear) -> TrackState:
    """What is settled of a track."""
    return restored(track.state, track.settled_through)[0]


def settled_of(space: Space) -> Settled:
    """What is settled of the couple's streak."""
    return restored_couple(space.state, space.settled_through, space.days)


def streak_of(track: Track | SeenTrack, ticks: Mapping[date, int], company: Company) -> Streak:
    """A track's streak as it stands, from what is settled and the ticks since then."""
    return folds.streak_today(
        state_of(track),
        history_of(track, ticks, company),
        company.today_of(track.owner_id),
        company.first_open_day_of(track.owner_id),
    )


class GrownTrack(NamedTuple):
    """How far a track has come: its strength, from 0 to 1, and its streak."""

    strength: float
    streak: Streak


def grown_of(track: SeenTrack, ticks: Mapping[date, int], company: Company) -> GrownTrack:
    """A track's strength and streak as they stand, from what is settled and the ticks since then."""
    habit, settled = track.habit, track.settled_through
    weeks = company.weeks_of(habit).until(date.max)
    return grown_after(
        (track.state, settled),
        (track.starts_on, last_day_of(habit), weeks, company.strict_of(habit)),
        (*habit.terms,),
        tuple([each for each in ticks.items() if each[0] > settled]),
        company.pauses_of(track),
        (company.today_of(track.owner_id), company.first_open_day_of(track.owner_id)),
    )


# Folded anew each time, Today takes 11 % longer.
@lru_cache(maxsize=5000)
def grown_after(
    settled: tuple[str, date],
    ways: tuple[date, date, int | Weeks, bool],
    terms: tuple[Terms, ...],
    ticks: tuple[tuple[date, int], ...],
    pauses: tuple[PausedDays, ...],
    days: tuple[date, date],
) -> GrownTrack:
    """What a state up to a day comes to with the ticks since then, on a day and the first that is open then."""
    starts_on, ends_on, first_weekday, strict = ways
    history = History(terms, starts_on, dict(ticks), pauses, first_weekday, strict, ends_on)
    state = restored(*settled)[0]
    return GrownTrack(folds.strength_today(state, history, *days), folds.streak_today(state, history, *days))


def couple_streak_of(ticks: Iterable[tuple[date, int | None]], company: Company) -> Streak:
    """The couple's streak as it stands, from what is settled and the ticks since then."""
    return folds.couple_streak_today(
        settled_of(company.space),
        couple_history(ticks, company),
        company.latest_today,
        first_open_day_of_any(company.todays.values()),
    )
