"""Brings back what is planned: dates, ideas for them, days to remember, appointments."""

from datetime import datetime, time

from tracker.domain.zones import known_zone
from tracker.exports.rows import Ids, add
from tracker.exports.things import Archive, Who
from tracker.extensions import db
from tracker.models import Appointment, Outing, OwnIdea, Person, RememberedDay, ToBring


def bring_dates(archive: Archive, by: Person, people: Ids, now: datetime) -> None:
    """Dates, the ideas for them, and days to remember."""
    add(
        Outing,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "shared": each.shared,
                "title": each.title,
                "day": each.day,
                "starts_at": time.fromisoformat(each.starts_at) if each.starts_at else None,
                "zone": known_zone(each.zone),
                "minutes": each.minutes,
                "place": each.place,
                "both_prepare": each.prepared_by is Who.TOGETHER,
                "preparer_id": people.get(each.prepared_by),
                "note": each.note,
                "state": each.state.value,
                "line": each.line,
                "version": 0,
                "made_at": now,
                "changed_at": now,
            }
            for each in archive.outings
        ),
    )
    add(
        OwnIdea,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "shared": each.shared,
                "title": each.title,
                "made_at": now,
            }
            for each in archive.ideas
        ),
    )
    add(
        RememberedDay,
        (
            {
                "space_id": by.space_id,
                "author_id": people[each.by],
                "shared": each.shared,
                "name": each.name,
                "month": each.month,
                "day": each.day,
                "year": each.year,
                "made_at": now,
            }
            for each in archive.remembered
        ),
    )


def bring_appointments(archive: Archive, by: Person, people: Ids, now: datetime) -> None:
    """Appointments with what to take along to each."""
    for each in archive.appointments:
        row = Appointment(
            space_id=by.space_id,
            author_id=people[each.by],
            shared=each.shared,
            who=each.who,
            day=each.day,
            starts_at=time.fromisoformat(each.starts_at) if each.starts_at else None,
            zone=known_zone(each.zone),
            place=each.place,
            reach=each.reach,
            note=each.note,
            version=0,
            made_at=now,
            changed_at=now,
        )
        db.session.add(row)
        db.session.flush()
        add(
            ToBring,
            (
                {
                    "space_id": by.space_id,
                    "appointment_id": row.id,
                    "name": thing.name,
                    "packed": thing.packed,
                }
                for thing in each.to_bring
            ),
        )
