"""What is tried with `--whole` alone says why every run can do without, and all of it stands here."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, name_of, tree

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
    "tests/operations/test_backups.py": ["tests/backups makes and restores them on both in every run"],
}


def marks(path: Path) -> Iterator[str]:
    """The reasons that a file gives, and what stands where one is missing."""
    syntax = tree(path)
    called = {node.func: node for node in ast.walk(syntax) if isinstance(node, ast.Call)}
    for node in ast.walk(syntax):
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "pytest.mark.whole":
            yield reason([*called[node].args] if node in called else [])
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "only_whole":
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
