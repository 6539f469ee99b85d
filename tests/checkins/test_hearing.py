import re

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.visitors import Page
from tests.world import (
    ADA_HEARS,
    ADA_OPENED,
    BEN_HEARS,
    BEN_OPENED,
    DAN_HEARD,
    NOW,
    ONCE_OPENED_WEEK,
    OPENED_WEEK,
    SEALED_WEEK,
    person,
)
from tracker.catalogue.beginnings import OPENERS
from tracker.checkins import actions, hearing
from tracker.checkins.queries import week_page
from tracker.checkins.sheets import HeardAnswer
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Acknowledgement
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")

PATH = f"/check-in/{OPENED_WEEK}"
LOVED = f"{PATH}/heard/feel-loved"


def heard_by(name, week=OPENED_WEEK):
    shown = week_page(person(name), week, NOW)
    return shown.own.heard, shown.partners.heard


def hear(name, question="feel-loved", line="", week=OPENED_WEEK):
    hearing.hear(week, question, line, by=person(name), now=NOW)


def test_both_read_what_each_has_said(inside):
    assert heard_by("ada") == (
        {CheckInQuestion.WENT_WELL: HeardAnswer(BEN_HEARS, "Ben")},
        {CheckInQuestion.TALK_ABOUT: HeardAnswer(ADA_HEARS, "Ada")},
    )
    assert heard_by("ben") == heard_by("ada")[::-1]


def test_a_tap_is_enough_and_a_line_can_follow(inside):
    hear("ada")
    assert heard_by("ben")[0][CheckInQuestion.FEEL_LOVED] == HeardAnswer("", "Ada")

    hear("ada", line="I will.")

    assert heard_by("ben")[0][CheckInQuestion.FEEL_LOVED] == HeardAnswer("I will.", "Ada")


def test_it_can_be_taken_back_twice_as_once(inside):
    lines = [hearing.take_back(OPENED_WEEK, "talk-about", by=person("ada")) for _time in range(2)]

    assert lines == [ADA_HEARS, ""]
    assert heard_by("ben")[0] == {}


@pytest.mark.parametrize("week", [SEALED_WEEK, ONCE_OPENED_WEEK])
@pytest.mark.parametrize("name", ["ada", "ben", "cleo", "dan"])
def test_only_what_has_opened_can_be_heard(inside, week, name):
    with pytest.raises(Missing):
        hear(name, "went-well", "Too early", week)
    with pytest.raises(Missing):
        hearing.take_back(week, "went-well", by=person(name))


@pytest.mark.parametrize(
    "question", ["small-thing-went", "private-line", "private_line", "nothing", "", "\0"]
)
def test_only_what_was_answered_can_be_heard(inside, question):
    with pytest.raises(Missing):
        hear("ada", question)


@pytest.mark.parametrize("name", ["cleo", "dan"])
def test_nobody_else_can_hear_it(inside, name):
    with pytest.raises(Missing):
        hear(name)


def test_every_question_that_was_answered_can_be_heard(inside):
    answered = week_page(person("ada"), OPENED_WEEK, NOW).partners.answered
    for question in answered:
        hear("ada", question, OPENERS[question][0])

    assert {question: heard.line for question, heard in heard_by("ben")[0].items()} == {
        question: OPENERS[question][0] for question in answered
    }


def test_what_one_who_leaves_has_said_stays_to_read_without_a_name(inside):
    spaces.leave(by=person("ben"), now=NOW)

    assert heard_by("ada")[0] == {CheckInQuestion.WENT_WELL: HeardAnswer(BEN_HEARS, "")}
    assert heard_by("ben") == ({}, {})
    assert heard_by("ada", ONCE_OPENED_WEEK)[0] == {CheckInQuestion.TALK_ABOUT: HeardAnswer(DAN_HEARD, "")}


def test_that_somebody_who_has_left_has_heard_one_is_said_no_more(app, ada, ben):
    """Ben has heard one of Ada's answers with a line, and now one without; Dan had heard one with a line."""
    with acting(app):
        hear("ben")
    assert ada.page(PATH).text.count("Ben hears you.") == 2

    ben.submit("/settings/leave")

    shown = ada.page(PATH)
    assert [words in shown.text for words in (BEN_HEARS, "hears you", "heard you", "has left")] == [
        True,
        False,
        False,
        False,
    ]
    assert shown.source.count('class="heard"') == 1
    once = ada.page(f"/check-in/{ONCE_OPENED_WEEK}").text
    assert DAN_HEARD in once and "heard you" not in once
    with app.app_context():
        assert heard_by("ada")[0] == {CheckInQuestion.WENT_WELL: HeardAnswer(BEN_HEARS, "")}
        db.session.rollback()


