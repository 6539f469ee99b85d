"""Bringing in what people have kept elsewhere: the file waits, is looked at, and comes in habit by habit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update

from tracker.accounts.queries import hold_space
from tracker.accounts.room import make_room
from tracker.domain.days import ONE_DAY, today
from tracker.domain.habits import Mode
from tracker.domain.quotas import Kind
from tracker.extensions import db
from tracker.habits.actions import add_track, keep_terms, last_position
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import company_of
from tracker.habits.settling import fold_afresh, settle_couple
from tracker.habits.tracks import ticks_on, track_to_tick
from tracker.imports import queries
from tracker.imports.arrivals import Arrival, arrival, numbered, spans
from tracker.imports.choices import Came, Choices
from tracker.imports.loop_history import LoopHabit, LoopHistory
from tracker.imports.queries import PreviewRow, Waiting
from tracker.models import Habit, Pause, Person, Remark, TermRow, Tick, Track, Upload

NAME_LENGTH = 200


def keep(name: str, content: bytes, *, by: Person, now: datetime) -> None:
    """Let a file wait in place of any other of this person's. Files that nobody came back to within a day go."""
    hold_space(by)
    db.session.execute(delete(Upload).where(Upload.sent_at < now - ONE_DAY))
    forget(by=by)
    row = {"person_id": by.id, "name": name[:NAME_LENGTH], "content": content, "sent_at": now}
    db.session.execute(insert(Upload), [row])


def forget(*, by: Person) -> None:
    """Throw the file that waits away."""
    db.session.execute(delete(Upload).where(Upload.person_id == by.id))


def find_room(chosen: Sequence[PreviewRow], *, by: Person) -> None:
    """See that there is room for the days of the habits that are to come in, before any of them does."""
    new = [row.arrival for row in chosen if not row.here]
    make_room(Kind.TICKS, by=by, rows=sum(row.new_tick_count for row in chosen))
    make_room(Kind.PAUSES, by=by, rows=sum(len(spans(each.skips)) for each in new))
    make_room(Kind.REMARKS, by=by, rows=sum(len(each.notes) for each in new), letters=letters_in(new))


def letters_in(coming: Iterable[Arrival]) -> int:
    return sum(len(note) for each in coming for note in each.notes.values())


def choose(choices: Choices, seen: Waiting, *, by: Person) -> None:
    """Say what is to come in of the file that was seen. Once some of it is in, the choice stands."""
    db.session.execute(
        update(Upload)
        .where(Upload.person_id == by.id, Upload.sent_at == seen.sent_at, Upload.done_count == 0)
        .values(choices=choices.text())
        .execution_options(synchronize_session=False)
    )


def go_on(
    history: LoopHistory, seen: Waiting, *, by: Person, now: datetime, enough: Callable[[], bool]
) -> Waiting | None:
    """Bring in the next habit, and more until it is enough. The file is thrown away with the last.

    Returns how far it has come, or nothing where the file is no more the one that was ``seen``.
    """
    hold_space(by)
    waiting = queries.waiting_for(by)
    if waiting is None or waiting.sent_at != seen.sent_at:
        return None
    habits = list(numbered(history.habits))
    for place, strategy in sorted(waiting.choices.strategies.items())[waiting.done_count :]:
        habit, number = habits[place]
        waiting = replace(
            waiting,
            choices=waiting.choices.with_more(take(habit, strategy, by=by, now=now, number=number)),
            done_count=waiting.done_count + 1,
        )
        if enough():
            break
    if waiting.done_count == waiting.chosen_count:
        forget(by=by)
    else:
        remember(waiting, by=by)
    return waiting


def remember(waiting: Waiting, *, by: Person) -> None:
    db.session.execute(
        update(Upload)
        .where(Upload.person_id == by.id)
        .values(choices=waiting.choices.text(), done_count=waiting.done_count)
        .execution_options(synchronize_session=False)
    )


