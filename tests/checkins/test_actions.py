"""A check-in is drafted, sealed, and opened once both are; what each reads of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.checkins.one_week import UNTOLD, WHOLE, of_both, page, states
from tests.world import ADA_OPENED, ADA_SEALED, BEN_OPENED, BENS_DRAFT, NOW, OPENED_WEEK, SEALED_WEEK, person
from tracker.checkins import actions
from tracker.checkins.sheets import NOTHING_YET, Sheet
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.models import CheckIn
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads and writes a week by the same statements as the one beside it")


def test_a_draft_is_its_authors_alone(inside):
    own, partners = page("ben"), page("ada")

    assert own.own == Sheet(CheckInState.DRAFT, BENS_DRAFT, own.own.saved_at)
    assert partners.partners == NOTHING_YET


def test_a_draft_is_kept_as_often_as_one_likes(inside):
    for answers in (Answers(went_well="one"), Answers(went_well="two"), Answers()):
        actions.save(SEALED_WEEK, answers, by=person("ben"), now=NOW)

    assert page("ben").own.answers == Answers()


def test_of_a_sealed_one_the_partner_learns_that_it_is_sealed_no_more(inside):
    assert page("ben").partners == Sheet(CheckInState.SEALED, Answers(), None)


def test_both_open_at_the_same_moment(inside, world):
    actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    assert states() == of_both(world, "opened", "opened")
    assert page("ada").partners.answers == replace(WHOLE, **UNTOLD)
    assert page("ben").partners.answers == replace(ADA_SEALED, **UNTOLD)
    assert [page("ada").own.answers, page("ben").own.answers] == [ADA_SEALED, WHOLE]
    moments = set(
        db.session.scalars(
            select(CheckIn.opened_at).where(
                CheckIn.week == SEALED_WEEK, CheckIn.state == "opened", not_beside(CheckIn)
            )
        )
    )
    assert moments == {NOW}


def test_an_opened_pair_is_read_by_both_but_for_the_private_lines(inside):
    assert page("ada", OPENED_WEEK).partners.answers == replace(BEN_OPENED, **UNTOLD)
    assert page("ben", OPENED_WEEK).partners.answers == replace(ADA_OPENED, **UNTOLD)


@pytest.mark.parametrize("act", [actions.reopen, actions.make_private])
def test_what_has_opened_stays_as_it_is(inside, act):
    before = page("ada", OPENED_WEEK)

    with pytest.raises(Refused):
        act(OPENED_WEEK, by=person("ada"), now=NOW)
    for write in (actions.save, actions.seal):
        with pytest.raises(Refused):
            write(OPENED_WEEK, Answers(closeness=1), by=person("ada"), now=NOW)

    assert page("ada", OPENED_WEEK) == before


def test_a_draft_without_closeness_can_be_neither_sealed_nor_kept(inside, world):
    for act in (
        lambda: actions.seal(SEALED_WEEK, BENS_DRAFT, by=person("ben"), now=NOW),
        lambda: actions.make_private(SEALED_WEEK, by=person("ben"), now=NOW),
    ):
        with pytest.raises(Refused):
            act()

    assert states() == of_both(world, "sealed", "draft")


def test_alone_a_check_in_is_kept(inside):
    week = SEALED_WEEK - timedelta(days=7)
    at = NOW - timedelta(days=7)

    assert actions.seal(week, WHOLE, by=person("cleo"), now=at).state == CheckInState.KEPT
    assert page("cleo", week, at).own.answers == WHOLE


def test_a_former_partners_answers_are_read_by_neither(inside):
    spaces.leave(by=person("ben"), now=NOW)

    for name, own in (("ada", ADA_OPENED), ("ben", BEN_OPENED)):
        assert (page(name, OPENED_WEEK).own.answers, page(name, OPENED_WEEK).partners) == (own, NOTHING_YET)


def test_what_was_sealed_when_one_left_is_kept(inside, world):
    spaces.leave(by=person("ben"), now=NOW)

    assert states() == of_both(world, "kept", "draft")


def test_who_comes_after_reads_nothing_of_what_was_opened_to_another(inside):
    assert page("ada", date(2026, 1, 5)).own.state == CheckInState.OPENED
    with pytest.raises(Missing):
        page("ben", date(2026, 1, 5))
    with pytest.raises(Missing):
        page("ben", date(2026, 1, 5), NOW)


def test_sealing_twice_is_sealing_once(inside, world):
    for _time in range(2):
        actions.seal(SEALED_WEEK, WHOLE, by=person("ben"), now=NOW)

    assert states() == of_both(world, "opened", "opened")


def test_a_draft_that_comes_after_its_seal_changes_nothing_if_it_says_the_same(inside, world):
    assert actions.save(SEALED_WEEK, ADA_SEALED, by=person("ada"), now=NOW).state == CheckInState.SEALED

    with pytest.raises(Refused, match="sealed"):
        actions.save(SEALED_WEEK, replace(ADA_SEALED, closeness=1), by=person("ada"), now=NOW)
    assert states() == of_both(world, "sealed", "draft")
