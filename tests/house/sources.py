"""The files of Tend, read as text, as syntax and as templates."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
TRACKER = ROOT / "tracker"
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"

SPOKEN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-sorry")
MARKS = ("_", "gettext", "ngettext", "lazy_gettext")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CLASSES = re.compile(r"\{% block page_class %\}.*?\{% endblock %\}")
WORD = re.compile(r"[^\W\d_]{2,}")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def each_of(paths: Iterable[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Makes one test of looking at each of some files, which tells every one that is not as it must be, and why.

    As a test each they were five thousand, and took half a minute to be set up.
    """

    def look(test: Callable[[Path], None]) -> Callable[[], None]:
        def look_at_each() -> None:
            wrongs = {name_of(path): wrong for path in paths if (wrong := wrong_with(path, test))}
            assert wrongs == {}, "\n".join(f"{name}: {wrong}" for name, wrong in wrongs.items())

        look_at_each.__name__, look_at_each.__doc__ = test.__name__, test.__doc__
        return look_at_each

    return look


def wrong_with(path: Path, test: Callable[[Path], None]) -> str:
    """What a test says of a file, or nothing."""
    try:
        test(path)
    except AssertionError as wrong:
        return str(wrong) or "not as it must be"
    return ""


def modules(*folders: str) -> list[Path]:
    """The Python files below `tracker/`, or below some folders of it."""
    return sorted(each for folder in folders or ("",) for each in (TRACKER / folder).rglob("*.py"))


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def template_tree(path: Path) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text())


def marked_in_python(path: Path) -> Iterator[ast.Call]:
    """The calls of `_()` in a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield node


def marked_in_template(path: Path) -> Iterator[nodes.Call]:
    """The calls of `_()` and `ngettext()` in a template."""
    for call in template_tree(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MARKS:
            yield call


def literals(call: nodes.Call) -> list[str]:
    return [each.value for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]


class Spoken(HTMLParser):
    """Collects what of a template is read or heard as it stands; what is typed at a keyboard is nobody's language."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.in_code = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.in_code |= tag == "code"
        self.attributes += [(tag, name, value or "") for name, value in attributes]

    def handle_endtag(self, tag: str) -> None:
        self.in_code &= tag != "code"

    def handle_data(self, text: str) -> None:
        if not self.in_code:
            self.texts.append(text)


@cache
def spoken(path: Path) -> Spoken:
    """A template without its Jinja."""
    reader = Spoken()
    reader.feed(JINJA.sub("", CLASSES.sub("", path.read_text())))
    reader.close()
    return reader


@cache
def said() -> tuple[tuple[str, str], ...]:
    """All texts of ours that people read, each with the file in which it stands."""
    return tuple(texts_of_templates()) + tuple(texts_of_modules()) + tuple(texts_of_documents())


def texts_of_templates() -> Iterator[tuple[str, str]]:
    for path in templates():
        yield from ((name_of(path), text) for text in spoken(path).texts)
        yield from ((name_of(path), text) for call in marked_in_template(path) for text in literals(call))


def texts_of_modules() -> Iterator[tuple[str, str]]:
    for path in modules():
        for call in marked_in_python(path):
            if isinstance(text := getattr(call.args[0], "value", None), str):
                yield name_of(path), text


def texts_of_documents() -> Iterator[tuple[str, str]]:
    for path in [*sorted(TEMPLATES.rglob("*.txt")), ROOT / "README.md", ROOT / "CHANGELOG.md"]:
        yield name_of(path), " ".join(path.read_text().split())
