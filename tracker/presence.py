"""Who is at work in a data folder and its database, so that no backup is put back under somebody's feet.

Whoever works there holds a lock with all the others; a restore holds it alone. A lock goes with its process, however that ends.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from config import Settings
from tracker.refusing import StartError

FILE = "in-use"
NUMBER = 7306002  # of the lock that PostgreSQL keeps for us


class InUse(StartError):
    """Somebody else is at work there, with a sentence for whoever runs Tend."""


@contextmanager
def present(settings: Settings) -> Iterator[None]:
    """Be at work there with others. Raises `InUse` while a backup is put back."""
    busy = "A backup is being put back here just now. Wait until that is done, then start again."
    with ExitStack() as held:
        held.enter_context(folder_locked(settings.data, fcntl.LOCK_SH, busy))
        if settings.database_url.startswith("postgresql"):
            held.enter_context(database_locked(settings.database_url, "pg_try_advisory_lock_shared", busy))
        yield


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Be the only one at work there. Raises `InUse` while anybody else is."""
    busy = "Tend is running here. Stop it first, then put the backup back."
    with ExitStack() as held:
        held.enter_context(folder_locked(settings.data, fcntl.LOCK_EX, busy))
        if settings.database_url.startswith("postgresql"):
            held.enter_context(database_locked(settings.database_url, "pg_try_advisory_lock", busy))
        yield


@contextmanager
def folder_locked(folder: Path, how: int, busy: str) -> Iterator[None]:
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        lock(handle, how, busy)
        yield
    finally:
        os.close(handle)


def lock(handle: int, how: int, busy: str) -> None:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InUse(busy) from error


@contextmanager
def database_locked(database_url: str, function: str, busy: str) -> Iterator[None]:
    """Hold the lock over a connection of its own, since it lasts as long as that."""
    engine = create_engine(database_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with ExitStack() as held:
        try:
            connection = held.enter_context(engine.connect())
            if not connection.scalar(text(f"SELECT {function}({NUMBER})")):
                raise InUse(busy)
        except OperationalError:
            pass  # a database that is away is told of by whoever needs it next
        yield
