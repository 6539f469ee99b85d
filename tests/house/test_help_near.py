"""Help is one tap away on every page, and wherever words of ours name danger, the way to the place they mean stands beneath."""

import re
from functools import cache
from html import unescape

import pytest

from tests.house.doors import doors
from tests.house.reading import pages_of
from tests.house.sources import (
    TEMPLATES,
    literals,
    marked_in_python,
    marked_in_template,
    modules,
    name_of,
    templates,
)
from tests.visitors import Page
from tracker.domain.places import KIND_NAMES, kinds_in
from tracker.extensions import db

DANGER = re.compile(
    r"\b(danger|crisis|emergenc|violen|afraid|fear|fright|threat|suicid|abus|harm|safe|safety)\w*"
    r"|\bhurt(s|ing)? you\b|\bending your life\b",
    re.IGNORECASE,
)
WAYS = ("ways_to_help(", "whom_to_call(", "help.show", "exception_here(")

# What sounds like danger and is none, each with what it speaks of.
MILD = {
    "It was nothing you did, and what you had saved before is safe. Try again in a moment.": "what was typed",
    "The place where it keeps everything cannot be reached just now. It was nothing you did, and what you "
    "had saved before is safe. Try again in a minute.": "what was typed",
    "Trust and a safe space come first": "a heading; the text below it means a place",
    "“That sounds exhausting.” “Did that hurt?” A wrong guess does no harm when it is offered as a guess.": "a guess",
    "Beneath anger there is often something softer. What was it for you: fear, sadness, shame, longing?": "a feeling",
    "On staying safe": "a page",
    "Privacy and safety": "what can be set",
    "What does money mean to you: safety, freedom, worth, care? Where does that come from?": "money",
    "There is an open invitation. For safety its link is shown only in the browser that made it. You can make a new one "
    "here; the old one ends then.": "a link",
    "You have an address already. For safety it was shown only once; you can make a new one, which ends "
    "the old one.": "a link",
}  # fmt: skip


def templates_texts():
    """The texts of templates, each with its template; of places to turn to, which are the way, none."""
    return [
        (path, text)
        for path in templates()
        for call in marked_in_template(path)
        for text in literals(call)
        if path.parent != TEMPLATES / "help"
        or path.name not in ("_urgent.html", "_prose.html", "_places.html")
    ]


def codes_texts():
    return [
        (path, call.args[0].value) for path in modules() for call in marked_in_python(path) if literal(call)
    ]


def literal(call):
    return isinstance(getattr(call.args[0], "value", None), str)


def names_danger(text):
    return bool(DANGER.search(text)) and text not in MILD


@cache
def spoken():
    """Our texts that mean a place, where they do not name one."""
    return [text for _path, text in codes_texts() if kinds_in([text]) and text not in KIND_NAMES.values()]


def test_a_text_that_names_danger_says_where_it_leads():
    lost = [
        (name_of(path), text) for path, text in codes_texts() if names_danger(text) and not kinds_in([text])
    ]

    assert lost == [], "Let `kinds_in` know its words, or say above why they name no danger."


def test_a_template_that_names_danger_holds_the_way_to_help():
    lost = [
        (name_of(path), text)
        for path, text in templates_texts()
        if names_danger(text) and not any(way in path.read_text() for way in WAYS)
    ]

    assert lost == []


def test_what_is_called_mild_is_said_somewhere():
    said = {text for _path, text in [*templates_texts(), *codes_texts()]}

    assert set(MILD) - said == set()


def test_every_frame_of_a_page_leads_to_help():
    """What is no page is a file that somebody takes along."""
    frames = [path for path in templates() if "<body" in path.read_text()]

    assert {name_of(path) for path in frames if "top__help" not in path.read_text()} == {
        "templates/exports/index.html",
        "templates/exit/measures.html",  # nothing of Tend is to be seen where the quick exit leads
        "templates/sending/line.html",  # which a script puts into the frame of another page
    }


@pytest.mark.parametrize("reader", ["ada", ""])
def test_help_is_one_tap_away_and_nearer_where_danger_is_named(app, world, visit, reader):
    named, pages = set(), pages_of(app, reader) | {"/nothing": visit(reader).get("/nothing")}
    for path in paths(app) & pages.keys():
        answer = pages[path]
        if answer.mimetype == "text/html" and "<body" in answer.text:  # not what a script puts into a page
            assert (path, "/help" in Page.of(answer).links) == (path, True)
            named |= near(path, answer)
    assert len(named) >= 8, "the texts that name danger were not met"


def paths(app):
    """Every address that is read, and one that is not there. What has an address for its key is paper: nothing of Tend is around it;
    nor is anything around what a script puts into a page.
    """
    with app.app_context():
        found = {door.path for door in doors(app) if door.method == "GET" and not door.opens_to_all}
        db.session.rollback()
    return (found | {"/nothing"}) - {"/measures", "/sending/line"}


def near(path, answer):
    """The texts on a page that name danger; beneath each stands the way to each place that it means."""
    source = unescape(answer.text).partition("<main")[2]
    found = {text for text in spoken() if text in source}
    for text in found:
        beneath = source.partition(text)[2]
        ways = [f'"/help#{kind.anchor}"' for kind in kinds_in([text])]
        assert (path, text, [way for way in ways if way not in beneath]) == (path, text, [])
    return found
