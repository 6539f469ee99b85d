from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.house.test_templates import UNSAID
from tracker.catalogue.beginnings import HELP_IN_A_TALK
from tracker.domain.habits import Mode
from tracker.domain.refusals import Refused
from tracker.domain.talk import (
    MINUTES,
    NOT_NOW,
    Act,
    Phase,
    Phones,
    Side,
    Talk,
    TalkPlan,
    after,
    begun,
    closed_by,
    is_done,
    is_over,
    left_at,
    may,
    speaks,
)
from tracker.domain.talk_scenes import Scene, offers_tick, scene, sees_topic, turns_of

NOW = datetime(2026, 3, 11, 20, tzinfo=UTC)
HOST, OTHER = Side.HOST, Side.OTHER
ONE, TWO = Phones.ONE, Phones.TWO
WAITING, SPEAKING, SAYING_BACK, ENDED = Phase

STARTED = begun(TalkPlan(TWO, minutes=3, first=HOST), alone=False, now=NOW)
TOLD = replace(STARTED, phase=SPEAKING)
HEARD = replace(STARTED, phase=SAYING_BACK)
RESTED = replace(TOLD, resting=OTHER)
OVER = replace(STARTED, phase=ENDED)


def later(seconds):
    return NOW + timedelta(seconds=seconds)


def acts(talk, side):
    return {act.value for act in Act if may(talk, act, side)}


def passed(talk):
    """The same talk on one phone."""
    return replace(talk, phones=ONE)


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


def test_closing_is_for_an_ended_talk_and_for_oneself():
    closed = closed_by(OVER, OTHER)

    assert closed == replace(OVER, closed=frozenset({OTHER})) == closed_by(closed, OTHER)
    assert closed_by(TOLD, OTHER) == TOLD


def test_no_word_to_a_speaker_or_a_listener_blames():
    said = [*NOT_NOW.values(), *(text for texts in HELP_IN_A_TALK.values() for text in texts)]

    assert [text for text in said if UNSAID.search(text)] == []


# Any two people, tapping whatever they like whenever they like.
taps = st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(Side), st.integers(-500, 500)), max_size=60)
plans = st.builds(TalkPlan, st.sampled_from(Phones), st.sampled_from(MINUTES), st.sampled_from(Side))


def steps(plan, tapped):
    """The talk before and after each tap that counts, and the tap."""
    talk, now = begun(plan, alone=False, now=NOW), NOW
    for act, side, seconds in tapped:
        now += timedelta(seconds=seconds)
        if may(talk, act, side):
            following = after(talk, act, side, now)
            yield talk, act, side, following
            talk = following


@given(plans, taps)
def test_the_floor_moves_only_when_the_one_who_has_it_feels_understood(plan, tapped):
    for before, act, side, following in steps(plan, tapped):
        moved = following.floor is not before.floor
        assert moved == (act is Act.MEANT)
        assert not moved or (before.phase is SAYING_BACK and speaks(before, side))


@given(plans, taps)
def test_never_do_both_have_the_speakers_buttons(plan, tapped):
    for _before, _act, _side, talk in steps(plan, tapped):
        can_speak = [side for side in Side if acts(talk, side) & {"said", "meant", "again"}]
        assert len(can_speak) == (1 if talk.running else 0)


@given(plans, taps)
def test_a_listener_moves_nothing_but_to_a_pause_or_the_end(plan, tapped):
    for before, act, side, _following in steps(plan, tapped):
        if before.phase is not WAITING and not speaks(before, side):
            assert act in (Act.REST, Act.GO_ON, Act.END)


@given(plans, taps, st.sampled_from(Side), st.integers(0, 40_000))
def test_after_a_pause_a_talk_goes_on_in_the_same_place(plan, tapped, side, seconds):
    for _before, _act, _side, talk in steps(plan, tapped):
        if may(talk, Act.REST, side):
            resting = after(talk, Act.REST, side, talk.since)
            again = after(resting, Act.GO_ON, side, talk.since + timedelta(seconds=seconds))
            assert replace(again, since=talk.since) == talk


@given(plans, taps)
def test_the_seconds_left_are_those_of_a_turn_at_most(plan, tapped):
    for _before, _act, _side, talk in steps(plan, tapped):
        assert 0 <= talk.left <= talk.whole


@given(plans, taps)
def test_the_turns_of_each_are_those_in_which_they_were_understood(plan, tapped):
    understood = []
    for before, act, _side, talk in steps(plan, tapped):
        understood += [before.floor] if act is Act.MEANT else []
        assert {side: turns_of(talk, side) for side in Side} == {
            side: understood.count(side) for side in Side
        }


@pytest.mark.parametrize(
    ("count", "floor", "hosts", "others"),
    [(0, HOST, 0, 0), (1, OTHER, 1, 0), (2, HOST, 1, 1), (3, OTHER, 2, 1), (0, OTHER, 0, 0), (1, HOST, 0, 1)],
)
def test_whoever_has_the_floor_is_a_turn_behind_or_as_far(count, floor, hosts, others):
    talk = replace(TOLD, floor=floor, turn_count=count)

    assert (turns_of(talk, HOST), turns_of(talk, OTHER)) == (hosts, others)


@given(plans, taps)
def test_nothing_leads_out_of_the_end(plan, tapped):
    for before, _act, _side, _talk in steps(plan, tapped):
        assert before.phase is not ENDED
