"""Styles and pages belong together: no rule is for nothing, and no class says nothing."""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import nodes

from tests.house.markup import HOLE, Written, pages, written_by
from tests.house.rules import apart, in_order, rules_in, sheets_in
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


@cache
def written(page: str) -> Written:
    return written_by(page) | Written(classes=set(told_by_python() | words_of_scripts()))


def can_be(name: str, on: Written) -> bool:
    """Whether a page can write a class; the end that it puts in must be a word of ours."""
    begins = {word.partition(HOLE)[0] for word in on.classes if HOLE in word}
    return name in on.classes | on.tags or any(
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


EVERY_PAGE = STATIC / "css" / "app.css"
OF_GROUPS = sorted((STATIC / "css" / "pages").glob("*.css"))
AFTER_EXIT = "exit/measures.html"
PAGES = [page for page in pages() if page != EXPORT]


@cache
def loaded_by(page: str) -> frozenset[Path]:
    """The sheets that a page names, with all that they import."""
    named = {
        STATIC / "css" / "pages" / f"{name}.css"
        for kind, name in written_by(page).asked_for
        if kind == "style"
    }
    return frozenset().union(*map(sheets_in, {EVERY_PAGE, *named}))


def test_a_page_loads_every_rule_that_can_hold_on_it():
    """Else it would look otherwise than what it says: let its group's sheet in css/pages import what is missing."""
    missing = {
        page: wanting
        for page in PAGES
        if (
            wanting := {sheet.name for sheet in PARTS if wants(page, sheet)}
            - {s.name for s in loaded_by(page)}
        )
    }

    assert missing == {}


PARTS = [sheet for sheet in SHEETS if sheet != OF_EXPORTS]


def wants(page: str, sheet: Path) -> bool:
    return any(
        all(written_by(page).may_write(name) for name in way) for rule in rules_in(sheet) for way in rule.ways
    )


LAYERS = re.findall(r"\w+", re.findall(r"^@layer (.*);", EVERY_PAGE.read_text(), re.MULTILINE)[0])
BLOCK = re.compile(r"\.([a-z][a-z-]*?(?:__[a-z-]+?)?)(--[a-z-]+)?")


@each_of(OF_GROUPS)
def test_what_a_block_is_otherwise_comes_after_what_it_is(sheet):
    """Where both are of one layer, the later of two rules counts."""
    said, early = set[str](), set[str]()
    for _place, each in sorted(enumerate([*in_order(EVERY_PAGE), *in_order(sheet)]), key=layer_of):
        selectors = [one for rule in rules_in(each) for one in apart(rule.selector)]
        blocks = [found.groups() for found in map(BLOCK.fullmatch, selectors) if found]
        said |= {name for name, otherwise in blocks if not otherwise}
        assert said & early == set(), each.name
        early |= {name for name, otherwise in blocks if otherwise} - said


def layer_of(found: tuple[int, Path]) -> tuple[int, int]:
    place, sheet = found
    named = re.search(r"^@layer (\w+) \{", sheet.read_text(), re.MULTILINE)
    return (LAYERS.index(named[1]) if named else 0, place)


@each_of(OF_GROUPS)
def test_a_group_loads_nothing_that_none_of_its_pages_needs(sheet):
    group = [page for page in PAGES if ("style", sheet.stem) in written_by(page).asked_for]
    idle = {
        each.name
        for each in sheets_in(sheet)
        if each != sheet and rules_in(each) and not any(wants(page, each) for page in group)
    }

    assert (bool(group), idle) == (True, set())


def test_a_page_names_one_sheet_and_one_script_and_the_script_is_that_of_its_group_or_the_exit_alone():
    """So a first visit asks for the page, two sheets, the sprite and a script. Where the exit leads there is none."""
    asked = {page: sorted(kind for kind, _name in written_by(page).asked_for) for page in PAGES}

    assert {
        page: kinds
        for page, kinds in asked.items()
        if kinds != (["style"] if page == AFTER_EXIT else ["script", "style"])
    } == {}
    assert [page for page in PAGES if len(groups_of(page)) != 1] == []


def groups_of(page: str) -> set[str]:
    """The group of a page; its script can be that with which it is left, and nothing more."""
    return {name for kind, name in written_by(page).asked_for if (kind, name) != ("script", "exit")}


def test_a_page_loads_every_behaviour_that_it_names_and_no_script_without_one():
    wrong = {page: wanting for page in PAGES if (wanting := written_by(page).behaviours - connected_by(page))}

    assert wrong == {}
    assert [
        page
        for page in PAGES
        if any(kind == "script" for kind, _name in written_by(page).asked_for)
        != bool(written_by(page).behaviours)
    ] == []


@each_of(sorted((STATIC / "js" / "pages").glob("*.js")))
def test_a_script_connects_what_it_imports_and_some_page_of_its_group_names(script):
    named = {
        each
        for page in PAGES
        if ("script", script.stem) in written_by(page).asked_for
        for each in written_by(page).behaviours
    }

    assert connected_in(script) == named
    assert {f"behaviours/{each}" for each in named} | {"connect"} == set(IMPORTED.findall(script.read_text()))


IMPORTED = re.compile(r'from "\.\./([\w/]+)\.js"')
CONNECTED = re.compile(r"connectAll\(\{ (.*) \}\)")


def connected_by(page: str) -> set[str]:
    named = [name for kind, name in written_by(page).asked_for if kind == "script"]
    return set().union(*(connected_in(STATIC / "js" / "pages" / f"{name}.js") for name in named))


def connected_in(script: Path) -> set[str]:
    (given,) = CONNECTED.findall(script.read_text())
    return {each.partition(":")[0] for each in given.split(", ")}


def test_a_rule_for_some_pages_alone_asks_for_a_class():
    """What asks for none holds everywhere it is loaded, so it would look otherwise from page to page."""
    everywhere = sheets_in(EVERY_PAGE)
    bare = {
        (sheet.name, rule.selector)
        for sheet in PARTS
        if sheet not in everywhere
        for rule in rules_in(sheet)
        if any(not classes_in(way) for way in rule.ways)
    }

    assert bare == set()


def classes_in(way: Iterable[str]) -> set[str]:
    return {name for name in way if name[0] != "<" and "=" not in name}


def test_every_class_is_styled_or_asked_for_by_a_script():
    known = styled_by(*SHEETS) | words_of_scripts()
    whole = {word for page in pages() for word in written_by(page).classes if HOLE not in word}

    assert whole - known == set()


def test_a_page_of_an_export_has_its_styles_with_it():
    own = styled_by(OF_EXPORTS, STATIC / "css" / "tokens.css")

    assert {word for word in written_by(EXPORT).classes if HOLE not in word} - own == set()
    assert {
        name for name in classes_in(styled_by(OF_EXPORTS)) if not can_be(name, written_by(EXPORT))
    } == set()
