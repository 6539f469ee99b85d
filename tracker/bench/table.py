"""Says what was measured, and whether it is as good as it is meant to be."""

from collections.abc import Iterator, Mapping, Sequence

from tracker.bench.against import Compared
from tracker.bench.decades import Decade
from tracker.bench.growth import AGES, COMMON, RARE, CostBeside, GrownPage
from tracker.bench.growth import PAGES as GROWN_PAGES
from tracker.bench.looking import EVERY, POLLERS, Looking
from tracker.bench.measure import FEW, MANY, Report
from tracker.bench.standing import StandingCost
from tracker.bench.tails import Tail, Tails
from tracker.bench.visits import PAGES, TICK, TODAY

MOST_QUERIES = 6
MOST_QUERIES_OF_TODAY = 5
MOST_OF_BEFORE = 1.05
MOST_OF_FLOOR = 1.6
MOST_OF_ANY = 3.0
MOST_OF_TICK = 1.3
MOST_TIMES_HALF = 5
LONGEST_BESIDE_PICTURES_MS = 300
MOST_OF_TODAY, MOST_BYTES_OF_A_LOOK, MOST_OF_A_CORE, MOST_TIMES_BESIDE = 0.25, 200, 0.15, 1.1
MOST_AFTER_TEN_YEARS = 1.15
MOST_OF_TICK_LATER = 1.2
MOST_BESIDE = 1.2
MOST_MORE_MS = 20
MOST_SECONDS_TO_ARRIVE = 10
MOST_SECONDS_TO_REFOLD = 3
MOST_FILES, MOST_BYTES, MOST_BYTES_BEFORE_DRAWN = 5, 20_000, 10_000
MOST_SIZE, MOST_ELEMENTS = 40_000, 1_000
MOST_SECONDS_TO_START, MOST_MEGABYTES, MOST_GROWTH = 1.3, 120, 1.05

HEAD = f"{'':<13}{'cpu ms':>9}{'of floor':>9}{'queries':>9}{'sent':>9}{'size':>9}{'elements':>9}"


def lines_of_pages(report: Report) -> Iterator[str]:
    """Each page beside the floor, and what was promised of it."""
    yield HEAD
    for name, row in report.rows.items():
        yield (
            f"{name:<13}{row.cost * 1000:>9.2f}{row.of_floor:>9.2f}{row.query_count:>9}{row.sent:>9}{row.size:>9}{row.elements:>9}"
        )
    first, second = report.visits
    yield (
        f"A first visit to Today asks for {first.file_count} files, {kilobytes(first.total)} with headers, and can be drawn "
        f"after {kilobytes(first.before_drawn)}; a second asks for {second.file_count}, {kilobytes(second.total)}."
    )
    yield from promises_of_pages(report)
    yield promise(
        f"A first visit asks for at most {MOST_FILES} files and {kilobytes(MOST_BYTES)}",
        first.file_count <= MOST_FILES and first.total <= MOST_BYTES,
    )
    yield promise(
        f"It can be drawn after at most {kilobytes(MOST_BYTES_BEFORE_DRAWN)}",
        first.before_drawn <= MOST_BYTES_BEFORE_DRAWN,
    )


def promises_of_pages(report: Report) -> Iterator[str]:
    rows, pages = report.rows, [report.rows[path] for path in PAGES]
    yield promise(
        f"Today costs at most {MOST_OF_FLOOR} times the floor", rows[TODAY].of_floor <= MOST_OF_FLOOR
    )
    yield promise(
        f"Every page costs at most {MOST_OF_ANY} times the floor",
        all(page.of_floor <= MOST_OF_ANY for page in pages),
    )
    yield promise(
        f"A tick costs at most {MOST_OF_TICK} times a bare upsert", rows[TICK].of_floor <= MOST_OF_TICK
    )
    yield promise(
        f"Today takes at most {MOST_QUERIES_OF_TODAY} queries",
        rows[TODAY].query_count <= MOST_QUERIES_OF_TODAY,
    )
    yield promise(
        f"No page takes more than {MOST_QUERIES} queries",
        all(page.query_count <= MOST_QUERIES for page in pages),
    )
    yield promise(
        f"Every page takes as many queries with {MANY} habits as with {FEW}",
        report.with_many == report.with_few,
    )


def lines_of_tails(tails: Tails) -> Iterator[str]:
    """How long ticks take, and pages beside pictures, and what was promised of them."""
    for count, each in tails.ticks.items():
        yield f"Ticks with {count} at once: {told(each)}"
    yield f"Today while six pictures are drawn: {told(tails.reads)}"
    yield promise(
        f"One tick in a hundred takes at most {MOST_TIMES_HALF} times as long as half of them",
        all(each.times <= MOST_TIMES_HALF for each in tails.ticks.values()),
    )
    yield promise(
        f"No page takes over {LONGEST_BESIDE_PICTURES_MS} ms meanwhile",
        tails.reads.longest * 1000 <= LONGEST_BESIDE_PICTURES_MS,
    )


