"""What people do with their passkeys. Nobody else learns of it, the partner neither."""

import hmac
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from tracker.accounts.events import note_event
from tracker.domain.events import AccountEvent
from tracker.domain.passkeys import NOT_TAKEN, PASSKEYS, MadePasskey, is_copied
from tracker.domain.people import month_of
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Passkey, Person
from tracker.passkeys.queries import passkeys_of


def handle_of(person: Person, secret: str) -> str:
    """By what devices tell whose a passkey is: it tells nobody anything, and stays the same as long as there is one."""
    there = passkeys_of(person)
    if there:
        return there[0].handle
    about = f"passkeys {person.id} {person.registered_at.timestamp()}"
    return hmac.digest(secret.encode(), about.encode(), "sha256").hex()


def make(person: Person, new: MadePasskey, *, name: str, handle: str, now: datetime) -> Passkey:
    """Let a passkey open somebody's account; raises `Refused` where there is no room, or it is one already."""
    hold_space(person)
    if len(passkeys_of(person)) >= PASSKEYS:
        raise Refused(_("You have %(most)s passkeys. Remove one first that you do not use."), most=PASSKEYS)
    passkey = Passkey(
        person_id=person.id,
        credential_id=new.credential_id,
        public_key=new.public_key,
        handle=handle,
        use_count=new.use_count,
        name=name,
        made_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(passkey)
    except IntegrityError as error:
        raise Refused(NOT_TAKEN) from error
    return passkey


def use(person: Person, passkey: Passkey, use_count: int, *, now: datetime) -> bool:
    """Note that a passkey was used, and how often by now; False where it may have been copied: then it opens nothing any more.

    Whoever can have copied it is not told from its owner, so it is ended for both, and its owner told.
    """
    hold_space(person)
    known = db.session.scalar(
        select(Passkey).where(Passkey.id == passkey.id).execution_options(populate_existing=True)
    )
    if known is None or known.refused_at is not None:
        return False
    if is_copied(use_count, known.use_count):
        known.refused_at = now
        note_event(AccountEvent.PASSKEY_COPIED, person.id, now=now)
        return False
    known.use_count, known.used_in = use_count, month_of(now)
    return True


def rename(passkey: Passkey, name: str) -> None:
    """Call a passkey something else."""
    passkey.name = name


def remove(passkey_id: int, *, by: Person) -> None:
    """Let one of somebody's own passkeys open nothing any more. Twice is once."""
    hold_space(by)
    db.session.execute(delete(Passkey).where(Passkey.person_id == by.id, Passkey.id == passkey_id))
