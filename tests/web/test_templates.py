"""A template is made ready once for each language, and says in each what that language says."""

import pytest
from jinja2 import DictLoader
from markupsafe import Markup

from tracker.web.language import locale_name
from tracker.web.templates import Templates

PAGES = {
    "page.html": "{% extends 'around.html' %}{% from 'named.html' import named %}"
    "{% block content %}{{ _('Hello') }} {{ _('Hello', name=who) }} {{ named(_('Hello')) }}{% endblock %}",
    "around.html": "{% block content %}{% endblock %}{% include 'part.html' %}",
    "part.html": " {{ _('Bye') }}",
    "named.html": "{% macro named(words) %}<b>{{ words }}</b>{% endmacro %}",
}


@pytest.fixture
def asked():
    return []


@pytest.fixture
def shown(app, asked):
    templates = Templates(app, loader=DictLoader(PAGES), autoescape=True)

    def translated(text, **values):
        asked.append((text, *values.values()))
        return Markup("<i>{}</i>").format(" ".join([text, "in", locale_name(), *values.values()]))

    templates.globals["_"] = translated

    def shown(language, who):
        with app.test_request_context(headers={"Accept-Language": language}):
            return templates.get_template("page.html").render(who=who)

    return shown


@pytest.mark.parametrize(("language", "name"), [("en", "en"), ("en-GB", "en_GB")])
def test_each_reads_their_own_language_in_every_part_of_a_page(shown, language, name):
    shown("en", "Ben")
    shown("en-GB", "Ben")

    assert shown(language, "Ada") == (
        f"<i>Hello in {name}</i> <i>Hello in {name} Ada</i> <b><i>Hello in {name}</i></b> <i>Bye in {name}</i>"
    )


def test_what_is_alike_on_every_page_is_worked_out_once(shown, asked):
    shown("en", "Ada")
    asked.clear()

    shown("en", "<Ben>")

    assert asked == [("Hello", "<Ben>")]
