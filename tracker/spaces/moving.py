"""Moving what people have made from one space into another, when they join and when they leave."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, delete, exists, literal, select, union_all, update

from tracker.extensions import db
from tracker.models import Habit, Pause, Person, Remark, Space, TermRow, Tick, Track, TrackYear

OF_TRACKS = (Tick, TrackYear, Remark)


class StillThere(AssertionError):
    """A space was to be deleted on which something hangs that must not go with it."""


def tables_of_spaces() -> dict[str, Table]:
    """Every table whose rows belong to a space, by name, as the schema says; people come and go by themselves."""
    return {
        name: table
        for name, table in db.metadata.tables.items()
        if "space_id" in table.c and name != Person.__tablename__
    }


def move_all(old_space_id: int, space_id: int, *, but: Collection[str]) -> None:
    """Move all that belongs to a space into another, but what is in tables of these names."""
    for name, table in tables_of_spaces().items():
        if name not in but:
            old = table.c.space_id == old_space_id
            db.session.execute(update(table).where(old).values(space_id=space_id))


def end(space_id: int, *, along_with: Collection[str]) -> None:
    """Delete a space nobody is in, with what it holds in tables of these names; raises `StillThere` if it holds more."""
    db.session.flush()
    kept = {**tables_of_spaces(), Person.__tablename__: Person.__table__}
    holding = [
        select(literal(name)).where(exists().where(table.c.space_id == space_id))
        for name, table in kept.items()
        if name not in along_with
    ]
    found = db.session.scalars(union_all(*holding)).all()
    if found:
        raise StillThere(f"The space would take along: {', '.join(found)}.")
    db.session.execute(delete(Space).where(Space.id == space_id))


def move(table: type, old_space_id: int, space_id: int, *where) -> None:  # type: ignore[no-untyped-def]
    db.session.execute(
        update(table)
        .where(table.space_id == old_space_id, *where)  # type: ignore[attr-defined]
        .values(space_id=space_id)
        .execution_options(synchronize_session=False)
    )


def take_habit(habit: Habit, space_id: int) -> None:
    habit.space_id = space_id
    take_tracks(habit, space_id=space_id)
    for table in (TermRow, Pause):
        db.session.execute(update(table).where(table.habit_id == habit.id).values(space_id=space_id))
    db.session.flush()


def take_tracks(
    habit: Habit, *which: ColumnElement[bool], space_id: int, to_habit: Habit | None = None
) -> None:
    """Move a habit's tracks with all that hangs on them, under another habit where one is given."""
    track_ids = list(db.session.scalars(select(Track.id).where(Track.habit_id == habit.id, *which)))
    under = {"habit_id": to_habit.id} if to_habit else {}
    db.session.execute(update(Track).where(Track.id.in_(track_ids)).values(space_id=space_id, **under))
    for table in OF_TRACKS:
        db.session.execute(update(table).where(table.track_id.in_(track_ids)).values(space_id=space_id))


def copy_pauses(
    old_id: int,
    *which: ColumnElement[bool],
    space_id: int,
    person_id: int | None = None,
    habit_id: int | None = None,
) -> None:
    """What was excused stays excused, for the one who leaves as for the one who stays."""
    for pause in db.session.scalars(select(Pause).where(Pause.space_id == old_id, *which)).all():
        days = {"starts_on": pause.starts_on, "ends_on": pause.ends_on}
        db.session.add(Pause(space_id=space_id, person_id=person_id, habit_id=habit_id, **days))


def for_everybody() -> tuple[ColumnElement[bool], ...]:
    return Pause.person_id.is_(None), Pause.habit_id.is_(None)
