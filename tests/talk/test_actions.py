"""Moves of two who talk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.talk.moves import ON_ONE, ON_TWO, adas, over, page, refused, rows, tap
from tests.world import (
    NOW,
    TALK_VERSION,
    TODAY,
    TOPIC,
    couple,
    person,
)
from tracker.domain.refusals import Refused
from tracker.domain.talk import GONE, MOVED_ON, Act, Phase
from tracker.domain.talk_scenes import Scene
from tracker.spaces import actions as spaces
from tracker.talk import actions
from tracker.talk.queries import tag_of
from tracker.today.beside import beside

pytestmark = pytest.mark.on_either("each reads and writes the one row of a talk by the same statements")


HALF_A_DAY = timedelta(hours=12)


def waits(name, now=NOW):
    """Whether Today tells somebody that a talk waits for them."""
    return beside(person(name), TODAY, TODAY, now).talk_waits


def scenes(now=NOW):
    return page("ada", now).scene, page("ben", now).scene


def test_a_whole_talk_on_two_phones(inside):
    over()
    actions.begin(ON_TWO, by=person("ada"), now=NOW)
    seen = [scenes()]
    for name, act in (
        ("ben", Act.COME),
        ("ben", Act.SAID),
        ("ben", Act.AGAIN),
        ("ben", Act.SAID),
        ("ben", Act.MEANT),
        ("ben", Act.REST),
        ("ben", Act.GO_ON),
        ("ada", Act.SAID),
        ("ada", Act.MEANT),
        ("ada", Act.END),
    ):
        tap(name, act)
        seen.append(scenes())

    assert seen == [
        (Scene.WAITING, Scene.INVITED),
        (Scene.LISTENING, Scene.SPEAKING),
        (Scene.SAYING_BACK, Scene.CHECKING),
        (Scene.LISTENING, Scene.SPEAKING),
        (Scene.SAYING_BACK, Scene.CHECKING),
        (Scene.SPEAKING, Scene.LISTENING),
        (Scene.RESTING, Scene.RESTING),
        (Scene.SPEAKING, Scene.LISTENING),
        (Scene.CHECKING, Scene.SAYING_BACK),
        (Scene.LISTENING, Scene.SPEAKING),
        (Scene.ENDED, Scene.ENDED),
    ]
    ended = page("ada")
    assert (ended.own_turn_count, ended.others_turn_count, ended.topic) == (1, 1, "")


def test_each_change_makes_the_pages_before_it_old(inside):
    versions = [adas().version]
    for act in (Act.SAID, Act.MEANT, Act.END):
        tap("ada", act)
        versions.append(adas().version)

    actions.begin(ON_ONE, by=person("ben"), now=NOW - timedelta(days=400))
    versions.append(adas().version)

    assert versions == list(range(TALK_VERSION, TALK_VERSION + 5))


def test_no_version_comes_again_after_the_row_has_gone(inside):
    spaces.leave(by=person("ben"), now=NOW)
    actions.begin(ON_ONE, by=person("ada"), now=NOW)

    assert adas().version > TALK_VERSION


@pytest.mark.parametrize("act", [Act.SAID, Act.REST, Act.END])
def test_tapping_twice_is_tapping_once(inside, act):
    for _time in range(3):
        tap("ada", act, TALK_VERSION)

    assert adas().version == TALK_VERSION + 1


@pytest.mark.parametrize(
    ("first", "then", "late"),
    [
        (("ben", Act.REST), ("ada", Act.SAID), MOVED_ON),
        (("ada", Act.SAID), ("ben", Act.REST), MOVED_ON),
        (("ben", Act.END), ("ada", Act.SAID), GONE),
        (("ada", Act.SAID), ("ada", Act.MEANT), MOVED_ON),
    ],
)
def test_a_tap_from_an_older_page_changes_nothing_and_says_so(inside, first, then, late):
    tap(*first, version=TALK_VERSION)
    before = adas().talk

    assert refused(tap, *then, version=TALK_VERSION) == late
    assert adas().talk == before


@pytest.mark.parametrize("version", [0, -1, TALK_VERSION + 1, 10**40])
def test_a_version_that_never_was_changes_nothing(inside, version):
    before = adas().talk

    assert refused(tap, "ada", Act.SAID, version) == MOVED_ON
    assert adas().talk == before


@pytest.mark.parametrize("act", [Act.COME, Act.SAID, Act.MEANT, Act.AGAIN, Act.GO_ON])
def test_the_listener_cannot_take_the_floor(inside, act):
    before = adas().talk

    refused(tap, "ben", act)

    assert adas().talk == before


def test_whoever_asked_for_the_pause_says_when_to_go_on(inside):
    tap("ben", Act.REST)

    refused(tap, "ada", Act.GO_ON)

    assert (page("ada").acts, page("ben").acts) == ({Act.END}, {Act.GO_ON, Act.END})


def test_the_seconds_left_stand_still_in_a_pause(inside):
    tap("ben", Act.REST, now=NOW + timedelta(seconds=20))  # Ben came a minute ago

    left = page("ada", NOW + timedelta(hours=3)).left
    tap("ben", Act.GO_ON, now=NOW + timedelta(hours=3))

    assert (left, page("ada", NOW + timedelta(hours=3, seconds=9)).left) == (100, 91)


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_a_second_talk_does_not_begin_while_one_goes_on(inside, name):
    before = adas().talk

    assert "%(words)s" in refused(actions.begin, ON_TWO, by=person(name), now=NOW)
    assert "%(words)s" not in refused(actions.begin, replace(ON_TWO, words=""), by=person(name), now=NOW)
    assert (adas().talk, adas().topic) == (before, TOPIC)


def test_a_talk_nobody_has_touched_for_half_a_day_is_over_and_its_topic_goes(inside):
    now = NOW + HALF_A_DAY
    assert (scenes(now), page("ada", now).topic) == ((Scene.START, Scene.START), "")

    tap("ada", Act.SAID, TALK_VERSION, now=now)

    assert (adas().talk.phase, adas().topic, scenes(now)) == (Phase.ENDED, "", (Scene.ENDED, Scene.ENDED))


def test_a_new_talk_takes_the_place_of_a_forgotten_one(inside):
    now = NOW + HALF_A_DAY

    actions.begin(ON_TWO, by=person("ben"), now=now)

    assert (scenes(now), adas().topic) == ((Scene.INVITED, Scene.WAITING), "the summer")
    assert page("ada", now).own_floor


def test_the_topic_goes_when_the_talk_ends(inside):
    assert (page("ada").topic, page("ben").topic) == (TOPIC, TOPIC)

    over()

    assert (adas().topic, page("ada").topic, page("ben").topic) == ("", "", "")


def test_an_ended_talk_is_put_away_by_each_for_themselves(inside):
    over()
    for _time in range(2):
        actions.close(adas().version, by=person("ben"), now=NOW)

    assert scenes() == (Scene.ENDED, Scene.START)
    actions.close(adas().version, by=person("ada"), now=NOW)
    assert scenes() == (Scene.START, Scene.START)


@pytest.mark.parametrize("version", [TALK_VERSION, TALK_VERSION - 1, 0])
def test_a_talk_that_goes_on_is_not_put_away(inside, version):
    actions.close(version, by=person("ben"), now=NOW)

    assert scenes() == (Scene.SPEAKING, Scene.LISTENING)


def test_the_partner_learns_of_a_talk_while_it_waits_for_them(inside):
    over()
    actions.begin(ON_TWO, by=person("ada"), now=NOW)

    assert {name: waits(name) for name in ("ada", "ben", "cleo")} == {
        "ada": False,
        "ben": True,
        "cleo": False,
    }
    assert not waits("ben", NOW + HALF_A_DAY)
    tap("ben", Act.COME)
    assert not waits("ben")


@pytest.mark.parametrize(
    ("name", "seen"), [("ada", (Scene.START, Scene.START)), ("ben", (Scene.ENDED, Scene.START))]
)
def test_a_talk_can_be_put_off_before_it_has_begun(inside, name, seen):
    over()
    actions.begin(ON_TWO, by=person("ada"), now=NOW)

    tap(name, Act.END)

    assert (scenes(), waits("ben")) == (seen, False)


def test_alone_a_talk_is_led_on_one_phone(inside):
    assert refused(actions.begin, ON_TWO, by=person("cleo"), now=NOW)
    actions.begin(ON_ONE, by=person("cleo"), now=NOW)

    shown = page("cleo")
    assert (shown.scene, shown.own_floor, shown.acts) == (
        Scene.SPEAKING,
        False,
        {Act.SAID, Act.REST, Act.END},
    )


def test_a_talk_of_one_phone_shows_its_topic_on_that_phone_alone(inside):
    over()
    actions.begin(ON_ONE, by=person("ada"), now=NOW)

    assert (page("ada").topic, page("ben").topic, page("ben").scene) == ("the summer", "", Scene.ELSEWHERE)


def test_who_joins_finds_a_talk_begun_alone_without_its_topic(inside):
    actions.begin(ON_ONE, by=person("cleo"), now=NOW)
    actions.begin(replace(ON_ONE, words="dan alone"), by=person("dan"), now=NOW)

    couple("cleo", "dan", NOW)

    assert [(page(name).scene, page(name).topic) for name in ("cleo", "dan")] == [
        (Scene.SPEAKING, "the summer"),
        (Scene.ELSEWHERE, ""),
    ]
    assert "dan alone" not in [row.topic for row in rows()]


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_leaving_ends_the_talk_for_both(inside, leaver):
    spaces.leave(by=person(leaver), now=NOW)

    assert (rows(), scenes()) == ([], (Scene.START, Scene.START))
    for name in ("ada", "ben"):
        with pytest.raises(Refused, match="over"):
            actions.tap(Act.SAID, TALK_VERSION, by=person(name), now=NOW)
        actions.close(TALK_VERSION, by=person(name), now=NOW)


def test_a_page_is_told_from_an_older_one_and_from_the_partners(inside):
    tags = {tag_of(person(name), NOW) for name in ("ada", "ben", "cleo")}
    assert tags == {page(name).tag for name in ("ada", "ben", "cleo")}
    tap("ben", Act.REST)

    assert len(tags | {tag_of(person(name), NOW) for name in ("ada", "ben")}) == 5
    assert tag_of(person("ada"), NOW) == tag_of(person("ada"), NOW + timedelta(hours=1))
    assert tag_of(person("ada"), NOW) != tag_of(person("ada"), NOW + HALF_A_DAY)
