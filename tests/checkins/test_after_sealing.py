"""What can still be done with a check-in once it is sealed: reopened, kept for oneself, sealed again, handed over."""

from dataclasses import replace
from datetime import date

import pytest

from tests.checkins.one_week import UNTOLD, WHOLE, of_both, page, states
from tests.world import ADA_OPENED, ADA_SEALED, NOW, SEALED_WEEK, person
from tracker.checkins import actions
from tracker.checkins.sheets import NOTHING_YET
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.refusals import Refused

pytestmark = pytest.mark.on_either("each reads and writes a week by the same statements as the one beside it")


def test_a_sealed_one_can_be_reopened_changed_and_sealed_again(inside, world):
    with pytest.raises(Refused):
        actions.save(SEALED_WEEK, Answers(), by=person("ada"), now=NOW)
    actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
    assert page("ben").partners == NOTHING_YET

    actions.seal(SEALED_WEEK, ADA_OPENED, by=person("ada"), now=NOW)

    assert states() == of_both(world, "sealed", "draft")
    assert page("ada").own.answers == ADA_OPENED


def test_reopening_twice_is_reopening_once(inside, world):
    for _time in range(2):
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "draft", "draft")
    assert page("ada").own.answers == ADA_SEALED


def test_what_one_keeps_the_partner_neither_reads_nor_hears_of(inside, world):
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)
    assert page("ben").partners == NOTHING_YET

    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    assert states() == of_both(world, "kept", "sealed")
    assert page("ada").partners.answers == Answers()


def test_a_sealed_one_handed_over_is_read_without_an_answer(inside, world):
    actions.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "opened", "draft")
    assert page("ben").partners.answers == replace(ADA_SEALED, **UNTOLD)
    assert page("ada").partners == NOTHING_YET
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)
    assert page("ada").partners.answers == replace(WHOLE, **UNTOLD)


def test_handing_over_twice_is_handing_over_once(inside, world):
    for _time in range(2):
        actions.hand_over(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "opened", "draft")


@pytest.mark.parametrize("name", ["ben", "cleo"])
def test_only_what_is_sealed_can_be_handed_over(inside, name):
    with pytest.raises(Refused):
        actions.hand_over(SEALED_WEEK, by=person(name), now=NOW)


@pytest.mark.parametrize("act", [actions.reopen, actions.make_private, actions.hand_over])
def test_there_is_nothing_to_do_with_a_week_nobody_wrote_in(inside, act):
    with pytest.raises(Refused):
        act(date(2026, 1, 26), by=person("ada"), now=NOW)


def test_what_was_kept_can_be_sealed_again_as_it_was(inside, world):
    assert actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW) is CheckInState.SEALED

    for _time in range(2):
        actions.seal_again(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "sealed", "draft")
    assert page("ada").own.answers == ADA_SEALED


def test_what_is_sealed_again_opens_when_the_others_is_sealed_by_then(inside, world):
    actions.make_private(SEALED_WEEK, by=person("ada"), now=NOW)
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    actions.seal_again(SEALED_WEEK, by=person("ada"), now=NOW)

    assert states() == of_both(world, "opened", "opened")


def test_alone_what_is_kept_stays_kept(inside):
    assert actions.seal_again(SEALED_WEEK, by=person("cleo"), now=NOW).state == CheckInState.KEPT
