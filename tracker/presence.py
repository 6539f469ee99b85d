"""Who is at work in a data folder and its database, so that no backup is put back under somebody's feet.

Whoever works there holds a lock with all the others; a restore holds it alone. A lock goes with its process, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from config import Settings
from tracker.refusing import StartError

FILE = "in-use"
NUMBER = 7306002  # of the lock that PostgreSQL keeps for us


class InUse(StartError):
    """Somebody else is at work there, with a sentence for whoever runs Tend."""


@dataclass(frozen=True, slots=True)
class FolderLock:
    """How a data folder and its database are locked: as the system and PostgreSQL call it, and what is in the way if they cannot be."""

    how: int
    function: str
    busy: str


WITH_OTHERS = FolderLock(
    fcntl.LOCK_SH,
    "pg_try_advisory_lock_shared",
    "A backup is being put back here just now. Wait until that is done, then start again.",
)
ALONE = FolderLock(
    fcntl.LOCK_EX, "pg_try_advisory_lock", "Tend is running here. Stop it first, then put the backup back."
)


def present(settings: Settings) -> AbstractContextManager[None]:
    """Be at work there with others. Raises `InUse` while a backup is put back."""
    return locked(settings, WITH_OTHERS)


def alone(settings: Settings) -> AbstractContextManager[None]:
    """Be the only one at work there. Raises `InUse` while anybody else is."""
    return locked(settings, ALONE)


@contextmanager
def locked(settings: Settings, kind: FolderLock) -> Iterator[None]:
    with ExitStack() as locks:
        locks.enter_context(folder_locked(settings.data, kind))
        if settings.database_url.startswith("postgresql"):
            locks.enter_context(database_locked(settings.database_url, kind))
        yield


@contextmanager
def folder_locked(folder: Path, kind: FolderLock) -> Iterator[None]:
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock(handle, kind)
        yield
    finally:
        os.close(handle)


def lock(handle: int, kind: FolderLock) -> None:
    try:
        fcntl.flock(handle, kind.how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InUse(kind.busy) from error


@contextmanager
def database_locked(database_url: str, kind: FolderLock) -> Iterator[None]:
    """Hold the lock over a connection of its own, since it lasts as long as that.

    It is one of the driver: an engine for it would take six megabytes of each worker.
    """
    postgresql = import_module("psycopg")  # loaded only where it is used
    with ExitStack() as locks:
        try:
            connection = locks.enter_context(closing(postgresql.connect(database_url, autocommit=True)))
            if not connection.execute(f"SELECT {kind.function}({NUMBER})").fetchone()[0]:
                raise InUse(kind.busy)
        except postgresql.Error:
            pass  # a database that is away, or has no such address, is told of by whoever needs it next
        yield
