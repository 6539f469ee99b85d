"""What a text or a page names is given to it: what is missing would raise at the worst moment, or be silently nothing."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import nodes

from tests.house.sources import ROOT, modules, name_of, template_tree, templates, tree
from tests.house.test_templates import PLACEHOLDER
from tracker.settings.sections import SECTIONS

OURS = {"caller", "kwargs", "loop", "self", "super", "varargs"}
# What takes a marked text together with its values.
SAYING = {"Refused", "Sentence", "notify", "warn"}
NOT_VALUES = {"undo", "undo_typed"}


@cache
def trees() -> dict[str, nodes.Template]:
    return {str(path.relative_to(ROOT / "templates")): template_tree(path) for path in templates()}


def test_a_page_is_given_all_that_it_names(app):
    with app.test_request_context():
        known: dict[str, Any] = dict(app.jinja_env.spoken("en").globals)
        app.update_template_context(known)

    missing = {
        (name_of(path), name): there
        for path in modules()
        for name, given in pages_made_in(path)
        if (there := named_in(name) - known.keys() - given)
    }

    assert missing == {}


def pages_made_in(path) -> Iterator[tuple[str, set[str]]]:
    """Each page that a module makes with what stands there in full, which is what it is given."""
    for call in calls_in(path):
        name = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
        if called(call) == "render_template" and name in trees() and all(each.arg for each in call.keywords):
            yield name, {str(each.arg) for each in call.keywords}


def named_in(name, known=frozenset(), seen=()) -> set[str]:
    """The names in a template, and in what is part of it, that it does not give itself."""
    tree = trees()[name]
    own = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"} | OURS | known
    own |= {each.name for each in tree.find_all(nodes.Macro)}
    for each in tree.find_all(nodes.FromImport):
        own |= {one if isinstance(one, str) else one[1] for one in each.names}
    found = {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"} - own
    for part in tree.find_all((nodes.Include, nodes.FromImport)):
        told = isinstance(part, nodes.Include) or part.with_context
        inner = part.template.value if isinstance(part.template, nodes.Const) else ""
        if told and inner in trees() and inner not in seen:
            found |= named_in(inner, frozenset(own), (*seen, name))
    return found


def test_a_text_in_python_is_given_what_it_holds_a_place_for():
    texts = {name_of(path): texts_said_in(path) for path in modules()}

    wrong = [(name, *each) for name, said in texts.items() for each in said if each[1] != each[2]]

    assert wrong == []
    assert sum(len(said) for said in texts.values()) > 200


def texts_said_in(path) -> list[tuple[str, set[str], set[str]]]:
    """Each text that stands where it is said, with what it holds a place for and what it is given."""
    named = dict(texts_named_in(path))
    return [
        (text, set(PLACEHOLDER.findall(text)), given)
        for call in calls_in(path)
        if called(call) in SAYING and call.args
        if (text := text_in(call.args[0], named)) and (given := given_to(call)) is not None
    ]


def texts_named_in(path) -> Iterator[tuple[str, str]]:
    """The texts that a module has given a name."""
    for each in ast.walk(tree(path)):
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            text = text_in(each.value, {})
            if text:
                yield each.targets[0].id, text


def text_in(node, named) -> str:
    match node:
        case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=str(text))]):
            return text
        case ast.Name(id=name):
            return named.get(name, "")
    return ""


def given_to(call) -> set[str] | None:
    """The names of the values of a text; nothing where they do not stand there."""
    if called(call) == "Sentence":
        match call.args[1:]:
            case []:
                return set()
            case [ast.Dict(keys=keys)] if all(isinstance(each, ast.Constant) for each in keys):
                return {each.value for each in keys}
        return None
    if any(each.arg is None for each in call.keywords):
        return None
    return {each.arg for each in call.keywords} - NOT_VALUES


def calls_in(path) -> Iterator[ast.Call]:
    return (each for each in ast.walk(tree(path)) if isinstance(each, ast.Call))


def called(call) -> str:
    return getattr(call.func, "id", "")


DRAWN = ("icon", "plant", "scene")
BEHAVIOUR = re.compile(r'data-behaviour="([a-z]+)"')


def test_every_picture_that_a_page_names_is_drawn_somewhere():
    """A browser shows nothing where a drawing is not there, and says nothing."""
    drawn = set(re.findall(r'id="([\w-]+)"', (ROOT / "static" / "sprite.svg").read_text()))

    missing = {
        (name, symbol.value)
        for name, tree in trees().items()
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in (*DRAWN, "act")
        for symbol in (call.args[2:3] if call.node.name == "act" else call.args[:1])
        if isinstance(symbol, nodes.Const) and symbol.value not in drawn
    }

    assert missing == set()
    assert len(drawn) > 30


def test_a_setting_has_a_drawing_that_is_there():
    drawn = set(re.findall(r'id="([\w-]+)"', (ROOT / "static" / "sprite.svg").read_text()))

    assert {each.icon for group in SECTIONS for each in group.settings} <= drawn


def test_every_behaviour_that_a_page_names_is_there_and_none_is_without_a_page():
    named = {each for path in templates() for each in BEHAVIOUR.findall(path.read_text())}
    there = {path.stem for path in (ROOT / "static" / "js" / "behaviours").glob("*.js")}

    assert named == there


def test_every_macro_is_given_all_that_it_takes():
    missing = {
        (name, call.lineno, short)
        for name, tree in trees().items()
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and not (call.dyn_args or call.dyn_kwargs)
        for short in taken_by(macros_known_in(name).get(call.node.name))
        - given_by(call, macros_known_in(name))
    }

    assert missing == set()


@cache
def macros_known_in(name) -> dict[str, nodes.Macro]:
    """The macros that a template can call: its own, and those that it brings from others."""
    found = {each.name: each for each in trees()[name].find_all(nodes.Macro)}
    for each in trees()[name].find_all(nodes.FromImport):
        there = {one.name: one for one in trees()[each.template.value].find_all(nodes.Macro)}
        for one in each.names:
            called_so, here = (one, one) if isinstance(one, str) else one
            if called_so in there:
                found[here] = there[called_so]
    for each in trees()[name].find_all(nodes.Name):
        if each.ctx == "param":  # which stands for something else there
            found.pop(each.name, None)
    return found


def taken_by(macro) -> set[str]:
    """What a macro has to be given; nothing of what is none of ours."""
    if macro is None:
        return set()
    return {each.name for each in macro.args[: len(macro.args) - len(macro.defaults)]}


def given_by(call, known) -> set[str]:
    """What a call gives, by the names under which its macro takes it."""
    places = (
        [each.name for each in known[call.node.name].args][: len(call.args)]
        if call.node.name in known
        else []
    )
    return {*places, *(each.key for each in call.kwargs)}
