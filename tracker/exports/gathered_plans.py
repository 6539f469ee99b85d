"""Gathers what is planned: dates, ideas for them, days to remember, appointments."""

from collections import defaultdict

from sqlalchemy import select

from tracker.dates.queries import preparer_of
from tracker.dates.queries import seen_by as date_seen_by
from tracker.domain.outings import Preparer
from tracker.domain.outings import State as Outcome
from tracker.exports import things
from tracker.exports.things import Who
from tracker.exports.whose import whose
from tracker.extensions import db
from tracker.models import Appointment, Outing, OwnIdea, Person, RememberedDay, ToBring

PREPARERS = {
    Preparer.NOBODY: Who.NOBODY,
    Preparer.ME: Who.ME,
    Preparer.PARTNER: Who.PARTNER,
    Preparer.BOTH: Who.TOGETHER,
}


def outings_there(person: Person) -> tuple[things.Outing, ...]:
    """The dates, in the order in which they were planned."""
    rows = db.session.scalars(select(Outing).where(date_seen_by(person, Outing)).order_by(Outing.id))
    return tuple(
        things.Outing(
            by=whose(row.author_id, person),
            title=row.title,
            day=row.day,
            zone=row.zone,
            state=Outcome(row.state),
            starts_at=row.starts_at.isoformat("minutes") if row.starts_at else "",
            minutes=row.minutes,
            place=row.place,
            prepared_by=PREPARERS[preparer_of(row, person)],
            note=row.note,
            line=row.line,
            shared=row.shared,
        )
        for row in rows
    )


def ideas_there(person: Person) -> tuple[things.Idea, ...]:
    """The ideas in the jar, in the order in which they were put in."""
    rows = db.session.scalars(select(OwnIdea).where(date_seen_by(person, OwnIdea)).order_by(OwnIdea.id))
    return tuple(things.Idea(whose(row.author_id, person), row.title, row.shared) for row in rows)


def remembered_there(person: Person) -> tuple[things.RememberedDay, ...]:
    """The days to remember, in the order in which they were written down."""
    there = date_seen_by(person, RememberedDay)
    rows = db.session.scalars(select(RememberedDay).where(there).order_by(RememberedDay.id))
    return tuple(
        things.RememberedDay(whose(row.author_id, person), row.name, row.month, row.day, row.year, row.shared)
        for row in rows
    )


def appointments_there(person: Person) -> tuple[things.Appointment, ...]:
    """The appointments, in the order in which they were written down, with what to take along."""
    there = date_seen_by(person, Appointment)
    rows = db.session.scalars(select(Appointment).where(there).order_by(Appointment.id)).all()
    to_bring = defaultdict(list)
    for each in db.session.scalars(
        select(ToBring)
        .join(Appointment, Appointment.id == ToBring.appointment_id)
        .where(there, ToBring.deleted_at.is_(None))
        .order_by(ToBring.id)
    ):
        to_bring[each.appointment_id].append(things.ToBring(each.name, each.packed))
    return tuple(
        things.Appointment(
            by=whose(row.author_id, person),
            who=row.who,
            day=row.day,
            zone=row.zone,
            starts_at=row.starts_at.isoformat("minutes") if row.starts_at else "",
            place=row.place,
            reach=row.reach,
            note=row.note,
            shared=row.shared,
            to_bring=tuple(to_bring[row.id]),
        )
        for row in rows
    )
