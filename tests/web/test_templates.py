"""A template is made ready once for each language, and says in each what that language says."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from enum import StrEnum
from io import BytesIO
from threading import Barrier
from time import sleep

import pytest
from babel.messages import Catalog, mofile
from babel.support import Translations
from flask_babel import get_translations
from jinja2 import DictLoader, Environment, Undefined, UndefinedError
from markupsafe import Markup

from tests.databases import close, made
from tests.visitors import Visitor
from tests.whole import many
from tracker.web.compiling import SHORT
from tracker.web.language import catalogue_in
from tracker.web.templates import Templates

# Nothing of a database is in it.
pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)

PAGES = {
    "page.html": "{% extends 'around.html' %}{% from 'named.html' import named %}"
    "{% block content %}{{ _('Hello') }} {{ _('Hello, %(name)s', name=who) }} {{ named(_('Hello')) }}"
    " {{ ngettext('%(num)s day', '%(num)s days', count) }}{% endblock %}",
    "around.html": "{% block content %}{% endblock %}{% include 'part.html' %}",
    "part.html": " {{ _('Bye') }}",
    "named.html": "{% macro named(words) %}<b>{{ words }}</b>{% endmacro %}",
}
BRITISH = {
    "Hello": "Good day",
    "Hello, %(name)s": "Good day, %(name)s",
    "Bye": "Cheerio",
    ("%(num)s day", "%(num)s days"): ("one day", "%(num)s whole days"),
}


STARTS = many(1, 4)  # of which each compiles its pages anew; with 20 of them it takes a minute


class Heard(Translations):
    """A catalogue that remembers what it was asked."""

    def ugettext(self, text):
        self.__dict__.setdefault("asked", []).append(text)
        return super().ugettext(text)


def catalogue(messages):
    catalog = Catalog(locale="en")
    for text, translation in messages.items():
        catalog.add(text, translation)
    compiled = BytesIO()
    mofile.write_mo(compiled, catalog)
    compiled.seek(0)
    return Heard(fp=compiled)


@pytest.fixture
def catalogues():
    return {"en": catalogue({}), "en-GB": catalogue(BRITISH)}


@pytest.fixture
def shown(app, catalogues, monkeypatch):
    monkeypatch.setattr(
        "tracker.web.language.catalogue_in", lambda locale: catalogues[locale.replace("_", "-")]
    )
    templates = Templates(app, loader=DictLoader(PAGES), autoescape=True)

    def shown(language, who, count=2):
        with app.test_request_context(headers={"Accept-Language": language}):
            return templates.get_template("page.html").render(who=who, count=count)

    return shown


@pytest.mark.parametrize(
    ("language", "page"),
    [
        ("en", "Hello Hello, Ada <b>Hello</b> 2 days Bye"),
        ("en-GB", "Good day Good day, Ada <b>Good day</b> 2 whole days Cheerio"),
    ],
)
def test_each_reads_their_own_language_in_every_part_of_a_page(shown, language, page):
    shown("en", "Ben")
    shown("en-GB", "Ben")

    assert shown(language, "Ada") == page


def test_whoever_comes_while_templates_are_made_ready_waits_for_them_whole(app, catalogues, monkeypatch):
    templates = Templates(app, loader=DictLoader(PAGES), autoescape=True)
    line = Barrier(20)
    monkeypatch.setattr("tracker.web.templates.translations", slowly(lambda: catalogues["en-GB"]))

    def first(number):
        with app.test_request_context(headers={"Accept-Language": "en-GB"}):
            line.wait()
            return templates.get_template("page.html").render(who=number, count=1)

    with ThreadPoolExecutor(20) as threads:
        pages = list(threads.map(first, range(20)))

    assert pages == [f"Good day Good day, {number} <b>Good day</b> one day Cheerio" for number in range(20)]


def test_the_first_who_come_after_a_start_all_find_it_whole(concurrent, monkeypatch):
    monkeypatch.setattr("tracker.web.language.get_translations", slowly(get_translations))
    statuses = Counter()
    for _start in range(STARTS):
        catalogue_in.cache_clear()
        app = made(concurrent.app.config["SQLALCHEMY_DATABASE_URI"], concurrent.app.config["TEND"].data)
        statuses += first_answers(app, count=50)
        close(app)

    assert statuses == {200: STARTS * 50}


def slowly(load):
    """The same, 30 ms later."""

    def loaded():
        sleep(0.03)
        return load()

    return loaded


def first_answers(app, *, count):
    """How often each status was given to so many who come at once, in two languages, guests and a few members."""
    line = Barrier(count)

    def first(number):
        visitor = Visitor.of("ada" if number % 5 == 0 else "", app)
        line.wait()
        path = "/settings" if visitor.name else "/login"
        return visitor.get(path, headers={"Accept-Language": ("en", "en-GB")[number % 2]}).status_code

    with ThreadPoolExecutor(count) as threads:
        return Counter(threads.map(first, range(count)))


def test_what_is_alike_on_every_page_is_worked_out_once(shown, catalogues):
    shown("en-GB", "Ada")
    catalogues["en-GB"].asked.clear()

    assert "Good day, &lt;Ben&gt;" in shown("en-GB", "<Ben>")
    assert catalogues["en-GB"].asked == []


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
    except UndefinedError as error:
        return str(error)


def test_what_is_not_there_cannot_be_called(app):
    with app.test_request_context():
        found = Templates(app, loader=DictLoader({"p.html": "{{ nobody() }}"})).get_template("p.html")

        with pytest.raises(UndefinedError, match="'nobody' is undefined"):
            found.render()


WRITTEN = {
    "day": (date(2026, 3, 1), "Sunday, March 1", "Sunday 1 March"),
    "full_day": (date(2026, 3, 1), "Mar 1, 2026", "1 Mar 2026"),
    "short_day": (date(2026, 3, 1), "Mar 1", "1 Mar"),
    "month": (3, "March", "March"),
    "short_month": (9, "Sep", "Sept"),
    "month_letter": (3, "M", "M"),
    "weekday": (6, "Sunday", "Sunday"),
    "weekday_letter": (6, "S", "S"),
    "clock": (time(19, 30), "7:30\u202fPM", "19:30"),
    "amount": (2500, "2.5", "2.5"),
    "number": (1234.5, "1,234.5", "1,234.5"),
    "percent": (0.74, "74%", "74%"),
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("place", [0, 1])
def test_a_value_is_written_in_the_language_of_each_reader(app, name, place):
    value, *said = WRITTEN[name]
    for language in ("en", "en-GB", ("en", "en-GB")[place]):
        with app.test_request_context(headers={"Accept-Language": language}):
            templates = app.jinja_env.spoken(language.replace("-", "_"))
            found = templates.from_string("{{ value|" + name + " }}").render(value=value)

    assert found == said[place]


def test_an_instant_is_written_as_its_time(app):
    with app.test_request_context():
        page = app.jinja_env.spoken("en_GB").from_string("{{ at|clock }}")

    assert page.render(at=datetime(2026, 3, 1, 19, 30)) == "19:30"