def lines_of_looking(looking: Looking) -> Iterator[str]:
    """What a look costs where nothing is new, and what was promised of many."""
    yield (
        f"A look takes {looking.cost * 1000:.2f} ms of a processor, {looking.of_today:.2f} of Today, and weighs "
        f"{looking.byte_count} bytes; beside {POLLERS} who look every {EVERY:.0f} s all but one in twenty wait "
        f"{looking.beside * 1000:.1f} ms for Today, alone {looking.alone * 1000:.1f}."
    )
    yield promise(f"A look costs at most {MOST_OF_TODAY} of Today", looking.of_today <= MOST_OF_TODAY)
    yield promise(
        f"It weighs at most {MOST_BYTES_OF_A_LOOK} bytes", looking.byte_count <= MOST_BYTES_OF_A_LOOK
    )
    yield promise(
        f"{POLLERS} of them take at most {MOST_OF_A_CORE:.0%} of a processor",
        looking.of_a_core <= MOST_OF_A_CORE,
    )
    yield promise(
        f"Beside them Today takes at most {MOST_TIMES_BESIDE} times as long",
        looking.times <= MOST_TIMES_BESIDE,
    )


def told(tail: Tail) -> str:
    return (
        f"half within {tail.half * 1000:.1f} ms, all but one in a hundred within {tail.most * 1000:.1f} ms, "
        f"{tail.times:.1f} times that; the longest took {tail.longest * 1000:.0f} ms."
    )


def lines_of_years(pages: Mapping[str, GrownPage], ages: Sequence[str] = tuple(AGES)) -> Iterator[str]:
    """What each page costs as a life grows, and what was promised of it."""
    heads = "".join(f"{age:>12}" for age in ages)
    yield f"{'cpu ms after':<38}{heads}{'times':>9}{'shows':>9}{'elements':>9}{'size':>9}"
    for name, page in pages.items():
        costs = "".join(f"{cost * 1000:>12.2f}" for cost in page.costs)
        yield (
            f"{called(name):<38}{costs}{page.late:>9.2f}{page.late_shown:>9.2f}{page.elements[-1]:>9}{page.bytes[-1]:>9}"
        )
    yield f"Times is {ages[-1]} against {ages[1]}, and shows how many times as many elements there are then."
    yield promise(
        f"After {ages[-1]} no page costs more than {MOST_AFTER_TEN_YEARS} times what it does after {ages[1]}, "
        "for as much as it shows",
        all(page.late_for_what_it_shows <= MOST_AFTER_TEN_YEARS for page in pages.values()),
    )
    yield promise(
        f"No page has over {kilobytes(MOST_SIZE)} or {MOST_ELEMENTS} elements",
        all(page.elements[-1] <= MOST_ELEMENTS and page.bytes[-1] <= MOST_SIZE for page in pages.values()),
    )


def called(page: str) -> str:
    """A page with what is looked for on it, if anything."""
    sent = {COMMON: "something", RARE: "nothing"}.get(GROWN_PAGES[page])
    return f"{page}, {sent} found" if sent else page


def lines_of_decade(decade: Decade) -> Iterator[str]:
    """What ten years of ticks come to, and what was promised of them."""
    yield (
        f"After ten years with twenty tracks, against a month of them: Today costs {decade.today:.2f} times as much, "
        f"a tick {decade.tick:.2f} times, and correcting the first day {decade.correction * 1000:+.0f} ms. "
        f"Ten years of ten habits come in from Loop in {decade.arrival:.1f} s, and ten years of twenty tracks "
        f"are folded anew in {decade.refolding:.2f} s."
    )
    yield promise(
        f"Ten years make Today at most {MOST_AFTER_TEN_YEARS} times as dear",
        decade.today <= MOST_AFTER_TEN_YEARS,
    )
    yield promise(
        f"Ten years make a tick at most {MOST_OF_TICK_LATER} times as dear", decade.tick <= MOST_OF_TICK_LATER
    )
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


def lines_of_couples(counts: Sequence[int], found: Mapping[str, CostBeside]) -> Iterator[str]:
    """What each page costs beside so many other couples, and what was promised of it."""
    yield f"{'cpu ms beside couples':<38}" + "".join(f"{count:>12}" for count in counts) + f"{'times':>9}"
    for name, page in found.items():
        cells = "".join(f"{cost * 1000:>12.2f}" for cost in page.costs)
        yield f"{called(name):<38}{cells}{page.times:>9.2f}"
    yield promise(
        f"Beside {counts[-1]} couples no page costs more than {MOST_BESIDE} times what it does beside {counts[0]}",
        all(page.times <= MOST_BESIDE for page in found.values()),
    )


def lines_of_standing(standing: StandingCost) -> Iterator[str]:
    """What Tend takes by itself, and what was promised of it."""
    two = f"two take {standing.two:.0f} MB" if standing.two else "two need a PostgreSQL"
    yield (
        f"A start takes {standing.start:.2f} s of the processor. One idle worker takes {standing.one:.0f} MB, {two}. "
        f"After some requests it is {standing.warm:.0f} MB, after many more {standing.after:.0f} MB."
    )
    yield promise(f"A start takes at most {MOST_SECONDS_TO_START} s", standing.start <= MOST_SECONDS_TO_START)
    if standing.two:
        yield promise(f"Two idle workers take at most {MOST_MEGABYTES} MB", standing.two <= MOST_MEGABYTES)
    yield promise("Many requests leave nothing behind", standing.growth <= MOST_GROWTH)


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


def promise(sentence: str, kept: object) -> str:
    return f"{sentence}: {'yes' if kept else 'no'}"


def kilobytes(count: int) -> str:
    return f"{count / 1000:.1f} KB"
