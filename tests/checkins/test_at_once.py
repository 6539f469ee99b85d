"""Two seal, reopen, leave or save at the same instant, and nothing comes out by halves."""

from dataclasses import replace
from datetime import date

import pytest

from tests.checkins.one_week import UNTOLD, WHOLE, of_both, page, states
from tests.world import ADA_SEALED, NOW, SEALED_WEEK, person
from tracker.checkins import actions
from tracker.checkins.sheets import NOTHING_YET
from tracker.extensions import db
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads and writes a week by the same statements as the one beside it")


def seal(place, name, answers):
    def act():
        actions.seal(SEALED_WEEK, answers, by=person(name), now=NOW)
        db.session.commit()

    return act


@pytest.mark.parametrize("times", range(3))
@pytest.mark.crossed("a try and the database")
def test_two_who_seal_at_the_same_instant_always_open_both(concurrent, times):
    world = concurrent.world
    with concurrent.app.app_context():
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
        db.session.commit()

    results = concurrent.at_once(seal(concurrent, "ada", ADA_SEALED), seal(concurrent, "ben", WHOLE))

    with concurrent.app.app_context():
        assert states() == of_both(world, "opened", "opened")
        assert [page("ada").partners.answers, page("ben").partners.answers] == [
            replace(WHOLE, **UNTOLD),
            replace(ADA_SEALED, **UNTOLD),
        ]
        db.session.rollback()
    assert results == [None, None]


def test_one_who_seals_while_the_other_reopens_never_opens_only_one(concurrent):
    world = concurrent.world

    def reopen():
        actions.reopen(SEALED_WEEK, by=person("ada"), now=NOW)
        db.session.commit()

    concurrent.at_once(seal(concurrent, "ben", WHOLE), reopen)

    with concurrent.app.app_context():
        assert states() in (of_both(world, "opened", "opened"), of_both(world, "draft", "sealed"))
        db.session.rollback()


def test_one_who_seals_while_the_other_leaves_waits_for_nobody(concurrent):
    def leave():
        spaces.leave(by=person("ada"), now=NOW)
        db.session.commit()

    concurrent.at_once(seal(concurrent, "ben", WHOLE), leave)

    with concurrent.app.app_context():
        assert "sealed" not in states().values()
        assert page("ben").partners == NOTHING_YET
        db.session.rollback()


def test_a_form_sent_twice_at_the_same_instant_is_kept_once(concurrent):
    week = date(2026, 2, 16)

    def save():
        actions.save(week, WHOLE, by=person("ben"), now=NOW)
        db.session.commit()

    assert concurrent.at_once(save, save, save) == [None] * 3
    with concurrent.app.app_context():
        assert states(week) == {concurrent.world.people["ben"]: "draft"}
        db.session.rollback()
