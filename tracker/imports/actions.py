"""Bringing in what people have kept elsewhere: the file waits, is looked at, and comes in habit by habit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import delete, insert, update

from tracker.accounts.room import make_room
from tracker.domain.days import ONE_DAY
from tracker.domain.uploads import A_PART
from tracker.exports.actions import throw_away
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.imports import queries
from tracker.imports.arrivals import ArrivingHabit, spans
from tracker.imports.choices import Choices
from tracker.imports.compact import StoredHistory
from tracker.imports.loop_history import LoopHabit
from tracker.imports.queries import PreviewRow, Waiting
from tracker.imports.taking import Ready, bring_in, ready
from tracker.models import Pause, Person, Remark, Tick, Upload, UploadPart

NAME_LENGTH = 200
FOR_EVER = datetime.max.replace(tzinfo=UTC)


def parts_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    """What of a file is kept beside it, with its numbers; of a small one nothing."""
    for number, begin in enumerate(range(A_PART, len(content), A_PART), start=1):
        yield number, content[begin : begin + A_PART]


def store_part(number: int, part: bytes, *, by: Person, now: datetime) -> None:
    """Let a part of a large file wait for the file itself."""
    row = {"person_id": by.id, "sent_at": now, "number": number, "content": part}
    db.session.execute(insert(UploadPart), [row])


def store(name: str, content: bytes, *, by: Person, now: datetime) -> None:
    """Let a file, whose parts of this instant are kept, wait in place of any other of this person's.

    Files that nobody came back to within a day go.
    """
    hold_space(by)
    for table in (Upload, UploadPart):
        db.session.execute(delete(table).where(table.sent_at < now - ONE_DAY))
    forget(by=by, besides=now)
    row = {"person_id": by.id, "name": name[:NAME_LENGTH], "content": content[:A_PART], "sent_at": now}
    db.session.execute(insert(Upload), [row])


def forget(*, by: Person, besides: datetime = FOR_EVER) -> None:
    """Throw the file that waits away, and what of an export has come and nobody has seen; parts of one instant may stay."""
    throw_away(by.id)
    db.session.execute(delete(Upload).where(Upload.person_id == by.id))
    others = (UploadPart.person_id == by.id) & (UploadPart.sent_at < besides)
    db.session.execute(delete(UploadPart).where(others))


def find_room(chosen: Sequence[PreviewRow], *, by: Person) -> None:
    """See that there is room for the days of the habits that are to come in, before any of them does."""
    new = [row.arrival for row in chosen if not row.here]
    make_room(Tick, by=by, rows=sum(row.new_tick_count for row in chosen))
    make_room(Pause, by=by, rows=sum(len(spans(each.skips)) for each in new))
    make_room(Remark, by=by, rows=sum(len(each.notes) for each in new), letters=letters_in(new))


def letters_in(coming: Iterable[ArrivingHabit]) -> int:
    """How many letters the notes of what is coming have."""
    return sum(len(note) for each in coming for note in each.notes.values())


def choose(choices: Choices, seen: Waiting, *, by: Person) -> None:
    """Say what is to come in of the file that was seen. Once some of it is in, the choice stands."""
    db.session.execute(
        update(Upload)
        .where(Upload.person_id == by.id, Upload.sent_at == seen.sent_at, Upload.done_count == 0)
        .values(choices=choices.text())
        .execution_options(synchronize_session=False)
    )


def next_of(history: StoredHistory, waiting: Waiting) -> tuple[LoopHabit, int, int]:
    """The habit that comes in next, with its number among those that look alike and the strategy chosen for it."""
    place, strategy = sorted(waiting.choices.strategies.items())[waiting.done_count]
    return *history.habit(place), strategy


def prepare(history: StoredHistory, waiting: Waiting, *, by: Person, now: datetime) -> Ready:
    """Work out the next habit, while nobody has to wait."""
    habit, number, _strategy = next_of(history, waiting)
    return ready(habit, by=by, now=now, number=number)


def go_on(
    history: StoredHistory, seen: Waiting, *, by: Person, now: datetime, prepared: Ready | None = None
) -> Waiting | None:
    """Bring in the next habit. The file is thrown away with the last.

    Returns how far it has come, or nothing where the file is no more the one that was ``seen``.
    """
    hold_space(by)
    waiting = queries.waiting_for(by)
    if waiting is None or waiting.sent_at != seen.sent_at:
        return None
    if prepared is None or waiting.done_count != seen.done_count:
        prepared = prepare(history, waiting, by=by, now=now)
    came = bring_in(prepared, next_of(history, waiting)[-1], by=by, now=now)
    waiting = replace(waiting, choices=waiting.choices.with_more(came), done_count=waiting.done_count + 1)
    if waiting.done_count == waiting.chosen_count:
        forget(by=by)
    else:
        remember(waiting, by=by)
    return waiting


def remember(waiting: Waiting, *, by: Person) -> None:
    """Keep what was chosen and how far it has come, for the next request."""
    db.session.execute(
        update(Upload)
        .where(Upload.person_id == by.id)
        .values(choices=waiting.choices.text(), done_count=waiting.done_count)
        .execution_options(synchronize_session=False)
    )
