"""Somebody who wants to be reminded, for tests: by mail, of what the world has."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import select

from tests.world import NOW, person
from tracker.extensions import db
from tracker.models import Mail
from tracker.reminders import actions
from tracker.reminders.actions import AS_AT_FIRST
from tracker.reminders.planning import plan_due

AT = time(20, 30)  # by Ada's clock it is nine in the evening now
BY_MAIL = replace(AS_AT_FIRST, by_mail=True, quiet_from=time(0), quiet_until=time(0))


def choose(name: str = "ada", now: datetime = NOW, **ways: Any) -> None:
    """Somebody wants to be reminded by mail, and in what other ways are named."""
    actions.choose_ways(replace(BY_MAIL, **ways), locale="en", by=person(name), now=now)
    db.session.commit()


def remind(habit_id: int | None, *times: time, name: str = "ada", now: datetime) -> None:
    """Somebody wants to be reminded of a habit, or of the check-in where none is named."""
    if habit_id is None:
        actions.remind_of_check_in(times or [AT], by=person(name), now=now)
    else:
        actions.remind_of_habit(habit_id, times or [AT], by=person(name), now=now)
    db.session.commit()


def planned(now: datetime = NOW, *, sends_mail: bool = True) -> Sequence[Mail]:
    """What waits to be sent once what is due was planned."""
    plan_due(now, sends_mail=sends_mail)
    return db.session.scalars(select(Mail).order_by(Mail.key)).all()
