"""Ending a space that nobody is in, and what there can be in one."""

from collections.abc import Collection

from sqlalchemy import Table, delete, exists, literal, select, union_all

from tracker.extensions import db
from tracker.models import Person, Space


class StillThere(AssertionError):
    """A space was to be deleted on which something hangs that must not go with it."""


def tables_of_spaces() -> dict[str, Table]:
    """Every table whose rows belong to a space, by name, as the schema says; people come and go by themselves."""
    return {
        name: table
        for name, table in db.metadata.tables.items()
        if "space_id" in table.c and name != Person.__tablename__
    }


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
