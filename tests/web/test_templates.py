"""A template is made ready once for each language, and says in each what that language says."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time
from io import BytesIO
from threading import Barrier
from time import sleep

import pytest
from babel.messages import Catalog, mofile
from babel.support import Translations
from flask_babel import get_translations
from jinja2 import DictLoader

from tests.databases import close, made
from tests.visitors import Visitor
from tests.whole import many
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
