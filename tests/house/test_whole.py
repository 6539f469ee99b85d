"""What is tried with `--whole` alone says why every run can do without, and all of it stands here."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import is_a_pages, is_for_the_other, on_postgresql
from tests.house.sources import ROOT, name_of, tree
from tests.keepers import KINDS
from tests.whole import RUN, some

TESTS = sorted((ROOT / "tests").rglob("*.py"))
OFFERED = ROOT / "tests" / "whole.py"

# More of the same, which `many` counts and `some` chooses from, is not named here: some of it is in every run.
ALONE = {
    "tests/accounts/test_hashing.py": ["it is a measurement: what work is done is counted in every run"],
    "tests/backups/test_before_drawn.py": [
        "a month of the same two is brought up to date and put back in every run"
    ],
    "tests/browser/test_help.py": [
        "what a link shows, as long, is printed on it in every run",
        "without JavaScript two people live from sign-up to farewell in every run",
    ],
    "tests/browser/test_import.py": [
        "each kind of file comes in, and it comes in both with JavaScript and without",
        "each kind of file comes in, and it comes in both with JavaScript and without",
    ],
    "tests/browser/test_pictures.py": ["a JPEG goes up without JavaScript, and a HEIC with it"],
    "tests/browser/test_proxy.py": ["tests/web/test_hosts.py asks what a port in an address means"],
    "tests/browser/test_talk.py": [
        "it is a measurement: the same taps are seen in the talk from invitation to tick"
    ],
    "tests/browser/test_tools.py": [
        "without JavaScript two people live from sign-up to farewell in every run"
    ],
    "tests/browser/test_two_people.py": [
        "with JavaScript two people live a week, from sign-up on, in every run"
    ],
    "tests/browser/test_two_windows.py": [
        "names of any letters and lengths fit every page, this one too, in every run"
    ],
    "tests/browser/test_webkit.py": ["another engine: two people live in Chromium in every run"],
    "tests/help/test_places_checked.py": [
        "it goes by the clock and warns; on given days every run asks what is long ago"
    ],
    "tests/house/test_doors.py": ["every page is asked of PostgreSQL by Ben in every run"],
    "tests/house/test_two_worlds.py": ["of all acts, one after the other, nothing shows"],
    "tests/operations/test_backups.py": ["tests/backups makes and restores them on both in every run"],
    "tests/wall/test_begun_for_another.py": [
        "of two partings both are asked in every run, by the same statements"
    ],
}

# What one database is asked in every run, and both with `--whole`: each file with what all its tests have in common.
ON_EITHER = {
    "tests/accounts/test_confirming.py": "each makes and confirms an account by the same statements as the one beside it",
    "tests/accounts/test_room.py": "what there is of a kind is counted by the same statement for all of them",
    "tests/backups/test_list.py": "each puts a backup back by the same statements as the one beside it",
    "tests/backups/test_parted.py": "each puts a backup back by the same statements as the one beside it",
    "tests/backups/test_taken_back.py": "each puts a backup back by the same statements as the one beside it",
    "tests/checking/test_rules.py": "every rule is asked of both where nothing is wrong, by the same statements",
    "tests/checkins/test_actions.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/checkins/test_after_sealing.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/checkins/test_at_once.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/checkins/test_in_time.py": "each reads and writes a week by the same statements as the one beside it",
    "tests/dates/test_leaving.py": "each parts two with what they plan by the same statements as the one beside it",
    "tests/exports/test_arriving.py": "each lets a file come piece by piece by the same statements as the one beside it",
    "tests/exports/test_both_halves.py": "each brings two files in by the same statements as the one beside it",
    "tests/exports/test_bring_back.py": "each brings a file in by the same statements as the one beside it",
    "tests/exports/test_halves.py": "each brings a half in by the same statements as the one beside it",
    "tests/exports/test_ids.py": "each brings ids in by the same statements as the one beside it",
    "tests/exports/test_pages.py": "each reads everything by the same statements as the one beside it",
    "tests/exports/test_pictures.py": "each takes pictures along by the same statements as the one beside it",
    "tests/exports/test_since_and_before.py": "each brings two files in by the same statements as the one beside it",
    "tests/habits/test_leaving_one.py": "each leaves one habit by the same statements as the one beside it",
    "tests/imports/test_again.py": "each brings files in again by the same statements as the one beside it",
    "tests/imports/test_import.py": "each brings a file in by the same statements as the one beside it",
    "tests/imports/test_room.py": "room is looked for by the same statements, whatever a file holds",
    "tests/live/test_tags.py": "each asks for the tag of a page by the same statements as the one beside it",
    "tests/reflections/test_pages.py": "each asks for a page of the same list, with other values",
    "tests/settings/test_weeks.py": "each reads weeks by the same statements, on another day",
    "tests/spaces/test_invitations.py": "each follows a link or a code by the same statements as the one beside it",
    "tests/spaces/test_joining_and_leaving.py": "each joins or parts two by the same statements as the one beside it",
    "tests/spaces/test_nothing_is_lost.py": "each looks at all rows after a way of parting that others go as well",
    "tests/spaces/test_words.py": "each parts two or ends an account by the same statements as the one beside it",
    "tests/talk/test_actions.py": "each reads and writes the one row of a talk by the same statements",
    "tests/today/test_lists.py": "each reads the lists of a day by the same statements as the one beside it",
    "tests/today/test_quiet.py": "each parts two, and reads pages by the same statements as the one beside it",
    "tests/trends/test_changes.py": "each reads weeks by the same statements as the one beside it",
    "tests/trends/test_insights.py": "each reads weeks by the same statements as the one beside it",
    "tests/trends/test_keeping.py": "each keeps what was worked out by the same statements as the one beside it",
    "tests/trends/test_own_words.py": "each reads weeks by the same statements as the one beside it",
    "tests/trends/test_trends.py": "each reads weeks by the same statements as the one beside it",
    "tests/us/test_us.py": "each reads what is of both by the same statements as the one beside it",
    "tests/wall/test_begun_for_another.py": "each keeps a beginning by the same statements as the one beside it",
    "tests/wall/test_drafts.py": "each keeps a beginning by the same statements as the one beside it",
}


def marks(path: Path, mark: str = "whole") -> Iterator[str]:
    """The reasons that a file gives for a mark, and what stands where one is missing."""
    if mark not in path.read_text():
        return
    syntax = tree(path)
    called = {node.func: node for node in ast.walk(syntax) if isinstance(node, ast.Call)}
    for node in ast.walk(syntax):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == f"pytest.mark.{mark}":
            yield reason([*called[node].args] if node in called else [])
        if mark == "whole" and isinstance(node, ast.Call) and ast.unparse(node.func) == "only_whole":
            yield reason([each.value for each in node.keywords if each.arg == "why"])


def reason(given: list[ast.expr]) -> str:
    match given:
        case [ast.Constant(str(words))] if words:
            return words
        case _:
            return "no reason"


def test_all_that_every_run_does_without_stands_here_with_its_reason():
    found = {name_of(path): sorted(marks(path)) for path in TESTS if path != OFFERED}

    assert {name: reasons for name, reasons in found.items() if reasons} == ALONE


def test_a_mark_without_a_reason_is_seen(tmp_path):
    file = tmp_path / "test_a_thing.py"
    file.write_text("pytestmark = pytest.mark.whole\n@pytest.mark.whole()\ndef test_it(): ...\n")

    assert list(marks(file)) == ["no reason", "no reason"]


def test_what_either_database_is_enough_for_stands_here_with_its_reason():
    found = {name_of(path): [*marks(path, "on_either")] for path in TESTS}

    assert {name: reasons for name, reasons in found.items() if reasons} == {
        name: [why] for name, why in ON_EITHER.items()
    }


@dataclass
class Item:
    """A test of a file that either database is enough for, as far as it is looked at to choose."""

    nodeid: str
    callspec: SimpleNamespace
    fixturenames: tuple[str, ...]

    def get_closest_marker(self, name: str) -> object:
        return name if name == "on_either" else None


@pytest.mark.parametrize(("asks", "asked"), [("inside", {*KINDS}), ("ada", {"sqlite"})])
def test_one_of_both_is_asked_each_and_the_first_what_no_run_asks_of_the_other(asks, asked):
    found = set()
    for number in range(20):
        twins = [
            Item(f"test_{number}[{kind}]", SimpleNamespace(params={"keeper": kind}), ("keeper", asks))
            for kind in KINDS
        ]
        names = {each.nodeid for each in twins}
        left = [
            each.callspec.params["keeper"]
            for each in twins
            if not is_for_the_other(each, names) and not (on_postgresql(each) and is_a_pages(each))
        ]
        assert len(left) == 1
        found |= {*left}

    assert found == asked


@pytest.mark.parametrize("name", ON_EITHER)
def test_of_a_file_that_either_is_enough_for_both_are_asked_something(name):
    tests = {
        node.name for node in ast.walk(tree(ROOT / name)) if getattr(node, "name", "").startswith("test_")
    }

    asked = {some([*KINDS], f"{name}::{each}[]")[0] for each in tests}
    assert RUN.whole or asked == {*KINDS}
