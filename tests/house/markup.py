"""What a page can write: the classes and behaviours of its template, and of all that this extends, includes and calls."""

import re
from dataclasses import dataclass, field
from functools import cache, reduce

from jinja2 import nodes

from tests.house.sources import TEMPLATES, template_tree
from tracker.web.filters import ALIKE

HOLE = "\0"  # what only the page knows
CLASS = re.compile(r'\bclass="([^"]*)"')
TAG = re.compile(r"<[a-z][a-z0-9]*")
TYPE = re.compile(r'\btype="\w+"')
CONTROLS = {"<input", "<select", "<textarea", 'type="file"'}  # what a field of a form draws
BEHAVIOUR = re.compile(r'\bdata-behaviour="([^"]*)"')
DRAWING = re.compile(r'<use\s[^>]*?href="([^"]*)"')
ASKS = {"style", "script"}  # what a template asks for a file with
PAGE = "layouts/page.html"


@dataclass(frozen=True)
class Part:
    """The body of a template, or one of its macros."""

    template: str
    macro: str = ""


# Macros that every template can call.
EVERYWHERE = {
    name: Part(template, name) for name, template in (ALIKE | {"face": "macros/marks.html"}).items()
}


@dataclass
class Written:
    """What parts write. A class, or an address, of which only the page knows all has a hole."""

    classes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    behaviours: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    asked_for: set[tuple[str, str]] = field(default_factory=set)

    def __or__(self, other: "Written") -> "Written":
        return Written(
            self.classes | other.classes,
            self.tags | other.tags,
            self.behaviours | other.behaviours,
            self.addresses | other.addresses,
            self.asked_for | other.asked_for,
        )

    def may_write(self, name: str) -> bool:
        """Whether a class, or a tag, can be among those."""
        return name in self.classes | self.tags or any(
            name.startswith(begin)
            for word in self.classes
            if (begin := word.partition(HOLE)[0]) and HOLE in word
        )


@cache
def pages() -> tuple[str, ...]:
    """The templates that are pages, each with a head of its own or of a layout."""
    named = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
    return tuple(name for name in named if not name.startswith("layouts/") and is_page(name))


def is_page(name: str) -> bool:
    text = (TEMPLATES / name).read_text()
    return "{% extends " in text or "<!doctype" in text


@cache
def written_by(page: str) -> Written:
    return reduce(Written.__or__, (read(part).written for part in parts_of(page)), Written())


def parts_of(page: str) -> set[Part]:
    """All parts that a page can be made of.

    A name that a part does not know itself is known to whatever includes it, so it is looked up among all it came by.
    """
    found, wanted, unknown = set[Part](), [Part(page)], set[str]()
    while wanted:
        part = wanted.pop()
        if part not in found:
            found.add(part)
            wanted += read(part).parts
            unknown |= read(part).unknown
        if not wanted:
            known = {name: each for part in found for name, each in named_in(part.template).items()}
            wanted = [known[name] for name in unknown & known.keys() if known[name] not in found]
    return found


@cache
def tree_of(template: str) -> nodes.Template:
    return template_tree(TEMPLATES / template)


@cache
def macros_of(template: str) -> dict[str, nodes.Macro]:
    return {each.name: each for each in tree_of(template).find_all(nodes.Macro)}


@cache
def named_in(template: str) -> dict[str, Part]:
    """The macros that a template can call by a name: its own, and those it imports."""
    found = {name: Part(template, name) for name in macros_of(template)}
    for each in tree_of(template).find_all(nodes.FromImport):
        for name in each.names:
            there, here = name if isinstance(name, tuple) else (name, name)
            found[here] = Part(named_by(each.template)[0], there)
    return found


@cache
def read(part: Part) -> "Reader":
    reader = Reader(part)
    reader.read_all()
    return reader


class Reader:
    """Reads one part as a page writes it, whichever way its questions are answered."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.text: list[str] = []
        self.written = Written()
        self.parts: list[Part] = []
        self.unknown: set[str] = set()

    def read_all(self) -> None:
        macro = macros_of(self.part.template).get(self.part.macro)
        for each in macro.body if macro else tree_of(self.part.template).body:
            self.read(each)
        text = "".join(self.text)
        self.written.classes |= {word for found in CLASS.findall(text) for word in found.split()} - {HOLE}
        self.written.tags |= {"<html", *TAG.findall(text), *TYPE.findall(text)}
        self.written.behaviours |= set(BEHAVIOUR.findall(text))
        self.written.addresses |= set(DRAWING.findall(text))

    def read(self, node: nodes.Node) -> None:
        match node:
            case nodes.Macro() | nodes.Import() | nodes.FromImport():
                return
            case nodes.Output():
                self.write(node)
                return
            case nodes.Extends() | nodes.Include():
                self.parts += [Part(name) for name in named_by(node.template)]
                return
            case nodes.Assign() if getattr(node.target, "name", "").endswith("class"):
                self.give(node.node)
            case nodes.Block(name="page_class"):
                self.written.classes |= {
                    word for each in node.find_all(nodes.TemplateData) for word in each.data.split()
                }
        for each in node.iter_child_nodes():
            self.look_at(each) if isinstance(each, nodes.Expr) else self.read(each)

    def write(self, output: nodes.Output) -> None:
        for each in output.nodes:
            if isinstance(each, nodes.TemplateData):
                self.text.append(each.data)
            else:
                self.look_at(each)
                self.text.append(HOLE)

    def look_at(self, value: nodes.Expr) -> None:
        """What a macro writes that is called is written here as well, with the classes that it is given."""
        for call in [value, *value.find_all(nodes.Call)]:
            if not isinstance(call, nodes.Call):
                continue
            for each in call.kwargs:
                if each.key.endswith("class"):
                    self.give(each.value)
                    self.written.tags |= CONTROLS
            name = getattr(call.node, "name", "")
            if name in ASKS:
                self.written.asked_for.update((name, each) for each in named_by(call.args[0]))
            elif called := named_in(self.part.template).get(name) or EVERYWHERE.get(name):
                self.parts.append(called)
                self.give_to(macros_of(called.template)[called.macro], call)
            elif name:
                self.unknown.add(name)

    def give_to(self, macro: nodes.Macro, call: nodes.Call) -> None:
        """Classes are given in their place, or by name; what is not given is what the macro says."""
        named = {each.key for each in call.kwargs}
        without = len(macro.args) - len(macro.defaults)
        for place, taken in enumerate(macro.args):
            if taken.name.endswith("class") and taken.name not in named:
                self.give(call.args[place] if place < len(call.args) else macro.defaults[place - without])

    def give(self, value: nodes.Node) -> None:
        words = [value, *value.find_all(nodes.Const)]
        for each in words:
            if isinstance(each, nodes.Const) and isinstance(each.value, str):
                self.written.classes.update(each.value.replace("%s", HOLE).split())


def named_by(value: nodes.Expr) -> list[str]:
    """The templates that an address in a template can mean; one that only the page knows begins as it says."""
    texts = [each.value for each in [value, *value.find_all(nodes.Const)] if isinstance(each, nodes.Const)]
    match value:
        case nodes.Const() | nodes.CondExpr():
            return texts
        case nodes.Call():
            return [PAGE]
        case _:
            return [str(each.relative_to(TEMPLATES)) for each in sorted(TEMPLATES.glob(f"{texts[0]}*.html"))]
