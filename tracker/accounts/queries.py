"""Finding people."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tracker.extensions import db
from tracker.models import Device, Person

ON_DEVICE = (
    select(Person)
    .join(Device, Device.person_id == Person.id)
    .where(Device.token_hash == bindparam("token_hash"), Device.expires_at > bindparam("now"))
    .options(joinedload(Person.space), joinedload(Person.partner))
)


def person_on_device(token_hash: str, now: datetime) -> Person | None:
    """Whoever is logged in by this token, with their space and partner."""
    return db.session.scalar(ON_DEVICE, {"token_hash": token_hash, "now": now})


def person_called(email: str) -> Person | None:
    """The person with this address, however it is capitalised."""
    return db.session.scalar(
        select(Person)
        .where(Person.email == email.lower())
        .options(joinedload(Person.space), joinedload(Person.partner))
    )


def afresh(person: Person) -> Person:
    """The same person with their space and partner as they are now, after somebody has come or gone."""
    return db.session.scalars(
        select(Person)
        .where(Person.id == person.id)
        .options(joinedload(Person.space), joinedload(Person.partner))
        .execution_options(populate_existing=True)
    ).one()


def person_numbered(person_id: int) -> Person | None:
    """The person with this id."""
    return db.session.get(Person, person_id)
