"""What people do with appointments. One is only its author's until they say that it is for both."""

from datetime import datetime

from sqlalchemy import func, select

from tracker.accounts.room import drop_older, make_room
from tracker.appointments import queries
from tracker.domain.appointments import DELETED_ITEMS, ITEMS_AN_APPOINTMENT, Meeting
from tracker.domain.days import today
from tracker.domain.outings import may_plan
from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.domain.undo import is_gone
from tracker.extensions import db
from tracker.hands import sign
from tracker.holding import hold_space
from tracker.models import Appointment, Person, ToBring
from tracker.planned import hold


def make(meeting: Meeting, *, for_both: bool, by: Person, now: datetime) -> Appointment:
    """Write an appointment down, by the clock of whoever does; for both only where there are two."""
    hold_space(by)
    refuse_day(meeting, by, now)
    make_room(Appointment, by=by)
    appointment = Appointment(
        space_id=by.space_id,
        author_id=by.id,
        shared=for_both and by.partner is not None,
        zone=by.zone,
        version=0,
        made_at=now,
        changed_at=now,
    )
    write(appointment, meeting)
    db.session.add(appointment)
    db.session.flush()
    return appointment


def change(appointment: Appointment, meeting: Meeting, *, by: Person, now: datetime) -> None:
    """Change an appointment."""
    hold(appointment, by)
    there = queries.meeting_of(appointment)
    if meeting == there:
        return
    if meeting.day != there.day:
        refuse_day(meeting, by, now)
    write(appointment, meeting)
    appointment.version += 1
    appointment.changed_at = now


def unshare(appointment: Appointment, *, by: Person) -> None:
    """Let an appointment be only its author's again."""
    hold(appointment, by)
    appointment.shared = False


def bring(name: str, appointment: Appointment, *, by: Person) -> ToBring:
    """Think of something to take along."""
    hold(appointment, by)
    if queries.to_bring_count(appointment) >= ITEMS_AN_APPOINTMENT:
        raise Refused(
            _("There is room for %(most)s things. Perhaps one of them can stay at home?"),
            most=ITEMS_AN_APPOINTMENT,
        )
    last = select(func.max(ToBring.position)).where(ToBring.appointment_id == appointment.id)
    thing = ToBring(
        space_id=by.space_id,
        appointment_id=appointment.id,
        position=(db.session.scalar(last) or 0) + 1,
        name=name,
        packed=False,
    )
    db.session.add(thing)
    db.session.flush()
    sign(thing, "name", {by.id})
    return thing


def hold_thing(by: Person, thing_id: int, *, deleted: bool = False) -> ToBring:
    """Something to take along, or `Missing`: from then on its appointment stays there for whoever asks, or is not."""
    hold_space(by)
    return queries.thing_to_bring(by, thing_id, deleted=deleted)


def pack(thing: ToBring) -> None:
    """Check off something that is packed."""
    thing.packed = True


def unpack(thing: ToBring) -> None:
    """Take the check away again."""
    thing.packed = False


def leave_at_home(thing: ToBring, *, now: datetime) -> None:
    """Delete something to take along. For a day it can be put back; then it is gone."""
    thing.deleted_at = now
    deleted = (ToBring.appointment_id == thing.appointment_id, ToBring.deleted_at.is_not(None))
    drop_older(ToBring, *deleted, by=ToBring.deleted_at, most=DELETED_ITEMS)


def bring_after_all(thing: ToBring, *, now: datetime) -> None:
    """Put back what was deleted; after a day it is gone: `Missing`."""
    if is_gone(thing.deleted_at, now):
        raise Missing("thing to bring")
    thing.deleted_at = None


def write(appointment: Appointment, meeting: Meeting) -> None:
    """Let an appointment be as it is meant."""
    appointment.who, appointment.day, appointment.starts_at = meeting.who, meeting.day, meeting.starts_at
    appointment.place, appointment.reach, appointment.note = meeting.place, meeting.reach, meeting.note


def refuse_day(meeting: Meeting, by: Person, now: datetime) -> None:
    """Raise `Refused` for a day too far away to plan for."""
    if not may_plan(meeting.day, today=today(by.rhythm, now)):
        raise Refused(_("An appointment can be up to five years ahead, or a year back."))
