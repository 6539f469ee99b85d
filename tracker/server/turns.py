"""The threads of a worker, which take turns: Python runs one of them at a time, and changing between them costs.

So requests are answered one after another, as long as each is done in a moment. Who takes longer (it waits for the
database, hashes a password, draws) has had its turn, and holds up nobody.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from waitress.task import ThreadedTaskDispatcher

A_TURN = 0.01  # seconds; most pages are done in a third of that


class Turns:
    """Lets in one at a time, and the next as soon as that one is done or has had its turn."""

    def __init__(self, seconds: float = A_TURN) -> None:
        self.seconds = seconds
        self.lock = Lock()
        self.ends_at = 0.0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn: until nobody has one, or whoever has it has had it for long enough."""
        mine = self.lock.acquire(timeout=max(0.0, self.ends_at - time.monotonic()))
        if mine:
            self.ends_at = time.monotonic() + self.seconds
        try:
            yield
        finally:
            if mine:
                self.lock.release()


class InTurns:
    """A request that is answered once it is its turn, as the threads see it."""

    __slots__ = ("task", "turns")

    def __init__(self, task: Any, turns: Turns) -> None:
        self.task, self.turns = task, turns

    def service(self) -> None:
        """Answer it."""
        with self.turns.one():
            self.task.service()

    def cancel(self) -> None:
        """Let go of it."""
        self.task.cancel()


class Threads(ThreadedTaskDispatcher):
    """Threads that take turns."""

    def __init__(self) -> None:
        super().__init__()
        self.turns = Turns()

    def add_task(self, task: Any) -> None:
        """Hand a request to the next thread that is free."""
        super().add_task(InTurns(task, self.turns))
