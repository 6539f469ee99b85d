"""What every reader would otherwise have to look out for in the code."""

import ast
import re

import pytest

from tests.house.sources import ROOT, STATIC, TEMPLATES, each_of, marked_in_python, modules, name_of, tree

CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("func", "now"),
    ("func", "current_timestamp"),
    ("func", "current_date"),
}
MAY_COMMIT = (
    "tracker/web/codes.py",
    "tracker/web/limits.py",
    "tracker/web/locking.py",
    "tracker/web/log_ins.py",
    "tracker/web/proof.py",
    "tracker/web/seeing.py",
    "tracker/bench/",
    "tracker/demo/",
    "tracker/mails/sending.py",
    "tracker/cli.py",
    "tracker/cli_people.py",
    "tracker/database.py",
    "tracker/writers.py",
    "tracker/imports/sweeping.py",
    "tracker/folding.py",
    "tracker/spaces/ending.py",
    "tracker/dates/repeating.py",
    "tracker/factors/ending.py",
    "tracker/reminders/arriving.py",
    "tracker/reminders/planning.py",
    "tracker/trends/keeping.py",
    "tracker/sweeping.py",
    "tracker/backups/",
    "tracker/checking/",
)
TEXT_FILES = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".toml",
    ".txt",
    ".md",
    ".svg",
    ".cfg",
    ".ini",
    ".mako",
    ".yml",
    "",
}
NOT_OURS = {".venv", ".git", "instance", "node_modules", "__pycache__"}
REGISTRIES = [
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js",
    "registry" + ".",
    "index" + "-url",
    "conda" + ".io",
]


KNOW_HOURS = (
    "tracker/domain/hours.py",
    "tracker/domain/seasons.py",  # goes by the sun
)


def test_a_file_that_is_not_as_it_must_be_is_told_by_its_name():
    @each_of(modules())
    def look(path):
        assert path.name != "clock.py"

    with pytest.raises(AssertionError, match=r"^tracker/web/clock\.py: assert 'clock\.py' != 'clock\.py'"):
        look()


def calls(path):
    """Calls of something's method, as the two names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            yield (name, node.func.attr), node


@each_of(modules())
def test_the_clock_is_read_in_one_place(path):
    read = [node.lineno for name, node in calls(path) if name in CLOCKS]

    assert len(read) == (1 if name_of(path) == "tracker/web/clock.py" else 0)


@each_of(modules())
def test_only_views_commit(path):
    committed = [node.lineno for (_owner, name), node in calls(path) if name == "commit"]

    if path.name != "views.py" and not name_of(path).startswith(MAY_COMMIT):
        assert committed == []


@each_of(modules())
def test_an_assertion_only_looks(path):
    """Python can be told to leave assertions out: nothing may depend on one that does something."""
    acting = [node.lineno for node in ast.walk(tree(path)) if isinstance(node, ast.Assert) and acts(node)]

    assert acting == []


def acts(node):
    return any(isinstance(each, ast.Call) for each in ast.walk(node.test))


@each_of(modules())
def test_a_module_says_what_it_is_for(path):
    words = ast.get_docstring(tree(path)) or ""

    assert words or path.name == "views.py"
    assert not words or words.split("\n")[0].rstrip().endswith((".", ":", ";")) or "\n" in words


@each_of(modules())
def test_a_class_says_what_it_is_for(path):
    bare = [
        node.name
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
        if not node.name.endswith(("Form", "Field")) and not node.name.startswith("_")
    ]

    assert path.name == "views.py" or bare == []


@each_of(modules())
def test_a_marked_text_is_a_literal(path):
    odd = [
        call.lineno
        for call in marked_in_python(path)
        if len(call.args) != 1
        or call.keywords
        or not isinstance(call.args[0], ast.Constant)
        or not isinstance(call.args[0].value, str)
    ]

    assert odd == []


PLACEHOLDER = re.compile(r"%\((\w+)\)")


@each_of(modules())
def test_a_marked_text_is_given_what_it_holds_a_place_for(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and node.args and is_marked(node.args[0]):
            wanted = set(PLACEHOLDER.findall(node.args[0].args[0].value))
            assert (node.lineno, given(node)) == (node.lineno, wanted)


def is_marked(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"


def given(node):
    """The names of the values a call passes with its text."""
    if len(node.args) > 1 and isinstance(node.args[1], ast.Dict):
        return {key.value for key in node.args[1].keys}
    if getattr(node.func, "id", "") in ("notify", "warn", "Refused", "Wrong"):
        return {keyword.arg for keyword in node.keywords} - {"undo", "undo_typed"}
    return set()


@each_of(modules())
def test_a_percent_sign_in_a_marked_text_holds_a_place(path):
    odd = [
        call.args[0].value
        for call in marked_in_python(path)
        if "%" in PLACEHOLDER.sub("", call.args[0].value)
    ]

    assert odd == []


FIRST_LINE = {".css": "/*", ".js": "//", ".html": ("{#", "{% extends")}


@each_of(
    [path for root in (TEMPLATES, STATIC) for path in sorted(root.rglob("*")) if path.suffix in FIRST_LINE]
)
def test_the_first_line_of_a_file_says_what_it_is_for(path):
    start = path.read_text().lstrip("\ufeff")

    assert start.startswith(FIRST_LINE[path.suffix])
    if path.suffix == ".html" and part_of_a_page(path):
        assert start.startswith("{#")


def part_of_a_page(path):
    return path.name.startswith("_") or path.parent.name in ("macros", "layouts")


def test_no_file_names_a_place_to_load_packages_from():
    named = {
        name_of(path): found
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix in TEXT_FILES and not NOT_OURS & set(path.relative_to(ROOT).parts)
        if not any(
            part.startswith(".") and part not in (".ci", ".github") for part in path.relative_to(ROOT).parts
        )
        if (found := [each for each in REGISTRIES if each in path.read_text(errors="replace")])
    }

    assert named == {}


def is_hour(node):
    return getattr(node, "attr", getattr(node, "id", "")) in ("hour", "hours")


@each_of([each for each in modules() if name_of(each) not in KNOW_HOURS])
def test_the_times_of_a_day_begin_at_the_same_hours_everywhere(path):
    compared = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Compare) and any(map(is_hour, (node.left, *node.comparators)))
    ]
    assert compared == [], f"lines {compared}: ask tracker/domain/hours.py what time of the day it is"
