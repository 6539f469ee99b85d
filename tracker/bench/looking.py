"""What it costs that open pages look for what is new: a look beside Today, and Today beside two hundred who look."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from statistics import median, quantiles
from threading import Event, Thread

from tracker.bench.against import Serving, work
from tracker.bench.client import Effort, OpenConnection, ask, expect, request
from tracker.bench.measure import demo_served
from tracker.bench.visits import TODAY, Visitor

LIVE = "/live"
POLLERS, EVERY = 200, 3.0
CONNECTIONS = 40  # between them, as a proxy keeps them: of one address no more are let in
NOTHING_NEW = 304
P95 = 18  # of nineteen cuts into twenties


@dataclass(frozen=True, slots=True)
class Looking:
    """A look where nothing is new: its bytes with headers, seconds of the processor, and times of Today, as medians over the
    rounds; and what all but one in twenty waited for Today, in seconds, alone and ``beside`` all who look.
    """

    byte_count: int
    cost: float
    of_today: float
    alone: float
    beside: float

    @property
    def of_a_core(self) -> float:
        """What all who look take of one processor."""
        return self.cost * POLLERS / EVERY

    @property
    def times(self) -> float:
        """How many times as long one waits beside them."""
        return self.beside / self.alone


def measure_looking(effort: Effort, now: datetime) -> Looking:
    """Measure a look, and Today beside many."""
    with demo_served(now) as (settings, visitor, process_id):
        look, today = a_look(visitor, settings.port), request("GET", TODAY, cookie=visitor.cookie)
        serving = Serving(process_id, settings.port, {LIVE: ((look,), NOTHING_NEW), TODAY: ((today,), 200)})
        costs = [
            (work(serving, LIVE, effort.answers), work(serving, TODAY, effort.answers))
            for _round in range(effort.round_count + 1)
        ][1:]
        alone, beside = in_turns(settings.port, look, today, effort)
        return Looking(
            byte_count=ask(settings.port, look).byte_count,
            cost=median(live for live, _today in costs),
            of_today=median(live / today for live, today in costs),
            alone=alone,
            beside=beside,
        )


def a_look(visitor: Visitor, port: int) -> bytes:
    """What a page asks that knows what there is."""
    tag = ask(port, request("GET", LIVE, cookie=visitor.cookie)).body.decode()
    head = request("GET", LIVE, cookie=visitor.cookie).removesuffix(b"\r\n")
    return head + f'If-None-Match: "{tag}"\r\n\r\n'.encode()


def in_turns(port: int, look: bytes, today: bytes, effort: Effort) -> tuple[float, float]:
    """What all but one in twenty wait for Today, alone and beside all who look, a while each in turns."""
    alone: list[float] = []
    beside: list[float] = []
    for _turn in range(effort.turns):
        alone += waits(port, today, effort.seconds)
        with lookers(port, look):
            beside += waits(port, today, effort.seconds)
    return late(alone), late(beside)


def late(took: Sequence[float]) -> float:
    return quantiles(took, n=20, method="inclusive")[P95]


def waits(port: int, asked: bytes, seconds: float) -> list[float]:
    """How long each answer takes to somebody who reads for a moment before they ask for the next."""
    took: list[float] = []
    until = time.perf_counter() + seconds
    with OpenConnection(port) as connection:
        while len(took) < 2 or time.perf_counter() < until:
            begun = time.perf_counter()
            connection.send(asked)
            expect(200, connection.read())
            took.append(time.perf_counter() - begun)
            time.sleep(took[-1])
    return took


@contextmanager
def lookers(port: int, look: bytes) -> Iterator[None]:
    """Two hundred who look every three seconds meanwhile, one after the other."""
    over = Event()
    looking = Thread(target=keep_looking, args=(port, look, over))
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def keep_looking(port: int, look: bytes, over: Event) -> None:
    begun = time.perf_counter()
    with ExitStack() as opened:
        connections = [opened.enter_context(OpenConnection(port)) for _ in range(CONNECTIONS)]
        for number in count():
            if over.wait(max(0.0, begun + number * EVERY / POLLERS - time.perf_counter())):
                return
            connection = connections[number % CONNECTIONS]
            connection.send(look)
            expect(NOTHING_NEW, connection.read())
