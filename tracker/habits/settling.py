"""Keeping the settled part of each streak with its track, and the couple's with the space.

What is settled follows from ticks, schedule, pauses and the space's ways. A new tick carries
it forward; whatever changes what lies behind folds it again from the start, in the same
transaction. Nothing is settled while a page is only read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from tracker.domain import folds
from tracker.domain.days import ONE_DAY, first_open_day_of_any
from tracker.domain.folds import Course, Settled, TrackState
from tracker.domain.states import (
    RULES,
    Basis,
    asked_until,
    basis_of,
    restored,
    restored_couple,
    stored,
    stored_couple,
)
from tracker.extensions import db
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, couple_history, history_of
from tracker.habits.tracks import SeenTrack, ticks_on, tracks_in
from tracker.holding import hold_space
from tracker.models import Cover, Habit, Person, Space, Tick, Track, TrackYear

MEMBERS = select(func.min(Person.id)).group_by(Person.space_id)  # one of each space
YEARS_GONE = delete(TrackYear).where(TrackYear.track_id == bindparam("of_track"))
STORED = (
    update(Track)
    .where(Track.id == bindparam("of_track"))
    .values(settled_through=bindparam("through"), state=bindparam("as_text"), rules=RULES)
)


@dataclass(frozen=True, slots=True)
class Folded:
    """How many streaks were folded again, and how many of them came to anything else than was kept."""

    count: int
    changed_count: int


def settle_day(track: SeenTrack, day: date, *, by: Person, now: datetime) -> None:
    """Bring all that follows from a tick on a day up to date, once it came or went. The space must be held.

    With the first tick after days have closed, all tracks of the space are settled as far as they
    are closed, so that none lags behind however seldom it is ticked.
    """
    company = company_of(by, now)
    behind = day <= track.settled_through
    closed = waits(by.space.settled_through, company.first_open_day_of(None))
    if behind or closed:
        company = replace(company, pauses=seen_pauses(by.space_id))
    if behind:
        fold_afresh(track, company)
    if closed:
        settle_waiting(company)
    settle_couple_day(day, company)


def settle_waiting(company: Company) -> None:
    """Settle every track of a space in which a day has closed that is not settled yet."""
    for track in tracks_in(company.space.id):
        if waits(track.settled_through, company.first_open_day_of(track.owner_id)):
            settle_track(track, company)


def settle_couple_day(day: date, company: Company) -> None:
    """Bring the couple's streak up to date after what counts on one of their days has changed."""
    space = company.space
    behind = day <= space.settled_through
    closed = waits(space.settled_through, company.first_open_day_of(None))
    if not (behind or closed):
        return
    company = replace(company, pauses=seen_pauses(space.id))
    if behind and space.rules == RULES:
        settled = restored_couple(space.state, space.settled_through, space.days)
        history = couple_history(couple_ticks(space, company, after=day - ONE_DAY, until=day), company)
        store_couple(space, folds.put_right(settled, history, day))
    if closed or space.rules != RULES:
        settle_couple(company, afresh=False)


def waits(through: date, first_open_day: date) -> bool:
    """Whether a closed day is not settled yet."""
    return through < first_open_day - ONE_DAY


def settle_track(track: SeenTrack, company: Company) -> None:
    """Settle a track as far as its days are closed; from its start where what is kept follows from anything else."""
    state, basis = restored(track.state, track.settled_through)
    history = history_of(track, ticks_on(track.id, after=state.through), company)
    if (track.rules, basis.asked) != (RULES, asked_until(state.through, history)):
        fold_afresh(track, company)
        return
    course = folds.course(state, history, company.first_open_day_of(track.owner_id))
    store(track, course, basis_of(history, course.state, basis, since=state.through))


def fold_afresh(track: SeenTrack, company: Company) -> bool:
    """Fold a track from its start; returns whether that gave anything else than was kept."""
    return replace_fold(track, *folded(track, ticks_on(track.id), company))


def folded(track: SeenTrack, ticks: Mapping[date, int], company: Company) -> tuple[Course, Basis]:
    """What all ticks of a track come to, from its start, and what that follows from. Writes nothing."""
    history = history_of(track, ticks, company)
    beginning = folds.beginning(track.starts_on)
    course = folds.course(beginning, history, company.first_open_day_of(track.owner_id))
    return course, basis_of(history, course.state)


def replace_fold(track: SeenTrack, course: Course, basis: Basis) -> bool:
    """Keep a fold from the start in the place of what was kept; returns whether that gave anything else."""
    db.session.connection().execute(YEARS_GONE, {"of_track": track.id})
    return store(track, course, basis)


