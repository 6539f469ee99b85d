"""Finding days to remember, always through the person who asks."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from tracker.domain.outings import days_until
from tracker.domain.remembered import Yearly, next_on, years_on
from tracker.extensions import db
from tracker.models import Person, RememberedDay
from tracker.planned import seen_by
from tracker.sight import ASKER, through

THERE = select(RememberedDay).where(seen_by(ASKER, RememberedDay))


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day to remember: when it comes next, how many days that is off, and how many years it will be, 0 if not known."""

    remembered: RememberedDay
    on: date
    wait: int
    years: int


def remembered_by(person: Person, now_on: date) -> tuple[ComingDay, ...]:
    """The days to remember that are there for a person, the next to come first."""
    found = db.session.scalars(THERE, through(person))
    coming = (coming_to(each, now_on) for each in found)
    return tuple(sorted(coming, key=lambda each: (each.on, each.remembered.id)))


def coming_to(remembered: RememberedDay, now_on: date) -> ComingDay:
    """A day to remember as it comes next, seen from a day."""
    yearly = Yearly(remembered.month, remembered.day, remembered.year)
    on = next_on(yearly, now_on)
    return ComingDay(remembered, on, days_until(on, today=now_on), years_on(yearly, on))
