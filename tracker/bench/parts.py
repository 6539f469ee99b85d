"""The parts of a measurement, each of which can be had by itself: `./tend bench pages tails`."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from tracker.bench.beside import measure_beside
from tracker.bench.client import Effort
from tracker.bench.decades import measure_decade
from tracker.bench.growth import measure_growth
from tracker.bench.looking import measure_looking
from tracker.bench.measure import measure
from tracker.bench.standing import measure_standing
from tracker.bench.table import (
    lines_of_couples,
    lines_of_decade,
    lines_of_looking,
    lines_of_pages,
    lines_of_standing,
    lines_of_tails,
    lines_of_years,
)
from tracker.bench.tails import measure_tails

COUPLES = (0, 100, 1000)


def pages(effort: Effort, now: datetime) -> Iterator[str]:
    """Each page of the demo beside the floor."""
    return lines_of_pages(measure(effort, now))


def tails(effort: Effort, now: datetime) -> Iterator[str]:
    """Ticks of several at once, and pages while pictures are drawn."""
    return lines_of_tails(measure_tails(effort, now))


def live(effort: Effort, now: datetime) -> Iterator[str]:
    """What it costs that open pages look for what is new."""
    return lines_of_looking(measure_looking(effort, now))


def years(effort: Effort, now: datetime) -> Iterator[str]:
    """Every page that lists or counts, after a month and after up to ten years."""
    yield from lines_of_years(measure_growth(now, effort.round_count))
    yield from lines_of_decade(measure_decade(effort.round_count, now))


def couples(effort: Effort, now: datetime) -> Iterator[str]:
    """The same pages beside other couples."""
    return lines_of_couples(COUPLES, measure_beside(now, effort.round_count, COUPLES))


def standing(_effort: Effort, now: datetime) -> Iterator[str]:
    """The start, and the memory."""
    return lines_of_standing(measure_standing(now))


PARTS: Mapping[str, Callable[[Effort, datetime], Iterator[str]]] = {
    "pages": pages,
    "tails": tails,
    "live": live,
    "years": years,
    "couples": couples,
    "standing": standing,
}
