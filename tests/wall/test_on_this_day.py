"""Notes of this day in other years."""

import pytest
from sqlalchemy import select

from tests.world import (
    NOW,
    person,
)
from tracker.extensions import db
from tracker.models import Note
from tracker.wall import actions, queries

pytestmark = pytest.mark.sql


def remembered(name, now):
    return [shown.note.body for shown in queries.wall_page(person(name), now).memories]


def test_on_this_day_the_notes_of_other_years_are_there_again(inside):
    for year in (2024, 2025):
        actions.write(f"Warm in {year}", by=person("ben"), now=NOW.replace(year=year))

    assert remembered("ada", NOW) == ["Warm in 2025", "Warm in 2024"]
    assert remembered("ada", NOW.replace(hour=1)) == []  # two at night: still the day before
    assert remembered("ada", NOW.replace(day=12)) == []
    assert remembered("cleo", NOW) == remembered("dan", NOW) == []


def test_what_is_on_the_wall_from_this_day_is_shown_above_it(app, world, ada, moment):
    ada.submit("/wall", body="The first warm evening")
    with app.app_context():
        found = db.session.scalars(select(Note).where(Note.body == "The first warm evening")).one()
        found.written_at = NOW.replace(year=2025)
        db.session.commit()

    text = ada.page("/wall").text

    assert text.index("On this day") < text.index("The first warm evening")


def test_a_note_of_a_leap_day_is_remembered_on_leap_days(inside):
    leap = NOW.replace(year=2024, month=2, day=29)
    actions.write("A day that is seldom there", by=person("ada"), now=leap)

    found = {
        (year, day): len(remembered("ada", leap.replace(year=year, day=day)))
        for year, day in ((2025, 28), (2028, 28), (2028, 29))
    }

    assert found == {(2025, 28): 0, (2028, 28): 0, (2028, 29): 1}
