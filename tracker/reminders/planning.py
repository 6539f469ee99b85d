"""Plans the reminders that are due: each once, under its key, however many plan and however they end.

What is said, and whether anything is, is decided when it is sent.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select, update

from tracker.domain.reminders import LATE_AFTER, LONGEST_GAP, ReminderKey, ReminderKind, come_due, next_due
from tracker.domain.zones import known_zone
from tracker.extensions import db, read_only
from tracker.models import (
    Device,
    Mail,
    Person,
    PlannedReminder,
    PushSubscription,
    ReminderRow,
    ReminderWays,
)
from tracker.models.mails import MAIL, PUSH
from tracker.models.types import Instant
from tracker.one_database import insert_on

AT_ONCE = 100
REMINDER = "reminder"
KINDS = {ReminderKind.LETTER: "letter", ReminderKind.ARRIVAL: "arrival"}  # of mails; all others are reminders

WHERE_TO = (
    Person.id.label("person_id"),
    Person.email,
    Person.confirmed_at,
    ReminderWays.by_mail,
    ReminderWays.by_push,
    ReminderWays.locale,
)
TO_LOOK_AT = (
    select(ReminderRow.id, ReminderRow.kind, ReminderRow.habit_id, ReminderRow.at, Person.zone, *WHERE_TO)
    .join(Person, Person.id == ReminderRow.person_id)
    .outerjoin(ReminderWays, ReminderWays.person_id == ReminderRow.person_id)
    .order_by(ReminderRow.look_at)
    .limit(AT_ONCE)
)
TAKING = (
    select(PushSubscription.id)
    .join(Device, Device.id == PushSubscription.device_id)
    .where(
        PushSubscription.person_id == bindparam("person_id"),
        Device.expires_at > bindparam("now", type_=Instant),
    )
)


def plan_due(now: datetime, *, sends_mail: bool) -> int:
    """Leave what is due for whoever sends it; returns how many that were. Needs an application context."""
    count = 0
    while there_is_any(now):
        rows = db.session.execute(
            TO_LOOK_AT.where(is_to_look_at(now)).with_for_update(skip_locked=True, of=ReminderRow)
        ).all()
        count += sum(plan(row, now, sends_mail=sends_mail) for row in rows)
        db.session.commit()
        if not rows:
            break
    return count


def there_is_any(now: datetime) -> bool:
    """Whether there is anything to look at, without keeping anybody from writing."""
    read_only()
    found = db.session.scalar(select(ReminderRow.id).where(is_to_look_at(now)).limit(1))
    db.session.rollback()
    return found is not None


def is_to_look_at(now: datetime) -> ColumnElement[bool]:
    """What has come, and what lies further ahead than it can: a clock was wrong when that was written."""
    return or_(ReminderRow.look_at <= now, ReminderRow.look_at > now + LONGEST_GAP)


def plan(row: Any, now: datetime, *, sends_mail: bool) -> int:
    """Plan one reminder as often as it is due, and say when to look at it again."""
    count, zone = 0, known_zone(row.zone)
    for due in come_due([row.at], zone, now - LATE_AFTER, now):
        about = str(row.habit_id) if row.kind == ReminderKind.HABIT else row.kind
        key = str(ReminderKey(about, row.person_id, due.day, due.at))
        if is_new(key, row.person_id, now):
            db.session.add_all(left_for_sending(row, key, due.instant, now, sends_mail=sends_mail))
            count += 1
    look_at = next_due([row.at], zone, now)
    db.session.execute(update(ReminderRow).where(ReminderRow.id == row.id).values(look_at=look_at))
    return count


def is_new(key: str, person_id: int, now: datetime) -> bool:
    """Whether nothing was planned under a key until now; from here on, something is."""
    insert = insert_on(db.engine.dialect.name)
    planned = insert(PlannedReminder).values(key=key, person_id=person_id, at=now)
    left = db.session.execute(planned.on_conflict_do_nothing().returning(PlannedReminder.key))
    return left.first() is not None


def left_for_sending(
    to: Any, key: str, due_at: datetime, now: datetime, *, sends_mail: bool
) -> Iterator[Mail]:
    """What waits to be sent under a key: a mail, and a notice to each device, as far as whoever it goes to wants them."""
    waits = {
        "kind": KINDS.get(to.kind, REMINDER),
        "locale": to.locale or "en",
        "created_at": due_at,
        "leased_until": now,
        "key": key,
    }
    letter = to.kind == ReminderKind.LETTER
    if sends_mail and (to.by_mail or letter) and to.confirmed_at is not None:
        yield Mail(address=to.email, way=MAIL, **waits)
    if to.by_push is not False and not letter:
        for subscription_id in db.session.scalars(TAKING, {"person_id": to.person_id, "now": now}).all():
            yield Mail(address=str(subscription_id), way=PUSH, **waits)
