"""What a template asks for that nobody has given it: an error in every test, and outside of them a line in the log."""

import pytest
from jinja2 import DictLoader, UndefinedError

from tests.databases import NobodyGaveIt
from tests.logs import lines_in
from tracker.web.templates import Templates
from tracker.web.unsaid import SAID, Unsaid

USES = [
    "{{ nothing }}",
    "{{ thing.nothing }}",
    "{{ thing['nothing'] }}",
    "{{ nothing|upper }}",
    "{{ 'a' ~ nothing }}",
    "{% if nothing %}{% endif %}",
    "{{ 1 if not thing.nothing }}",
    "{% for each in nothing %}{% endfor %}",
    "{{ thing.nothing|length }}",
    "{{ 1 in nothing }}",
    "{{ nothing == 1 }}",
    "{{ nothing != 1 }}",
    "{{ {nothing: 1} }}",
    "{{ {1: 2}[nothing] }}",
    "{% macro part(given) %}{{ given }}{% endmacro %}{{ part() }}",
    "{% macro part(given) %}{{ given }}{% endmacro %}{{ part(thing.nothing) }}",
]
NONE = ["{{ nothing is defined }}", "{{ thing.nothing is defined }}", "{{ nothing|default('given') }}"]


def rendered(app, page, **more):
    with app.test_request_context():
        found = Templates(app, loader=DictLoader({"p.html": page}), autoescape=True, **more)
        return found.get_template("p.html").render(thing=object())


def test_all_that_tests_look_at_is_made_by_templates_that_are_strict(app):
    spoken = app.jinja_env.languages.values()

    assert {each.undefined for each in spoken} == {NobodyGaveIt}


@pytest.mark.parametrize("page", USES)
def test_what_is_missing_is_an_error_in_every_test(app, page):
    with pytest.raises(UndefinedError, match=r"nothing|given"):
        rendered(app, page)


@pytest.mark.parametrize("page", NONE)
def test_to_ask_whether_it_is_there_is_none(app, page):
    assert rendered(app, page) in ("False", "given")


@pytest.mark.parametrize("page", USES)
def test_outside_of_tests_the_page_goes_on_and_the_log_says_it_once(app, caplog, page):
    SAID.clear()

    for _twice in range(2):
        rendered(app, page, undefined=Unsaid)

    assert [each.words for each in lines_in(caplog)] == [
        "A template asks for what nobody has given it, and leaves it out: p.html, line 1."
    ]