def test_it_outlives_the_account_of_whoever_said_it(inside):
    spaces.erase(by=person("dan"), now=NOW)

    assert heard_by("ada", ONCE_OPENED_WEEK)[0] == {CheckInQuestion.TALK_ABOUT: HeardAnswer(DAN_HEARD, "")}


def test_under_each_of_the_partners_answers_there_is_a_way_to_hear_it(app, world, ada, ben):
    page = ada.page(PATH)
    assert {action for action in page.actions if action.startswith(f"{PATH}/heard/")} == {
        f"{PATH}/heard/{each}"
        for each in (
            *week_of(BEN_OPENED),
            "talk-about/take-back",
        )
    }

    answer = ada.submit(PATH, to=LOVED, line="I will keep it in mind")

    assert (answer.status_code, answer.location) == (303, f"{PATH}#theirs-feel-loved")
    assert "You hear Ben." in ada.page(PATH).text
    shown = ben.page(PATH).text
    assert "Ada hears you." in shown and "I will keep it in mind" in shown


def test_the_words_stand_on_the_page_once_and_the_signs_beneath_each_answer(ada):
    page = ada.page(PATH)
    unfolded = re.sub(r"<details.*?</details>", "", page.source, flags=re.DOTALL)
    read = re.sub(r"<[^>]*>", "", unfolded)

    assert read.count("I hear you") == 1
    heard = [attributes.get("aria-label", "") for tag, attributes in page.tags if tag == "button"]
    named = [name for name in heard if name.startswith("I hear you: ")]
    assert len(named) == len({*named}) == len(week_of(BEN_OPENED)) - 1  # one of them she has heard already


def week_of(answers):
    with_ratings = {"statements": answers.ratings, "small-thing-went": answers.small_thing_went}
    return [
        question.value
        for question in CheckInQuestion
        if with_ratings.get(question.value, getattr(answers, question.value.replace("-", "_"), ()))
    ]


def test_taking_back_can_be_undone_with_the_line_it_had(app, world, ada, ben):
    ada.submit(PATH, to=f"{PATH}/heard/talk-about/take-back")
    assert ADA_HEARS not in ben.page(PATH).text

    ada.submit(PATH, to=f"{PATH}/heard/talk-about")

    assert ADA_HEARS in ben.page(PATH).text


def test_a_line_that_is_too_long_is_said_in_words_and_nothing_typed_is_lost(app, world, ada):
    answer = ada.submit(PATH, to=LOVED, line="x" * 501)

    page = Page.of(answer)
    assert answer.status_code == 422
    assert "501 characters" in page.text
    assert page.form(LOVED).values["line"] == "x" * 501
    assert kept(app, select(Acknowledgement).where(Acknowledgement.question == "feel-loved")) == []


def test_it_waits_for_nothing_that_has_not_opened(app, world, ada, ben):
    sealed = f"/check-in/{SEALED_WEEK}"

    assert [action for action in ben.page(sealed).actions if "heard" in action] == []
    assert [action for action in ada.page(sealed).actions if "heard" in action] == []
    assert ben.send(f"{sealed}/heard/went-well", line="Too early").status_code == 404


def test_the_line_that_stays_private_is_folded_away_and_nobody_answers_it(ada):
    source = ada.page(PATH).source

    assert ADA_OPENED.private_line in source.partition("For myself")[2]
    assert "heard/private" not in source


def test_two_who_hear_each_other_at_the_same_instant_are_both_heard(concurrent):
    def act(name, question):
        def acted():
            hear(name, question, f"of {name}")
            db.session.commit()

        return acted

    with_line = [act("ada", "feel-loved"), act("ada", "feel-loved"), act("ben", "feel-loved")]
    assert concurrent.at_once(*with_line) == [None] * 3

    with concurrent.app.app_context():
        assert heard_by("ben")[0][CheckInQuestion.FEEL_LOVED].line == "of ada"
        assert heard_by("ada")[0][CheckInQuestion.FEEL_LOVED].line == "of ben"
        db.session.rollback()


def test_reopening_is_no_way_to_what_was_said(inside):
    actions.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)
    hear("ben", "went-well", "heard before I answered", SEALED_WEEK)

    assert heard_by("ada", SEALED_WEEK)[0] == {
        CheckInQuestion.WENT_WELL: HeardAnswer("heard before I answered", "Ben")
    }
