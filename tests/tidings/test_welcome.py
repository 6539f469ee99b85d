"""The first Today of two begins with a welcome, and the note that waited."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept
from tests.tidings.done_for_the_other import WAITING, arrived, told_on
from tests.world import (
    CLEOS_WAITING,
    NOW,
    person,
)
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.models import Note, TidingRow
from tracker.telling import MOST_WAITING, tell_to


def test_the_first_today_of_two_begins_with_a_welcome_and_the_note_that_waited(app, world, visit):
    dan, cleo = visit("dan"), visit("cleo")
    dan.send(f"/join/{world.cleos_key.token}")
    cleo.submit("/invite", to=f"/invite/{world.cleos_invitation}/welcome")

    page = dan.page("/today")

    assert "Welcome. From today on you share this space with Cleo." in page.text
    assert page.text.index("Welcome.") < page.text.index(CLEOS_WAITING)
    assert page.text.count(CLEOS_WAITING) == 1
    assert not told_on(page), "the note stands in the welcome"
    assert "Welcome." not in cleo.page("/today").text


def join_cleo(world, visit):
    dan = visit("dan")
    dan.send(f"/join/{world.cleos_key.token}")
    visit("cleo").submit("/invite", to=f"/invite/{world.cleos_invitation}/welcome")
    return dan


def test_a_note_that_the_first_today_shows_whole_has_been_seen(app, world, visit):
    dan = join_cleo(world, visit)
    assert "note" in kept(app, WAITING)

    assert CLEOS_WAITING in dan.page("/today").text

    assert "note" not in kept(app, WAITING)
    assert not arrived(dan)


def test_of_several_notes_that_waited_the_welcome_shows_one_and_says_that_there_are_more(app, world, visit):
    dan = join_cleo(world, visit)
    visit("cleo").submit("/wall", body="And one more.")

    page = dan.page("/today")

    assert "And one more." in page.text
    assert len(told_on(page)) == 1
    assert re.search(r"Cleo\W+notes\W", page.text)


def test_a_long_letter_goes_on_in_its_place_and_is_seen_there(app, world, visit):
    letter = "Dear Dan, " + "and then we went on. " * 60
    with acting(app):
        db.session.execute(update(Note).where(Note.body == CLEOS_WAITING).values(body=letter))
    dan = join_cleo(world, visit)

    page = dan.page("/today")

    assert "Read on" in page.text
    shown = page.text[page.text.index("Dear Dan") : page.text.index("Read on")]
    assert len(shown) <= 210
    assert letter.strip() not in page.text
    assert "note" in kept(app, WAITING)


@pytest.mark.sql
def test_of_more_than_can_wait_at_one_instant_as_many_wait_as_can(inside):
    ben = person("ben")
    tell_to(ben, TidingKind.NOTE, range(1, MOST_WAITING + 11), NOW)
    tell_to(ben, TidingKind.HABIT, (7,), NOW + timedelta(seconds=1))

    found = db.session.scalars(select(TidingRow.kind).where(TidingRow.person_id == ben.id)).all()

    assert sorted(found) == ["habit", *["note"] * (MOST_WAITING - 1)]
