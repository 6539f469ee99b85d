"""A talk is begun from its form: with a topic or without, on one phone or two."""

import pytest

from tests.bad_input import A_MEGABYTE, KEPT
from tests.databases import statements
from tests.talk.shown import row, tap, taps
from tests.visitors import Page
from tests.world import (
    ADA_OPENED,
    ADA_SEALED,
    BEN_OPENED,
    BENS_DRAFT,
    NOW,
)
from tracker.domain.talk import Phase

STARTS = {"about": "words", "words": "the summer", "phones": "2", "minutes": "5", "first": "host"}


def test_what_there_could_be_to_talk_about_is_not_asked_for_while_a_talk_goes_on(app, ada):
    with statements(app) as sent:
        ada.get("/talk")

    assert [each for each in sent if "talk_about" in each] == []


def test_what_opened_last_is_offered_to_talk_about(ada, ben, no_talk):
    for visitor in (ada, ben):
        text = visitor.page("/talk").text
        assert ADA_OPENED.talk_about in text and BEN_OPENED.talk_about in text


@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "dan"])
def test_nothing_that_is_sealed_a_draft_or_kept_is_offered(visit, no_talk, name):
    source = visit(name).page("/talk").source

    for answers in (ADA_SEALED, BENS_DRAFT):
        assert answers.talk_about not in source


@pytest.mark.parametrize("about", ["own", "partner", "words", "anything", ""])
def test_a_topic_can_be_chosen_before(ada, no_talk, about):
    form = ada.page(f"/talk?about={about}").form("/talk")

    assert form.values["about"] == (about if about in ("own", "partner") else "words")


def test_a_talk_about_the_partners_answer_shows_it_to_both(ada, ben, no_talk):
    ada.submit("/talk?about=partner", to="/talk")

    assert BEN_OPENED.talk_about in ada.page("/talk").text
    assert BEN_OPENED.talk_about in ben.page("/talk").text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("about", "mine"),
        ("phones", "3"),
        ("phones", ""),
        ("minutes", "4"),
        ("minutes", "x"),
        ("first", "both"),
    ],
)
def test_what_was_not_offered_is_refused_and_the_words_stay(app, world, ada, no_talk, name, value):
    answer = ada.send("/talk", **STARTS | {name: value})

    assert answer.status_code == 422
    assert "Please choose one of these." in answer.text and "the summer" in answer.text
    assert row(app, world).phase == Phase.ENDED


def test_a_turn_lasts_two_three_five_or_ten_minutes_and_three_unless_somebody_chooses(ada, no_talk):
    page = ada.page("/talk")

    offered = [
        given["value"] for tag, given in page.tags if given.get("name") == "minutes" and tag == "input"
    ]
    assert (offered, page.form("/talk").values["minutes"]) == (["2", "3", "5", "10"], "3")


def test_somebody_alone_begins_on_one_phone_whatever_is_sent(app, world, cleo):
    page = cleo.page("/talk")
    assert page.form("/talk").values["phones"] == "1"
    assert cleo.submit("/talk", words="the summer").status_code == 303

    text = cleo.page("/talk").text
    assert "Hand the phone to Cleo" in text
    tap(cleo, "said")
    tap(cleo, "meant")
    assert "It is your partner’s turn to speak" in cleo.page("/talk").text
    assert cleo.send("/talk", **STARTS).status_code == 422


def test_on_one_phone_the_partners_own_has_nothing_to_tap_but_the_end(ada, ben, no_talk):
    ada.send("/talk", **STARTS | {"phones": "1"})

    page = ben.page("/talk")
    assert taps(page) == {"end"}
    assert "the summer" not in page.source


def test_a_long_line_is_refused_and_stays(ada, no_talk):
    answer = ada.send("/talk", **STARTS | {"words": "x" * 201})

    assert answer.status_code == 422
    assert "201 characters" in answer.text and "x" * 201 in answer.text


@pytest.mark.parametrize(("typed", "shown"), KEPT.items())
def test_whatever_is_typed_is_shown_as_it_was_typed(app, world, ada, no_talk, typed, shown):
    ada.send("/talk", **STARTS | {"words": typed})

    assert row(app, world).topic == shown
    assert " ".join(shown.split()) in ada.page("/talk").text


def test_a_megabyte_is_turned_away(app, world, ada, no_talk):
    assert ada.send("/talk", **STARTS | {"words": A_MEGABYTE}).status_code == 413
    assert row(app, world).phase == Phase.ENDED


def test_a_form_sent_twice_begins_one_talk_and_says_nothing(app, world, ada, no_talk):
    form = ada.page("/talk").form("/talk").values | {"words": "the summer"}

    answers = [ada.post("/talk", data=form).status_code for _time in range(2)]

    assert answers == [303, 303]
    assert row(app, world).version == int(NOW.timestamp())


def test_who_begins_a_second_after_the_other_keeps_their_words(app, world, ada, ben, no_talk):
    form = ben.page("/talk").form("/talk").values | {"words": "my mother"}
    ada.submit("/talk", words="the summer")

    answer = ben.post("/talk", data=form)

    page = Page.of(answer)
    assert answer.status_code == 422
    assert "A talk has begun already" in page.text and "my mother" in page.text
    assert "Ada is ready for a talk" in page.text
    assert row(app, world).topic == "the summer"
