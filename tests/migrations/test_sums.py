"""Goals can be for a period since 0044: those of before stay for each day, and the database holds what a sum is."""

import pytest
from alembic import command
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from tracker.database import alembic_config
from tracker.extensions import db
from tracker.models import TermRow

WEEKLY = {"per": "week", "weekdays": 0, "times": 0, "days": 0, "goal": 10_000}


@pytest.mark.parametrize("older", ["0043"], indirect=True)
def test_a_goal_of_before_is_for_each_day(older):
    with_goals = db.session.scalar(text("SELECT count(*) FROM terms WHERE goal > 0"))
    db.session.remove()
    command.upgrade(alembic_config(), "head")

    summed = {row.terms.summed for row in db.session.scalars(select(TermRow))}
    db.session.rollback()
    assert with_goals
    assert summed == {False}


@pytest.mark.parametrize("sum_of", [{}, {"per": "month"}, {"per": "days", "days": 10}], ids=str)
def test_a_sum_has_a_goal(filled, sum_of):
    db.session.execute(update(TermRow).values(WEEKLY | sum_of))
    assert {row.terms.summed for row in db.session.scalars(select(TermRow))} == {True}
    db.session.rollback()

    with pytest.raises(IntegrityError, match="sum_has_a_goal"):
        db.session.execute(update(TermRow).values(WEEKLY | sum_of | {"goal": 0}))
    db.session.rollback()


def test_on_the_way_back_a_sum_is_a_goal_for_a_day(filled):
    db.session.execute(update(TermRow).values(WEEKLY))
    db.session.commit()
    db.session.remove()

    command.downgrade(alembic_config(), "0043")

    found = db.session.execute(text("SELECT DISTINCT per, times, goal FROM terms")).all()
    db.session.rollback()
    assert found == [("week", 1, 10_000)]
