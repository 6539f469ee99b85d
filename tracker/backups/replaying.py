"""Takes back again, in a database that was put back from a backup, what had been taken back since.

Who left leaves again, the space or a habit, who erased their account is erased again, by the same actions as then. All else
is done to the row itself, which the backup held: no id is ever drawn twice, so what a replay makes is never its victim.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Table, and_, delete, func, select, update

from tracker.backups.listing import TakenBack
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.habits.leaving import leave as leave_habit
from tracker.holding import AFRESH, at_home
from tracker.models import Beginning, CheckIn, Habit, Note, Person, Reflection, Withdrawal
from tracker.models.watching import (
    BACK,
    DELETED,
    EMPTIED,
    GONE,
    HIDDEN,
    KEPT,
    LEFT,
    LEFT_BY,
    NEW_PASSWORD,
    PUT_BACK,
    REOPENED,
    SHOWN,
    SHUT,
    hides_by,
    type_of,
)
from tracker.spaces.leaving import erase, leave
from tracker.wall.actions import searched_in

# What undoes what, where the first is done to the same row and nothing came between.
UNDOES = {BACK: GONE, SHOWN: HIDDEN}


def missing_from_backup(entries: Iterable[TakenBack]) -> list[TakenBack]:
    """Of some entries those that the backup, which is in the database by now, does not know of."""
    known = {
        (each.id, each.at.isoformat(), each.thing, each.key, each.what)
        for each in db.session.scalars(select(Withdrawal))
    }
    return [each for each in entries if (each.number, each.at, each.thing, each.key, each.what) not in known]


def replay(entries: Sequence[TakenBack], *, now: datetime) -> int:
    """Take back again what the entries say, the first first; returns how much. Needs a context, commits nothing."""
    done = standing(entries)
    for each in done:
        take_back(each, now)
        db.session.flush()
        db.session.expire_all()
    return len(done)


def standing(entries: Sequence[TakenBack]) -> list[TakenBack]:
    """The entries but for those that were undone later, in the order in which they were made.

    >>> gone, back, again = (TakenBack("", n, "", "ticks", "1/2026-03-01", what) for n, what in enumerate([GONE, BACK, GONE]))
    >>> standing([gone, back]), standing([gone, back, again]) == [again]
    ([], True)
    """
    found: dict[TakenBack, None] = {}
    for each in sorted(entries, key=lambda entry: (entry.number, entry.at)):
        if each.what in UNDOES:
            undone = [
                other
                for other in found
                if (other.thing, other.key, other.what) == (each.thing, each.key, UNDOES[each.what])
            ]
            for other in undone:
                del found[other]
        else:
            found[each] = None
    return list(found)


def take_back(entry: TakenBack, now: datetime) -> None:
    table = db.metadata.tables.get(entry.thing)
    if table is None or type_of(table).unwatched:
        return
    key = key_in(entry.key, table)
    if table.name == Person.__tablename__:
        take_back_of_person(entry, key["id"], now)
        return
    if entry.what.startswith(LEFT_BY):
        leave_again(key["id"], int(entry.what.removeprefix(LEFT_BY)), datetime.fromisoformat(entry.at))
        return
    there = and_(*(table.c[name] == value for name, value in key.items()))
    if entry.what == GONE:
        db.session.execute(delete(table).where(there))
    elif entry.what.startswith(SHUT):
        shut_again(entry.what.removeprefix(SHUT), there)
    else:
        change(entry, table, there)


def key_in(text: str, table: Table) -> dict[str, Any]:
    """The key of a row, by column."""
    read: dict[type, Any] = {Date: date.fromisoformat, Integer: int}
    columns = list(table.primary_key)
    values = text.split("/", len(columns) - 1)
    return {
        column.name: next((read[each] for each in read if isinstance(column.type, each)), str)(value)
        for column, value in zip(columns, values, strict=True)
    }


def take_back_of_person(entry: TakenBack, person_id: int, now: datetime) -> None:
    person = at_home(AFRESH, {"person_id": person_id})
    if person is None:
        return
    match entry.what:
        case what if what == GONE:
            erase(by=person, now=now)
        case what if what == LEFT and person.partner is not None:
            leave(by=person, now=datetime.fromisoformat(entry.at))
        case what if what == NEW_PASSWORD:
            person.new_password_due = True
        case what if what == HIDDEN:
            person.touch_numbers = False


def leave_again(habit_id: int, person_id: int, left_at: datetime) -> None:
    """Let somebody leave a habit once more that is there for two again."""
    person, habit = at_home(AFRESH, {"person_id": person_id}), db.session.get(Habit, habit_id)
    if person is not None and person.partner is not None and habit is not None and habit.of_couple:
        leave_habit(habit_id, by=person, now=left_at)


def change(entry: TakenBack, table: Table, there: ColumnElement[bool]) -> None:
    """Change one row as it was changed then."""
    values = new_values(entry, table)
    if not values:
        return
    if entry.what in (REOPENED, KEPT):
        there = and_(there, table.c.state == "sealed")
    db.session.execute(update(table).where(there).values(values))
    if entry.what.startswith(EMPTIED):
        fold_again(table, there)


def shut_again(question: str, there: ColumnElement[bool]) -> None:
    """Let an answer that stayed shut when its check-in opened stay so when it opens once more."""
    for check_in in db.session.scalars(select(CheckIn).where(there)):
        check_in.shut = [*(each for each in check_in.shut if each != question), question]


def new_values(entry: TakenBack, table: Table) -> dict[str, Any]:
    if entry.what.startswith(EMPTIED):
        column = entry.what.removeprefix(EMPTIED)
        return {column: None if table.c[column].nullable else ""} if column in table.c else {}
    match entry.what:
        case what if what == DELETED:
            return {"deleted_at": datetime.fromisoformat(entry.at)}
        case what if what == PUT_BACK:
            return {"deleted_at": None}
        case what if what == HIDDEN:
            hides = hides_by(table)
            assert hides is not None, "only what can be hidden was"
            column, value = hides
            also = {"shared_at": None} if "shared_at" in table.c else {}
            return {column: value, **also}
        case what if what == REOPENED:
            return {"state": "draft"}
        case what if what == KEPT:
            return {"state": "kept"}
    return {}


def fold_again(table: Table, there: ColumnElement[bool]) -> None:
    """Let no search find a word that is gone."""
    if table.name == Note.__tablename__:
        for note in db.session.scalars(select(Note).where(there)):
            note.searched = searched_in(note)
    if table.name == Reflection.__tablename__:
        for each in db.session.scalars(select(Reflection).where(there)):
            each.folded = folded("\n".join(filter(None, (each.title, each.body, *each.answers))))


def note_replayed(entries: Iterable[TakenBack]) -> None:
    """Let the database know of what was replayed, so that no later backup has it replayed once more."""
    last = db.session.scalar(select(func.max(Withdrawal.id))) or 0
    for each in entries:
        if each.number > last:
            at = datetime.fromisoformat(each.at)
            db.session.add(
                Withdrawal(id=each.number, thing=each.thing, key=each.key, what=each.what, at=at, listed=True)
            )
    db.session.flush()


def begin_again(mark: str, now: datetime) -> None:
    """Let no link that leads in be good any more, since all of them were made before this."""
    db.session.add(Beginning(mark=mark, at=now))
