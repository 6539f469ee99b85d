"""Finding appointments and what to take along to them, always through the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, select

from tracker.domain.appointments import Meeting
from tracker.domain.days import today
from tracker.domain.outings import Wall, clocks, days_until
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Appointment, Person, ToBring
from tracker.planned import deleted_one_of, one_of, seen_by

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class ShownAppointment:
    """An appointment as the one who asks sees it: when by the clocks there and by their own, and how many days off."""

    appointment: Appointment
    begins: datetime | None
    yours: datetime | None
    wall: Wall
    wait: int
    own: bool

    @property
    def alone(self) -> bool:
        """Whether the one who asks is the only one who sees it."""
        return not self.appointment.shared


@dataclass(frozen=True, slots=True)
class AppointmentsPage:
    """The appointments to come, the next one first, and a page of those that have been, the latest first.

    ``older`` says how many of those have been shown where more follow, else 0.
    """

    coming: tuple[ShownAppointment, ...]
    been: tuple[ShownAppointment, ...]
    older: int


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """One appointment, and what to take along to it."""

    shown: ShownAppointment
    to_bring: tuple[ToBring, ...]


def appointments_page(person: Person, now: datetime, *, past: int = 0) -> AppointmentsPage:
    """The appointments there are for a person; of those that have been a page, from the ``past``-th on."""
    there, now_on = select(Appointment).where(seen_by(person, Appointment)), today(person.rhythm, now)
    coming = db.session.scalars(there.where(Appointment.day >= now_on))
    been = db.session.scalars(
        there.where(Appointment.day < now_on)
        .order_by(
            Appointment.day.desc(),
            Appointment.starts_at.desc().nulls_last(),
            Appointment.made_at.desc(),
            Appointment.id,
        )
        .offset(past)
        .limit(A_PAGE + 1)
    ).all()
    return AppointmentsPage(
        coming=tuple(shown_to(person, each, now) for each in in_order(coming)),
        been=tuple(shown_to(person, each, now) for each in been[:A_PAGE]),
        older=past + A_PAGE if len(been) > A_PAGE else 0,
    )


def in_order(appointments: Iterable[Appointment]) -> list[Appointment]:
    """By day and time; those for the whole day come first."""
    return sorted(
        appointments, key=lambda each: (each.day, each.starts_at or time.min, each.made_at, each.id)
    )


def own_appointment(person: Person, appointment_id: int, *, deleted: bool = False) -> Appointment:
    """An appointment that a person has made, or `Missing`: one for both is never the partner's to change."""
    found = (deleted_one_of if deleted else one_of)(person, Appointment, appointment_id)
    if found.author_id != person.id:
        raise Missing("appointment")
    return found


def appointment_page(person: Person, appointment: Appointment, now: datetime) -> AppointmentPage:
    """An appointment as somebody sees it, with the things to take along in the order in which they were thought of."""
    things = db.session.scalars(
        select(ToBring)
        .where(ToBring.appointment_id == appointment.id, ToBring.deleted_at.is_(None))
        .order_by(ToBring.position)
    )
    return AppointmentPage(shown_to(person, appointment, now), tuple(things))


def shown_to(person: Person, appointment: Appointment, now: datetime) -> ShownAppointment:
    """An appointment as somebody sees it on their today."""
    at = clocks(appointment.day, appointment.starts_at, appointment.zone, own_zone=person.zone)
    wait = days_until(appointment.day, today=today(person.rhythm, now))
    return ShownAppointment(
        appointment, at.begins, at.yours, at.wall, wait, own=appointment.author_id == person.id
    )


def meeting_of(appointment: Appointment) -> Meeting:
    """An appointment as it is meant to be."""
    return Meeting(
        who=appointment.who,
        day=appointment.day,
        starts_at=appointment.starts_at,
        place=appointment.place,
        reach=appointment.reach,
        note=appointment.note,
    )


def thing_to_bring(person: Person, thing_id: int, *, deleted: bool = False) -> ToBring:
    """Something to take along to an appointment that is there for a person, or `Missing`."""
    gone = ToBring.deleted_at.is_not(None) if deleted else ToBring.deleted_at.is_(None)
    thing = db.session.scalar(
        select(ToBring)
        .join(Appointment, Appointment.id == ToBring.appointment_id)
        .where(ToBring.id == thing_id, seen_by(person, Appointment), gone)
    )
    if thing is None:
        raise Missing("thing to bring")
    return thing


def to_bring_count(appointment: Appointment) -> int:
    """How many things there are to take along."""
    counted = select(func.count()).where(
        ToBring.appointment_id == appointment.id, ToBring.deleted_at.is_(None)
    )
    return db.session.scalars(counted).one()
