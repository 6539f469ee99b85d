"""What templates become says what Jinja's own says, whatever it is given, called or asked for."""

from datetime import date
from enum import StrEnum

import pytest
from jinja2 import DictLoader, Environment, Undefined, UndefinedError
from markupsafe import Markup

from tracker.web.compiling import SHORT
from tracker.web.templates import Templates

# Nothing of a database is in it.
pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)


class Named(StrEnum):
    HTML = "<i>"


class Shows:
    def __html__(self):
        return "<b>itself</b>"

    def __str__(self):
        return "never"

    def __repr__(self):
        return "Shows()"


VALUES = [
    *(
        "",
        "Ada",
        "Ada & Ben",
        "<b>",
        'a "word"',
        "it's",
        "a > b",
        "Zoë",
        "<" + "a" * SHORT,
        "a" * SHORT + "<",
    ),
    *(Markup("<b>"), Named.HTML, Shows(), 0, 5, -1, 2.5, True, None, date(2026, 3, 1), ["<"], ("'",)),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_is_written_as_jinja_writes_it(app, value):
    page = "{{ value }}{{ value ~ '<' }}{{ value or '&' }}{{ value if value else none }}"
    with app.test_request_context():
        found = Templates(app, loader=DictLoader({"p.html": page}), autoescape=True).get_template("p.html")

        expected = Environment(autoescape=True).from_string(page)
        assert found.render(value=value) == expected.render(value=value)


CALLS = [
    "{{ join(1, 2, c=3) }}",
    "{{ join() }}",
    "{{ join(*several, **named) }}",
    "{{ join(1, *several, c=2, **named) }}",
    "{{ join(**{'class': 1, 'd': 2}) }}",
    "{{ join(class=several) }}",
    "{{ word.upper() }}{{ word.replace('a', join(1)) }}",
    "{% for each in several %}{{ join(each, loop.index, c=loop.cycle('<', '>')) }}{% endfor %}",
    "{% macro part(a, b=2) %}{{ join(a, b) }}{{ caller(a) }}{% endmacro %}{% call(c) part(1) %}<{{ c }}{% endcall %}",
    "{% macro some() %}{{ varargs|join }}{{ kwargs|length }}{% endmacro %}{{ some(1, '<', c=3) }}",
    "{% block here %}{{ self.there() }}{% endblock %}{% block there %}{{ join(word) }}{% endblock %}",
    "{{ join(join(1), join(c=join(2))).count('1') }}",
]


@pytest.mark.parametrize("page", CALLS)
def test_whatever_is_called_is_given_what_jinja_gives_it(app, page):
    given = {"several": [7, "<"], "named": {"e": 8}, "word": "<ada>"}

    def join(*values, **more):
        return f"{values} {sorted(more.items())}"

    with app.test_request_context():
        found = Templates(app, loader=DictLoader({"p.html": page}), autoescape=True).get_template("p.html")

        expected = Environment(autoescape=True).from_string(page)
        assert found.render(join=join, **given) == expected.render(join=join, **given)


A_PART = "{% macro part(a, b='<b>', c=a) %}{{ a }}{{ b }}{{ c }}{{ d is defined }}{% endmacro %}"
OF_A_PART = [
    "{{ part(1) }}{{ part(1, 2) }}{{ part(1, 2, 3) }}{{ part('<') }}",
    "{{ part(b=2, a='&') }}{{ part('&', c=2) }}{{ part(*several) }}{{ part(c=3, *several) }}",
    "{{ part() is string }}{{ part()|length }}{{ part(part(1)) ~ '<' }}{{ part(none, none) }}",
    "{{ part(1, 2, 3, 4) }}",
    "{{ part(1, never=2) }}",
    "{{ part(1, a=2) }}",
    "{{ part(1, caller=2) }}",
    "{% macro round(a) %}{{ caller(a, 2) }}{{ caller(b=a) }}{% endmacro %}{% call(a='x', b='<') round(1) %}{{ a, b }}{% endcall %}",
    "{% macro around(caller=none) %}{{ caller is none }}{% endmacro %}{{ around() }}{% call around() %}x{% endcall %}",
    "{% macro deep(n) %}{{ n }}{% if n %}{{ deep(n - 1) }}{% endif %}{% endmacro %}{{ deep(3) }}",
]


@pytest.mark.parametrize("page", OF_A_PART)
@pytest.mark.parametrize("escapes", [True, False])
def test_a_macro_is_given_what_jinja_gives_it_and_refuses_what_jinja_refuses(app, page, escapes):
    with app.test_request_context():
        loader = DictLoader({"p.html": A_PART + page})
        found = Templates(app, loader=loader, autoescape=escapes, undefined=Undefined).get_template("p.html")

        expected = Environment(autoescape=escapes).from_string(A_PART + page)
        assert outcome(found, {"several": [7, "<"]}) == outcome(expected, {"several": [7, "<"]})


class Has:
    day = date(2026, 3, 1)
    nothing = None
    items = ("its own",)

    @property
    def broken(self):
        return self.never


HELD = [
    "{{ thing.day }}{{ thing.day.year }}{{ thing.nothing }}{{ thing.nothing.more }}",
    "{{ thing.never }}{{ thing.never is defined }}{{ thing.broken is defined }}",
    "{{ held.word }}{{ held.deep.word }}{{ held.deep.deep.word|default('none') }}{{ held.never }}",
    "{{ held.items is callable }}{{ thing.items[0] }}{{ thing['day'].month }}{{ held['word'] }}",
    "{{ held.deep.thing.day.year + held.deep.thing.day.month }}{{ [thing.day.year, held.word]|join }}",
    "{% for each in several if each.day.year > 2000 %}{{ each.day }}{{ loop.index }}{% endfor %}",
    "{% macro part(given, also=thing.day) %}{{ given.day }}{{ also.year }}{% endmacro %}{{ part(thing) }}",
    "{% set ns = namespace(day=thing.day) %}{{ ns.day.year }}{% set ns.day = held.word %}{{ ns.day }}",
    "{{ thing.day if thing.nothing else held.word }}{{ 'word'.upper() }}{{ never.more is defined }}",
    "{{ never.more }}",
    "{{ thing.never.more }}",
]


@pytest.mark.parametrize("page", HELD)
def test_what_a_thing_has_or_holds_is_found_as_jinja_finds_it(app, page):
    held = {"word": "<tea>", "thing": Has()}
    given = {"thing": Has(), "held": {**held, "deep": {**held, "deep": {}}}, "several": [Has(), Has()]}

    with app.test_request_context():
        found = Templates(
            app, loader=DictLoader({"p.html": page}), autoescape=True, undefined=Undefined
        ).get_template("p.html")

        assert outcome(found, given) == outcome(Environment(autoescape=True).from_string(page), given)


def outcome(template, given):
    """What a template says, or why it cannot."""
    try:
        return template.render(**given)
    except (TypeError, UndefinedError) as error:
        return str(error)


def test_what_is_not_there_cannot_be_called(app):
    with app.test_request_context():
        found = Templates(app, loader=DictLoader({"p.html": "{{ nobody() }}"})).get_template("p.html")

        with pytest.raises(UndefinedError, match="'nobody' is undefined"):
            found.render()
