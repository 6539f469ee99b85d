"""A picture is replaced, described, taken away, deleted and put back, by whoever wrote the note and nobody else."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from tests.databases import acting, kept
from tests.moments import AN_INSTANT
from tests.pictures import pictures
from tests.visitors import Page
from tests.wall.sent import LOST, OTHER, SENT, changed_at, latest, sending, shown, the_lake
from tests.world import (
    BEN_TO_ADA,
    NOW,
    person,
)
from tracker.domain.pictures import Enclosed
from tracker.extensions import db
from tracker.models import Picture
from tracker.sweeping import sweep_rows
from tracker.wall import actions, queries

pytestmark = pytest.mark.usefixtures("drawn_once")


def edited(visitor, note_id, **typed):
    return visitor.submit(f"/wall/{note_id}/edit", **typed)


def test_a_picture_is_replaced(app, ada, ben):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    answer = sending(ada, f"/wall/{note_id}/edit", content=OTHER, body="Look at this", description="The wood")

    _, after = latest(app)
    assert answer.status_code == 303
    assert (after.width, after.height, after.description) == (240, 320, "The wood")
    assert after.digest != before.digest
    assert Image.open(BytesIO(ben.get(f"/wall/{note_id}/picture").data)).size == (240, 320)
    assert changed_at(app, note_id) == NOW + AN_INSTANT


def test_the_same_picture_again_is_no_change(app, ada):
    sending(ada)
    note_id, _ = latest(app)

    sending(ada, f"/wall/{note_id}/edit")

    assert changed_at(app, note_id) is None


def test_changing_the_words_leaves_the_picture(app, ada):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    edited(ada, note_id, body="Other words")

    _, after = latest(app)
    assert (after.digest, after.description) == (before.digest, "The lake")


def test_what_is_said_of_a_picture_is_changed_alone(app, ada):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    edited(ada, note_id, description="The sea")

    _, after = latest(app)
    assert (after.digest, after.description, changed_at(app, note_id)) == (
        before.digest,
        "The sea",
        NOW + AN_INSTANT,
    )


def test_a_picture_is_taken_away_once_that_is_saved(app, ada, ben):
    sending(ada, description="The lake")
    note_id, _ = latest(app)

    edited(ada, note_id, without_picture="y")

    assert latest(app)[1] is None
    assert ben.get(f"/wall/{note_id}/picture").status_code == 404
    assert "Look at this" in ben.page("/wall").text


def test_a_picture_comes_to_a_note_that_had_none(app, world, ada, ben):
    note_id = world.notes[BEN_TO_ADA]

    sending(ben, f"/wall/{note_id}/edit", body=BEN_TO_ADA)

    assert ada.get(f"/wall/{note_id}/picture").status_code == 200


def test_a_change_that_cannot_be_leaves_the_picture_as_it_was(app, ada):
    sending(ada, description="The lake")
    note_id, before = latest(app)

    answers = [
        sending(ada, f"/wall/{note_id}/edit", content=LOST, body="Other words"),
        sending(ada, f"/wall/{note_id}/edit", content=OTHER, body=""),
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "Other words" in answers[0].text
    assert shown(Page.of(answers[0]))
    assert latest(app)[1].digest == before.digest


def test_only_its_author_changes_a_picture(app, ada, ben):
    sending(ada)
    note_id, before = latest(app)

    assert sending(ben, f"/wall/{note_id}/edit", content=OTHER).status_code == 404
    assert latest(app)[1].digest == before.digest


def test_a_deleted_note_takes_its_picture_along_and_both_come_back(app, ada, ben):
    sending(ada)
    note_id, _ = latest(app)
    path = f"/wall/{note_id}/picture"

    ada.send(f"/wall/{note_id}/delete")
    gone = [visitor.get(path).status_code for visitor in (ada, ben)]
    ada.send(f"/wall/{note_id}/put-back")

    assert (gone, [visitor.get(path).status_code for visitor in (ada, ben)]) == ([404, 404], [200, 200])


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_picture_is_gone_for_good(app, world, ada, moment):
    sending(ada)
    note_id, _ = latest(app)
    ada.send(f"/wall/{note_id}/delete")
    moment.shift(timedelta(hours=24, seconds=1))

    with acting(app):
        sweep_rows(NOW + timedelta(days=2))

    assert kept(app, select(func.count()).where(Picture.note_id == note_id)) == [0]


def test_a_picture_that_came_in_another_window_meanwhile_is_replaced(concurrent):
    with concurrent.app.app_context():
        note_id = actions.write("Two windows", by=person("ada"), now=NOW).id
        db.session.commit()

    def put(content, meanwhile=lambda: None):
        def act():
            ada = person("ada")
            seen = queries.own_note(ada, note_id)
            db.session.commit()
            meanwhile()
            actions.replace_picture(seen, Enclosed(pictures.drawn(content)), by=ada, now=NOW)
            db.session.commit()

        return act

    concurrent.at_once(put(SENT, meanwhile=lambda: concurrent.at_once(put(OTHER))))

    with concurrent.app.app_context():
        assert queries.content_of_picture(person("ada"), note_id) == the_lake().drawn.content
        db.session.rollback()
