"""A template is made ready once for each language, and says in each what that language says."""

from io import BytesIO

import pytest
from babel.messages import Catalog, mofile
from babel.support import Translations
from flask import g
from jinja2 import DictLoader

from tracker.web.templates import Templates

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
def shown(app, catalogues):
    templates = Templates(app, loader=DictLoader(PAGES), autoescape=True)

    def shown(language, who, count=2):
        with app.test_request_context(headers={"Accept-Language": language}):
            g.translations = catalogues[language]
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


def test_what_is_alike_on_every_page_is_worked_out_once(shown, catalogues):
    shown("en-GB", "Ada")
    catalogues["en-GB"].asked.clear()

    assert "Good day, &lt;Ben&gt;" in shown("en-GB", "<Ben>")
    assert catalogues["en-GB"].asked == ["Hello, %(name)s"]
