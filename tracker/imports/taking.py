"""Takes a habit from Loop in: worked out from how things stand, while nobody has to wait, and then written at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from tracker.accounts.room import make_room
from tracker.archives.rows import ReadyRows
from tracker.domain import folds
from tracker.domain.days import Weeks, first_open_day_of_any, today
from tracker.domain.folds import Course, Settled
from tracker.domain.habits import Mode
from tracker.domain.states import Basis
from tracker.extensions import db
from tracker.habits.actions import add_track, last_position
from tracker.habits.asking import store_terms
from tracker.habits.circumstances import SeenPause, pauses_that_bear_on
from tracker.habits.company import Company, company_of, couple_history
from tracker.habits.settling import couple_ticks, folded, replace_fold, store_couple
from tracker.habits.tracks import SeenTrack, ticks_on, tracks_in
from tracker.holding import hold_space
from tracker.imports import queries
from tracker.imports.arrivals import ArrivingHabit, arrival, spans
from tracker.imports.choices import CameIn
from tracker.imports.foreseen import NOT_HERE, fresh, planted_track, stretched_end, stretched_track
from tracker.imports.loop_history import LoopHabit
from tracker.models import Habit, Pause, Person, Remark, TermRow, Tick, Track


@dataclass(frozen=True, slots=True)
class ImportStanding:
    """How things stand that a habit's days will be counted among; the same twice means that nothing has changed."""

    track: SeenTrack | None
    pauses: list[SeenPause]
    strict: bool
    weeks: Weeks
    own_ways: str
    todays: dict[int, date]
    couple: tuple[date, str, str]


@dataclass(frozen=True, slots=True)
class Ready:
    """A habit that can be written: what of it is new here, and what its streak and the couple's come to with it.

    ``couple`` is nothing where the couple's days do not change.
    """

    habit: LoopHabit
    number: int
    coming: ArrivingHabit
    standing: ImportStanding
    ticks: ReadyRows
    skips: ReadyRows
    notes: ReadyRows
    skip_count: int
    letter_count: int
    fold: tuple[Course, Basis]
    couple: Settled | None


def take(habit: LoopHabit, strategy: int, *, by: Person, now: datetime, number: int = 1) -> CameIn:
    """Bring in a habit with all its days, private and for oneself; of one that is here already, what is new.

    Nothing that is here is changed or taken away. ``number`` tells habits apart that look alike.
    """
    hold_space(by)
    return bring_in(ready(habit, by=by, now=now, number=number), strategy, by=by, now=now)


def ready(habit: LoopHabit, *, by: Person, now: datetime, number: int = 1) -> Ready:
    """All that takes long about bringing in a habit. Writes nothing."""
    coming = arrival(habit, today(by.rhythm, now), number)
    standing = standing_for(coming, by, now)
    track = standing.track
    ticked = ticks_on(track.id) if track else {}
    ticks = fresh(missing(coming.ticks, ticked), track, today(by.rhythm, now))
    skips = missing(coming.skips, skipped_days(standing))
    notes = missing(coming.notes, noted_days(track, by) if track else [])
    new = {day: coming.ticks[day] for day in ticks}
    company = replace(company_of(by, now), pauses=[*standing.pauses, *pauses_of(skips, track)])
    as_it_will_be = stretched_track(track, coming) if track else planted_track(coming, by)
    return Ready(
        habit=habit,
        number=number,
        coming=coming,
        standing=standing,
        ticks=tick_rows(new, now),
        skips=skip_rows(skips),
        notes=note_rows({day: coming.notes[day] for day in notes}, now),
        skip_count=len(skips),
        letter_count=sum(len(coming.notes[day]) for day in notes),
        fold=folded(as_it_will_be, ticked | new, company),
        couple=couple_with(new, company, by)
        if by.partner is None or (track and track.habit.shared)
        else None,
    )


def tick_rows(amounts: Mapping[date, int], now: datetime) -> ReadyRows:
    return ReadyRows(
        Tick, ({"day": day, "ticked_at": now, "amount": amount} for day, amount in amounts.items())
    )


def skip_rows(skips: list[date]) -> ReadyRows:
    return ReadyRows(Pause, ({"starts_on": each.starts_on, "ends_on": each.ends_on} for each in spans(skips)))


def note_rows(bodies: Mapping[date, str], now: datetime) -> ReadyRows:
    return ReadyRows(
        Remark,
        ({"day": day, "body": body, "private": True, "written_at": now} for day, body in bodies.items()),
    )


def standing_for(coming: ArrivingHabit, by: Person, now: datetime) -> ImportStanding:
    here = queries.habit_id_from(coming.origin, by)
    track = next((each for each in tracks_in(by.space_id) if each.habit_id == here), None)
    space = by.space
    return ImportStanding(
        track=track,
        pauses=pauses_that_bear_on(here or NOT_HERE, by.space_id),
        strict=space.strict,
        weeks=space.weeks,
        own_ways=by.own_ways,
        todays=company_of(by, now).todays,
        couple=(space.settled_through, space.state, space.days),
    )


