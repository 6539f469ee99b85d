"""Whether anything was written since somebody looked: where not, they have before them what they had, and nothing is read.

Pages look again and again, and in most seconds nobody writes anything. So the tags of those who have looked are kept until
something is written, whoever wrote it, or the minute ends: days, and whatever has its time, begin and end with one.
"""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, event, text

from tracker.accounts.tokens import digest
from tracker.extensions import db

SNAPSHOT = text("SELECT CAST(pg_current_snapshot() AS text)")
A_MINUTE = 60

Stamp = Callable[[], object]
Mark = tuple[object, int]


class Looks:
    """The tags of log-ins by which somebody has looked, as long as they hold. ``stamp`` says what is the same as long as
    nothing is committed, or nothing where that cannot be told.
    """

    def __init__(self, stamp: Stamp) -> None:
        self.stamp = stamp
        self.turn = Lock()
        self.mark: Mark | None = None
        # It brings a look from 0.6 to 0.2 ms.
        self.tags: dict[str, str] = {}  # by the digests of tokens

    def mark_at(self, now: datetime) -> Mark | None:
        """By what a tag is kept that is read after this. What was kept by another is forgotten."""
        stamp = self.stamp()
        mark = None if stamp is None else (stamp, int(now.timestamp()) // A_MINUTE)
        with self.turn:
            if mark != self.mark:
                self.mark = mark
                self.tags.clear()
            return mark

    def tag(self, token: str, mark: Mark | None) -> str | None:
        """The tag of a log-in, if it was kept by this mark."""
        with self.turn:
            return self.tags.get(digest(token)) if mark == self.mark else None

    def keep(self, token: str, tag: str, mark: Mark | None) -> None:
        """Keep a tag, unless another mark is the one by now."""
        with self.turn:
            if mark is not None and mark == self.mark:
                self.tags[digest(token)] = tag


def stamp_of(engine: Engine) -> Stamp:
    """What tells of a database that something was committed to it, by whatever process."""
    if engine.dialect.name == "postgresql":
        return snapshot
    stamp = FileStamp(engine.url.database or "")
    event.listen(engine, "engine_disposed", stamp.close)
    return stamp


def snapshot() -> object:
    """Which transactions a PostgreSQL server would show this one: with each that writes there are others."""
    return db.session.connection().execute(SNAPSHOT).scalar()


class FileStamp:
    """What SQLite says of a file that is otherwise after each commit but this connection's, which makes none. Of what lies in
    memory there is no file, which tells nothing.
    """

    def __init__(self, file: str) -> None:
        self.address = f"{Path(file).resolve().as_uri()}?mode=ro"
        self.turn = Lock()
        self.connection: sqlite3.Connection | None = None

    def __call__(self) -> object:
        """It, as it is now; nothing where the file cannot be read."""
        try:
            with self.turn:
                return self.asked()
        except sqlite3.Error:
            return None

    def close(self, _engine: Engine | None = None) -> None:
        """Let go of the file, until asked again."""
        with self.turn:
            if self.connection is not None:
                self.connection.close()
            self.connection = None

    def asked(self) -> object:
        if self.connection is None:
            self.connection = sqlite3.connect(self.address, uri=True, check_same_thread=False)
        return self.connection.execute("PRAGMA data_version").fetchall()[0]
