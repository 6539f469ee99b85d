"""Lets the database itself write down what is taken back, in the same transaction, whoever does it.

What is watched follows from the tables: every row that goes, every ``deleted_at``, every text that is emptied,
every column that hides. A table that is not says in its class why (``unwatched``), and a house test sees that nothing
else is left out. What goes along with what it hangs on is not written down: the other is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, Date, MetaData, String, Table, event, inspect, text

from tracker.domain.acknowledgements import CheckInQuestion
from tracker.extensions import Model
from tracker.extensions import Table as Base

GONE, BACK = "gone", "back"
DELETED, PUT_BACK = "deleted", "put back"
HIDDEN, SHOWN = "hidden", "shown"
REOPENED, KEPT = "reopened", "kept"
LEFT_BY = "left by "  # of a habit, with the id of whoever left it to the other
LEFT, NEW_PASSWORD, EMPTIED, SHUT = "left", "new password", "emptied:", "shut:"

ENDS = "opens Tend without a password, and so ends with every restore"
PASSES = "waits for a moment that is past by then, and is left out of every restore"
ANEW = "lets something be sent to somebody, and is left out of every restore: they choose it again"
FOLLOWS = "follows from what else there is"
THE_LIST = "the list itself"

# Said of a column that holds what follows from others, or is nobody's words: to empty it takes nothing back.
FOLDED = {"folded": True}
LENGTH_OF_A_WORD = 40
PREFIX = "withdrawn_"


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing to write down: after which event on which table, where what holds."""

    table: Table
    event: str
    what: str
    where: str

    def name(self, dialect: str) -> str:
        """A name that changes with what it does, so that an old one is told from today's."""
        return PREFIX + sha256(repr((self.action(dialect), self.event)).encode()).hexdigest()[:16]

    def action(self, dialect: str) -> str:
        """The statement that writes it down."""
        row = "OLD" if self.event == "DELETE" else "NEW"
        key = " || '/' || ".join(as_text(each, row, dialect) for each in self.table.primary_key)
        now, no = NOW[dialect], NO[dialect]
        return (
            "INSERT INTO withdrawals (thing, key, what, at, listed) "
            f"SELECT '{self.table.name}', {key}, '{self.what}', {now}, {no} WHERE {self.where}"
        )


NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 'now')", "postgresql": "clock_timestamp()"}
NO = {"sqlite": "0", "postgresql": "false"}
DISTINCT = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


def as_text(column: Column[Any], row: str, dialect: str) -> str:
    if dialect == "postgresql" and isinstance(column.type, Date):
        return f"to_char({row}.{column.name}, 'YYYY-MM-DD')"
    return f"CAST({row}.{column.name} AS TEXT)"


def watched(metadata: MetaData) -> list[Table]:
    """The tables whose rows are somebody's to take back."""
    return [table for table in metadata.sorted_tables if not type_of(table).unwatched]


def unwatched() -> dict[str, str]:
    """The names of all other tables, each with the reason."""
    return {each.__tablename__: each.unwatched for each in table_types() if each.unwatched}


def type_of(table: Table) -> type[Base]:
    """The class that a table is declared by."""
    return next(each for each in table_types() if each.__table__ is table)


def table_types() -> list[type[Base]]:
    return Model.__subclasses__()


def watches(metadata: MetaData, dialect: str) -> Iterator[Watch]:
    """All that is to be written down."""
    for table in watched(metadata):
        yield Watch(table, "DELETE", GONE, whole(table))
        if type_of(table).comes_back:
            yield Watch(table, "INSERT", BACK, withdrawn_before(table, dialect))
        if "deleted_at" in table.columns:
            yield changed(table, "deleted_at", DELETED, "NEW.deleted_at IS NOT NULL", dialect)
            yield changed(table, "deleted_at", PUT_BACK, "NEW.deleted_at IS NULL", dialect)
        if hides := hides_by(table):
            yield from hiding(table, *hides, dialect)
        for column in texts(table):
            yield changed(table, column, EMPTIED + column, f"coalesce(NEW.{column}, '') = ''", dialect)
    people, check_ins = metadata.tables["people"], metadata.tables["check_ins"]
    yield changed(people, "space_id", LEFT, "1 = 1", dialect)
    yield changed(people, "password_hash", NEW_PASSWORD, "1 = 1", dialect)
    yield changed(check_ins, "state", REOPENED, "OLD.state = 'sealed' AND NEW.state = 'draft'", dialect)
    yield changed(check_ins, "state", KEPT, "OLD.state = 'sealed' AND NEW.state = 'kept'", dialect)
    for question in CheckInQuestion:
        others = f"replace(CAST({{}}.shut AS TEXT), '\"{question}\"', '')"
        where = f"CAST(NEW.shut AS TEXT) <> {others.format('NEW')} AND CAST(OLD.shut AS TEXT) = {others.format('OLD')}"
        yield Watch(check_ins, "UPDATE OF shut", SHUT + question, where)


