import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from config import settings_from
from tests.databases import furnish, published_once, with_compiled
from tests.migrated import migrated_to
from tests.operations.processes import in_a_hurry
from tests.whole import RUN
from tracker import database
from tracker.app import create_app
from tracker.bench import against, decades, floor, growth, looking, measure, parts, standing, tails
from tracker.bench.against import HERE, LOCK, Compared, compare, tree_of
from tracker.bench.beside import Crowded, in_turns
from tracker.bench.client import Effort
from tracker.bench.growth import PAGES as GROWN_PAGES
from tracker.bench.growth import GrownPage, elements_in
from tracker.bench.processors import kept_apart
from tracker.bench.table import (
    HEAD,
    MOST_BYTES_OF_A_LOOK,
    MOST_SECONDS_TO_REFOLD,
    lines_against,
    lines_of_couples,
    lines_of_decade,
    lines_of_looking,
    lines_of_pages,
    lines_of_standing,
    lines_of_tails,
    lines_of_years,
)
from tracker.bench.tails import Tail
from tracker.bench.visits import HELLO, PAGES, TICK, TODAY
from tracker.demo.serve import prepare
from tracker.extensions import db
from tracker.models import Person, Tick
from tracker.web import assets, clock

measurement = pytest.mark.whole("it is a measurement: couples beside others are measured in every run")
LEAST = Effort(round_count=1, answers=2, seconds=0, turns=1)


