"""Plans that somebody is told that something waits: once until they open Tend again, and a few times a day at most."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal, select, update

from tracker.accounts.queries import person_with
from tracker.domain.days import today
from tracker.domain.reminders import (
    ANY_TIME,
    ARRIVAL_SETTLES,
    MOST_ARRIVALS_A_DAY,
    ReminderKey,
    ReminderKind,
)
from tracker.extensions import db, read_only
from tracker.models import Person, ReminderWays
from tracker.reminders.planning import AT_ONCE, WHERE_TO, is_new, left_for_sending
from tracker.reminders.queries import ways_of
from tracker.tidings.queries import something_waits

WHILE_IT_IS_QUIET = timedelta(minutes=10)  # until it is looked at again

ARRIVED = (
    select(literal(ReminderKind.ARRIVAL.value).label("kind"), *WHERE_TO)
    .join(ReminderWays, ReminderWays.person_id == Person.id)
    .order_by(ReminderWays.arrival_at)
    .limit(AT_ONCE)
)


def plan_arrivals(now: datetime, *, sends_mail: bool) -> int:
    """Leave it for whoever sends that something waits for those who want to be told; returns for how many it does. Needs an
    application context.
    """
    count = 0
    while there_is_any(now):
        due = ReminderWays.arrival_at <= now - ARRIVAL_SETTLES
        locked = ARRIVED.where(due).with_for_update(skip_locked=True, of=ReminderWays)
        rows = db.session.execute(locked).all()
        count += sum(bool(plan_arrival(row, now, sends_mail=sends_mail)) for row in rows)
        db.session.commit()
        if not rows:
            break
    return count


def there_is_any(now: datetime) -> bool:
    read_only()
    due = ReminderWays.arrival_at <= now - ARRIVAL_SETTLES
    found = db.session.scalar(select(ReminderWays.person_id).where(due).limit(1))
    db.session.rollback()
    return found is not None


def plan_arrival(to: Any, now: datetime, *, sends_mail: bool) -> bool:
    """Plan it for one, or look again once it is not quiet any more, or let it be: it was seen, or it is enough for the day."""
    person = person_with(to.person_id)
    if person is None:
        return False
    if ways_of(person).quiet_hours.holds(now.astimezone(ZoneInfo(person.zone)).time()):
        change(person, arrival_at=now + WHILE_IT_IS_QUIET)
        return False
    day = today(person.rhythm, now)
    key = free_key(person, day, now) if something_waits(person, day, now) else ""
    change(person, arrival_at=None, told=bool(key))
    if key:
        db.session.add_all(left_for_sending(to, key, now, now, sends_mail=sends_mail))
    return bool(key)


def free_key(person: Person, day: date, now: datetime) -> str:
    """The key of the next time at which somebody is told on a day; nothing where it was as often as it may be."""
    numbers = range(1, MOST_ARRIVALS_A_DAY + 1)
    keys = (
        str(ReminderKey(f"{ReminderKind.ARRIVAL}-{number}", person.id, day, ANY_TIME)) for number in numbers
    )
    return next((key for key in keys if is_new(key, person.id, now)), "")


def change(person: Person, **values: object) -> None:
    theirs = update(ReminderWays).where(ReminderWays.person_id == person.id).values(**values)
    db.session.execute(theirs.execution_options(synchronize_session=False))
