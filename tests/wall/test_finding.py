"""A note is found by its words."""

import re
from urllib.parse import urlencode

import pytest

from tests.databases import acting
from tests.visitors import TOKEN, Page
from tests.world import (
    ADA_TO_BEN,
    DAN_TO_ADA,
    NOW,
    person,
)
from tracker.wall import actions

pytestmark = pytest.mark.sql


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("STRASSE", True),
        ("straße  im", True),
        ("im\nregen", True),
        ("ça va", True),
        ("ca va", True),
        ("schon", True),
        ("scho\u0308n", True),
        ("100%", True),
        ("100_", False),
        ("%", True),
        ("_", False),
        ("\\", False),
        ("' OR 1=1 --", False),
        ("sonne", False),
        ("regen ça", False),  # there is a comma between them
        ("regen, ça", True),
    ],
)
def test_a_note_is_found_by_its_words_whatever_is_typed(ada, words, found):
    ada.submit("/wall", body="Die Straße im Regen, ÇA VA: 100% schön")

    page = ada.look_for("/wall/search", words)

    assert ("100% schön" in page.text) == found


def test_an_answer_is_found_too_and_only_what_is_ones_own_to_see(app, world, visit, ada, ben):
    ben.submit("/wall", to=f"/wall/{world.notes[ADA_TO_BEN]}/answer", answer="Himbeeren")

    for visitor, found in ((ada, True), (ben, True), (visit("cleo"), False), (visit("dan"), False)):
        page = visitor.look_for("/wall/search", "himbeeren")
        assert (ADA_TO_BEN in page.text) == found
    assert DAN_TO_ADA not in ben.look_for("/wall/search", DAN_TO_ADA).text.replace(f"“{DAN_TO_ADA}”", "")


def test_a_search_goes_on_to_older_notes(ada):
    for n in range(13):
        ada.submit("/wall", body=f"Tea number {n}")

    page = ada.look_for("/wall/search", "tea")
    more = page.forms[-1]
    rest = Page.of(ada.open(more.action, method=more.method, data=more.values | more.buttons))

    assert (more.method, more.values["words"]) == ("POST", "tea")
    assert len(re.findall('<li class="note', rest.source)) == 5
    assert [link for link in page.links if "tea" in link] == []


@pytest.mark.parametrize("words", ["x" * 5000, "\0", "\ud800", "🫶", " "])
def test_any_search_leads_to_some_page(ada, words):
    typed = {TOKEN: ada.form_token()}
    sent = urlencode(typed | {"words": words}, errors="surrogatepass")

    answer = ada.post("/wall/search", data=sent, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in (200, 303)


def test_one_may_look_for_a_note_once_there_are_more_than_a_page(app, cleo):
    """One waits from before."""
    offered = []
    for _more in range(9):
        offered.append("/wall/search" in cleo.page("/wall").actions)
        with acting(app):
            actions.write("Tea", by=person("cleo"), now=NOW)

    assert offered == [False] * 8 + [True]
