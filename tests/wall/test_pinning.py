"""Three notes stand above the others for as long as somebody likes."""

import re

import pytest

from tests.wall.notes_there import note
from tests.world import (
    ADA_TO_BEN,
    ADA_TO_DAN,
    BEN_TO_ADA,
    BENS_WAITING,
    DAN_TO_ADA,
    NOW,
    person,
)
from tracker.extensions import db
from tracker.wall import actions, queries

pytestmark = pytest.mark.sql


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_either_can_pin_a_note_above_the_others_and_take_it_down(app, world, visit, ada, ben, name):
    of_ben = world.notes[BENS_WAITING]
    ada.send(f"/wall/{world.notes[ADA_TO_BEN]}/unpin")

    visit(name).send(f"/wall/{of_ben}/pin")

    for visitor in (ada, ben):
        assert order(visitor)[0] == of_ben
        assert "Pinned" in visitor.page("/wall").text
    visit(name).send(f"/wall/{of_ben}/unpin")
    assert order(ada)[0] != of_ben


def order(visitor):
    return [
        int(number)
        for number in re.findall(r'<li class="note[^"]*" id="note-(\d+)"', visitor.page("/wall").source)
    ]


def test_three_are_pinned_and_a_fourth_is_kindly_refused(app, world, ada):
    for body in ("one", "two", "three", "four"):
        ada.submit("/wall", body=body)
    ada.send(f"/wall/{world.notes[ADA_TO_BEN]}/unpin")
    ids = order(ada)[:4]

    for note_id in ids:
        ada.send(f"/wall/{note_id}/pin")

    assert "There is room for 3 pinned notes." in ada.page("/wall").text
    assert [bool(note(app, each).pinned_at) for each in ids] == [True, True, True, False]


def test_what_one_cannot_see_takes_no_room_among_the_pinned(app, world, ada, ben):
    for name in (DAN_TO_ADA, ADA_TO_DAN):
        ada.send(f"/wall/{world.notes[name]}/pin")
    for name in (ADA_TO_BEN, BEN_TO_ADA, BENS_WAITING):
        ben.send(f"/wall/{world.notes[name]}/pin")

    assert [
        bool(note(app, world.notes[name]).pinned_at) for name in (ADA_TO_BEN, BEN_TO_ADA, BENS_WAITING)
    ] == [True] * 3


def test_three_at_the_same_instant_are_no_more_than_three(concurrent):
    with concurrent.app.app_context():
        ids = [actions.write(f"note {n}", by=person("ada"), now=NOW).id for n in range(6)]
        db.session.commit()

    def pin(note_id):
        def act():
            ada = person("ada")
            actions.pin(queries.note_there(ada, note_id), by=ada, now=NOW)
            db.session.commit()

        return act

    concurrent.at_once(*(pin(note_id) for note_id in ids))

    with concurrent.app.app_context():
        assert queries.pinned_count(person("ada")) == 3
        db.session.rollback()
