"""An account is deleted with its password, and with all that was one's own."""

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.settled import assert_settled
from tests.world import (
    BEN_TO_ADA,
    BENS_OWN,
    CLEOS_WAITING,
    DANS_PRIVATE,
    NOW,
    PASSWORD,
    email,
    person,
)
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import CheckIn, Device, Habit, Note, Person, Space, Track
from tracker.spaces import actions

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each joins or parts two by the same statements as the one beside it"),
]


def delete(visitor, password=PASSWORD):
    return visitor.submit("/settings/delete", password=password)


def test_an_account_is_deleted_with_all_that_was_ones_own(app, world, ben, ada):
    answer = delete(ben)

    assert (answer.status_code, answer.location) == (303, "/")
    assert ben.get("/today").status_code == 303
    left = {
        "people": kept(app, select(Person.id).where(Person.email == email("ben"))),
        "devices": kept(app, select(Device.id).where(Device.person_id == world.people["ben"])),
        "habits": kept(app, select(Habit.id).where(Habit.name == BENS_OWN)),
        "check-ins": kept(app, select(CheckIn.id).where(CheckIn.author_id == world.people["ben"])),
        "tracks": kept(app, select(Track.id).where(Track.owner_id == world.people["ben"])),
    }
    assert left == {name: [] for name in left}
    assert len(kept(app, select(Space.id))) == 4
    assert BEN_TO_ADA in ada.page("/wall").text
    page = ada.page("/today").text
    assert "Your partner has left this space." in page and "Ben" not in page
    with app.app_context():
        assert_settled("ada", NOW)
        db.session.rollback()


def test_the_only_one_in_a_space_takes_it_along(app, world, cleo):
    delete(cleo)

    assert kept(app, select(Space.id).where(Space.id == world.spaces["cleo"])) == []
    assert kept(app, select(Note.id).where(Note.body == CLEOS_WAITING)) == []


def test_an_account_is_deleted_only_with_its_password(app, world, ben):
    answer = delete(ben, "wrong horse")

    assert answer.status_code == 422
    assert kept(app, select(Person.id).where(Person.email == email("ben"))) == [world.people["ben"]]


def test_who_waits_for_a_yes_can_be_deleted(app, world, cleo, dan):
    dan.send(f"/join/{world.cleos_key.token}")
    yes = f"/invite/{world.cleos_invitation}/welcome"
    form = cleo.page("/invite").form(yes)

    assert delete(dan).status_code == 303
    assert cleo.page("/invite")
    assert cleo.send(yes, **form.values).status_code == 303
    assert kept(app, select(Person.id).where(Person.space_id == world.spaces["cleo"])) == [
        world.people["cleo"]
    ]


def test_an_address_is_free_again_after_deleting(app, dan, guest):
    delete(dan)
    guest.submit("/register", name="Dan", email=email("dan"), password=PASSWORD)

    assert DANS_PRIVATE not in guest.page("/habits").source


def test_a_person_cannot_be_welcomed_to_a_space_that_was_left_meanwhile(inside, world):
    with pytest.raises(Refused):
        actions.invite(by=person("ada"), now=NOW, secret="x" * 40)
