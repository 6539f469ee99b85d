"""Finding people."""

from datetime import date, datetime

from sqlalchemy import bindparam, select

from tracker.domain.days import today
from tracker.domain.people import LINK_TOLD_FOR
from tracker.extensions import db
from tracker.holding import AT_HOME, at_home, know
from tracker.models import Beginning, Device, Person

ON_DEVICE = AT_HOME.join(Device, Device.person_id == Person.id).where(
    Device.token_hash == bindparam("token_hash"), Device.expires_at > bindparam("now")
)


def person_on_device(token_hash: str, now: datetime) -> Person | None:
    """Whoever is logged in by this token, with their space and partner."""
    person = at_home(ON_DEVICE, {"token_hash": token_hash, "now": now})
    if person is not None:
        know(person)
    return person


def person_called(email: str) -> Person | None:
    """The person with this address, however it is capitalised."""
    return at_home(AT_HOME.where(Person.email == email.lower()))


def password_hash_of(email: str) -> str:
    """The hash of the password that belongs to an address; nothing for an address without an account."""
    return db.session.scalar(select(Person.password_hash).where(Person.email == email.lower())) or ""


def person_numbered(person_id: int) -> Person | None:
    """The person with this id."""
    return db.session.get(Person, person_id)


def link_made_on(person: Person, now: datetime) -> date | None:
    """The day on which whoever runs Tend made a link to a person's account, as long as they are told of it."""
    if person.link_made_at is None:
        return None
    made_on = today(person.rhythm, person.link_made_at)
    return made_on if today(person.rhythm, now) - made_on <= LINK_TOLD_FOR else None


def last_beginning() -> str:
    """The mark of when this Tend was made, or of when a backup was last put back into it."""
    return db.session.scalar(select(Beginning.mark).order_by(Beginning.id.desc()).limit(1)) or ""
