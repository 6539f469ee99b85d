"""Who sees which picture, before and after two join and part."""

import pytest
from sqlalchemy import func, select, update

from tests.databases import acting
from tests.wall.sent import MOST, crowd, latest, sending, shown, the_lake
from tests.world import (
    ADA_TO_BEN,
    ADAS_DELETED,
    BEN_TO_ADA,
    CLEOS_WAITING,
    DAN_TO_ADA,
    NOW,
    PEOPLE,
    couple,
    person,
)
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import Note, Picture
from tracker.sight import sees_note
from tracker.spaces import actions as spaces
from tracker.wall import actions, queries
from tracker.wall.shown import SHOWN

pytestmark = pytest.mark.usefixtures("drawn_once")


@pytest.mark.parametrize("name", ["cleo", "dan", ""])
def test_nobody_else_ever_sees_it(app, ada, visit, name):
    sending(ada)

    answer = visit(name).get(f"/wall/{latest(app)[0]}/picture")

    assert answer.status_code == (404 if name else 303)
    assert answer.mimetype == "text/html"


def test_words_about_a_picture_are_found(ada, ben):
    sending(ada, description="Himbeeren am Zaun")

    found = ben.look_for("/wall/search", "himbeeren")
    assert "Look at this" in found.text
    assert len(shown(found)) == 1


def test_a_picture_is_there_among_the_pinned_and_on_its_day(app, ada):
    sending(ada)
    note_id, _ = latest(app)
    ada.send(f"/wall/{note_id}/pin")
    with acting(app):
        db.session.execute(update(Note).where(Note.id == note_id).values(written_at=NOW.replace(year=2025)))

    page = ada.page("/wall")

    assert [each["src"] for each in shown(page)].count(f"/wall/{note_id}/picture") == 2
    assert [each["src"] for each in shown(ada.page("/garden"))] == [f"/wall/{note_id}/picture"]


def test_a_page_of_the_wall_never_loads_what_is_in_the_pictures(app, ada):
    sending(ada)
    with acting(app):
        (first, *_) = queries.wall_page(person("ada"), NOW).notes

    assert first.note.picture._fields == ("width", "height", "description")
    assert "pictures.description" in str(SHOWN)
    assert "pictures.content" not in str(SHOWN)


def test_the_one_who_joins_finds_what_waited_for_them(inside):
    waiting = actions.write("Wait", by=person("cleo"), now=NOW, enclosed=the_lake())
    spaces.leave(by=person("ben"), now=NOW)
    own = actions.write("From Ben", by=person("ben"), now=NOW, enclosed=the_lake())

    couple("cleo", "ben", NOW)

    for name in ("cleo", "ben"):
        for each in (waiting.id, own.id):
            assert queries.content_of_picture(person(name), each) == the_lake().drawn.content
    there = select(func.count()).select_from(Picture).join(Note).where(sees_note(person("ben")))
    assert db.session.scalar(there) == 3  # and the one that Cleo had there before


def test_the_one_who_stays_keeps_what_was_for_them_and_the_one_who_left_sees_nothing(inside, world):
    ids = [
        actions.write("To stay", by=person(name), now=NOW, enclosed=the_lake()).id for name in ("ada", "ben")
    ]

    spaces.leave(by=person("ben"), now=NOW)

    assert [queries.content_of_picture(person("ada"), each) for each in ids] == [the_lake().drawn.content] * 2
    for each in ids:
        with pytest.raises(Exception, match="picture"):
            queries.content_of_picture(person("ben"), each)


def test_when_an_account_is_deleted_the_pictures_for_the_other_stay_and_all_else_goes(inside):
    kept_id = actions.write("To stay", by=person("ben"), now=NOW, enclosed=the_lake()).id
    own_id = actions.write("Alone", by=person("cleo"), now=NOW, enclosed=the_lake()).id

    spaces.erase(by=person("ben"), now=NOW)
    spaces.erase(by=person("cleo"), now=NOW)

    assert queries.content_of_picture(person("ada"), kept_id) == the_lake().drawn.content
    assert db.session.scalar(select(func.count()).where(Picture.note_id == own_id)) == 0


def test_what_one_cannot_see_takes_no_room(inside, world):
    crowd("ada", MOST)

    assert actions.write("There is room", by=person("ben"), now=NOW, enclosed=the_lake()).picture
    with pytest.raises(Refused):
        actions.write("There is none", by=person("ada"), now=NOW, enclosed=the_lake())


@pytest.mark.parametrize("name", [*PEOPLE, ""])
def test_who_sees_which_picture(world, visit, name):
    readers = {
        ADA_TO_BEN: {"ada", "ben"},
        DAN_TO_ADA: {"ada"},
        ADAS_DELETED: set(),
        CLEOS_WAITING: {"cleo"},
        BEN_TO_ADA: set(),
    }

    answers = {
        note: visit(name).get(f"/wall/{world.notes[note]}/picture").status_code == 200 for note in readers
    }

    assert answers == {note: name in there for note, there in readers.items()}
