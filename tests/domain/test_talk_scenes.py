"""What each side has before them in a talk, and for how long."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.domain.talks import HEARD, HOST, NOW, ONE, OTHER, OVER, RESTED, STARTED, TOLD, TWO, passed
from tracker.domain.habits import Mode
from tracker.domain.talk import is_over
from tracker.domain.talk_scenes import Scene, offers_tick, scene, sees_topic, turns_of


@pytest.mark.parametrize(
    ("talk", "hosts", "others"),
    [
        (STARTED, Scene.WAITING, Scene.INVITED),
        (TOLD, Scene.SPEAKING, Scene.LISTENING),
        (HEARD, Scene.CHECKING, Scene.SAYING_BACK),
        (replace(TOLD, floor=OTHER), Scene.LISTENING, Scene.SPEAKING),
        (RESTED, Scene.RESTING, Scene.RESTING),
        (OVER, Scene.ENDED, Scene.ENDED),
        (replace(OVER, closed=frozenset({HOST})), Scene.START, Scene.ENDED),
        (passed(TOLD), Scene.SPEAKING, Scene.ELSEWHERE),
        (passed(replace(TOLD, floor=OTHER)), Scene.SPEAKING, Scene.ELSEWHERE),
        (passed(HEARD), Scene.CHECKING, Scene.ELSEWHERE),
        (passed(RESTED), Scene.RESTING, Scene.ELSEWHERE),
        (passed(OVER), Scene.ENDED, Scene.ENDED),
    ],
)
def test_each_side_has_one_thing_before_them(talk, hosts, others):
    assert (scene(talk, HOST, NOW), scene(talk, OTHER, NOW)) == (hosts, others)


@pytest.mark.parametrize(
    ("hours", "over"), [(-48, False), (0, False), (11.9, False), (12, True), (24 * 400, True)]
)
def test_a_talk_nobody_has_touched_for_half_a_day_is_over(hours, over):
    now = NOW + timedelta(hours=hours)

    assert is_over(TOLD, now) is over
    assert (scene(TOLD, HOST, now) is Scene.START) is over


def test_the_topic_is_shown_while_the_talk_goes_on_where_it_is_led():
    assert {each for each in Scene if not sees_topic(each)} == {Scene.START, Scene.ELSEWHERE, Scene.ENDED}


@pytest.mark.parametrize(
    ("phones", "mode", "shared", "alone", "offered"),
    [
        (TWO, Mode.ONE, False, False, True),
        (TWO, Mode.TOGETHER, True, False, True),
        (ONE, Mode.TOGETHER, True, False, True),
        (ONE, Mode.ONE, False, False, False),
        (ONE, Mode.EACH, False, False, False),
        (ONE, Mode.EACH, False, True, True),
        (ONE, Mode.ONE, False, True, False),
    ],
)
def test_on_a_phone_that_lies_between_both_nothing_private_is_offered(phones, mode, shared, alone, offered):
    assert offers_tick(replace(OVER, phones=phones), mode=mode, shared=shared, alone=alone) is offered


@pytest.mark.parametrize(
    ("count", "floor", "hosts", "others"),
    [(0, HOST, 0, 0), (1, OTHER, 1, 0), (2, HOST, 1, 1), (3, OTHER, 2, 1), (0, OTHER, 0, 0), (1, HOST, 0, 1)],
)
def test_whoever_has_the_floor_is_a_turn_behind_or_as_far(count, floor, hosts, others):
    talk = replace(TOLD, floor=floor, turn_count=count)

    assert (turns_of(talk, HOST), turns_of(talk, OTHER)) == (hosts, others)
