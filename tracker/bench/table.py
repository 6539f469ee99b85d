"""Says what was measured, and whether it is as good as it is meant to be."""

from collections.abc import Iterator, Mapping

from tracker.bench.against import Compared
from tracker.bench.decades import Decade
from tracker.bench.measure import FEW, MANY, Measured, Report
from tracker.bench.visits import FLOOR, HELLO, PAGES, TICK, TODAY, UPSERT

LEAST_OF_FLOOR = 0.6
MOST_QUERIES = 6
MOST_OF_BEFORE = 1.05
MOST_OF_FLOOR = 1.6
MOST_OF_ANY = 3.0
MOST_TIMES_HALF = 5
MOST_OF_TODAY = 1.1
MOST_OF_TICK = 1.2
MOST_MORE_MS = 20
MOST_SECONDS_TO_ARRIVE = 10
MOST_SECONDS_TO_REFOLD = 3
MOST_FILES = 5
MOST_BYTES = 20_000
MOST_BYTES_BEFORE_DRAWN = 10_000

HEAD = f"{'':<13}{'a second':>9}{'of hello':>9}{'of floor':>9}{'cpu ms':>8}{'queries':>8}{'bytes':>8}"


def lines(report: Report) -> Iterator[str]:
    """The table, and the answers to what was promised."""
    yield HEAD
    for name, row in report.rows.items():
        yield line(name, row)
    yield ""
    for count, tail in report.tails.items():
        yield (
            f"Ticks with {count} at once: half within {tail.half * 1000:.1f} ms, all but one in a hundred "
            f"within {tail.most * 1000:.1f} ms, {tail.times:.1f} times that."
        )
    weight = report.first_visit
    yield f"A first visit to Today loads {weight.file_count} files, {kilobytes(weight.total)} with headers; it can be drawn after {kilobytes(weight.before_drawn)}."
    decade = report.decade
    yield (
        f"After ten years with twenty tracks, against a month of them: Today costs {decade.today:.2f} times as much, "
        f"a tick {decade.tick:.2f} times, and correcting the first day {decade.correction * 1000:+.0f} ms. "
        f"Ten years of ten habits come in from Loop in {decade.arrival:.1f} s, and ten years of twenty tracks "
        f"are folded anew in {decade.refolding:.2f} s."
    )
    yield from promises(report)


def lines_against(revision: str, found: Mapping[str, Compared]) -> Iterator[str]:
    """The table of two commits, and whether a page has become dearer."""
    yield f"{'cpu ms':<13}{'here':>9}{'there':>9}{'times':>9}{'of floor':>9}"
    for name, each in found.items():
        yield f"{name:<13}{each.here * 1000:>9.2f}{each.there * 1000:>9.2f}{each.times:>9.2f}{each.of_floor:>9.2f}"
    yield ""
    yield promise(
        f"No page costs more than {MOST_OF_BEFORE} times what it does at {revision}",
        all(each.times <= MOST_OF_BEFORE for each in found.values()),
    )
    yield promise(
        f"Today costs at most {MOST_OF_FLOOR} times the floor", found[TODAY].of_floor <= MOST_OF_FLOOR
    )
    yield promise(
        f"Every page costs at most {MOST_OF_ANY} times the floor",
        all(each.of_floor <= MOST_OF_ANY for each in found.values()),
    )


def line(name: str, row: Measured) -> str:
    of_floor = "" if name in (HELLO, FLOOR, UPSERT) else f"{row.of_floor:.2f}"
    return (
        f"{name:<13}{row.a_second:>9.0f}{row.of_hello:>9.2f}{of_floor:>9}"
        f"{row.work * 1000:>8.2f}{row.query_count:>8}{row.byte_count:>8}"
    )


def promises(report: Report) -> Iterator[str]:
    yield from promises_of_pages(report)
    yield from promises_of_years(report.decade)
    weight = report.first_visit
    yield promise(f"A first visit loads at most {MOST_FILES} files", weight.file_count <= MOST_FILES)
    yield promise(f"A first visit weighs at most {kilobytes(MOST_BYTES)}", weight.total <= MOST_BYTES)
    yield promise(
        f"It can be drawn after at most {kilobytes(MOST_BYTES_BEFORE_DRAWN)}",
        weight.before_drawn <= MOST_BYTES_BEFORE_DRAWN,
    )


def promises_of_pages(report: Report) -> Iterator[str]:
    today, tick = report.rows[TODAY], report.rows[TICK]
    most_queries = max(report.rows[path].query_count for path in PAGES)
    more = sum(report.with_many[path] != report.with_few[path] for path in PAGES)
    yield promise(
        f"Today reaches at least {LEAST_OF_FLOOR} of the floor page", today.of_floor >= LEAST_OF_FLOOR
    )
    yield promise(
        f"A tick reaches at least {LEAST_OF_FLOOR} of the floor upsert", tick.of_floor >= LEAST_OF_FLOOR
    )
    yield promise(f"No page takes more than {MOST_QUERIES} queries", most_queries <= MOST_QUERIES)
    yield promise(f"Every page takes as many queries with {MANY} habits as with {FEW}", not more)
    yield promise(
        f"One tick in a hundred takes at most {MOST_TIMES_HALF} times as long as half of them",
        all(tail.times <= MOST_TIMES_HALF for tail in report.tails.values()),
    )


def promises_of_years(decade: Decade) -> Iterator[str]:
    yield promise(
        f"Ten years make Today at most {MOST_OF_TODAY} times as dear", decade.today <= MOST_OF_TODAY
    )
    yield promise(f"Ten years make a tick at most {MOST_OF_TICK} times as dear", decade.tick <= MOST_OF_TICK)
    yield promise(
        f"Correcting a day ten years back takes at most {MOST_MORE_MS} ms more",
        decade.correction * 1000 <= MOST_MORE_MS,
    )
    yield promise(
        f"Ten years of ten habits come in within {MOST_SECONDS_TO_ARRIVE} s",
        decade.arrival <= MOST_SECONDS_TO_ARRIVE,
    )
    yield promise(
        f"Ten years of twenty tracks are folded anew within {MOST_SECONDS_TO_REFOLD} s",
        decade.refolding <= MOST_SECONDS_TO_REFOLD,
    )


def promise(sentence: str, kept: object) -> str:
    return f"{sentence}: {'yes' if kept else 'no'}"


def kilobytes(count: int) -> str:
    return f"{count / 1000:.1f} KB"
