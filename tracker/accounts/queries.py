"""Finding people."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tracker.extensions import db
from tracker.models import Beginning, Device, Person, Space

ON_DEVICE = (
    select(Person)
    .join(Device, Device.person_id == Person.id)
    .where(Device.token_hash == bindparam("token_hash"), Device.expires_at > bindparam("now"))
    .options(joinedload(Person.space), joinedload(Person.partner))
)


AFRESH = (
    select(Person)
    .where(Person.id == bindparam("person_id"))
    .options(joinedload(Person.space), joinedload(Person.partner))
    .execution_options(populate_existing=True)
)
KNOWN = "known"
HELD = select(Space.id).where(Space.id == bindparam("space_id")).with_for_update()


def person_on_device(token_hash: str, now: datetime) -> Person | None:
    """Whoever is logged in by this token, with their space and partner."""
    person = db.session.scalar(ON_DEVICE, {"token_hash": token_hash, "now": now})
    if person is not None:
        know(person)
    return person


def person_called(email: str) -> Person | None:
    """The person with this address, however it is capitalised."""
    return db.session.scalar(
        select(Person)
        .where(Person.email == email.lower())
        .options(joinedload(Person.space), joinedload(Person.partner))
    )


def password_hash_of(email: str) -> str:
    """The hash of the password that belongs to an address; nothing for an address without an account."""
    return db.session.scalar(select(Person.password_hash).where(Person.email == email.lower())) or ""


def afresh(person: Person) -> Person:
    """The same person with their space and partner as they are now, after somebody has come or gone."""
    person = db.session.scalars(AFRESH, {"person_id": person.id}).one()
    know(person)
    return person


def know(person: Person) -> None:
    """Remember that this person's space and partner are as they are in this transaction."""
    db.session.info[KNOWN] = person.id, db.session().get_transaction()


def hold_space(person: Person) -> None:
    """Hold a person's space until this transaction ends, and know it and their partner as they are from then on.

    Whatever changes streaks, members or seals begins with this, so that two who act at the same
    instant act one after the other. On SQLite whoever may write holds the whole database from their first look on.
    """
    known = db.session.info.get(KNOWN)
    if db.engine.dialect.name == "sqlite" and known == (person.id, db.session().get_transaction()):
        return
    db.session.execute(HELD, {"space_id": person.space_id})
    afresh(person)


def hold_anew(person: Person) -> None:
    """Hold a person's space likewise, and forget all that was looked up before: whatever is asked for from then on is as it is."""
    db.session.execute(HELD, {"space_id": person.space_id})
    db.session.expire_all()
    afresh(person)


def person_numbered(person_id: int) -> Person | None:
    """The person with this id."""
    return db.session.get(Person, person_id)


def last_beginning() -> str:
    """The mark of when this Tend was made, or of when a backup was last put back into it."""
    return db.session.scalar(select(Beginning.mark).order_by(Beginning.id.desc()).limit(1)) or ""
