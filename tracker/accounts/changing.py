"""An address becomes another: the new one is confirmed by a code, the one before is told that it changed, and never to what.

Whoever reads the mails of the one before can do one thing with that: hold back for a week that a new password is chosen by
mail. So whoever took over somebody's log-in and gave an address of their own gets no further by mail meanwhile.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from tracker.accounts.addresses import TAKEN
from tracker.accounts.events import note_event
from tracker.domain.events import AccountEvent
from tracker.domain.people import ADDRESS_WAITS, RESETS_HELD_FOR
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Person, Registration


def want_address(person: Person, email: str, *, spares_former: bool, now: datetime) -> None:
    """Keep which address somebody wants, until they have typed the code that is sent there; it takes nothing from anybody."""
    hold_space(person)
    if email.lower() == person.email:
        raise Refused(_("This is your address already."))
    person.new_email, person.new_email_at = email.lower(), now
    person.spares_former = spares_former


def wanted_address(person: Person, now: datetime) -> str:
    """The address that waits for its code; nothing where none does any more."""
    waits = person.new_email_at is not None and now < person.new_email_at + ADDRESS_WAITS
    return person.new_email if waits else ""


def forget_wanted(now: datetime) -> int:
    """Take the addresses out that have waited for their code too long; returns how many there were."""
    late = Person.new_email_at <= now - ADDRESS_WAITS
    if db.session.scalar(select(Person.id).where(late).limit(1)) is None:
        return 0
    gone = update(Person).where(late).values(new_email="", new_email_at=None, spares_former=False)
    return db.session.execute(gone).rowcount  # type: ignore[attr-defined,no-any-return]


def change_address(person: Person, email: str, *, tells_former: bool, now: datetime) -> str:
    """Let somebody have another address from now on; returns the one before where it is to be told, else nothing."""
    hold_space(person)
    former = person.email
    try:
        with db.session.begin_nested():
            person.email, person.confirmed_at = email.lower(), now
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    person.new_email, person.new_email_at, person.spares_former = "", None, False
    person.address_changed_at = now
    person.former_email = former if tells_former else ""
    db.session.execute(delete(Registration).where(Registration.email == person.email))
    return person.former_email


def who_had(email: str) -> Person | None:
    """Whose address this was, as long as it is to be told that it changed."""
    had_it = select(Person).where(Person.former_email == email.lower(), Person.former_email != "")
    return db.session.scalar(had_it.order_by(Person.address_changed_at.desc()).limit(1))


def forget_former(email: str) -> None:
    """Know no more whose address this was, once it was told."""
    db.session.execute(update(Person).where(Person.former_email == email.lower()).values(former_email=""))


def hold_resets(person: Person, changed_at: datetime, *, now: datetime) -> None:
    """Hold back for a week that a new password is chosen by mail, since the address changed. Twice is once for each change."""
    hold_space(person)
    if person.resets_held_until is not None and person.resets_held_until > changed_at:
        return
    person.resets_held_until = now + RESETS_HELD_FOR
    note_event(AccountEvent.RESETS_HELD, person.id, now=now)


def resets_are_held(person: Person, now: datetime) -> bool:
    """Whether no new password can be chosen by mail now."""
    return person.resets_held_until is not None and now < person.resets_held_until
