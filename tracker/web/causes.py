"""Why something went wrong, in words of ours for whoever runs Tend.

They follow from an error's type and codes, never from its text: that can hold somebody's words,
an address, or a path with a name in it.
"""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

ROOT = Path(__file__).parents[2]
SOON, LATER = 10, 60


@dataclass(frozen=True, slots=True)
class Cause:
    """What went wrong. ``again`` is after how many seconds another try may go well, 0 for a fault of Tend's own."""

    words: str
    again: int = LATER

    @property
    def ours(self) -> bool:
        """Whether Tend itself is at fault, and not what it stands on."""
        return not self.again


LOCKED = Cause("the database was locked", again=SOON)
SLOW = Cause("the database took too long to answer", again=SOON)
FULL = Cause("the disk is full")
READ_ONLY = Cause("the database cannot be written")
DAMAGED = Cause("the database is damaged")
NO_DATABASE = Cause("the file of the database holds no database")
NO_DISK = Cause("the disk cannot be read or written")
NO_MEMORY = Cause("the memory is used up")
NO_FILES = Cause("too many files are open")
CLOSED = Cause("the database cannot be opened")
AWAY = Cause("the database server is away")
REFUSED = Cause("the database server refuses Tend")
CROWDED = Cause("the database server has no connection left", again=SOON)

OF_SQLITE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_INTERRUPT: SLOW,
    sqlite3.SQLITE_NOMEM: NO_MEMORY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: NO_DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_NOTADB: NO_DATABASE,
    # Its memory beside the file could not be made larger, for which a full disk is nearly always to blame.
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,
}
OF_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: Cause("the disk can only be read"),
    errno.EIO: NO_DISK,
    errno.EMFILE: NO_FILES,
    errno.ENFILE: NO_FILES,
    errno.ENOMEM: NO_MEMORY,
    errno.EACCES: Cause("a file may not be opened"),
    errno.EPERM: Cause("a file may not be opened"),
    errno.EFBIG: Cause("it would be larger than a file may be there"),
}
# PostgreSQL's own codes, whole or by the two signs of their class.
OF_POSTGRESQL = {
    "55P03": LOCKED,
    "40P01": LOCKED,
    "40001": LOCKED,
    "57014": SLOW,
    "25P03": SLOW,
    "25P04": SLOW,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "53100": FULL,
    "53200": NO_MEMORY,
    "53300": CROWDED,
    "57P": AWAY,
    "08": AWAY,
    "28": REFUSED,
    "3D": REFUSED,
    "58": NO_DISK,
    "XX00": DAMAGED,
}


def cause_of(error: BaseException) -> Cause:
    """Why this was raised: the first in the chain of its causes that has a name, else a fault of Tend's own."""
    named = (named_cause(each) for each in chain(error))
    return next(filter(None, named), None) or fault(error)


def after(cause: Cause, seconds: float) -> Cause:
    """The cause with how long it was waited for, where that says something."""
    waited = round(seconds)
    return replace(cause, words=f"{cause.words} for {waited} s") if cause == LOCKED and waited else cause


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what brought it about, from the outside in."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = getattr(error, "orig", None) or error.__cause__
        error = inner if isinstance(inner, BaseException) else None


def words_for(error: OSError) -> str:
    """Why a place that whoever runs Tend has named cannot be used: in our words, else in the system's, which name no file.

    That nothing is there is said of such places alone; wherever else it comes about, it is a fault of Tend's own.
    """
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "there is no such folder"
    cause = named_cause(error)
    return cause.words if cause else error.strerror or type(error).__name__


def named_cause(error: BaseException) -> Cause | None:
    """The cause of an error of the databases or the system; nothing for all others."""
    match error:
        case sqlite3.Error():
            return of_sqlite(getattr(error, "sqlite_errorcode", None) or 0)
        case MemoryError():
            return NO_MEMORY
        case OSError() if type(error).__module__ == "builtins":  # others have numbers of their own
            return OF_SYSTEM.get(error.errno or 0)
    names = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    if "psycopg.Error" in names:
        return of_postgresql(error, names)
    return CROWDED if "sqlalchemy.TimeoutError" in names else None


def of_sqlite(code: int) -> Cause | None:
    return OF_SQLITE.get(code) or OF_SQLITE.get(code & 0xFF)


def of_postgresql(error: BaseException, names: set[str]) -> Cause | None:
    state = getattr(error, "sqlstate", None) or ""
    for length in (5, 4, 3, 2):
        if state[:length] in OF_POSTGRESQL:
            return OF_POSTGRESQL[state[:length]]
    # One without a code is of the connection, not of what was asked over it.
    lost = not state and names & {"psycopg.OperationalError", "psycopg.InterfaceError"}
    return AWAY if lost else None


def fault(error: BaseException) -> Cause:
    """A fault of Tend's own: the kind of error, and where in our files it came about."""
    kind = type(error).__name__
    place = place_of(error.__traceback__)
    return Cause(
        f"a fault of Tend's own: {kind} in {place}" if place else f"a fault of Tend's own: {kind}", again=0
    )


def place_of(trace: TracebackType | None) -> str:
    """The innermost line of ours, such as ``tracker/wall/views.py:41``; nothing where none is."""
    places = [
        f"{shown}:{line}"
        for frame, line in walk_tb(trace)
        if (shown := file_of_ours(frame.f_code.co_filename))
    ]
    return places[-1] if places else ""


def file_of_ours(name: str) -> str:
    """A file below our folder, as it is called from there; nothing for packages, which may lie there as well."""
    path = Path(name)
    if not path.is_relative_to(ROOT) or "site-packages" in path.parts:
        return ""
    return str(path.relative_to(ROOT))
