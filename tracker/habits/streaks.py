"""Keeping the settled part of each streak with its track, and the couple's with the space.

What is settled follows from ticks, schedule, pauses and the space's ways. A new tick carries
it forward; whatever changes what lies behind folds it again from the start, in the same
transaction. Nothing is settled while a page is only read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from tracker.domain import folds
from tracker.domain.days import ONE_DAY, first_open_day, first_open_day_of_any, today
from tracker.domain.folds import CoupleHistory, History, Settled
from tracker.domain.pauses import Pause as PausedDays
from tracker.domain.streaks import Streak, restored, stored
from tracker.extensions import db
from tracker.habits.queries import SeenPause, SeenTrack, pauses_in, seen_pauses, ticks_on
from tracker.models import Habit, Pause, Person, Space, Tick, Track


@dataclass(frozen=True, slots=True)
class Company:
    """A space with its members and pauses, and what day it is for each."""

    space: Space
    members: Sequence[Person]
    pauses: Sequence[Pause | SeenPause]
    todays: dict[int, date]

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
        return tuple(
            pause.days
            for pause in self.pauses
            if pause.habit_id in (None, track.habit_id)
            and (track.owner_id is None or pause.person_id in (None, track.owner_id))
        )


def company_of(person: Person, now: datetime, pauses: Sequence[Pause | SeenPause]) -> Company:
    """The company of a person whose space and partner are loaded."""
    members = [person, person.partner] if person.partner else [person]
    return Company(person.space, members, pauses, {each.id: today(each.rhythm, now) for each in members})


def history_of(track: Track | SeenTrack, ticks: Iterable[date], company: Company) -> History:
    """What the fold of a track must know, with these ticks."""
    habit = track.habit
    return History(
        schedule=habit.schedule,
        starts_on=track.starts_on,
        ticks=frozenset(ticks),
        pauses=company.pauses_of(track),
        first_weekday=company.space.first_weekday,
        strict=company.space.strict,
        ends_on=habit.archived_on - ONE_DAY if habit.archived_on else date.max,
    )


def settled_of(row: Track | SeenTrack | Space) -> Settled:
    """What is settled of a track's streak, or of the couple's."""
    return Settled(restored(row.streak), row.settled_through)


def keep(row: Track | Space, settled: Settled) -> None:
    """Keep what is settled with its track or space."""
    if row.settled_through != settled.through:
        row.settled_through = settled.through
    values = stored(settled.streak)
    if row.streak != values:
        row.streak = values


def settle_day(track: Track, day: date, company: Company) -> None:
    """Bring a track's streak and the couple's up to date after a tick on a day came or went."""
    db.session.refresh(track, ["settled_through", "streak"])
    settle_track(track, company, afresh=day <= track.settled_through)
    settle_couple(company, afresh=day <= company.space.settled_through)


def settle_track(track: Track, company: Company, *, afresh: bool) -> None:
    """Settle a track as far as its days are closed, from its start if ``afresh``."""
    settled = folds.beginning(track.starts_on) if afresh else settled_of(track)
    closed_until = company.first_open_day_of(track.owner_id)
    if not afresh and settled.through >= closed_until - ONE_DAY:
        return
    history = history_of(track, ticks_on(track, after=settled.through), company)
    keep(track, folds.settle(settled, history, closed_until))


def settle_couple(company: Company, *, afresh: bool) -> None:
    """Settle the couple's streak as far as days are closed for both, from its start if ``afresh``."""
    space = company.space
    closed_until = first_open_day_of_any(company.todays.values())
    if not afresh and space.settled_through >= closed_until - ONE_DAY:
        return
    settled = folds.beginning(space.founded_on) if afresh else settled_of(space)
    history = couple_history(couple_ticks(space, company, after=settled.through), company)
    keep(space, folds.settle_couple(settled, history, closed_until))


def couple_history(ticks: Iterable[tuple[date, int | None]], company: Company) -> CoupleHistory:
    """What the couple's fold must know, with these ticks and their owners."""
    return CoupleHistory(
        joined_on={member.id: member.joined_on for member in company.members},
        tickers=folds.tickers_by_day(list(ticks), [member.id for member in company.members]),
        pauses=tuple(pause.days for pause in company.pauses if pause.habit_id is None),
        strict=company.space.strict,
    )


def couple_ticks(space: Space, company: Company, *, after: date) -> list[tuple[date, int | None]]:
    """Day and owner of the ticks that count for the couple: on shared habits, or on any while alone."""
    counted = select(Tick.day, Track.owner_id).join(Track, Track.id == Tick.track_id).distinct()
    if len(company.members) > 1:
        counted = counted.join(Habit, Habit.id == Track.habit_id).where(Habit.shared)
    rows = db.session.execute(counted.where(Track.space_id == space.id, Tick.day > after))
    return [(day, owner_id) for day, owner_id in rows]


def settle_space(person: Person, now: datetime) -> None:
    """Fold every streak in a person's space again: after a change to pauses, people, zones or ways."""
    db.session.flush()
    company = company_of(person, now, pauses_in(person.space_id))
    tracks = db.session.scalars(
        select(Track)
        .join(Track.habit)
        .where(Track.space_id == person.space_id)
        .options(contains_eager(Track.habit))
        .execution_options(populate_existing=True)
    ).all()
    for track in tracks:
        settle_track(track, company, afresh=True)
    settle_couple(company, afresh=True)


def streak_of(track: Track | SeenTrack, ticks: Iterable[date], company: Company) -> Streak:
    """A track's streak as it stands, from what is settled and the ticks since then."""
    return folds.streak_today(
        settled_of(track),
        history_of(track, ticks, company),
        company.today_of(track.owner_id),
        company.first_open_day_of(track.owner_id),
    )


def couple_streak_of(ticks: Iterable[tuple[date, int | None]], company: Company) -> Streak:
    """The couple's streak as it stands, from what is settled and the ticks since then."""
    return folds.couple_streak_today(
        settled_of(company.space),
        couple_history(ticks, company),
        company.latest_today,
        first_open_day_of_any(company.todays.values()),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One track of a habit on its page: whose it is (nobody's for the couple's) and how it has been going."""

    person: Person | None
    streak: Streak


def lines_of(habit: Habit, person: Person, now: datetime) -> tuple[Line, ...]:
    """A habit's tracks with their streaks, one's own first."""
    company = company_of(person, now, seen_pauses(person.space_id))
    people = {each.id: each for each in company.members}
    tracks = sorted(habit.tracks, key=lambda track: track.owner_id != person.id)
    return tuple(
        Line(people.get(track.owner_id or 0), streak_of(track, ticks, company))
        for track, ticks in ((track, ticks_on(track, after=track.settled_through)) for track in tracks)
    )
