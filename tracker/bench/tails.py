"""How long an answer takes where others ask too: usually, and for the one in a hundred who waits longest."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from selectors import EVENT_READ, DefaultSelector
from statistics import quantiles

from config import ROOT
from tracker.bench.client import Answer, Effort, OpenConnection, Unexpected, ask, expect, request, upload
from tracker.bench.measure import demo_served
from tracker.bench.visits import TICK, TODAY, Visitor

CLIENT_COUNTS = (1, 4, 16)
LEAST = 2
PICTURE_COUNT = 6
LET_IN = frozenset({303, 422, 503})  # there is room for a few pictures at once; whoever finds none is told


@dataclass(frozen=True, slots=True)
class Tail:
    """What half of all waited, what all but one in a hundred did, and the longest, in seconds on the wall clock."""

    half: float
    most: float
    longest: float

    @property
    def times(self) -> float:
        """How many times as long the unlucky wait."""
        return self.most / self.half


@dataclass(frozen=True, slots=True)
class Tails:
    """Ticks, by how many tick at once; and pages that are read while six pictures are drawn."""

    ticks: dict[int, Tail]
    reads: Tail


def measure_tails(effort: Effort, now: datetime) -> Tails:
    """Measure how long the demo's ticks and pages take."""
    with demo_served(now) as (settings, visitor, _process_id):
        ticks = {count: ticks_of(visitor, settings.port, count, effort) for count in CLIENT_COUNTS}
        return Tails(ticks, reads_beside_pictures(visitor, settings.port))


def ticks_of(visitor: Visitor, port: int, count: int, effort: Effort) -> Tail:
    visit = visitor.visits(count)[TICK]
    return tail(port, visit.sent(visitor.cookie), count, visit.status, effort)


def tail(port: int, streams: Sequence[Sequence[bytes]], count: int, status: int, effort: Effort) -> Tail:
    """Let so many clients ask, each over a connection of its own and the next as soon as it has its answer."""
    took: list[float] = []
    with ExitStack() as open_ones, DefaultSelector() as ready:
        for stream in islice(cycle(streams), count):
            connection = open_ones.enter_context(OpenConnection(port))
            ready.register(connection.socket, EVENT_READ, Client(connection, stream))
        until = time.perf_counter() + effort.seconds
        while len(took) < LEAST or time.perf_counter() < until:
            for key, _events in ready.select():
                took.append(key.data.answered(status))
    return tail_of(took)


def tail_of(took: Sequence[float]) -> Tail:
    parts = quantiles(took, n=100, method="inclusive")
    return Tail(parts[49], parts[98], max(took))


def reads_beside_pictures(visitor: Visitor, port: int) -> Tail:
    """How long Today takes for as long as six pictures, all sent at once, are being drawn or turned away.

    It is read once before: what the first of a start waits for is no picture's doing.
    """
    read = request("GET", TODAY, cookie=visitor.cookie)
    took: list[float] = []
    expect(200, ask(port, read))
    with OpenConnection(port) as connection, sent_at_once(visitor, port) as pictures:
        while len(took) < LEAST or not all(each.done() for each in pictures):
            begin = time.perf_counter()
            connection.send(read)
            expect(200, connection.read())
            took.append(time.perf_counter() - begin)
    if not LET_IN.issuperset(each.result().status for each in pictures):
        raise Unexpected("a picture was neither taken nor turned away")
    return tail_of(took)


@contextmanager
def sent_at_once(visitor: Visitor, port: int) -> Iterator[list[Future[Answer]]]:
    """Six notes on the wall, each with a picture, on their way."""
    drawing = [sys.executable, "-m", "tracker.demo.drawing"]
    picture = subprocess.run(drawing, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603
    sent = upload("/wall", {**visitor.form, "body": "Two mugs"}, ("picture", picture), cookie=visitor.cookie)
    with ThreadPoolExecutor(PICTURE_COUNT) as senders:
        yield [senders.submit(ask, port, sent) for _ in range(PICTURE_COUNT)]


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
