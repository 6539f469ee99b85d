"""Finding passkeys."""

from sqlalchemy import select

from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Passkey, Person


def passkeys_of(person: Person) -> list[Passkey]:
    """A person's passkeys, the newest first."""
    theirs = select(Passkey).where(Passkey.person_id == person.id)
    return list(db.session.scalars(theirs.order_by(Passkey.made_at.desc(), Passkey.id)))


def own_passkey(person: Person, passkey_id: int) -> Passkey:
    """One of a person's own passkeys, or `Missing`."""
    theirs = select(Passkey).where(Passkey.person_id == person.id, Passkey.id == passkey_id)
    passkey = db.session.scalar(theirs)
    if passkey is None:
        raise Missing("passkey")
    return passkey


def passkey_by(credential_id: str, handle: str) -> Passkey | None:
    """The passkey with an id, if it is of whom the device says."""
    named = (Passkey.credential_id == credential_id, Passkey.handle == handle)
    return db.session.scalar(select(Passkey).where(*named))