@pytest.fixture(autouse=True, scope="module")
def begun_sooner(tmp_path_factory):
    """Tables, the demo and what pages are made of are there at once: how they come about is none of what is measured."""
    demo = Prepared(tmp_path_factory.mktemp("prepared"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "migrate_to", migrated_to)
        patch.setattr(assets, "publish", published_once)
        for module in (decades, floor, growth):
            patch.setattr(module, "create_app", made_sooner)
        for module in (measure, standing):
            patch.setattr(module, "prepare", demo)
        yield demo


class Prepared:
    """Makes the demo in a folder, of which each later one gets a copy."""

    def __init__(self, folder):
        self.folder = folder / "data"

    def __call__(self, settings, now):
        self.first(now)
        shutil.copytree(self.folder, settings.data, dirs_exist_ok=True, symlinks=True)

    def first(self, now):
        if not self.folder.exists():
            prepare(settings_from({"TEND_DATA": str(self.folder)}), now)
        return self.folder


def made_sooner(settings):
    return with_compiled(create_app(settings))


@pytest.fixture(scope="module")
def one_served(begun_sooner):
    """What is measured of the demo is asked of one; with `--whole` each thing of one of its own."""
    if RUN.whole:
        yield
        return
    with measure.demo_served(clock.now()) as served, pytest.MonkeyPatch.context() as patch:
        for module in (measure, tails, looking):
            patch.setattr(module, "demo_served", lambda _now: nullcontext(served))
        yield


@pytest.fixture(scope="module")
def report(one_served):
    return measure.measure(LEAST, clock.now())


def answers(lines):
    return [line.rpartition(": ")[2] for line in lines if line.endswith((": yes", ": no"))]


@measurement
def test_every_page_is_measured_beside_the_floor(report):
    assert list(report.rows) == [HELLO, *PAGES, TICK]
    assert all(min(row.cost, row.of_floor, row.sent) > 0 for row in report.rows.values())
    assert list(report.with_few) == list(report.with_many) == list(PAGES)
    assert report.rows[TODAY].size > report.rows[TODAY].sent
    assert report.rows[TODAY].elements > 100


@measurement
def test_a_first_visit_loads_more_than_a_second(report):
    first, second = report.visits

    assert first.file_count == 5 > second.file_count >= 1
    assert report.rows[TODAY].sent < first.before_drawn < first.total
    assert second.total < first.total


@measurement
def test_pages_are_told_in_rows_and_in_answers(report):
    said = list(lines_of_pages(report))

    assert said[0] == HEAD
    assert [line[:13].strip() for line in said[1 : 1 + len(report.rows)]] == list(report.rows)
    assert len(answers(said)) == 8


@measurement
def test_ticks_are_measured_with_few_and_with_many_at_once_and_pages_while_pictures_are_drawn(one_served):
    found = tails.measure_tails(LEAST, clock.now())

    assert list(found.ticks) == [1, 4, 16]
    assert all(0 < each.half <= each.most for each in (*found.ticks.values(), found.reads))
    assert len(answers(lines_of_tails(found))) == 2


@measurement
def test_open_pages_that_look_are_measured_beside_today_and_their_answers_weigh_little(one_served):
    found = looking.measure_looking(LEAST, clock.now())

    assert min(found.cost, found.of_today, found.alone, found.beside) > 0
    assert found.byte_count <= MOST_BYTES_OF_A_LOOK
    assert len(answers(lines_of_looking(found))) == 4


def test_the_longest_of_all_waits_is_told():
    assert Tail(half=0.002, most=0.008, longest=0.1).times == 4


@measurement
def test_ten_years_are_compared_with_a_month():
    decade = decades.measure_decade(1, clock.now())

    assert (decade.today > 0, decade.tick > 0, decade.arrival > 0.1) == (True,) * 3
    assert 0.01 < decade.refolding < MOST_SECONDS_TO_REFOLD
    assert len(answers(lines_of_decade(decade))) == 5


@measurement
def test_lives_of_some_lengths_are_compared_on_every_page():
    found = growth.measure_growth(clock.now(), 1, {"a week": 9, "a month": 30})

    assert list(found) == list(GROWN_PAGES)
    assert all(min(page.costs) > 0 and min(page.elements) > 10 for page in found.values())
    assert found["/wall"].elements[0] < found["/wall"].elements[1]
    assert len(answers(lines_of_years(found, ["a week", "a month"]))) == 2


@pytest.mark.parametrize(
    ("late", "elements", "kept"), [(1.1, (9, 9), "yes"), (1.2, (9, 9), "no"), (1.2, (9, 10), "yes")]
)
def test_a_page_may_cost_more_for_what_more_it_shows(late, elements, kept):
    page = GrownPage((0.001,) * 3, times=(1.0,) * 3, late=late, elements=(5, *elements), bytes=(99,) * 3)

    assert answers(lines_of_years({TODAY: page}, ["a month", "a year", "ten years"])) == [kept, "yes"]


def test_elements_are_counted():
    assert elements_in("<!doctype html><p>A <b>b</b><br>c</p>") == 3


def test_couples_beside_have_all_of_their_own(tmp_path):
    crowded = Crowded({"TEND_DATA": str(tmp_path)}, 3, clock.now())

    with crowded.app.app_context():
        ticks = db.session.execute(select(Tick.space_id, func.count()).group_by(Tick.space_id)).all()
        people = db.session.scalars(select(Person.email)).all()
    alone = in_turns(TODAY, [crowded], 1)
    crowded.visitor.leave()

    assert (len(ticks), len({count for _space, count in ticks})) == (4, 1)
    assert len(set(people)) == 8
    assert answers(lines_of_couples([0, 3], {TODAY: alone})) == ["yes"]


CHORES_SOONER = """
from datetime import timedelta
from tracker import chores

chores.SOON = timedelta(seconds=1)
"""


@pytest.fixture
def little_to_sit_out(tmp_path, monkeypatch):
    """What is due once an hour is done a second after the start, and a moment is shorter; all of it with `--whole`."""
    if not RUN.whole:
        for name, value in in_a_hurry(tmp_path / "first", CHORES_SOONER).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(standing, "SOON", timedelta(seconds=1))
        monkeypatch.setattr(standing, "A_MOMENT", 1.0)


@measurement
def test_start_and_memory_are_measured(little_to_sit_out):
    found = standing.measure_standing(clock.now(), many=20, warm=20)

    assert 0.1 < found.start < 60
    assert 10 < found.one < found.warm + 5
    assert found.two == 0
    assert len(answers(lines_of_standing(found))) == 2


def test_two_workers_are_told_where_there_were_two():
    found = standing.StandingCost(start=1.0, one=90, two=119, warm=100, after=106)

    assert answers(lines_of_standing(found)) == ["yes", "yes", "no"]


def test_all_parts_can_be_had_alone():
    assert list(parts.PARTS) == ["pages", "tails", "live", "years", "couples", "standing"]


def test_tend_itself_has_no_floor(tmp_path):
    furnish(tmp_path)
    app = create_app(settings_from({"TEND_DATA": str(tmp_path)}))

    assert [rule.rule for rule in app.url_map.iter_rules() if "floor" in rule.rule] == []


PREPARED = """
import shutil
from tracker.demo import serve

serve.prepare = lambda settings, _now: shutil.copytree({folder!r}, settings.data, dirs_exist_ok=True, symlinks=True)
"""


@pytest.fixture
def one_demo(tmp_path, monkeypatch, begun_sooner):
    """Of two trees that are the same one is served, with what was prepared already, and asked as both."""
    prepared = PREPARED.format(folder=str(begun_sooner.first(clock.now())))
    for name, value in in_a_hurry(tmp_path / "first", prepared).items():
        monkeypatch.setenv(name, value)
    with against.demo_of(HERE) as demo:
        monkeypatch.setattr(against, "demo_of", lambda tree: nullcontext(demo))
        yield


@measurement
def test_two_trees_are_compared_page_by_page_and_with_the_floor(request):
    if not RUN.whole:
        request.getfixturevalue("one_demo")

    found = compare(HERE, HERE, rounds=1, answers=2)

    assert list(found) == [*PAGES, TICK]
    assert all(min(each.here, each.there, each.times, each.of_floor) > 0 for each in found.values())


def test_a_commit_lies_in_a_folder_of_its_own_for_as_long_as_it_is_measured(tmp_path):
    git = ("git", "-C", str(tmp_path), "-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    (tmp_path / LOCK).write_text("# nothing\n")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "One")):
        subprocess.run([*git, *words], check=True)
    (tmp_path / "later").touch()

    with tree_of("HEAD", tmp_path) as tree:
        names = {each.name for each in tree.folder.iterdir()}

    assert (names, tree.python) == ({".git", LOCK}, sys.executable)
    assert not tree.folder.exists()


@pytest.mark.parametrize(
    ("times", "of_floor", "said"),
    [(1.05, 1.6, "yes yes yes"), (1.06, 1.7, "no no yes"), (0.5, 3.1, "yes no no")],
)
def test_what_a_commit_has_made_dearer_is_said(times, of_floor, said):
    rows = list(lines_against("HEAD~1", {TODAY: Compared(0.002, 0.001, times, of_floor)}))

    assert [row.rpartition(": ")[2] for row in rows[-3:]] == said.split()
    assert rows[1].split() == [TODAY, "2.00", "1.00", f"{times:.2f}", f"{of_floor:.2f}"]


def test_servers_that_are_compared_stay_on_one_processor_and_are_asked_from_others():
    known = os.sched_getaffinity(0)
    with waiting() as one, kept_apart(one.pid), waiting() as other, kept_apart(other.pid):
        servers = [os.sched_getaffinity(each.pid) for each in (one, other)]
        ours = os.sched_getaffinity(0)

    assert servers == [{max(known)}, {max(known)}]
    assert ours == (known - {max(known)} or known)
    assert os.sched_getaffinity(0) == known


@contextmanager
def waiting():
    """A process that does nothing."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.communicate(b"\n")
