"""What must hold within and between the tables, derived from them where it follows from what points to what."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, and_, func, literal, or_, select, text, update
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import aliased, undefer

from tracker.app import BELONGINGS
from tracker.checking.rules import Rule
from tracker.extensions import db
from tracker.models import (
    Arrival,
    CheckIn,
    Habit,
    Invitation,
    Note,
    Person,
    Picture,
    Space,
    TermRow,
    Track,
    watch,
)
from tracker.models.watching import names_there, watches

# The spaces in which what comes back lies until it is whole; what is a part of it is said to be at home already.
STAGES = select(Arrival.stage_id)
# Rows of one person's that may lie in a space that is not theirs.
ELSEWHERE = {(each.name, column) for each in BELONGINGS for column, _why in each.elsewhere}


def ids_of(statement: Select[*tuple[Any, ...]], _now: datetime | None = None) -> list[str]:
    """What a statement finds, each row as one id; at whatever moment."""
    return ["/".join(map(str, row)) for row in db.session.execute(statement)]


def key_of(table: Table) -> list[Column[Any]]:
    return list(table.primary_key)


def parts() -> Iterator[tuple[Table, Column[Any], Table]]:
    """Each table whose rows are part of another's row, within one space: the table, the column that points, the other."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            parent = key.column.table
            in_spaces = "space_id" in table.c and "space_id" in parent.c and parent.name != "people"
            if key.ondelete == "CASCADE" and in_spaces:
                yield table, table.c[key.parent.name], parent


def belongings() -> Iterator[tuple[Table, Column[Any]]]:
    """Each table whose rows are one person's and lie in a space: the table, and the column that says whose."""
    for each in BELONGINGS:
        table = each.table.__table__
        for name in each.erasing.goes:
            if "space_id" in table.c and (table.name, name) not in ELSEWHERE:
                yield table, table.c[name]


def part_elsewhere(table: Table, column: Column[Any], parent: Table) -> Rule:
    where = and_(column == parent.c.id if "id" in parent.c else column == key_of(parent)[0])
    elsewhere = and_(where, table.c.space_id != parent.c.space_id, parent.c.space_id.not_in(STAGES))
    wrong = select(*key_of(table)).where(elsewhere)

    def put_right(now: datetime) -> None:
        home = select(parent.c.space_id).where(where).scalar_subquery()
        db.session.execute(
            update(table).where(select(literal(1)).where(elsewhere).exists()).values(space_id=home)
        )

    return Rule(
        f"{table.name} lie in the space of their {parent.name}",
        f"These {table.name} are said to be in another space than their {parent.name}",
        partial(ids_of, wrong),
        put_right,
        "say that they are where that is",
    )


def belonging_elsewhere(table: Table, column: Column[Any]) -> Rule:
    people = Person.__table__
    wrong = select(*key_of(table)).where(
        column == people.c.id, table.c.space_id != people.c.space_id, table.c.space_id.not_in(STAGES)
    )
    return Rule(
        f"{table.name} lie in the space of their {column.name}",
        f"These {table.name} lie in a space in which their {column.name} has no seat",
        partial(ids_of, wrong),
    )


def rule(name: str, sentence: str, wrong: Select[*tuple[Any, ...]]) -> Rule:
    return Rule(name, sentence, partial(ids_of, wrong))


