from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.house.test_templates import UNSAID
from tests.whole import many
from tracker.catalogue.ideas import IDEAS, KIND_NAMES, NAMES, idea_called
from tracker.domain.ideas import (
    IDEA_LENGTH,
    KINDS,
    MINUTES,
    Cost,
    Length,
    Mood,
    Whereabouts,
    Wish,
    drawn,
    fitting,
    wish_for,
)
from tracker.domain.outings import LENGTH_NAMES, TITLE_LENGTH


def test_there_are_about_thirty_each_once():
    assert 28 <= len(IDEAS) <= 40
    assert len({idea.slug for idea in IDEAS}) == len({idea.title for idea in IDEAS}) == len(IDEAS)


def test_each_fits_into_a_plan_and_blames_nobody():
    for idea in IDEAS:
        assert len(idea.title) <= min(TITLE_LENGTH, IDEA_LENGTH)
        assert not UNSAID.search(idea.title + idea.text)
        assert MINUTES[idea.length] in LENGTH_NAMES


def test_every_trait_has_a_name_and_an_idea():
    traits = [trait for kind in KINDS.values() for trait in kind]

    assert list(NAMES) == traits
    assert KIND_NAMES.keys() == KINDS.keys()
    for kind, values in KINDS.items():
        assert {getattr(idea, kind) for idea in IDEAS} == set(values)


@pytest.mark.parametrize(("length", "place"), list(product(Length, Whereabouts)))
def test_whatever_the_time_and_place_there_is_something(length, place):
    assert fitting(IDEAS, Wish(length=length, place=place))


WISHES = st.builds(
    Wish,
    length=st.none() | st.sampled_from(Length),
    cost=st.none() | st.sampled_from(Cost),
    place=st.none() | st.sampled_from(Whereabouts),
    mood=st.none() | st.sampled_from(Mood),
)


@settings(max_examples=many(30, 200), derandomize=True, deadline=None)
@given(wish=WISHES)
def test_what_fits_is_all_that_somebody_looks_for(wish):
    wanted = []
    for idea in IDEAS:
        length = wish.length is None or wish.length == idea.length
        cost = wish.cost is None or wish.cost == idea.cost
        place = wish.place is None or wish.place == idea.place
        mood = wish.mood is None or wish.mood == idea.mood
        if length and cost and place and mood:
            wanted.append(idea)

    assert list(fitting(IDEAS, wish)) == wanted


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ({}, Wish()),
        ({"length": "hour", "cost": "nothing"}, Wish(length=Length.HOUR, cost=Cost.NOTHING)),
        ({"length": "nothing", "mood": "", "place": "OUT", "other": "hour"}, Wish()),
        ({"mood": "\0", "cost": "x" * 5000}, Wish()),
    ],
)
def test_an_address_says_what_somebody_looks_for(words, wish):
    assert wish_for(words) == wish


def test_each_can_be_drawn_and_another_after_it():
    assert {drawn(IDEAS, number) for number in range(len(IDEAS))} == set(IDEAS)
    assert all(drawn(IDEAS, n, besides=IDEAS[0].slug) != IDEAS[0] for n in range(100))
    assert drawn(IDEAS[:1], 5, besides=IDEAS[0].slug) == IDEAS[0]
    assert drawn((), 5) is None


def test_an_idea_is_found_by_its_slug():
    assert [idea_called(idea.slug) for idea in IDEAS] == list(IDEAS)
    assert idea_called("roses") is None
