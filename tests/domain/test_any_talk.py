"""What holds in every talk, whoever taps what whenever they like."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.talks import ENDED, NOW, SAYING_BACK, WAITING, acts
from tracker.domain.talk import MINUTES, Act, Phones, Side, TalkPlan, after, begun, may, speaks
from tracker.domain.talk_scenes import turns_of

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


@given(plans, taps)
def test_nothing_leads_out_of_the_end(plan, tapped):
    for before, _act, _side, _talk in steps(plan, tapped):
        assert before.phase is not ENDED
