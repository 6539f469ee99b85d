"""A measurement from beginning to end: the server started, its pages asked for in turns, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.pool import Pool
from statistics import median
from tempfile import TemporaryDirectory

from config import Settings
from tracker.bench.client import Answer, Effort, Speed, ask, pace, wait_for
from tracker.bench.decades import Decade, measure_decade
from tracker.bench.floor import serve_floor, with_floor
from tracker.bench.tails import CLIENT_COUNTS, Tail, tail
from tracker.bench.visits import HELLO, TICK, TODAY, Visit, Visitor
from tracker.bench.weight import Weight, first_visit
from tracker.demo.serve import demo_settings, prepare
from tracker.server.listening import listening

CONNECTIONS = 2  # more would only wait for one another: a worker does one thing at a time
SECONDS_TO_START = 90
SECONDS_TO_STOP = 10
FEW, MANY = 1, 30

Round = Mapping[str, Speed]


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: answers a second, their ratios to hello and to its floor, and what an answer costs.

    These are medians over the rounds; a ratio is taken within each. ``work`` is in seconds of the server's processor.
    """

    a_second: float
    of_hello: float
    of_floor: float
    work: float
    query_count: int
    byte_count: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that was measured, by what was asked for; each page's queries with one habit and with thirty; and what years cost."""

    rows: Mapping[str, Measured]
    tails: Mapping[int, Tail]
    first_visit: Weight
    decade: Decade
    with_few: Mapping[str, int]
    with_many: Mapping[str, int]


def measure(effort: Effort, now: datetime) -> Report:
    """Measure the demo, in a folder and on a port of its own."""
    with TemporaryDirectory(prefix="tend-bench-") as folder:
        settings, listener = listening(demo_settings({"TEND_PORT": "0", "TEND_CHANGES": "1000000"}, folder))
        listener.close()  # the server opens it anew
        prepare(settings, now)
        with visiting(settings, now) as visitor:
            visits = visitor.visits(CONNECTIONS)
            port, cookie = settings.port, visitor.cookie
            with served(settings) as client:
                rounds = [one_round(client, port, visits, cookie, effort) for _ in range(effort.round_count)]
                answers = {name: answer_to(visit, port, cookie) for name, visit in visits.items()}
                tails = {count: tail_of(client, port, visitor, count, effort) for count in CLIENT_COUNTS}
                weight = first_visit(port, TODAY, cookie)
            rows = {
                name: Measured(
                    **middle_of(rounds, name, floor=visit.floor),
                    query_count=visitor.query_count(visit.example),
                    byte_count=answers[name].byte_count,
                )
                for name, visit in visits.items()
            }
            decade = measure_decade(effort.round_count, now)
            return Report(
                rows, tails, weight, decade, visitor.query_counts_with(FEW), visitor.query_counts_with(MANY)
            )


@contextmanager
def visiting(settings: Settings, now: datetime) -> Iterator[Visitor]:
    visitor = Visitor(with_floor(settings), now)
    try:
        yield visitor
    finally:
        visitor.leave()


@contextmanager
def served(settings: Settings) -> Iterator[Pool]:
    """The server in a process of its own, and another for whoever asks."""
    processes = get_context("spawn")
    server = processes.Process(target=serve_floor, args=(settings,))
    server.start()
    try:
        with processes.Pool(1) as client:
            client.apply(wait_for, (settings.port, SECONDS_TO_START))
            yield client
    finally:
        server.terminate()
        server.join(SECONDS_TO_STOP)


def one_round(client: Pool, port: int, visits: Mapping[str, Visit], cookie: str, effort: Effort) -> Round:
    """Each page once, one after the other, so that what else the machine does meets them all alike."""
    return {
        name: client.apply(pace, (port, visit.sent(cookie), visit.status, effort))
        for name, visit in visits.items()
    }


def tail_of(client: Pool, port: int, visitor: Visitor, count: int, effort: Effort) -> Tail:
    ticks = visitor.visits(count)[TICK]
    return client.apply(tail, (port, ticks.sent(visitor.cookie), count, ticks.status, effort))


def answer_to(visit: Visit, port: int, cookie: str) -> Answer:
    return ask(port, visit.example.sent(cookie))


def middle_of(rounds: Sequence[Round], name: str, *, floor: str) -> dict[str, float]:
    """The medians of what the rounds say of a page."""
    return {
        "a_second": median(each[name].a_second for each in rounds),
        "of_hello": median(each[name].a_second / each[HELLO].a_second for each in rounds),
        "of_floor": median(each[name].a_second / each[floor].a_second for each in rounds),
        "work": median(each[name].work for each in rounds),
    }