def whole_database(now: datetime) -> list[str]:
    """What SQLite itself finds wrong; PostgreSQL holds its promises by itself, but for what was never checked."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        said = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        return [] if said == ["ok"] else [each.partition(" in ")[0] for each in said]
    unchecked = text("SELECT conname FROM pg_constraint WHERE NOT convalidated")
    return list(db.session.scalars(unchecked))


def loose_ends(now: datetime) -> list[str]:
    """Rows that point nowhere."""
    connection = db.session.connection()
    if connection.dialect.name != "sqlite":
        return []
    return [f"{row[0]} {row[1]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def unwatched(now: datetime) -> Sequence[str]:
    """What the database should write down and does not."""
    connection = db.session.connection()
    wanted = {
        each.name(connection.dialect.name): each for each in watches(db.metadata, connection.dialect.name)
    }
    missing = wanted.keys() - names_there(connection)
    return sorted({wanted[name].table.name for name in missing})


def watch_all(now: datetime) -> None:
    watch(db.session.connection())


def remove_empty_spaces(now: datetime) -> None:
    db.session.execute(delete_from(Space).where(NOBODY_IN))


def revoke_invitations(now: datetime) -> None:
    db.session.execute(update(Invitation).where(INVITES_A_THIRD).values(revoked_at=now))


def odd_pictures(now: datetime) -> list[str]:
    """Pictures that are not, byte for byte, what they were when they were drawn."""
    found = db.session.scalars(
        select(Picture).options(undefer(Picture.content)), execution_options={"yield_per": 1}
    )
    return [str(each.note_id) for each in found if sha256(each.content).hexdigest() != each.digest]


def both(first: type[CheckIn], second: type[CheckIn]) -> ColumnElement[bool]:
    return and_(
        first.space_id == second.space_id, first.week == second.week, first.author_id < second.author_id
    )


NOBODY_IN = and_(~select(Person.id).where(Person.space_id == Space.id).exists(), Space.id.not_in(STAGES))
TWO_IN = (
    select(func.count()).where(Person.space_id == Invitation.space_id).correlate(Invitation).scalar_subquery()
    > 1
)
INVITES_A_THIRD = Invitation.guest_id.is_(None) & Invitation.revoked_at.is_(None) & TWO_IN
OTHER = aliased(CheckIn)

WHOLE = (
    Rule("the database is whole", "The database file is damaged", whole_database),
    Rule("rows point somewhere", "These rows point to something that is not there", loose_ends),
)
RULES = (
    *WHOLE,
    Rule(
        "what is taken back is written down",
        "What is taken back of these tables is not written down",
        unwatched,
        watch_all,
        "write it down from now on",
    ),
    Rule(
        "somebody lives in each space",
        "Nobody lives in these spaces",
        partial(ids_of, select(Space.id).where(NOBODY_IN)),
        remove_empty_spaces,
        "remove them",
    ),
    rule(
        "a space has two members at most",
        "These spaces have more than two members",
        select(Person.space_id).group_by(Person.space_id).having(func.count() > 2),
    ),
    rule(
        "each has one of two seats",
        "These people have no seat, or one that is taken",
        select(Person.id).where(Person.seat.not_in((1, 2))),
    ),
    Rule(
        "nobody is invited to where two are",
        "These invitations are open, and lead to a space of two",
        partial(ids_of, select(Invitation.id).where(INVITES_A_THIRD)),
        revoke_invitations,
        "end them",
    ),
    rule(
        "a habit asks for something",
        "These habits ask for nothing",
        select(Habit.id).where(~select(TermRow.habit_id).where(TermRow.habit_id == Habit.id).exists()),
    ),
    rule(
        "a habit has a track",
        "These habits have no track",
        select(Habit.id).where(~select(Track.id).where(Track.habit_id == Habit.id).exists()),
    ),
    rule(
        "what is done together has one track, all else one for each owner",
        "These tracks have an owner and should have none, or the other way round",
        select(Track.id)
        .join(Habit, Habit.id == Track.habit_id)
        .where((Habit.mode == "together") != Track.owner_id.is_(None)),
    ),
    rule(
        "an opened check-in says when and nothing else does",
        "These check-ins are opened, and do not say when, or the other way round",
        select(CheckIn.id).where(
            or_(
                and_(CheckIn.state == "opened", CheckIn.opened_at.is_(None)),
                and_(
                    CheckIn.state != "opened",
                    or_(CheckIn.opened_at.is_not(None), CheckIn.opened_to_id.is_not(None)),
                ),
            )
        ),
    ),
    rule(
        "two sealed check-ins open",
        "These check-ins are sealed by both, and did not open",
        select(CheckIn.id)
        .join(OTHER, both(CheckIn, OTHER))
        .where(CheckIn.state == "sealed", OTHER.state == "sealed"),
    ),
    rule(
        "a note is about a habit of its space",
        "These notes are about a habit of another space",
        select(Note.id).join(Habit, Habit.id == Note.habit_id).where(Habit.space_id != Note.space_id),
    ),
    Rule(
        "a picture is as it was drawn",
        "These pictures (by their notes) are not as they were drawn",
        odd_pictures,
    ),
    *(part_elsewhere(*each) for each in parts()),
    *(belonging_elsewhere(*each) for each in belongings()),
)