def store(track: SeenTrack, course: Course, basis: Basis) -> bool:
    """Keep where a fold has come to with its track; returns whether anything is new."""
    add_years(track, course.years, basis)
    through, state = course.state.through, stored(course.state, basis)
    if (track.settled_through, track.state, track.rules) == (through, state, RULES):
        return False
    db.session.connection().execute(STORED, {"of_track": track.id, "through": through, "as_text": state})
    return True


def add_years(track: SeenTrack, years: Mapping[int, TrackState], basis: Basis) -> None:
    if years:
        of_track = {"track_id": track.id, "space_id": track.space_id}
        rows = [
            {**of_track, "year": year, "settled_through": state.through, "state": stored(state, basis)}
            for year, state in years.items()
        ]
        db.session.connection().execute(insert(TrackYear), rows)


def settle_couple(company: Company, *, afresh: bool) -> bool:
    """Settle the couple's streak as far as days are closed for both, from its start if ``afresh``.

    Returns whether that gave anything else than was kept.
    """
    space = company.space
    closed_until = first_open_day_of_any(company.todays.values())
    settled = restored_couple(space.state, space.settled_through, space.days)
    afresh = afresh or space.rules != RULES
    if not afresh and settled.through >= closed_until - ONE_DAY:
        return False
    settled = folds.founding(space.founded_on) if afresh else settled
    history = couple_history(couple_ticks(space, company, after=settled.through), company)
    return store_couple(space, folds.settle_couple(settled, history, closed_until))


def store_couple(space: Space, settled: Settled) -> bool:
    """Keep where the couple's streak has come to; returns whether anything is new."""
    kept = settled.through, stored_couple(settled), settled.days, RULES
    changed = (space.settled_through, space.state, space.days, space.rules) != kept
    space.settled_through, space.state, space.days, space.rules = kept
    return changed


def couple_ticks(
    space: Space, company: Company, *, after: date, until: date = date.max
) -> list[tuple[date, int | None]]:
    """Day and owner of the ticks that count for the couple: on shared habits, or on any while alone; and who was covered."""
    counted = select(Tick.day, Track.owner_id).join(Track, Track.id == Tick.track_id).distinct()
    if len(company.members) > 1:
        counted = counted.join(Habit, Habit.id == Track.habit_id).where(Habit.shared)
    rows = db.session.execute(counted.where(Track.space_id == space.id, Tick.day > after, Tick.day <= until))
    covered = db.session.execute(
        select(Cover.day, Cover.covered_id).where(
            Cover.space_id == space.id, Cover.day > after, Cover.day <= until
        )
    )
    return [(day, owner_id) for day, owner_id in (*rows, *covered)]


def settle_space(person: Person, now: datetime) -> Folded:
    """Fold every track in a person's space again: after a change to pauses, people, zones or ways."""
    db.session.flush()
    company = company_of(person, now, seen_pauses(person.space_id))
    tracks = tracks_in(person.space_id)
    changed_count = sum(fold_afresh(track, company) for track in tracks)
    changed_count += settle_couple(company, afresh=True)
    db.session.flush()
    return Folded(len(tracks) + 1, changed_count)


def settle_private(person: Person, now: datetime) -> None:
    """Fold the tracks of a person's private habits again, once they count otherwise."""
    db.session.flush()
    company = company_of(person, now, seen_pauses(person.space_id))
    for track in tracks_in(person.space_id):
        if track.habit.owner_id == person.id and not track.habit.shared:
            fold_afresh(track, company)
    db.session.flush()


def settle_habit(habit: Habit, person: Person, now: datetime, *, couple: bool = False) -> None:
    """Fold the tracks of one habit again, and the couple's days where it has come to count for them or no longer does."""
    db.session.flush()
    company = company_of(person, now, seen_pauses(person.space_id))
    for track in tracks_in(person.space_id):
        if track.habit_id == habit.id:
            fold_afresh(track, company)
    if couple:
        settle_couple(company, afresh=True)
    db.session.flush()


def rebuild(now: datetime) -> Folded:
    """Fold every streak there is again."""
    folded = Folded(0, 0)
    for person_id in db.session.scalars(MEMBERS).all():
        found = settle_space(held(person_id), now)
        folded = Folded(folded.count + found.count, folded.changed_count + found.changed_count)
    return folded


def held(person_id: int) -> Person:
    person = db.session.scalars(select(Person).where(Person.id == person_id)).one()
    hold_space(person)
    return person
