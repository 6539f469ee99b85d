"""Whether a database can be used: a file of SQLite's, or a server of PostgreSQL's. What is wrong is said in sentences."""

import sqlite3
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tracker.web.causes import DAMAGED, LOCKED, Cause, cause_of, words_for

MAGIC = b"SQLite format 3\0"
LOOKED_THROUGH = 32 * 2**20  # a database of up to so many bytes is looked through in a moment
PATIENCE = 5  # seconds


def wrong_with_file(file: Path) -> Iterator[str]:
    """Whether the file of an SQLite database is one, and can be written."""
    try:
        with file.open("r+b") as database:
            start = database.read(len(MAGIC))
    except FileNotFoundError:
        return  # the first start makes it
    except OSError as error:
        yield f"The database {file} cannot be written: {words_for(error)}."
        return
    if start not in (b"", MAGIC):
        yield f"The file {file} is no database. It is left as it is: move it away, or put a backup in its place."
        return
    try:
        quick_look(file)
    except sqlite3.Error as error:
        cause = cause_of(error)
        # Another start may be migrating: whoever needs the lock waits for it as long as that takes.
        if cause != LOCKED:
            yield f"The database {file} cannot be used: {said(cause)}."


def quick_look(file: Path) -> None:
    """Read what a database holds, and take the lock for writing; raises what is wrong with it."""
    database = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        database.execute("SELECT name FROM sqlite_master").fetchall()
        if file.stat().st_size <= LOOKED_THROUGH and found_in(database) != "ok":
            raise Damaged
        database.execute("BEGIN IMMEDIATE")
        database.execute("ROLLBACK")
    finally:
        database.close()


class Damaged(sqlite3.DatabaseError):
    """A look through a database found something that is not as it should be."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def found_in(database: sqlite3.Connection) -> str:
    return str(database.execute("PRAGMA quick_check(1)").fetchone()[0])


def said(cause: Cause) -> str:
    """A cause, and what can be done about it where that is not plain."""
    return f"{cause.words}. Put a backup in its place" if cause == DAMAGED else cause.words


def wrong_with_server(url: str) -> Iterator[str]:
    """Whether a PostgreSQL answers, lets Tend in, and takes what is written."""
    postgresql = import_module("psycopg")  # loaded only where it is used
    try:
        with postgresql.connect(url, **patience_with(url)) as connection:
            (reading,) = connection.execute("SHOW transaction_read_only").fetchone()
    except (
        postgresql.ProgrammingError
    ):  # what libpq says of an address it cannot read holds parts of it, maybe the password
        yield "TEND_DATABASE_URL is no address that PostgreSQL can read: signs such as @ : / % and blanks are written as %40 and so on."
        return
    except postgresql.Error as error:
        yield f"The database does not answer: {what_server_says(error, url)}"
        return
    if reading == "on":
        yield "The database server can only be read. TEND_DATABASE_URL should name the one that takes what is written."


def patience_with(url: str) -> dict[str, int]:
    """How long a server may take to let us in; what the address itself says counts."""
    return {} if "connect_timeout" in url else {"connect_timeout": PATIENCE}


def what_server_says(error: Exception, url: str) -> str:
    """What the server says, which names the place to mend; in words of ours where it would repeat the password."""
    said = " ".join(str(error).split())
    try:
        password = unquote(urlsplit(url).password or "")
    except ValueError:
        password = said
    repeats = "://" in said or (password and password in said)
    return f"{cause_of(error).words}." if repeats else said
