"""Two who tap at the same instant: one of both counts, and both learn which."""

from dataclasses import replace

import pytest

from tests.talk.moves import ON_TWO, act, adas, over, rows, tap
from tests.world import (
    NOW,
    TALK_VERSION,
    person,
)
from tracker.domain.refusals import Refused
from tracker.domain.talk import GONE, MOVED_ON, Act, Phase, Side
from tracker.extensions import db
from tracker.spaces import actions as spaces
from tracker.talk import actions

pytestmark = pytest.mark.on_either("each reads and writes the one row of a talk by the same statements")


def begin(name, words):
    def do():
        actions.begin(replace(ON_TWO, words=words), by=person(name), now=NOW)
        db.session.commit()

    return do


def standing(place):
    with place.app.app_context():
        row = adas()
        db.session.rollback()
        return row.version, row.talk


def sentences(results):
    return sorted(getattr(each, "sentence", "") for each in results)


@pytest.mark.parametrize("times", range(3))
def test_two_taps_on_the_same_button_at_the_same_instant_are_one(concurrent, times):
    results = concurrent.at_once(act("ada", Act.SAID), act("ada", Act.SAID), act("ada", Act.SAID))

    version, talk = standing(concurrent)
    assert (results, version, talk.phase) == ([None] * 3, TALK_VERSION + 1, Phase.SAYING_BACK)


@pytest.mark.parametrize("times", range(3))
def test_of_one_who_is_understood_and_one_who_pauses_only_one_counts(concurrent, times):
    with concurrent.app.app_context():
        tap("ada", Act.SAID)
        db.session.commit()
    version = TALK_VERSION + 1

    results = concurrent.at_once(act("ada", Act.MEANT, version), act("ben", Act.REST, version))

    after, talk = standing(concurrent)
    assert after == version + 1
    assert sentences(results) == ["", MOVED_ON]
    assert (talk.floor, talk.resting) in ((Side.OTHER, None), (Side.HOST, Side.OTHER))


def test_both_who_pause_at_the_same_instant_pause(concurrent):
    results = concurrent.at_once(act("ada", Act.REST), act("ben", Act.REST))

    version, talk = standing(concurrent)
    assert (results, version, talk.resting is not None) == ([None, None], TALK_VERSION + 1, True)


@pytest.mark.parametrize("times", range(3))
@pytest.mark.crossed("a try and the database")
def test_of_two_who_begin_at_the_same_instant_one_begins(concurrent, times):
    with concurrent.app.app_context():
        over()
        db.session.commit()

    results = concurrent.at_once(begin("ada", "hers"), begin("ben", "his"))

    with concurrent.app.app_context():
        begun = adas().topic
        db.session.rollback()
    refusals = [each for each in results if each]
    assert [type(each) for each in refusals] == [Refused]
    assert {begun, refusals[0].values["words"]} == {"hers", "his"}


def test_the_first_two_talks_of_a_space_begun_at_the_same_instant_are_one(concurrent):
    with concurrent.app.app_context():
        db.session.delete(adas())
        db.session.commit()

    results = concurrent.at_once(begin("ada", ""), begin("ben", ""), begin("ada", ""))

    assert sorted(map(type, results), key=str) == sorted([type(None), Refused, Refused], key=str)


@pytest.mark.parametrize("times", range(3))
@pytest.mark.crossed("a try and the database")
def test_one_who_taps_while_the_other_leaves_finds_the_talk_over_or_was_before(concurrent, times):
    def leave():
        spaces.leave(by=person("ben"), now=NOW)
        db.session.commit()

    results = concurrent.at_once(act("ada", Act.SAID), leave)

    assert sentences(results) in (["", ""], ["", GONE])
    with concurrent.app.app_context():
        assert rows() == []
        db.session.rollback()
