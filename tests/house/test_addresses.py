"""Nothing is built from the host that one happens to use, and nothing that somebody types stands in an address."""

import re

import pytest

from tests.house.reading import pages_of
from tests.house.sources import TRACKER, each_of, modules, templates
from tests.visitors import Page

KNOWS_HOSTS = TRACKER / "web" / "hosts.py"
OF_THE_HOST = re.compile(
    r"\b_external\b|request\.(host|host_url|url_root|root_url|base_url|url|is_secure)\b|\"Host\"|HTTP_HOST"
)
SAYS_LITTLE = {
    ("/help", "country"): "two letters that stand for one of the countries there are",
    ("/guide", "words"): "found in our own texts, by guests too, who get no cookie and so no token",
}


@each_of([*modules(), *templates()])
def test_nothing_asks_for_the_host_that_is_used(path):
    assert path == KNOWS_HOSTS or OF_THE_HOST.findall(path.read_text()) == []


@pytest.mark.parametrize("reader", ["ada", "cleo", ""])
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_form_puts_what_is_typed_into_an_address(app, world, reader):
    typed = {
        (path, name)
        for path, answer in pages_of(app, reader).items()
        if answer.mimetype == "text/html"
        for form in Page.of(answer).forms
        if form.method == "GET"
        for name, about in form.controls.items()
        if (path, name) not in SAYS_LITTLE
        and (about["tag"] == "textarea" or about.get("type", "text") in ("text", "search", "email"))
    }

    assert typed == set()


@pytest.mark.parametrize(
    ("path", "words_gone"),
    [
        ("/wall/search?words=himbeeren", "/wall"),
        ("/reflections?words=himbeeren&topic=work&of=partner", "/reflections?topic=work&of=partner"),
        ("/reflections/search?words=himbeeren", "/reflections"),
        ("/ways/search?words=himbeeren", "/ways"),
    ],
)
def test_an_address_with_words_from_before_leads_to_one_without(ada, path, words_gone):
    answer = ada.get(path)

    assert (answer.status_code, answer.location) == (303, words_gone)
    assert "himbeeren" not in ada.page(words_gone).source


@pytest.mark.parametrize("path", ["/wall/search", "/reflections/search", "/ways/search"])
def test_what_is_looked_for_stands_in_the_field_alone_and_never_in_a_title(ada, path):
    page = ada.look_for(path, "himbeeren")

    assert page.forms[0].values["words"] == "himbeeren"
    assert "himbeeren" not in page.title
    assert [link for link in page.links if "himbeeren" in link] == []
