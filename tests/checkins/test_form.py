"""The week's check-in as it is asked: the circles first and enough, then one thing after the other."""

import re

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.visitors import Page
from tests.world import SEALED_WEEK, person
from tracker.domain.checkins import CLOSENESS, STEPS
from tracker.domain.days import ONE_DAY
from tracker.models import CheckIn

PATH = f"/check-in/{SEALED_WEEK}"
IN_ORDER = (
    "How close do I feel to you?",
    "Seal it",
    "What I appreciated this week",
    "What went well",
    "Ten short statements",
    "One thing I would like to talk about, gently",
    "One thing that would help me feel loved",
    "One small thing for the coming week",
    "For myself",
    "Open my words only where you wrote too",
    "Keep it for myself",
)


def radios(page, name):
    return [given for tag, given in page.tags if tag == "input" and given.get("name") == name]


def test_the_circles_come_first_then_the_seal_and_all_else_in_its_order(ben):
    text = ben.page(PATH).text

    places = [text.index(words) for words in IN_ORDER]
    assert places == sorted(places)


def test_enter_presses_what_saves_the_draft(ben):
    page = ben.page(PATH)
    names = [
        given.get("name", "")
        for tag, given in page.tags
        if tag == "button" and given.get("type") != "button" and given.get("formaction") is None
    ]

    assert names[0] == ""


def test_nothing_is_chosen_before_the_first_move(ben):
    page = ben.page(PATH)

    assert [each["value"] for each in radios(page, "closeness")] == [str(each) for each in CLOSENESS]
    assert "closeness" not in page.form(PATH).values


def test_a_statement_has_five_steps_and_what_leaves_it_open_is_none_of_them(ben):
    page = ben.page(PATH)

    for place in range(10):
        values = [each["value"] for each in radios(page, f"ratings-{place}")]
        assert values == [*map(str, STEPS), "0"]
    assert page.source.count('class="steps__none"') == len(re.findall('class="steps"', page.source))
    assert ">Skip<" not in page.source


@pytest.mark.parametrize("step", ["", "0"])
def test_an_answer_can_be_left_open_again(app, world, ben, step):
    form = ben.page(PATH).form(PATH).values
    given = {name: value for name, value in form.items() if name != "ratings-0"}

    ben.post(PATH, data=given | ({"ratings-0": step} if step else {}))

    (row,) = kept(
        app, select(CheckIn).where(CheckIn.author_id == world.people["ben"], CheckIn.week == SEALED_WEEK)
    )
    assert row.ratings == {"9": 5}


def test_circles_alone_can_be_sealed(app, world, ben):
    form = ben.page(PATH).form(PATH)
    alone = {name: form.values[name] for name in ("csrf_token", "seen")}

    answer = ben.post(PATH, data=alone | {"closeness": "6", "seal": "1"})

    assert (answer.status_code, answer.location) == (303, PATH)
    assert "Mostly one" in ben.page(PATH).text


def test_where_something_has_to_be_looked_at_no_card_hides_it(ben):
    assert behaviours(ben.page(PATH)) >= {"autosave", "cards", "closeness"}

    answer = ben.submit(PATH, press="seal", small_thing="x" * 501)

    assert answer.status_code == 422
    assert "cards" not in behaviours(Page.of(answer))


def behaviours(page):
    return {given["data-behaviour"] for _tag, given in page.tags if "data-behaviour" in given}


def test_a_large_pair_is_there_for_each_answer_and_one_for_none(ben):
    drawn = re.findall(r'<svg\s+class="near[^"]*".*?</svg>', ben.page(PATH).source, re.DOTALL)

    assert len(drawn) == 1 + len(CLOSENESS)
    assert all(each.count("<circle") == 3 for each in drawn)  # the partner's ring is double


@pytest.mark.parametrize(
    ("since", "before"), [(SEALED_WEEK + 7 * ONE_DAY, True), (SEALED_WEEK + 6 * ONE_DAY, False)]
)
def test_a_week_from_before_one_was_here_says_so_and_when_the_first_of_ones_own_comes(
    app, ben, since, before
):
    with acting(app):
        person("ben").joined_on = since

    said = "That was before you were here: look back on it if you like." in ben.page("/check-in").text
    assert said is before
    opens = "Your first one comes on Sunday, March 15."
    assert (opens in ben.page("/check-in").text) is before


def test_whoever_is_alone_is_asked_of_their_partner_and_not_spoken_to_as_two(cleo):
    cleo.send(f"{PATH}/reopen")
    text = cleo.page(PATH).text

    assert "How close do I feel to my partner?" in text
    assert text.count("is not shown to your partner later") == 1
    assert "until your partner is here" not in text
