"""A habit that a note on the wall does leads there from Today, and is ticked by writing."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept
from tests.world import EACH, NOW, TODAY, own_track_id, person
from tracker.domain.habits import TOUCH, HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Habit, Tick
from tracker.wall import actions as wall

NAME = "write a line on the wall"


def plant(by, mode=Mode.EACH, **more):
    plan = HabitPlan(9, NAME, mode, DAILY, TODAY - timedelta(days=3), by_note=True, **more)
    habits.plant(plan, by=person(by), now=NOW)
    return own_track_id(NAME, person(by))


def ticks(app, track_id):
    return kept(app, select(Tick.day).where(Tick.track_id == track_id))


@pytest.mark.parametrize("mode", list(Mode))
def test_today_leads_to_the_wall_and_writing_there_is_doing_it(app, ada, mode):
    with acting(app):
        track_id = plant("ada", mode)
    page = ada.page("/today")
    path = f"/tracks/{track_id}/ticks/{TODAY}"
    assert "/wall" in [given.get("href") for _tag, given in page.tags if given.get("class") == "tick"]
    assert path not in page.source

    ada.send("/wall", body="Thank you for the soup")

    assert ticks(app, track_id) == [TODAY]
    assert f"{NAME}: done" in ada.page("/today").text
    assert path in ada.page("/today").source


def test_twice_is_once_and_the_partners_line_stays_theirs(app, ada):
    with acting(app):
        own, others = plant("ada"), own_track_id(NAME, person("ben"))
    for words in ("One", "Two"):
        ada.send("/wall", body=words)

    assert (ticks(app, own), ticks(app, others)) == ([TODAY], [])


def test_no_other_habit_is_ticked_and_nothing_private_ticks_one(app, world, ada):
    with acting(app):
        own = plant("ada")
    ada.send("/reflections/new", body="For myself alone")
    ada.send("/wall/jar", body="For a hard day")

    assert ticks(app, own) == []
    before = ticks(app, world.tracks[f"{EACH} of ada"])
    ada.send("/wall", body="One")
    assert ticks(app, world.tracks[f"{EACH} of ada"]) == before


def test_an_amount_is_for_its_owner_to_say_and_what_is_not_begun_is_not_done(inside):
    measured = plant("ada", goal=5000, unit="lines")
    wall.write("One", by=person("ada"), now=NOW)
    wall.write("One", by=person("ada"), now=NOW - timedelta(days=9))

    assert db.session.scalars(select(Tick.day).where(Tick.track_id == measured)).all() == []


def test_a_note_is_taken_whatever_has_become_of_what_it_would_tick(app, ada):
    with acting(app):
        own = plant("ada")
        left = update(Habit).where(Habit.name == NAME).values(mode=Mode.ONE, left_on=TODAY)
        db.session.execute(left)

    assert (ada.send("/wall", body="One").status_code, ticks(app, own)) == (303, [])


def test_no_note_ticks_a_habit_of_being_close_whoever_asks_for_it(app, ada, ben):
    with acting(app):
        own = plant("ada")
        habit_id = db.session.scalar(select(Habit.id).where(Habit.name == NAME))
        db.session.execute(update(Habit).where(Habit.id == habit_id).values(strategy=TOUCH, by_note=False))
    answer = ben.submit(f"/habits/{habit_id}/edit", by_note="y")
    assert (answer.status_code, "ticked by hand, never by a note" in answer.text) == (422, True)
    assert kept(app, select(Habit.by_note).where(Habit.id == habit_id)) == [False]

    with acting(app):
        db.session.execute(update(Habit).where(Habit.id == habit_id).values(by_note=True))
    ada.send("/wall", body="One")
    assert ticks(app, own) == []


def test_it_is_said_in_the_form_and_can_be_changed(app, ada):
    answer = ada.submit("/habits/new", name=NAME, strategy="9", mode="one", by_note="y")
    assert answer.status_code == 303
    with acting(app):
        habit = person("ada").id and own_track_id(NAME, person("ada"))
    ada.send("/wall", body="One")
    assert ticks(app, habit) == [TODAY]
