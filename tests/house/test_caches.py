"""What is remembered from one request to the next holds nobody's words, and says what it gains.

Each cache stands here with what it is asked by. So a new one fails until somebody has looked where its texts come from:
one that could come from people has no name below, and is not to be had.
"""

import ast
import re
from datetime import date

from tests.house.sources import modules, name_of, tree
from tests.world import READERS
from tracker.web import filters

OURS = "names, colours and texts that stand in our code and templates, and languages that we speak"
FIGURES = "numbers, days and times, alone or as we write them: ids, amounts, years, dates"
OURS_OR_FIGURES = f"{OURS}; {FIGURES}"
STATES = "states of folds as we write them: figures, dates, and a digest"
LANGUAGES = "names of languages and how much each is wanted, as browsers send them: nothing longer or of another shape"
RANDOM = "secrets that we have drawn ourselves: a browser's for its forms, from the cookie that we have signed, and ours"

# Every function that remembers what it gave, and for each thing it is asked by, what that can be.
CACHES = {
    "tracker/demo/picture.py:two_mugs": {},
    "tracker/domain/charts.py:places": {"count": FIGURES},
    "tracker/domain/places.py:kinds_named": {"texts": OURS},
    "tracker/domain/states.py:restored": {"text": STATES, "through": FIGURES},
    "tracker/domain/states.py:restored_streak": {"text": STATES},
    "tracker/domain/zones.py:known_zones": {},
    "tracker/domain/zones.py:zones": {},
    "tracker/garden/latitudes.py:latitudes": {},
    "tracker/habits/company.py:grown_after": {"settled": STATES}
    | dict.fromkeys(("ways", "terms", "ticks", "pauses", "days"), OURS_OR_FIGURES),
    "tracker/models/habits.py:terms_in": dict.fromkeys(
        ("since", "per", "weekdays", "times", "days", "goal"), OURS_OR_FIGURES
    ),
    "tracker/models/spaces.py:weeks_in": dict.fromkeys(
        ("turns", "first_weekday", "check_in_weekday"), FIGURES
    ),
    "tracker/pushing/outside.py:usual_trust": {},
    "tracker/web/writing.py:names_of_months": {"width": OURS, "locale": OURS},
    "tracker/web/writing.py:names_of_weekdays": {"width": OURS, "locale": OURS},
    "tracker/web/filters.py:once": {"given": OURS_OR_FIGURES},  # the test below sees to it
    "tracker/web/filters.py:plain_address": {
        "endpoint": OURS,
        "values": OURS_OR_FIGURES,
    },  # and here `address`
    "tracker/web/writing.py:written": {"value": FIGURES, "skeleton": OURS, "locale": OURS},
    "tracker/web/writing.py:written_number": {"value": FIGURES, "locale": OURS},
    "tracker/web/writing.py:written_out": {"value": FIGURES, "locale": OURS},
    "tracker/web/writing.py:written_share": {"value": FIGURES, "locale": OURS},
    "tracker/web/writing.py:written_time": {"value": FIGURES, "locale": OURS},
    "tracker/web/writing.py:written_with_year": {"value": FIGURES, "locale": OURS},
    "tracker/web/sought.py:guide_places_in": {"_locale": OURS},
    "tracker/web/typed.py:names_for_words": {},
    "tracker/web/language.py:catalogue_in": {"locale": OURS},
    "tracker/web/language.py:names_of_countries": {"locale": OURS},
    "tracker/web/language.py:whole": {"text": OURS},  # and here what templates say
    "tracker/web/language.py:counted": {"one": OURS, "many": OURS, "num": FIGURES},  # and here
    "tracker/web/language.py:locale_for": {"languages": LANGUAGES},
    "tracker/web/homes.py:marks": {"person_id": FIGURES, "space_id": FIGURES, "signed_by": RANDOM},
    "tracker/web/tokens.py:signed": {"_kept": RANDOM, "_secret": RANDOM},
    "tracker/ways/views.py:all_ways": {"_locale": OURS},
}
# Collections of a module's own that begin empty, and why nothing of anybody's is ever put into one.
EMPTY = {
    "tracker/web/overwriting.py:NOTHING_THERE": "stays empty: it is what stands where nothing does",
    "tracker/web/unsaid.py:SAID": "names of our templates with numbers of lines, of which there are so many",
}