def take(habit: LoopHabit, strategy: int, *, by: Person, now: datetime, number: int = 1) -> Came:
    """Bring in a habit with all its days, private and for oneself; of one that is here already, what is new.

    Nothing that is here is changed or taken away. ``number`` tells habits apart that look alike.
    """
    hold_space(by)
    coming = arrival(habit, today(by.rhythm, now), number)
    here = queries.habit_from(coming.origin, by)
    if here is None and not queries.room_for(by, archived=coming.archived_on is not None):
        return Came(left_out=1)
    kept = here or planted(coming, strategy, by, now)
    track = db.session.scalars(select(Track).where(Track.habit_id == kept.id)).one()
    came = add_days(coming, kept, track, by, now)
    if here is None:
        came = replace(came, habits=1)
    elif came != Came():
        stretch(kept, track, coming)
    if came != Came():
        settle(kept, track, by, now)
    return came


def planted(coming: Arrival, strategy: int, by: Person, now: datetime) -> Habit:
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
    keep_terms(habit, [coming.terms])
    add_track(habit, by.id, coming.starts_on)
    return habit


def add_days(coming: Arrival, habit: Habit, track: Track, by: Person, now: datetime) -> Came:
    """Add the ticks, skipped days and notes that are not here yet."""
    in_space = {"space_id": habit.space_id}
    on_track = in_space | {"track_id": track.id}
    ticks = missing(coming.ticks, ticks_on(track.id))
    skips = missing(coming.skips, skipped_days(habit))
    notes = missing(coming.notes, noted_days(track, by))
    make_room(Kind.TICKS, by=by, rows=len(ticks))
    make_room(Kind.PAUSES, by=by, rows=len(spans(skips)))
    make_room(Kind.REMARKS, by=by, rows=len(notes), letters=sum(len(coming.notes[day]) for day in notes))
    add(Tick, [on_track | {"day": day, "ticked_at": now, "amount": coming.ticks[day]} for day in ticks])
    add(
        Pause,
        [
            in_space | {"habit_id": habit.id, "starts_on": each.starts_on, "ends_on": each.ends_on}
            for each in spans(skips)
        ],
    )
    written = on_track | {"author_id": by.id, "private": True, "written_at": now}
    add(Remark, [written | {"day": day, "body": coming.notes[day]} for day in notes])
    return Came(ticks=len(ticks), skips=len(skips), notes=len(notes))


def missing(days: Iterable[date], here: Iterable[date]) -> list[date]:
    return sorted(set(days) - set(here))


def skipped_days(habit: Habit) -> set[date]:
    pauses = db.session.execute(select(Pause.starts_on, Pause.ends_on).where(Pause.habit_id == habit.id))
    return {
        date.fromordinal(number)
        for starts_on, ends_on in pauses
        for number in range(starts_on.toordinal(), ends_on.toordinal() + 1)
    }


def noted_days(track: Track, by: Person) -> set[date]:
    return set(
        db.session.scalars(select(Remark.day).where(Remark.track_id == track.id, Remark.author_id == by.id))
    )


def add(table: type, rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.connection().execute(insert(table), rows)


def stretch(habit: Habit, track: Track, coming: Arrival) -> None:
    """Let a habit that was here begin early enough, and end late enough, for the days that have come to it."""
    if coming.starts_on < track.starts_on:
        first = db.session.scalars(
            select(TermRow).where(TermRow.habit_id == habit.id).order_by(TermRow.since).limit(1)
        ).one()
        first.since = habit.starts_on = track.starts_on = coming.starts_on
    if habit.archived_on is not None:
        habit.archived_on = max(habit.archived_on, coming.last_on + ONE_DAY)
    db.session.flush()


def settle(habit: Habit, track: Track, by: Person, now: datetime) -> None:
    """Fold what has come once, from its first day; for the couple only where it counts for them."""
    company = company_of(by, now, seen_pauses(by.space_id))
    fold_afresh(track_to_tick(by, track.id), company)
    if by.partner is None or habit.shared:
        settle_couple(company, afresh=True)
        db.session.flush()
