"""Finding a person's calendar, and what stands in it: what they may see, and nothing else."""

import hmac
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from sqlalchemy import select

from tracker.domain.calendars import SHOWN_BACK, CalendarEntry, EntryKind
from tracker.domain.days import today
from tracker.domain.links import readings
from tracker.domain.outings import OutingState, begins, ends
from tracker.domain.refusals import Missing
from tracker.domain.remembered import Yearly, falls_on
from tracker.extensions import db
from tracker.holding import AT_HOME, at_home
from tracker.models import Appointment, Feed, Outing, Person, RememberedDay, ReminderWays
from tracker.planned import seen_by
from tracker.reminders.alarms import HabitAlarm, alarms_of
from tracker.reminders.queries import ways_of

A_MOMENT = timedelta(minutes=5)
AN_HOUR = 60  # minutes, for how long an appointment is shown


def hashed(token: str) -> str:
    """What is kept of the secret in an address, which is long and random itself."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def feed_of(person: Person) -> Feed | None:
    """A person's calendar, if they have made one."""
    return db.session.get(Feed, person.id)


def owner_of(token: str) -> tuple[Person, bool]:
    """Whose calendar has this secret, and whether it is a neutral one; raises `Missing` for a dead one."""
    ours = Feed.token_hash.in_(map(hashed, readings(token)))
    holder = at_home(AT_HOME.join(Feed, Feed.person_id == Person.id).where(ours))
    feed = feed_of(holder) if holder else None
    if holder is None or feed is None:
        raise Missing("feed")
    return holder, feed.neutral


def entries_of(person: Person, now: datetime, *, secret: str) -> list[CalendarEntry]:
    """What stands in a person's calendar: what is planned, what has been in the last year, and days to remember.

    And reminders, where their owner wants alarms. Of appointments only those that are for both: a calendar may lie open where somebody else looks.
    """
    before_all = today(person.rhythm, now) - SHOWN_BACK
    going = (Outing.state.in_((OutingState.PLANNED, OutingState.DONE)), Outing.day > before_all)
    for_both = (Appointment.shared, Appointment.day > before_all)
    outings = db.session.scalars(
        select(Outing).where(seen_by(person, Outing), *going).order_by(Outing.made_at, Outing.id)
    )
    days = db.session.scalars(
        select(RememberedDay)
        .where(seen_by(person, RememberedDay))
        .order_by(RememberedDay.made_at, RememberedDay.id)
    )
    appointments = db.session.scalars(
        select(Appointment)
        .where(seen_by(person, Appointment), *for_both)
        .order_by(Appointment.made_at, Appointment.id)
    )
    return [
        *(outing_entry(each, secret) for each in outings),
        *(remembered_entry(each, secret) for each in days),
        *(appointment_entry(each, secret) for each in appointments),
        *(reminder_entry(each, ways_of(person), secret) for each in alarms_of(person, now)),
    ]


def outing_entry(outing: Outing, secret: str) -> CalendarEntry:
    """A date as a calendar shows it: at an instant where it has a time, else on its day."""
    at = instant_of(outing)
    return CalendarEntry(
        kind=EntryKind.OUTING,
        uid=uid(EntryKind.OUTING, outing.id, secret),
        title=outing.title,
        day=outing.day,
        made_at=outing.made_at,
        changed_at=outing.changed_at,
        begins=at,
        ends=ends(at, outing.minutes) if at else None,
        place=outing.place,
        note=outing.note,
        version=outing.version,
    )


def appointment_entry(appointment: Appointment, secret: str) -> CalendarEntry:
    """An appointment as a calendar shows it, an hour long where it has a time."""
    at = instant_of(appointment)
    return CalendarEntry(
        kind=EntryKind.APPOINTMENT,
        uid=uid(EntryKind.APPOINTMENT, appointment.id, secret),
        title=appointment.who,
        day=appointment.day,
        made_at=appointment.made_at,
        changed_at=appointment.changed_at,
        begins=at,
        ends=ends(at, AN_HOUR) if at else None,
        place=appointment.place,
        note=appointment.note,
        version=appointment.version,
    )


def instant_of(planned: Outing | Appointment) -> datetime | None:
    """When something planned begins; none where it is for the whole day."""
    if planned.starts_at is None:
        return None
    return begins(planned.day, planned.starts_at, planned.zone)


def remembered_entry(remembered: RememberedDay, secret: str) -> CalendarEntry:
    """A day to remember as a calendar shows it, each year from the first that is known."""
    yearly = Yearly(remembered.month, remembered.day, remembered.year)
    return CalendarEntry(
        kind=EntryKind.REMEMBERED,
        uid=uid(EntryKind.REMEMBERED, remembered.id, secret),
        title=remembered.name,
        day=falls_on(yearly, yearly.year or remembered.made_at.year),
        made_at=remembered.made_at,
        changed_at=remembered.made_at,
        yearly=True,
        leaping=(yearly.month, yearly.day) == (2, 29),
    )


def reminder_entry(alarm: HabitAlarm, ways: ReminderWays, secret: str) -> CalendarEntry:
    """A reminder as a calendar sounds it, under the words that its owner has chosen; without any the page gives it ours."""
    begins_at = datetime.combine(alarm.day, alarm.at)
    known_since = datetime.combine(alarm.day, time(0), UTC)
    return CalendarEntry(
        kind=EntryKind.REMINDER,
        uid=uid(EntryKind.REMINDER, f"{alarm.about}:{begins_at}", secret),
        title=ways.wording or alarm.name,
        day=alarm.day,
        made_at=known_since,
        changed_at=known_since,
        begins=begins_at,
        ends=begins_at + A_MOMENT,
        sounds=True,
    )


def uid(kind: EntryKind, thing_id: int | str, secret: str) -> str:
    """A name for an entry that stays, and that tells neither what it is nor how many there are."""
    return hmac.digest(secret.encode(), f"calendar:{kind}:{thing_id}".encode(), "sha256").hex()[:32]