def missing(days: Iterable[date], here: Iterable[date]) -> list[date]:
    return sorted(set(days) - set(here))


def skipped_days(standing: ImportStanding) -> set[date]:
    return {
        date.fromordinal(number)
        for pause in standing.pauses
        if pause.habit_id is not None
        for number in range(pause.days.starts_on.toordinal(), pause.days.ends_on.toordinal() + 1)
    }


def noted_days(track: SeenTrack, by: Person) -> set[date]:
    return set(
        db.session.scalars(select(Remark.day).where(Remark.track_id == track.id, Remark.author_id == by.id))
    )


def pauses_of(skips: list[date], track: SeenTrack | None) -> list[SeenPause]:
    habit_id = track.habit_id if track else NOT_HERE
    return [SeenPause(habit_id, None, each) for each in spans(skips)]


def couple_with(ticks: Iterable[date], company: Company, by: Person) -> Settled:
    """The couple's days with some more of one's own, from the first on."""
    settled = folds.founding(company.space.founded_on)
    there = couple_ticks(company.space, company, after=settled.through)
    history = couple_history([*there, *((day, by.id) for day in ticks)], company)
    return folds.settle_couple(settled, history, first_open_day_of_any(company.todays.values()))


def bring_in(ready_made: Ready, strategy: int, *, by: Person, now: datetime) -> CameIn:
    """Write a habit that is ready; where something has changed since, it is made ready anew."""
    hold_space(by)
    if standing_for(ready_made.coming, by, now) != ready_made.standing:
        ready_made = ready(ready_made.habit, by=by, now=now, number=ready_made.number)
    coming, here = ready_made.coming, ready_made.standing.track
    if here is None and not queries.room_for(by, archived=coming.archived_on is not None):
        return CameIn(left_out=1)
    find_room(ready_made, by)
    came = CameIn(ticks=len(ready_made.ticks), skips=ready_made.skip_count, notes=len(ready_made.notes))
    if here is None:
        came = replace(came, habits=1)
        track = track_of(planted(coming, strategy, by, now))
    elif came == CameIn():
        return came
    else:
        track = stretch(here.id, coming)
    add_days(ready_made, track, by)
    store_folds(ready_made, track, by)
    return came


def find_room(ready_made: Ready, by: Person) -> None:
    """See that there is room for its days, before any of them is written."""
    make_room(Tick, by=by, rows=len(ready_made.ticks))
    make_room(Pause, by=by, rows=len(ready_made.skips))
    make_room(Remark, by=by, rows=len(ready_made.notes), letters=ready_made.letter_count)


def planted(coming: ArrivingHabit, strategy: int, by: Person, now: datetime) -> Habit:
    habit = Habit(
        space_id=by.space_id,
        owner_id=by.id,
        strategy=strategy,
        name=coming.name,
        cue="",
        unit=coming.unit,
        mode=Mode.ONE,
        shared=False,
        starts_on=coming.starts_on,
        archived_on=coming.archived_on,
        position=last_position(by) + 1,
        created_at=now,
        origin=coming.origin,
    )
    db.session.add(habit)
    db.session.flush()
    store_terms(habit, [coming.terms])
    add_track(habit, by.id, coming.starts_on)
    return habit


def track_of(habit: Habit) -> Track:
    return db.session.scalars(select(Track).where(Track.habit_id == habit.id)).one()


def stretch(track_id: int, coming: ArrivingHabit) -> Track:
    """Let a habit that was here begin early enough, and end late enough, for the days that have come to it."""
    track = db.session.scalars(select(Track).where(Track.id == track_id)).one()
    habit = db.session.scalars(select(Habit).where(Habit.id == track.habit_id)).one()
    if coming.starts_on < track.starts_on:
        first = db.session.scalars(
            select(TermRow).where(TermRow.habit_id == habit.id).order_by(TermRow.since).limit(1)
        ).one()
        first.since = habit.starts_on = track.starts_on = coming.starts_on
    habit.archived_on = stretched_end(habit.archived_on, coming)
    db.session.flush()
    return track


def add_days(ready_made: Ready, track: Track, by: Person) -> None:
    """Add the ticks, skipped days and notes that are not here yet."""
    ready_made.ticks.write(track_id=track.id, space_id=track.space_id)
    ready_made.skips.write(habit_id=track.habit_id, space_id=track.space_id)
    ready_made.notes.write(track_id=track.id, space_id=track.space_id, author_id=by.id)


def store_folds(ready_made: Ready, track: Track, by: Person) -> None:
    """Keep what the habit's streak and the couple's have come to."""
    seen = next(each for each in tracks_in(track.space_id) if each.id == track.id)
    replace_fold(seen, *ready_made.fold)
    if ready_made.couple is not None:
        store_couple(by.space, ready_made.couple)
        db.session.flush()
