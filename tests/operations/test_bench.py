import subprocess
import sys

import pytest

from config import ROOT, settings_from
from tests.databases import furnish
from tracker.app import create_app
from tracker.bench.against import LOCK, Compared, Tree, compare, tree_of
from tracker.bench.client import Effort
from tracker.bench.measure import measure
from tracker.bench.table import HEAD, MOST_SECONDS_TO_REFOLD, lines, lines_against
from tracker.bench.visits import FLOOR, HELLO, PAGES, TICK, TODAY, UPSERT
from tracker.web import clock

LEAST = Effort(round_count=1, seconds=0, most=1)


@pytest.fixture(scope="module")
def report():
    return measure(LEAST, clock.now())


def test_every_page_is_measured(report):
    assert list(report.rows) == [HELLO, FLOOR, *PAGES, UPSERT, TICK]
    assert all(row.a_second > 0 and row.byte_count > 0 for row in report.rows.values())
    assert (report.rows[FLOOR].query_count, report.rows[UPSERT].query_count) == (4, 2)
    assert list(report.with_few) == list(report.with_many) == list(PAGES)


def test_a_first_visit_loads_more_than_the_page(report):
    assert report.first_visit.file_count == 5
    assert report.rows[TODAY].byte_count < report.first_visit.before_drawn < report.first_visit.total


def test_ticks_are_measured_with_few_and_with_many_at_once(report):
    assert list(report.tails) == [1, 4, 16]
    assert all(0 < tail.half <= tail.most for tail in report.tails.values())


def test_ten_years_are_compared_with_a_month(report):
    assert (report.decade.today > 0, report.decade.tick > 0, report.decade.arrival > 0.1) == (True,) * 3


def test_ten_years_of_twenty_tracks_are_folded_anew_within_seconds(report):
    assert 0.01 < report.decade.refolding < MOST_SECONDS_TO_REFOLD


def test_it_is_said_in_rows_and_in_answers(report):
    said = list(lines(report))

    assert said[0] == HEAD
    assert [line[:13].strip() for line in said[1 : 1 + len(report.rows)]] == list(report.rows)
    assert [line.rpartition(": ")[2] in ("yes", "no") for line in said[-12:]] == [True] * 12


def test_tend_itself_has_no_floor(tmp_path):
    furnish(tmp_path)
    app = create_app(settings_from({"TEND_DATA": str(tmp_path)}))

    assert [rule.rule for rule in app.url_map.iter_rules() if "floor" in rule.rule] == []


def test_two_trees_are_compared_page_by_page_and_with_the_floor():
    tree = Tree(ROOT, sys.executable)

    found = compare(tree, tree, rounds=1, answers=1)

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
