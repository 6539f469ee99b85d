"""Styles and pages belong together: no rule is for nothing, and no class says nothing."""

import ast
import re
from functools import cache
from pathlib import Path

from jinja2 import nodes

from tests.house.markup import HOLE, Written, pages, written_by
from tests.house.rules import rules_in
from tests.house.sources import STATIC, each_of, modules, template_tree, templates, tree

SHEETS = sorted((STATIC / "css").rglob("*.css"))
OF_EXPORTS, EXPORT = STATIC / "css" / "exported.css", "exports/index.html"
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
NAMED_IN_A_SCRIPT = re.compile(
    r"""(?:className = |\.querySelector(?:All)?\(|\.closest\(|\.matches\()["`]([^"`]*)["`]"""
)


@cache
def told_by_python() -> frozenset[str]:
    """The classes that something else than a template is told to write."""
    return frozenset(
        word
        for module in modules()
        for call in ast.walk(tree(module))
        if isinstance(call, ast.Call)
        for each in call.keywords
        if (each.arg or "").endswith("class") and isinstance(each.value, ast.Constant)
        for word in str(each.value.value).split()
    )


@cache
def words_of_scripts() -> frozenset[str]:
    return frozenset(
        word
        for path in SCRIPTS
        for found in NAMED_IN_A_SCRIPT.findall(path.read_text())
        for word in re.findall(r"[\w-]+", found)
    )


@cache
def endings() -> frozenset[str]:
    """What Python and templates can put where only the page knows the end of a class."""
    python = (each for module in modules() for each in ast.walk(tree(module)))
    said = {each.value for each in python if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    members = {
        each.id.lower()
        for module in modules()
        for each in ast.walk(tree(module))
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }
    chosen = {
        each.value
        for path in templates()
        for each in template_tree(path).find_all(nodes.Const)
        if isinstance(each.value, str)
    }
    return frozenset(word.replace("_", "-") for word in said | members | chosen)


def written(page: str) -> Written:
    return written_by(page) | Written(classes=set(told_by_python() | words_of_scripts()))


def can_be(name: str, on: Written) -> bool:
    """Whether a page can write a class; the end that it puts in must be a word of ours."""
    begins = {word.partition(HOLE)[0] for word in on.classes if HOLE in word}
    return name in on.classes or any(
        name.startswith(each) and name.removeprefix(each) in endings() for each in begins
    )


def styled_by(*sheets: Path) -> set[str]:
    return {name for sheet in sheets for rule in rules_in(sheet) for way in rule.ways for name in way}


@each_of(sheet for sheet in SHEETS if sheet != OF_EXPORTS)
def test_every_rule_is_for_something_that_a_page_writes(sheet):
    ways = {way: rule.selector for rule in rules_in(sheet) for way in rule.ways}
    idle = {selector for way, selector in ways.items() if not on_a_page(way)}

    assert idle == set()


@cache
def on_a_page(way: frozenset[str]) -> bool:
    return any(all(can_be(name, written(page)) for name in way) for page in pages())


def test_every_class_is_styled_or_asked_for_by_a_script():
    known = styled_by(*SHEETS) | words_of_scripts()
    whole = {word for page in pages() for word in written_by(page).classes if HOLE not in word}

    assert whole - known == set()


def test_a_page_of_an_export_has_its_styles_with_it():
    own = styled_by(OF_EXPORTS, STATIC / "css" / "tokens.css")

    assert {word for word in written_by(EXPORT).classes if HOLE not in word} - own == set()
    assert {name for name in styled_by(OF_EXPORTS) if not can_be(name, written_by(EXPORT))} == set()
