"""What Tend's pages cost: the demo as people run it, asked for each page in turns with the floor, which has nothing of ours.

Judged is what the processors work for an answer: that hardly depends on what else the machine does, and what it does meets
both alike.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from statistics import median
from tempfile import TemporaryDirectory

from config import Settings, settings_from
from tracker.bench.against import HERE, Serving, floor_of, floor_under, work
from tracker.bench.client import Answer, Effort, ask, wait_for
from tracker.bench.databases import kept_as
from tracker.bench.floor import serve_floor, with_floor
from tracker.bench.growth import elements_in
from tracker.bench.processors import kept_apart
from tracker.bench.visits import TODAY, Visit, Visitor
from tracker.bench.weight import Weight, text_of, visits_to
from tracker.demo.serve import prepare
from tracker.server.listening import listening

SECONDS_TO_START = 90
SECONDS_TO_STOP = 10
FEW, MANY = 1, 30
OFTEN_ASKED = {"TEND_PORT": "0", "TEND_CHANGES": "1000000", "TEND_REGISTRATION": "open"}


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: what it costs in seconds of the processor and in times of the floor, its queries, and what there is of it.

    Costs are medians over the rounds; a ratio is taken within each. ``sent`` counts bytes on the wire, ``size`` those before
    they are compressed.
    """

    cost: float
    of_floor: float
    query_count: int
    sent: int
    size: int
    elements: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured, by what was asked for; a first and a second visit to Today; queries with one habit and with thirty."""

    rows: Mapping[str, Measured]
    visits: tuple[Weight, Weight]
    with_few: Mapping[str, int]
    with_many: Mapping[str, int]


@contextmanager
def demo_served(now: datetime) -> Iterator[tuple[Settings, Visitor, int]]:
    """The demo in a folder and on a port of its own, Ada at her browser, and the process that serves it."""
    with TemporaryDirectory(prefix="tend-bench-") as folder, kept_as("demo") as there:
        settings, listener = listening(settings_from({"TEND_DATA": folder, **OFTEN_ASKED, **there}))
        listener.close()  # the server opens it anew
        prepare(settings, now)
        with visiting(settings, now) as visitor, served(settings) as process_id:
            yield settings, visitor, process_id


def measure(effort: Effort, now: datetime) -> Report:
    """Measure the pages of the demo."""
    with (
        demo_served(now) as (settings, visitor, process_id),
        kept_apart(process_id),
        kept_as("floor") as there,
        floor_of(HERE, **there) as floor,
    ):
        visits = visitor.visits(1)
        asks = {name: (each.sent(visitor.cookie)[0], each.status) for name, each in visits.items()}
        costs = in_turns(Serving(process_id, settings.port, asks), floor, effort)
        rows = {
            name: Measured(
                cost=median(ours for ours, _least in costs[name]),
                of_floor=median(ours / least for ours, least in costs[name]),
                query_count=visitor.query_count(each.example),
                **there_is(answer_to(each, settings.port, visitor.cookie)),
            )
            for name, each in visits.items()
        }
        weights = visits_to(settings.port, TODAY, visitor.cookie)
        return Report(rows, weights, visitor.query_counts_with(FEW), visitor.query_counts_with(MANY))


def in_turns(ours: Serving, floor: Serving, effort: Effort) -> dict[str, list[tuple[float, float]]]:
    """What an answer costs, and what the floor does, in each round. Before them each is asked once: nothing is ready then."""
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in ours.asks}
    for each in (ours, floor):
        for name in each.asks:
            work(each, name, 1)
    for _round in range(effort.round_count):
        for name, found in costs.items():
            least = work(floor, floor_under(name), effort.answers)
            found.append((work(ours, name, effort.answers), least))
    return costs


def there_is(answer: Answer) -> dict[str, int]:
    text = text_of(answer)
    return {"sent": answer.byte_count, "size": len(text.encode()), "elements": elements_in(text)}


@contextmanager
def visiting(settings: Settings, now: datetime) -> Iterator[Visitor]:
    visitor = Visitor(with_floor(settings), now)
    try:
        yield visitor
    finally:
        visitor.leave()


@contextmanager
def served(settings: Settings) -> Iterator[int]:
    """The server in a process of its own, by its number."""
    server = get_context("spawn").Process(target=serve_floor, args=(settings,))
    server.start()
    try:
        wait_for(settings.port, SECONDS_TO_START)
        assert server.pid is not None
        yield server.pid
    finally:
        server.terminate()
        server.join(SECONDS_TO_STOP)


def answer_to(visit: Visit, port: int, cookie: str) -> Answer:
    return ask(port, visit.example.sent(cookie))