REMEMBERS = {"cache", "lru_cache", "cached_property"}
MAKES_EMPTY = {"dict", "list", "set", "defaultdict", "Counter", "OrderedDict", "deque", "WeakKeyDictionary"}
GAIN = re.compile(r"#.*\d")


def remembering():
    """All functions that remember: where each is, what it is asked by, and the lines above it."""
    for path in modules():
        lines = path.read_text().splitlines()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                found = [each for each in node.decorator_list if called(each) in REMEMBERS]
                if found:
                    asked = [
                        each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                    ]
                    asked += [each.arg for each in (node.args.vararg, node.args.kwarg) if each]
                    first = min(each.lineno for each in node.decorator_list)
                    yield f"{name_of(path)}:{node.name}", asked, lines[first - 2 : first]


def called(node):
    """The last name of a decorator or a call."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def test_whatever_is_remembered_is_asked_for_by_nothing_of_anybodys():
    found = {name: asked for name, asked, _lines in remembering()}

    assert found == {name: list(asked) for name, asked in CACHES.items()}


def test_each_says_what_it_gains():
    silent = [name for name, _asked, lines in remembering() if not GAIN.search(" ".join(lines))]

    assert silent == []


def test_none_is_made_but_above_a_function():
    """One that is made in passing could remember anything, and nobody would see it here."""
    decorators = set()
    made = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                decorators |= {id(each) for each in node.decorator_list}
                decorators |= {id(each.func) for each in node.decorator_list if isinstance(each, ast.Call)}
        made += [
            f"{name_of(path)}:{node.lineno}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Call) and called(node) in REMEMBERS and id(node) not in decorators
        ]

    assert made == []


def test_no_module_has_a_collection_that_grows():
    found = {
        f"{name_of(path)}:{target.id}"
        for path in modules()
        for node in tree(path).body
        for target in targets(node)
        if is_empty(node.value)
    }

    assert found == EMPTY.keys()


def test_what_is_drawn_once_is_given_nothing_of_anybodys(world, ada, monkeypatch):
    """All pages of the world are full of words that their writers alone have."""
    given, looked_up, told = [], [], []
    monkeypatch.setattr(filters, "plain_address", noted(looked_up, filters.plain_address))
    for templates in ada.application.jinja_env.languages.values():
        monkeypatch.setattr(templates, "ready", {})
        monkeypatch.setattr(templates, "cache", {})
        for name in filters.ALIKE:
            monkeypatch.setitem(templates.globals, name, noted(given, templates.globals[name]))
        for name in ("_", "gettext", "ngettext"):
            monkeypatch.setitem(templates.globals, name, noted_text(told, templates.globals[name]))

    for path in ("/today", "/habits", "/wall", "/check-in", "/dates", "/settings", "/guide", "/reflections"):
        ada.page(path)

    words = {each for each in given + looked_up + told if isinstance(each, str)}
    assert given
    assert looked_up
    assert told
    assert [each for each in words if any(canary in each for canary in READERS)] == []
    endpoints = ada.application.view_functions.keys()
    assert {type(each) for each in looked_up} <= {int, date, str}
    assert {each for each in looked_up if isinstance(each, str)} <= filters.SLUGS | endpoints


def noted(into, function):
    def call(*given, **values):
        into.extend((*given, *values.values()))
        return function(*given, **values)

    return call


def noted_text(into, say):
    """What says a text of ours, and notes that without what is put into it."""

    def told(*texts, **values):
        into.extend(texts)
        return say(*texts, **values)

    return told


def targets(node):
    """The names that a statement of a module gives something to."""
    match node:
        case ast.Assign():
            return [each for each in node.targets if isinstance(each, ast.Name)]
        case ast.AnnAssign(value=ast.expr(), target=ast.Name()):
            return [node.target]
        case _:
            return []


def is_empty(value):
    """Whether it begins as a collection with nothing in it, to be filled later."""
    match value:
        case ast.Dict(keys=[]) | ast.List(elts=[]):
            return True
        case ast.Call(args=[], keywords=[]):
            return called(value) in MAKES_EMPTY
        case _:
            return False
