"""How long a tick takes where several tick at once: usually, and for the one in a hundred who waits longest."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from selectors import EVENT_READ, DefaultSelector
from statistics import quantiles

from tracker.bench.client import Effort, OpenConnection, expect

CLIENT_COUNTS = (1, 4, 16)
ROUNDS_AS_LONG = 20  # as the round of a page: a hundredth of few is nothing
LEAST = 2


@dataclass(frozen=True, slots=True)
class Tail:
    """What half of all waited, and what all but one in a hundred did, in seconds on the wall clock."""

    half: float
    most: float

    @property
    def times(self) -> float:
        """How many times as long the unlucky wait."""
        return self.most / self.half


def tail(port: int, streams: Sequence[Sequence[bytes]], count: int, status: int, effort: Effort) -> Tail:
    """Let so many clients ask, each over a connection of its own and the next as soon as it has its answer."""
    took: list[float] = []
    with ExitStack() as open_ones, DefaultSelector() as ready:
        for stream in islice(cycle(streams), count):
            connection = open_ones.enter_context(OpenConnection(port))
            ready.register(connection.socket, EVENT_READ, Client(connection, stream))
        until = time.perf_counter() + effort.seconds * ROUNDS_AS_LONG
        while len(took) < LEAST or time.perf_counter() < until:
            for key, _events in ready.select():
                took.append(key.data.answered(status))
    parts = quantiles(took, n=100)
    return Tail(parts[49], parts[98])


class Client:
    """One who asks for the next thing as soon as the last is answered."""

    def __init__(self, connection: OpenConnection, stream: Sequence[bytes]) -> None:
        self.connection, self.stream = connection, cycle(stream)
        self.ask()

    def ask(self) -> None:
        self.begun = time.perf_counter()
        self.connection.send(next(self.stream))

    def answered(self, status: int) -> float:
        """Take the answer that has come and ask again; returns how many seconds it took."""
        expect(status, self.connection.read())
        took = time.perf_counter() - self.begun
        self.ask()
        return took
