"""Takes appointments along, with what to take along to each, and brings them back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import time
from typing import Any

from sqlalchemy import ColumnElement, select

from tracker.appointments import things
from tracker.archives.checks import A_TIME, ZONE_LENGTH, check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_alone, each_half
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import own_instant, whose
from tracker.domain.appointments import (
    ITEM_LENGTH,
    ITEMS_AN_APPOINTMENT,
    NOTE_LENGTH,
    PLACE_LENGTH,
    REACH_LENGTH,
    WHO_LENGTH,
)
from tracker.domain.zones import known_zone
from tracker.extensions import db
from tracker.models import Appointment, ToBring
from tracker.planned import seen_by as date_seen_by


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The appointments, in the order in which they were written down, with what to take along."""
    person = gathering.person
    there = date_seen_by(person, Appointment)
    rows = db.session.scalars(
        select(Appointment).where(there).order_by(Appointment.made_at, Appointment.id)
    ).all()
    to_bring = to_bring_to(there)
    appointments = tuple(
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
            id=Id(row.id),
            came_on=row.came_on,
            made_at=own_instant(row, person),
        )
        for row in rows
    )
    return {things.APPOINTMENTS: appointments}


def to_bring_to(there: ColumnElement[bool]) -> Mapping[int, list[things.ToBring]]:
    """What to take along to each of some appointments, by their ids."""
    to_bring = defaultdict(list)
    for each in db.session.scalars(
        select(ToBring)
        .join(Appointment, Appointment.id == ToBring.appointment_id)
        .where(there, ToBring.deleted_at.is_(None))
        .order_by(ToBring.position)
    ):
        to_bring[each.appointment_id].append(things.ToBring(each.name, each.packed, Id(each.id)))
    return to_bring


def check_appointment(appointment: things.Appointment) -> None:
    must(appointment.by is Who.ME or (appointment.by is Who.PARTNER and appointment.shared), "by")
    must(0 < len(appointment.who) <= WHO_LENGTH, "who")
    must(len(appointment.place) <= PLACE_LENGTH, "place")
    must(len(appointment.reach) <= REACH_LENGTH, "reach")
    must(len(appointment.note) <= NOTE_LENGTH, "note")
    must(len(appointment.zone) <= ZONE_LENGTH, "zone")
    must(not appointment.starts_at or A_TIME.fullmatch(appointment.starts_at) is not None, "starts_at")
    must(len(appointment.to_bring) <= ITEMS_AN_APPOINTMENT, "to_bring")
    must(all(0 < len(each.name) <= ITEM_LENGTH for each in appointment.to_bring), "to_bring")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    """Appointments with what to take along to each."""
    there = coming.archive[things.APPOINTMENTS]
    ids = ids_for(Appointment, [each.id for each in there])
    for appointment_id, each, made_at in zip(ids, there, coming.made(there), strict=True):
        row: dict[str, object] = {
            "id": appointment_id,
            "came_on": coming.on,
            "space_id": coming.space_id,
            "author_id": coming.people[each.by],
            "shared": each.shared,
            "who": each.who,
            "day": each.day,
            "starts_at": time.fromisoformat(each.starts_at) if each.starts_at else None,
            "zone": known_zone(each.zone),
            "place": each.place,
            "reach": each.reach,
            "note": each.note,
            "version": 0,
            "made_at": made_at,
            "changed_at": coming.now,
        }
        add(Appointment, [row], by_id=coming.by_id)
        add(
            ToBring,
            (
                {
                    "id": thing_id,
                    "space_id": coming.space_id,
                    "appointment_id": appointment_id,
                    "position": position,
                    "name": thing.name,
                    "packed": thing.packed,
                }
                for position, (thing_id, thing) in enumerate(
                    zip(ids_for(ToBring, [thing.id for thing in each.to_bring]), each.to_bring, strict=True),
                    start=1,
                )
            ),
            by_id=coming.by_id,
        )


def appointment_rows(archive: Archive) -> Iterator[Row]:
    """What to take along stands under each other; what is packed carries a check."""
    yield (
        *(
            "day",
            "time",
            "zone",
            "with",
            "where",
            "how to reach",
            "to remember",
            "to bring",
            "from",
            "shared",
        ),
        "brought back from a file on",
    )
    for each in archive[things.APPOINTMENTS]:
        to_bring = "\n".join(f"{thing.name} ✓" if thing.packed else thing.name for thing in each.to_bring)
        yield (
            *(each.day, each.starts_at, each.zone, each.who, each.place, each.reach, each.note),
            *(to_bring, each.by, each.shared, each.came_on),
        )


TAKEN = Taken(
    things.APPOINTMENTS,
    lambda archive: check_each(archive[things.APPOINTMENTS], check_appointment),
    each_alone(things.APPOINTMENTS),
    half=each_half(things.APPOINTMENTS),
    gather=gather,
    bring=bring,
    used=lambda person: date_seen_by(person, Appointment) & (Appointment.author_id == person.id),
    weighed=lambda archive: ((Appointment, each.by, 0) for each in archive[things.APPOINTMENTS]),
    whose=lambda archive: (each.by for each in archive[things.APPOINTMENTS]),
    tables={"appointments.csv": appointment_rows},
)
