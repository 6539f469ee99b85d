"""Those who write to one SQLite file queue for it inside a process, and come in the order in which they asked.

SQLite lets one write at a time. Whoever finds it taken sleeps there for longer and longer, and may be passed
by for seconds; in this queue the next one is woken the moment the file is free. Other processes still meet in
SQLite itself.
"""

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from time import monotonic
from typing import Any
from weakref import WeakValueDictionary

PATIENCE = 5.0  # seconds that somebody waits for their turn, here and in SQLite together
A_MOMENT = 0.1
A_WHILE = 0.5
STAYS_STUCK = 10.0
IN_MEMORY = ("", ":memory:")


class Waited(sqlite3.OperationalError):
    """The database was locked for longer than anybody should wait. SQLite itself would call it busy."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY
    sqlite_errorname = "SQLITE_BUSY"

    def __init__(self) -> None:
        super().__init__("database is locked")


class QueuePlace:
    """A place in a queue. It is one's turn once ``called`` can be acquired."""

    __slots__ = ("called",)

    def __init__(self) -> None:
        self.called = Lock()
        self.called.acquire()


class Queue:
    """A queue of which one is inside at a time. A turn can be given back by any thread.

    A connection that nobody holds any more is tidied up in the middle of whatever its thread does, maybe in
    here: so each step leaves things such that another call can begin.
    """

    def __init__(self) -> None:
        self.guard = RLock()
        self.waiting: deque[QueuePlace] = deque()
        self.inside: QueuePlace | None = None
        self.stuck_since = 0.0

    def patience_of(self, patience: float) -> float:
        """How long to wait. Once somebody has waited in vain, others do not: they would only take the threads of those who read."""
        stuck = self.stuck_since and monotonic() - self.stuck_since < STAYS_STUCK
        return min(patience, A_WHILE) if stuck else patience

    def note(self, *, in_vain: bool) -> None:
        """Remember how the last wait went."""
        self.stuck_since = monotonic() if in_vain else 0.0

    def enter(self, within: float) -> QueuePlace:
        """Wait for one's turn, so many seconds at most; raises `Waited` after them."""
        turn = QueuePlace()
        with self.guard:
            self.waiting.append(turn)
            self.call_next()
        try:
            if not turn.called.acquire(timeout=within):
                raise Waited
        except BaseException:
            self.leave(turn)
            raise
        return turn

    def leave(self, turn: QueuePlace) -> None:
        """Give a turn back, or give up waiting for it. Twice is once."""
        with self.guard:
            if self.inside is turn:
                self.inside = None
            elif turn in self.waiting:
                self.waiting.remove(turn)
            self.call_next()

    def call_next(self) -> None:
        if self.inside is None and self.waiting:
            self.inside = self.waiting.popleft()
            self.inside.called.release()


QUEUES: WeakValueDictionary[str, Queue] = WeakValueDictionary()
MADE = Lock()


def queue_for(file: str) -> Queue | None:
    """The queue for a database file, the same for all who open it; none for what lies in memory."""
    if file in IN_MEMORY or "mode=memory" in file:
        return None
    with MADE:
        return QUEUES.setdefault(str(Path(file).resolve()), Queue())


class QueuedConnection(sqlite3.Connection):
    """A connection that queues before it writes, and gives its turn back with the end of the transaction, however it ends."""

    turn: QueuePlace | None = None

    def __init__(self, database: str, *arguments: Any, **options: Any) -> None:
        self.queue = queue_for(str(database))
        super().__init__(database, *arguments, **options)

    def begin_reading(self) -> None:
        """Begin a transaction that only reads; nobody has to wait for it."""
        self.execute("BEGIN")

    def begin_writing(self, patience: float = PATIENCE) -> None:
        """Begin a transaction that may write, once it is this connection's turn.

        Raises `Waited`, or SQLite's own error, when the file was not to be had within so many seconds.
        """
        if self.queue is None:
            self.execute("BEGIN IMMEDIATE")
            return
        began = monotonic()
        patience = self.queue.patience_of(patience)
        try:
            self.turn = self.queue.enter(patience)
            self.begin_within(patience - (monotonic() - began))
        except BaseException as error:
            self.queue.note(in_vain=isinstance(error, sqlite3.OperationalError))
            self.give_back()
            raise
        self.queue.note(in_vain=False)

    def begin_within(self, seconds: float) -> None:
        """Begin to write; who has queued for long has less patience with other processes."""
        if seconds > PATIENCE - A_MOMENT:
            self.execute("BEGIN IMMEDIATE")
            return
        (patience,) = self.execute("PRAGMA busy_timeout").fetchone()
        self.execute(f"PRAGMA busy_timeout={max(1, int(seconds * 1000))}")
        try:
            self.execute("BEGIN IMMEDIATE")
        finally:
            self.execute(f"PRAGMA busy_timeout={patience}")

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """One's turn without a transaction, for what is done to the file itself; waits but a while for others.

        Raises what `begin_writing` does. What has no queue is no file.
        """
        assert self.queue is not None, "this database is no file"
        (patience,) = self.execute("PRAGMA busy_timeout").fetchone()
        self.turn = self.queue.enter(A_WHILE)
        try:
            self.execute(f"PRAGMA busy_timeout={round(A_WHILE * 1000)}")
            yield
        finally:
            self.execute(f"PRAGMA busy_timeout={patience}")
            self.give_back()

    def forget_log(self) -> bool:
        """Bring into the file what is in its log, and leave nothing there; returns whether nobody was in the way."""
        with self.in_turn():
            (in_the_way, *_) = self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not in_the_way

    def write_anew(self) -> None:
        """Write the file anew with nothing but its rows."""
        with self.in_turn():
            self.execute("VACUUM")

    def put_stamp(self, number: int) -> None:
        """Put a number on the file."""
        with self.in_turn():
            self.execute(f"PRAGMA user_version={number}")

    def stamp(self) -> int:
        """The number that was put on the file last; 0 if none was."""
        return int(self.execute("PRAGMA user_version").fetchone()[0])

    def give_back(self) -> None:
        if self.turn is not None and self.queue is not None:
            turn, self.turn = self.turn, None
            self.queue.leave(turn)

    def commit(self) -> None:
        """Commit. What cannot be committed stays begun until it is rolled back."""
        try:
            super().commit()
        finally:
            if not self.in_transaction:
                self.give_back()

    def rollback(self) -> None:
        """Roll back; the turn is given back even where that goes wrong, since nothing can be written any more."""
        try:
            super().rollback()
        finally:
            self.give_back()

    def close(self) -> None:
        """Close, and with it end what was begun."""
        try:
            super().close()
        finally:
            self.give_back()

    def __del__(self) -> None:
        """A connection that nobody closed ends with the last who knew of it."""
        self.give_back()
