"""Milestones, told once to each."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import acting, kept, rows
from tests.world import CLEOS, NOW, TODAY, person, planted, ticked
from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.extensions import db
from tracker.milestones.actions import keep_those_told, put_away
from tracker.models import MilestoneRow, Telling
from tracker.today.known import couple_streak, known_on
from tracker.today.news import milestone_to_tell

WEEK_DONE = date(2026, 2, 22)


def test_the_first_week_is_told_once_to_each(app, ada, ben):
    for visitor in (ada, ben):
        assert "Your first week together, day by day." in visitor.page("/today").text
        visitor.submit("/today", to="/milestones")
        assert "Your first week" not in visitor.page("/today").text

    assert rows(
        app,
        select(MilestoneRow.kind, MilestoneRow.number, MilestoneRow.reached_on).where(
            not_beside(MilestoneRow)
        ),
    ) == [("first_week", 7, WEEK_DONE)]
    assert len(kept(app, select(Telling.person_id).where(not_beside(Telling)))) == 2


def test_alone_it_is_said_to_one(app, cleo):
    with acting(app):
        since = TODAY - timedelta(days=30)
        planted("walk", by="cleo", since=since)
        ticked("walk", since, 8, by="cleo")
    with app.app_context():
        known = known_on(None, person("cleo"), NOW)
        found = milestone_to_tell(known, couple_streak(known))
        db.session.rollback()

    text = cleo.page("/today").text
    assert found == Milestone(MilestoneKind.FIRST_WEEK, 7)
    assert "Your first week, day by day." in text
    assert "together, day by day" not in text
    assert CLEOS in cleo.page("/habits").text


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"kind": "days"},
        {"kind": "days", "number": "many"},
        {"kind": "days", "number": "-5"},
        {"kind": "days", "number": str(10**20)},
        {"kind": "roses", "number": "5"},
        {"kind": "days", "number": "50"},
        {"kind": "days", "number": "365"},
        {"kind": "return", "number": "1"},
    ],
)
def test_what_nobody_has_come_to_is_passed_over(app, ada, words):
    assert ada.send("/milestones", **words).status_code == 303
    assert kept(app, select(Telling).where(not_beside(Telling))) == []
    assert kept(app, select(MilestoneRow.kind).where(not_beside(MilestoneRow))) == []


def test_its_day_is_the_one_it_was_done_on_whenever_it_is_read_of(app, world):
    two_weeks_on = NOW + timedelta(days=14)
    with acting(app):
        put_away("first_week", 7, by=person("ada"), now=two_weeks_on)

    assert kept(app, select(MilestoneRow.reached_on).where(not_beside(MilestoneRow))) == [WEEK_DONE]


@pytest.mark.parametrize("first", ["ada", "ben"])
def test_whether_the_other_has_read_of_it_is_nobodys_to_see(app, ada, ben, first):
    reader, other = (ada, ben) if first == "ada" else (ben, ada)
    before = {path: other.page(path).text for path in ("/us", "/garden", "/today")}

    reader.submit("/today", to="/milestones")

    assert {path: other.page(path).text for path in before} == before
    assert "Your first week together" in reader.page("/us").text


def test_what_two_have_come_to_is_kept_of_what_they_say_they_were_told_of_and_nothing_else(app, world):
    with acting(app):
        ada = person("ada")
        for kind, number in (("first_week", 7), ("days", 365)):
            db.session.add(Telling(person_id=ada.id, kind=kind, number=number, space_id=ada.space_id))
        db.session.flush()
        keep_those_told(ada, NOW)

    assert rows(app, select(MilestoneRow.kind, MilestoneRow.reached_on).where(not_beside(MilestoneRow))) == [
        ("first_week", WEEK_DONE)
    ]
    with app.app_context():
        known = known_on(None, person("ada"), NOW)
        assert list(known.circumstances.told) == [Milestone(MilestoneKind.FIRST_WEEK, 7)]
        db.session.rollback()


def test_putting_one_away_twice_is_putting_it_away_once(app, ada):
    for _time in range(2):
        assert ada.send("/milestones", kind="first_week", number="7").status_code == 303

    assert len(kept(app, select(Telling.person_id).where(not_beside(Telling)))) == 1
