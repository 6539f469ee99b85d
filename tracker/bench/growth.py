"""What a page costs as a life grows: couples of a month, a year, five years and ten, asked for the same in turns.

Measured in this process, without a server, in seconds of its processor: so they differ by what they have lived alone.
A page may cost more for what more it shows, and for nothing else: what it shows is counted in elements.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from html.parser import HTMLParser
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import delete, func, select
from werkzeug.test import EnvironBuilder

from config import settings_from
from tracker.app import create_app
from tracker.bench.client import Unexpected
from tracker.bench.databases import kept_as
from tracker.bench.decades import move_in
from tracker.bench.lived import life
from tracker.bench.visits import A_HABIT, Visitor, ada
from tracker.bench.written import write
from tracker.database import upgrade
from tracker.domain.days import ONE_DAY, today
from tracker.extensions import db
from tracker.models import CheckIn, Invitation, Track
from tracker.trends.keeping import keep_insights

A_MONTH, A_YEAR, TEN_YEARS = "a month", "a year", "ten years"
AGES = {A_MONTH: 30, A_YEAR: 365, "five years": 1826, TEN_YEARS: 3652}
ANSWERS = 3  # of each in a round
COMMON, RARE = "thank", "zebra"

# Every page that lists or counts, as its address is written with what it is about; then what is sent with it, if anything.
PAGES = {
    "/today": "",
    "/today/<day>": "",
    "/habits": "",
    A_HABIT: "",
    "/tracks/<id>/days/<day>": "",
    "/pauses": "",
    "/check-in": "",
    "/check-in/<week>": "",
    "/trends": "",
    "/trends/<year>": "",
    "/us": "",
    "/garden": "",
    "/wall": "",
    "/wall/jar": "",
    "/wall/search": COMMON,
    "/reflections": "",
    "/reflections?of=partner": "",
    "/reflections/search": COMMON,
    "/dates": "",
    "/dates/days": "",
    "/dates/ideas": "",
    "/help/summary": "",
    "/ways": "",
    "/ways/search": RARE,
    "/settings": "",
    "/settings/space": "",
}


@dataclass(frozen=True, slots=True)
class GrownPage:
    """A page, as it is for each of some lives: what it costs in seconds, and how many elements and bytes it has.

    ``times`` says how often each costs what the first does, and ``late`` the last what the second does; both are medians
    of what was found in each round.
    """

    costs: tuple[float, ...]
    times: tuple[float, ...]
    late: float
    elements: tuple[int, ...]
    bytes: tuple[int, ...]

    @property
    def late_shown(self) -> float:
        """How many times as much the last shows as the second, by its elements; never less than 1."""
        return max(1.0, self.elements[-1] / self.elements[min(1, len(self.elements) - 1)])

    @property
    def late_for_what_it_shows(self) -> float:
        """How many times as dear the last is as the second, for each thing that is shown."""
        return self.late / self.late_shown


@dataclass(frozen=True, slots=True)
class CostBeside:
    """What a page costs in seconds with each number of couples beside, and how many times as much with the last as with the
    first: medians over the rounds, the ratio taken within each.
    """

    costs: tuple[float, ...]
    times: float


class Lived:
    """A couple who have lived with Tend for so many days, and Ada at her browser."""

    def __init__(self, environment: Mapping[str, str], day_count: int, now: datetime) -> None:
        self.app = create_app(settings_from({**environment, "TEND_CHANGES": "1000000"}))
        upgrade(self.app)
        with self.app.app_context():
            self.live(day_count, now)
        self.visitor = Visitor(self.app, now)
        with self.app.app_context():
            self.about = self.names(now)
            db.session.remove()

    def live(self, day_count: int, now: datetime) -> None:
        """Whatever two do from so many days ago until yesterday, with what follows from it."""
        begin = now - timedelta(days=day_count)
        person = move_in(begin)
        first, last = today(person.rhythm, begin), today(person.rhythm, now) - ONE_DAY
        write([each for each in life(first, last) if each.at < now], now)
        db.session.execute(delete(Invitation))  # it has had its time
        db.session.commit()
        keep_insights()

    def names(self, now: datetime) -> dict[str, str]:
        """What stands for each word in an address."""
        person = ada()
        day = today(person.rhythm, now)
        of_hers = (Track.habit_id == self.visitor.habit_id, Track.owner_id == person.id)
        return {
            A_HABIT: f"/habits/{self.visitor.habit_id}",
            "/tracks/<id>": f"/tracks/{db.session.scalar(select(Track.id).where(*of_hers))}",
            "<day>": str(day - 5 * ONE_DAY),
            "<week>": str(db.session.scalar(select(func.max(CheckIn.week)))),
            "<year>": str(day.year),
        }

    def environ(self, page: str, *, encoding: str = "gzip, deflate, br") -> dict[str, Any]:
        """A request for a page, as a server hands it over."""
        sent = PAGES[page]
        for word, meant in self.about.items():
            page = page.replace(word, meant)
        path, _mark, query = page.partition("?")
        headers = [("Cookie", self.visitor.cookie), ("Accept-Encoding", encoding)]
        form = {**self.visitor.form, "words": sent} if sent else None
        return EnvironBuilder(
            path, query_string=query, method="POST" if form else "GET", data=form, headers=headers
        ).get_environ()

    def answer(self, environ: dict[str, Any]) -> bytes:
        """What comes of a request; it must go well."""
        statuses: list[str] = []

        def start(status: str, _headers: object, _error: object = None, /) -> Callable[[bytes], object]:
            statuses.append(status)
            return bytes.strip  # nobody writes by this

        parts = self.app.wsgi_app(environ, start)
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        if statuses[-1][:3] != "200":
            raise Unexpected(f"{statuses[-1]} at {environ['PATH_INFO']}")
        return body

    def cost(self, page: str, answers: int = ANSWERS) -> float:
        """How many seconds of the processor an answer takes, of a few."""
        environs = [self.environ(page) for _ in range(answers)]
        begin = time.process_time()
        for environ in environs:
            self.answer(environ)
        return (time.process_time() - begin) / answers

    def shown(self, page: str) -> tuple[int, int]:
        """How many elements a page has, and how many bytes before it is compressed."""
        body = self.answer(self.environ(page, encoding="identity"))
        return elements_in(body.decode()), len(body)


def elements_in(page: str) -> int:
    """How many elements a page has."""
    counter = Counter()
    counter.feed(page)
    return counter.count


class Counter(HTMLParser):
    """Counts the elements of a page."""

    count = 0

    def handle_starttag(self, _tag: str, _attributes: object) -> None:
        """One more."""
        self.count += 1


def measure_growth(now: datetime, rounds: int, ages: Mapping[str, int] = AGES) -> dict[str, GrownPage]:
    """Let couples live for so long, and measure every page that lists or counts for each of them in turns."""
    with couples(now, list(ages.values())) as lives:
        return {page: grown(page, lives, rounds) for page in PAGES}


@contextmanager
def couples(now: datetime, day_counts: Sequence[int]) -> Iterator[list[Lived]]:
    with ExitStack() as open_ones:
        lives = []
        for each in day_counts:
            folder = open_ones.enter_context(TemporaryDirectory(prefix="tend-growth-"))
            there = open_ones.enter_context(kept_as(f"lived_{each}"))
            lives.append(Lived({"TEND_DATA": folder, **there}, each, now))
            open_ones.callback(lives[-1].visitor.leave)
        gc.collect()
        gc.freeze()  # what seeding has left is no page's to go through
        yield lives


def grown(page: str, lives: Sequence[Lived], rounds: int) -> GrownPage:
    """A page for each of some lives."""
    for life_lived in lives:
        life_lived.cost(page)  # whoever comes first finds nothing ready
    found = [[each.cost(page) for each in lives] for _ in range(rounds)]
    shown = [each.shown(page) for each in lives]
    second = min(1, len(lives) - 1)
    return GrownPage(
        costs=tuple(map(median, zip(*found, strict=True))),
        times=tuple(median(costs[place] / costs[0] for costs in found) for place in range(len(lives))),
        late=median(costs[-1] / costs[second] for costs in found),
        elements=tuple(count for count, _bytes in shown),
        bytes=tuple(size for _count, size in shown),
    )
