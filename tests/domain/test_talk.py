"""A talk begins, and each tap moves it by one step."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.talks import (
    ENDED,
    HEARD,
    HOST,
    NOW,
    ONE,
    OTHER,
    OVER,
    RESTED,
    SAYING_BACK,
    SPEAKING,
    STARTED,
    TOLD,
    TWO,
    WAITING,
    acts,
    passed,
)
from tests.house.test_templates import UNSAID
from tracker.catalogue.beginnings import HELP_IN_A_TALK
from tracker.domain.refusals import Refused
from tracker.domain.talk import (
    NOT_NOW,
    Act,
    Side,
    Talk,
    TalkPlan,
    after,
    begun,
    closed_by,
    is_done,
    left_at,
    may,
)


def later(seconds):
    return NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("talk", "hosts", "others"),
    [
        (STARTED, {"end"}, {"come", "end"}),
        (TOLD, {"said", "rest", "end"}, {"rest", "end"}),
        (HEARD, {"meant", "again", "rest", "end"}, {"rest", "end"}),
        (replace(TOLD, floor=OTHER), {"rest", "end"}, {"said", "rest", "end"}),
        (replace(HEARD, floor=OTHER), {"rest", "end"}, {"meant", "again", "rest", "end"}),
        (RESTED, {"end"}, {"go-on", "end"}),
        (replace(HEARD, resting=HOST), {"go-on", "end"}, {"end"}),
        (OVER, set(), set()),
        (passed(TOLD), {"said", "rest", "end"}, {"rest", "end"}),
        (passed(replace(HEARD, floor=OTHER)), {"meant", "again", "rest", "end"}, {"rest", "end"}),
        (passed(RESTED), {"go-on", "end"}, {"go-on", "end"}),
    ],
)
def test_each_can_tap_what_is_theirs_to_tap(talk, hosts, others):
    assert (acts(talk, HOST), acts(talk, OTHER)) == (hosts, others)


@pytest.mark.parametrize(
    ("talk", "act", "side", "becomes"),
    [
        (STARTED, Act.COME, OTHER, {"phase": SPEAKING}),
        (TOLD, Act.SAID, HOST, {"phase": SAYING_BACK, "left": 170}),
        (HEARD, Act.MEANT, HOST, {"phase": SPEAKING, "floor": OTHER, "turn_count": 1}),
        (HEARD, Act.AGAIN, HOST, {"phase": SPEAKING}),
        (replace(HEARD, left=5), Act.AGAIN, HOST, {"phase": SPEAKING, "left": 60}),
        (
            replace(HEARD, left=0),
            Act.MEANT,
            HOST,
            {"phase": SPEAKING, "floor": OTHER, "turn_count": 1, "left": 180},
        ),
        (TOLD, Act.REST, OTHER, {"resting": OTHER, "left": 170}),
        (HEARD, Act.REST, HOST, {"resting": HOST}),
        (RESTED, Act.GO_ON, OTHER, {"resting": None}),
        (TOLD, Act.END, OTHER, {"phase": ENDED, "left": 170}),
        (RESTED, Act.END, HOST, {"phase": ENDED, "resting": None}),
        (STARTED, Act.END, HOST, {"phase": ENDED, "closed": {HOST, OTHER}}),
        (STARTED, Act.END, OTHER, {"phase": ENDED, "closed": {OTHER}}),
    ],
)
def test_a_tap_moves_the_talk_by_one_step(talk, act, side, becomes):
    assert after(talk, act, side, later(10)) == replace(talk, since=later(10), **becomes)


@pytest.mark.parametrize("act", Act)
def test_a_tap_that_is_not_theirs_is_refused_in_words_of_its_own(act):
    with pytest.raises(Refused) as no:
        after(OVER, act, HOST, NOW)

    assert no.value.sentence == NOT_NOW[act]


@pytest.mark.parametrize(
    ("talk", "act", "side", "done"),
    [
        (TOLD, Act.COME, OTHER, True),
        (STARTED, Act.COME, OTHER, False),
        (HEARD, Act.SAID, HOST, True),
        (HEARD, Act.SAID, OTHER, False),
        (replace(TOLD, floor=OTHER), Act.MEANT, HOST, True),
        (TOLD, Act.MEANT, HOST, False),
        (passed(TOLD), Act.MEANT, HOST, True),
        (TOLD, Act.AGAIN, HOST, True),
        (RESTED, Act.REST, HOST, True),
        (TOLD, Act.REST, HOST, False),
        (TOLD, Act.GO_ON, OTHER, True),
        (RESTED, Act.GO_ON, OTHER, False),
        (OVER, Act.END, OTHER, True),
        (OVER, Act.SAID, HOST, False),
    ],
)
def test_whoever_taps_twice_has_tapped_once(talk, act, side, done):
    assert is_done(talk, act, side) is done


@given(st.sampled_from([STARTED, TOLD, HEARD, RESTED, replace(HEARD, resting=HOST)]), st.sampled_from(Act))
def test_what_was_just_tapped_is_done(talk, act):
    for side in Side:
        if may(talk, act, side):
            assert is_done(after(talk, act, side, NOW), act, side)


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, 180), (1, 179), (179, 1), (180, 0), (9999, 0), (-9999, 180)]
)
def test_the_clock_stays_between_nothing_and_the_whole_whatever_it_does(seconds, left):
    assert left_at(TOLD, later(seconds)) == left


@pytest.mark.parametrize("talk", [STARTED, HEARD, RESTED, OVER])
def test_the_clock_runs_only_while_somebody_speaks(talk):
    assert left_at(talk, later(100)) == talk.left


@pytest.mark.parametrize(
    ("phones", "alone", "phase"), [(TWO, False, WAITING), (ONE, False, SPEAKING), (ONE, True, SPEAKING)]
)
@pytest.mark.parametrize("first", Side)
def test_a_talk_begins_at_once_on_one_phone_and_waits_on_two(phones, alone, phase, first):
    talk = begun(TalkPlan(phones, minutes=5, first=first), alone=alone, now=NOW)

    assert talk == Talk(phones, 5, phase, first, NOW, 300)


@pytest.mark.parametrize("minutes", [2, 3, 5, 10])
def test_a_turn_is_as_long_as_was_chosen(minutes):
    assert begun(TalkPlan(ONE, minutes, HOST), alone=True, now=NOW).left == minutes * 60


@pytest.mark.parametrize(
    "plan", [TalkPlan(TWO, 3, HOST), *(TalkPlan(ONE, minutes, HOST) for minutes in (0, 1, 4, -3, 60))]
)
def test_no_talk_begins_without_a_partner_or_with_an_odd_turn(plan):
    with pytest.raises(Refused):
        begun(plan, alone=True, now=NOW)


def test_closing_is_for_an_ended_talk_and_for_oneself():
    closed = closed_by(OVER, OTHER)

    assert closed == replace(OVER, closed=frozenset({OTHER})) == closed_by(closed, OTHER)
    assert closed_by(TOLD, OTHER) == TOLD


def test_no_word_to_a_speaker_or_a_listener_blames():
    said = [*NOT_NOW.values(), *(text for texts in HELP_IN_A_TALK.values() for text in texts)]

    assert [text for text in said if UNSAID.search(text)] == []