def whole(table: Table) -> str:
    """That a row does not only go along with what it hangs on, and that this lies where somebody lives.

    What comes back from a file lies in a space without members until it is whole: there nobody has had it yet.
    """
    parents = [
        f"(OLD.{key.parent.name} IS NULL OR EXISTS (SELECT 1 FROM {key.column.table.name}{lived_in(key.column.table)} "
        f"WHERE {key.column.table.name}.{key.column.name} = OLD.{key.parent.name}))"
        for key in sorted(table.foreign_keys, key=lambda each: each.parent.name)
        if key.ondelete == "CASCADE"
    ]
    return " AND ".join(parents) or "1 = 1"


def lived_in(parent: Table) -> str:
    """What leaves of a parent's rows those that lie in a space with members."""
    if parent.name == "spaces":
        return " JOIN people ON people.space_id = spaces.id"
    if parent.name == "people" or "space_id" not in parent.columns:
        return ""
    return f" JOIN people ON people.space_id = {parent.name}.space_id"


def withdrawn_before(table: Table, dialect: str) -> str:
    key = " || '/' || ".join(as_text(each, "NEW", dialect) for each in table.primary_key)
    return f"EXISTS (SELECT 1 FROM withdrawals WHERE thing = '{table.name}' AND key = {key})"


def hides_by(table: Table) -> tuple[str, bool | None] | None:
    """The column that hides a row of a table from the partner, and the value with which it does; nothing for others."""
    return ("shared", False) if "shared" in table.columns else type_of(table).hidden_by


def hiding(table: Table, column: str, value: bool | None, dialect: str) -> Iterator[Watch]:  # noqa: FBT001
    hidden = {None: f"NEW.{column} IS NULL", True: f"NEW.{column}", False: f"NOT NEW.{column}"}[value]
    yield changed(table, column, HIDDEN, hidden, dialect)
    yield changed(table, column, SHOWN, f"NOT ({hidden})", dialect)


def texts(table: Table) -> list[str]:
    """The columns that may hold what somebody wrote; a word that is always there is one of Tend's."""
    return [
        column.name
        for column in table.columns
        if (kind := text_in(column)) is not None
        and not column.primary_key
        and not (kind.length == LENGTH_OF_A_WORD and not column.nullable)
        and column.info != FOLDED
    ]


def text_in(column: Column[Any]) -> String | None:
    """The kind of text that a column holds, also one that knows more of it than the database does; nothing for others."""
    kind = getattr(column.type, "impl_instance", column.type)
    return kind if isinstance(kind, String) else None


def changed(table: Table, column: str, what: str, where: str, dialect: str) -> Watch:
    other = f"NEW.{column} {DISTINCT[dialect]} OLD.{column}"
    return Watch(table, f"UPDATE OF {column}", what, f"{other} AND {where}")


def watch(connection: Connection, metadata: MetaData = Base.metadata) -> None:
    """Let the database write down what is taken back from now on; quick when it does already."""
    dialect = connection.dialect.name
    wanted = {each.name(dialect): each for each in watches(metadata, dialect)}
    if names_there(connection) == set(wanted):
        return
    unwatch(connection)
    for name, each in wanted.items():
        for statement in STATEMENTS[dialect](name, each):
            connection.exec_driver_sql(statement)


def unwatch(connection: Connection) -> None:
    """Let nothing be written down, so that tables can be rebuilt and filled."""
    for name, table in triggers(connection):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER {name} ON {table}")
            connection.exec_driver_sql(f"DROP FUNCTION {name}()")


def names_there(connection: Connection) -> set[str]:
    return {name for name, _table in triggers(connection)}


def triggers(connection: Connection) -> Iterable[tuple[str, str]]:
    """Our triggers, each with its table."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(
            text("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE :ours"),
            {"ours": f"{PREFIX}%"},
        )
    else:
        found = connection.execute(
            text(
                "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE relnamespace = current_schema()::regnamespace AND tgname LIKE :ours"
            ),
            {"ours": f"{PREFIX}%"},
        )
    return [(name, table) for name, table in found]


def in_sqlite(name: str, each: Watch) -> list[str]:
    return [
        f"CREATE TRIGGER {name} AFTER {each.event} ON {each.table.name} BEGIN {each.action('sqlite')}; END"
    ]


def in_postgresql(name: str, each: Watch) -> list[str]:
    body = f"BEGIN {each.action('postgresql')}; RETURN NULL; END"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$ {body} $body$",
        f"CREATE TRIGGER {name} AFTER {each.event} ON {each.table.name} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


STATEMENTS = {"sqlite": in_sqlite, "postgresql": in_postgresql}


@event.listens_for(Base.metadata, "after_create")
def watch_what_is_made(metadata: MetaData, connection: Connection, **_: object) -> None:
    """A database that is made at once, without migrations, is watched as well."""
    if inspect(connection).has_table("withdrawals"):
        watch(connection, metadata)
