"""Milestones, told once to each."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.beside import not_beside
from tests.databases import acting, kept, rows
from tests.world import CLEOS, NOW, TODAY, person, planted, ticked
from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.extensions import db
from tracker.models import MilestoneRow, Telling
from tracker.today.known import couple_streak, known_on
from tracker.today.news import milestone_to_tell


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
    ) == [("first_week", 7, TODAY)]
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
    ],
)
def test_what_is_no_milestone_is_passed_over(app, ada, words):
    assert ada.send("/milestones", **words).status_code == 303
    assert kept(app, select(Telling).where(not_beside(Telling))) == []


def test_putting_one_away_twice_is_putting_it_away_once(app, ada):
    for _time in range(2):
        assert ada.send("/milestones", kind="first_week", number="7").status_code == 303

    assert len(kept(app, select(Telling.person_id).where(not_beside(Telling)))) == 1
