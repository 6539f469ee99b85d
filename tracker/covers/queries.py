"""Finding covers, always through the person who asks."""

from datetime import date

from sqlalchemy import ColumnElement, select

from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Cover, Person


def days_covered_by(person: Person, *, since: date) -> list[date]:
    """The days since one that a person has covered, those that were declined among them."""
    found = select(Cover.day).where(
        Cover.space_id == person.space_id, Cover.giver_id == person.id, Cover.day >= since
    )
    return list(db.session.scalars(found))


def cover_for(person: Person, cover_id: int) -> Cover:
    """A cover of one of this person's days that they have not declined, or `Missing`."""
    return one_cover(Cover.id == cover_id, Cover.covered_id == person.id, Cover.declined.is_(False))


def cover_by(person: Person, cover_id: int) -> Cover:
    """A cover that this person has given, or `Missing`."""
    return one_cover(Cover.id == cover_id, Cover.giver_id == person.id, Cover.space_id == person.space_id)


def one_cover(*conditions: ColumnElement[bool]) -> Cover:
    """The cover of which all this holds, or `Missing`."""
    found = db.session.scalar(select(Cover).where(*conditions))
    if found is None:
        raise Missing("cover")
    return found
