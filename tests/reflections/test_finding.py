"""Reflections are found by topic and by words."""

import pytest

from tests.bad_input import NOTHING
from tests.databases import acting
from tests.moments import AN_INSTANT
from tests.reflections.written import FREE, LIST, SEARCH, names
from tests.visitors import TOKEN, Page
from tests.world import (
    ADAS_LOOK,
    ADAS_LOOK_ANSWER,
    ADAS_REFLECTION,
    BENS_SHARED,
    NOW,
    reflected,
)

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each asks for a page of the same list, with other values"),
]


def test_the_newest_stands_first_and_a_page_holds_twenty(app, cleo):
    with acting(app):
        ids = [reflected(f"number {n}", by="cleo", now=NOW + n * AN_INSTANT) for n in range(40)]
    found = cleo.look_for(SEARCH, "number")
    first, more = names(found), found.forms[-1]
    second = names(Page.of(cleo.open(more.action, method=more.method, data=more.values | more.buttons)))

    assert [*first, *second] == [f"{LIST}/{each}" for each in reversed(ids)]
    assert len(first) == 20


@pytest.mark.parametrize("older_than", ["0", "-1", "x", "²", "9" * 30, "9" * 5000, "1.5", "", "%00"])
@pytest.mark.parametrize("of", ["", "partner", "me", "%00"])
@pytest.mark.crossed("a number, where it stands, and the database")
def test_any_number_leads_to_some_page(ada, older_than, of):
    assert ada.get(f"{LIST}?older-than={older_than}&of={of}&topic=%F0%9F").status_code == 200


def test_a_topic_narrows_the_list(world, ada):
    assert names(ada.page(f"{LIST}?topic=work")) == [f"{LIST}/{world.reflections[ADAS_REFLECTION]}"]
    assert names(ada.page(f"{LIST}?topic=conflict")) == [f"{LIST}/{world.reflections[ADAS_LOOK]}"]
    assert "Nothing found here" in ada.page(f"{LIST}?topic=money").text
    assert names(ada.page(f"{LIST}?topic=roses")) == names(ada.page(LIST))


def test_words_are_found_in_titles_texts_and_answers_whatever_their_case(app, world, ada):
    def found(words):
        return names(ada.look_for(SEARCH, words))

    assert found("ADAS-reflection-TITLE") == [f"{LIST}/{world.reflections[ADAS_REFLECTION]}"]
    assert found(ADAS_LOOK_ANSWER.upper()) == [f"{LIST}/{world.reflections[ADAS_LOOK]}"]
    answer = ada.send(FREE, body="In der STRASSE,\nbei Çiğdem: 100 % müde_", topic="free")
    for words in ("straße, bei", "ÇIĞDEM:"[:3], "100 %", "müde_", " MÜDE "):
        assert found(words) == [answer.location], words


@pytest.mark.parametrize(
    "words",
    [
        "%",
        "_",
        "%%",
        "c_nary",
        "\\",
        "/",
        "'",
        '"',
        "*",
        "[a-z]",
        "\x00x",
        "🫖",
        "qu\u0301x",
        "{{",
        "x" * 9999,
    ],
)
def test_odd_characters_stand_for_themselves(ada, words):
    page = ada.look_for(SEARCH, words)

    assert (names(page), "Nothing found here" in page.text) == ([], True)


@pytest.mark.parametrize("nothing", NOTHING)
def test_looking_for_nothing_finds_all(ada, nothing):
    assert names(ada.look_for(SEARCH, nothing)) == names(ada.page(LIST))


def test_a_topic_chosen_keeps_the_words_and_enter_keeps_the_topic(ada):
    form = ada.look_for(SEARCH, "canary", topic="work").forms[0]

    kept = {name: value for name, value in form.values.items() if name != TOKEN}
    assert (form.method, kept) == ("POST", {"words": "canary", "topic": "work"})


def test_what_the_partner_shares_is_searched_on_its_own(world, ada):
    shared = [f"{LIST}/{world.reflections[BENS_SHARED]}"]

    assert names(ada.page(f"{LIST}?of=partner")) == shared
    assert names(ada.look_for(SEARCH, "BENS-shared", of="partner")) == shared
    assert names(ada.look_for(SEARCH, "bens-shared")) == []
    assert names(ada.look_for(SEARCH, "reflection", of="partner")) == []
