"""Opens a database that somebody handed in, so that it can be read and can do nothing.

It lives in memory for as long as it is read. Of what it holds only the rows of two plain tables can
be reached, and the work that costs is limited.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tracker.domain.refusals import Refused
from tracker.domain.texts import _

MAGIC = b"SQLite format 3\0"
HABITS = "habits"
REPETITIONS = "repetitions"
COLUMNS = {HABITS: "PRAGMA table_xinfo(Habits)", REPETITIONS: "PRAGMA table_xinfo(Repetitions)"}
ROWS = {
    HABITS: "SELECT * FROM Habits NOT INDEXED",
    REPETITIONS: "SELECT * FROM Repetitions NOT INDEXED",
}
NEEDED = {HABITS: {"id", "name", "freq_num", "freq_den"}, REPETITIONS: {"habit", "timestamp"}}
CATALOGUE = "SELECT type, sql FROM sqlite_master"
READABLE = {*ROWS, "sqlite_master"}
PLAIN = re.compile(r"\s*create\s+(table|(unique\s+)?index)\b", re.IGNORECASE)

# Loop's own database has about ten tables and indexes, and half a million rows cost five million steps.
STEPS_AT_ONCE = 1_000
MOST_STEPS_TO_OPEN = 20
MOST_STEPS_TO_READ = 20_000
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}

# The two bytes of the header that say how a database is written to: to itself, or to a log beside it.
WRITES = slice(18, 20)
TO_ITSELF = b"\x01\x01"
TO_A_LOG = 2

# Where the header gives the size of a page, and how it gives the one that is too large for two bytes.
PAGE_SIZE = slice(16, 18)
LARGEST_PAGE = {1: 65_536}

TORN = object()  # Stands for a text whose bytes are none.
TORN_APART = (
    sqlite3.Error,
    UnicodeDecodeError,
)  # Names of columns, and SQLite's own words about them, are texts too.

NOT_WHOLE = _(
    "This backup is not complete. It may have been cut off on the way: please export a full backup from "
    "Loop once more, and choose the new file."
)
NOT_OF_LOOP = _(
    "This is a database, but not a backup of Loop Habit Tracker. Please choose the backup that Loop wrote."
)
NOT_PLAIN = _("This database holds more than Loop writes. Please choose the backup just as Loop wrote it.")


@contextmanager
def opened(content: bytes) -> Iterator[sqlite3.Connection]:
    """The database in these bytes, for reading; a damaged one is refused, now or as soon as it shows."""
    refuse_cut(content)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
            guard(database)
            database.deserialize(without_log(content))
            restrict(database)
            refuse_tricks(database)
            limit_steps(database, MOST_STEPS_TO_READ)
            yield database
    except TORN_APART as error:
        raise Refused(NOT_WHOLE) from error


def refuse_cut(content: bytes) -> None:
    """Turn away what does not end where a page ends: SQLite itself would make up the rest."""
    size = int.from_bytes(content[PAGE_SIZE], "big")
    if not size or len(content) % LARGEST_PAGE.get(size, size):
        raise Refused(NOT_WHOLE)


def guard(database: sqlite3.Connection) -> None:
    """Set what has to be set before there is anything to read."""
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA cell_size_check = ON")
    database.text_factory = text


def text(content: bytes) -> object:
    """A text of the database, or what stands for a torn one."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return TORN


def without_log(content: bytes) -> bytes:
    """The database as one that has no log beside it, since none was handed in."""
    if TO_A_LOG not in content[WRITES]:
        return content
    return content[: WRITES.start] + TO_ITSELF + content[WRITES.stop :]


def restrict(database: sqlite3.Connection) -> None:
    """Forbid all that reading does not need, before the database has had a say in anything."""
    for limit, most in LIMITS.items():
        database.setlimit(limit, most)
    database.set_authorizer(verdict)
    limit_steps(database, MOST_STEPS_TO_OPEN)


def verdict(action: int, name: str | None, _column: object, _database: object, within: object) -> int:
    """Whether SQLite may do what it is about to: look at two tables, and at nothing through a view."""
    reads = action == sqlite3.SQLITE_READ and str(name).casefold() in READABLE and within is None
    asks = action == sqlite3.SQLITE_PRAGMA and name == "table_xinfo"
    if reads or asks or action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def limit_steps(database: sqlite3.Connection, most: int) -> None:
    """Let it go on for so many thousand steps of SQLite's, and no longer."""
    left = iter(range(most))
    database.set_progress_handler(lambda: next(left, None) is None, STEPS_AT_ONCE)


def refuse_tricks(database: sqlite3.Connection) -> None:
    """Turn away a database that lacks Loop's tables, or has views, triggers, virtual tables or columns worked out."""
    for kind, statement in database.execute(CATALOGUE):
        if statement is TORN:
            raise Refused(NOT_WHOLE)
        if kind not in ("table", "index") or not (statement is None or PLAIN.match(str(statement))):
            raise Refused(NOT_PLAIN)
    for table, question in COLUMNS.items():
        columns = {str(name).casefold(): hidden for _id, name, *_more, hidden in database.execute(question)}
        if not columns.keys() >= NEEDED[table]:
            raise Refused(NOT_OF_LOOP)
        if any(columns.values()):
            raise Refused(NOT_PLAIN)


def rows(database: sqlite3.Connection, table: str) -> Iterator[tuple[int, dict[str, object]]]:
    """The rows of a table in their own order, counted from 1, by the names of their columns in small letters."""
    found = database.execute(ROWS[table])
    names = [name.casefold() for name, *_rest in found.description]
    for number, row in enumerate(found, start=1):
        yield number, dict(zip(names, row, strict=True))
