"""Appointments, and what to take along to them."""

from datetime import date, time

from sqlalchemy import ForeignKey, Index, String, Time
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.appointments import ITEM_LENGTH, NOTE_LENGTH, PLACE_LENGTH, REACH_LENGTH, WHO_LENGTH
from tracker.extensions import Model
from tracker.models.types import BIG, Id, Moment, Small, Title, Words


class Appointment(Model):
    """An appointment: on a day, at a time on the wall clock of ``zone`` or at none. The partner sees it once shared."""

    __tablename__ = "appointments"
    __table_args__ = (Index("ix_appointments_space_id_day", "space_id", "day"),)

    id: Mapped[Id]
    came_on: Mapped[date | None]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(BIG, ForeignKey("people.id", ondelete="CASCADE"), index=True)
    shared: Mapped[bool]
    who: Mapped[str] = mapped_column(Title(WHO_LENGTH))
    day: Mapped[date]
    starts_at: Mapped[time | None] = mapped_column(Time)
    zone: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(Title(PLACE_LENGTH))
    reach: Mapped[str] = mapped_column(Title(REACH_LENGTH))
    note: Mapped[str] = mapped_column(Words(NOTE_LENGTH))
    version: Mapped[int]
    made_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    deleted_at: Mapped[Moment | None]


class ToBring(Model):
    """Something to take along to an appointment, and whether it is packed. ``position`` counts from 1, in the order of thinking of them."""

    __tablename__ = "things_to_bring"

    id: Mapped[Id]
    space_id: Mapped[int] = mapped_column(BIG, ForeignKey("spaces.id", ondelete="CASCADE"), index=True)
    appointment_id: Mapped[int] = mapped_column(
        BIG, ForeignKey("appointments.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[Small]
    name: Mapped[str] = mapped_column(Title(ITEM_LENGTH))
    packed: Mapped[bool]
    deleted_at: Mapped[Moment | None]
