"""What becomes of appointments, and of what to take along, where two part or take something back at the same instant."""

from threading import Event
from time import sleep

import pytest
from sqlalchemy import select

from tests.appointments.paths import path_to
from tests.databases import kept
from tests.visitors import Visitor
from tests.world import (
    ADAS_APPOINTMENT,
    ADAS_TO_BRING,
    APPOINTMENT,
    APPOINTMENT_WITH_DAN,
    BENS_APPOINTMENT,
    BENS_TO_BRING,
    CLEOS_APPOINTMENT,
    DANS_APPOINTMENT,
    DANS_TO_BRING,
    DELETED_APPOINTMENT,
    DELETED_TO_BRING,
    NOW,
    TO_BRING,
    couple,
    person,
)
from tracker.appointments import actions, queries
from tracker.extensions import db
from tracker.models import Appointment, ToBring
from tracker.planned import seen_by
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each reads the same list for somebody else, or after the same parting")


def there_for(name):
    by = person(name)
    rows = db.session.scalars(select(Appointment).where(seen_by(by, Appointment))).all()
    things = db.session.scalars(
        select(ToBring.name).where(
            ToBring.appointment_id.in_([each.id for each in rows]), ToBring.space_id == by.space_id
        )
    )
    return {each.who for each in rows} | set(things)


ADAS = {APPOINTMENT, TO_BRING, DELETED_TO_BRING, ADAS_APPOINTMENT, ADAS_TO_BRING}


BENS = {BENS_APPOINTMENT, BENS_TO_BRING}


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_what_is_for_both_stays_its_authors_and_vanishes_for_the_other(inside, world, leaver):
    spaces.leave(by=person(leaver), now=NOW)

    assert (there_for("ada"), there_for("ben")) == (ADAS, BENS)
    assert there_for("dan") == {DANS_APPOINTMENT, DANS_TO_BRING, APPOINTMENT_WITH_DAN}
    deleted = db.session.scalars(select(Appointment).where(Appointment.who == DELETED_APPOINTMENT)).one()
    assert (deleted.author_id, deleted.space_id) == (world.people["ben"], person("ben").space_id)


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_the_other_is_told_by_no_page_that_there_is_one(app, world, ada, ben, leaver):
    {"ada": ada, "ben": ben}[leaver].submit("/settings/leave")
    path = path_to(world, APPOINTMENT)

    assert [ben.get(each).status_code for each in (path, f"{path}/edit")] == [404, 404]
    assert ben.send(f"/help/bring/{world.to_bring[TO_BRING]}/pack").status_code == 404
    assert [ada.get(each).status_code for each in (path, f"{path}/edit")] == [200, 200]


def test_the_next_to_join_sees_none_of_it_unasked(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    assert there_for("ada") == ADAS
    assert there_for("cleo") == {CLEOS_APPOINTMENT}


def test_an_account_that_is_deleted_takes_its_own_and_what_it_thought_of_taking_along(inside):
    spaces.erase(by=person("ben"), now=NOW)

    assert there_for("ada") == ADAS - {TO_BRING}
    left = set(db.session.scalars(select(Appointment.who)))
    assert left & {BENS_APPOINTMENT, DELETED_APPOINTMENT} == set()


@pytest.mark.sql
@pytest.mark.parametrize("what", ["pack", "unpack", "delete", "put-back"])
@pytest.mark.crossed("a kind, and the database")
def test_of_what_is_kept_to_oneself_at_that_instant_the_other_packs_nothing(concurrent, what):
    """Ada has taken it back, and nothing of that is written yet when Ben asks: he waits, and it is not there for him."""
    name = DELETED_TO_BRING if what == "put-back" else TO_BRING
    app, thing_id = concurrent.app, concurrent.world.to_bring[name]
    before = kept(app, select(ToBring).where(ToBring.id == thing_id))[0]
    was, taken_back, ben = (before.packed, before.deleted_at), Event(), Visitor.of("ben", app)

    def keeps():
        ada = person("ada")
        actions.unshare(queries.own_appointment(ada, before.appointment_id), by=ada)
        db.session.flush()
        taken_back.set()
        sleep(0.2)  # in which he comes to where he waits
        db.session.commit()

    def packs():
        db.session.rollback()
        assert taken_back.wait(30)
        return ben.send(f"/help/bring/{thing_id}/{what}").status_code

    assert concurrent.at_once(keeps, packs) == [None, 404]
    after = kept(app, select(ToBring).where(ToBring.id == thing_id))[0]
    assert (after.packed, after.deleted_at) == was
