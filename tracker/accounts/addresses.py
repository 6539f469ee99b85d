"""Addresses are confirmed by a code, which is sent there and typed where somebody waits for it.

What somebody has said to get an account waits until then, and holds nothing against anybody: any number may wait for one
address. A code is of its address: whoever reads the mails that go there can use it, whoever had it sent, and nobody else
can. So the owner of an address is not kept out by others who name it.
"""

import secrets
from datetime import datetime

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.exc import IntegrityError

from tracker.accounts.actions import Newcomer, register
from tracker.accounts.queries import is_named_by_many
from tracker.accounts.room import drop_older
from tracker.accounts.tokens import digest, hashed
from tracker.domain.days import ONE_DAY
from tracker.domain.invitations import LETTERS, plain_code
from tracker.domain.people import ADDRESS_WAITS, CODE_LASTS, CODE_LETTERS, CODES_AT_ONCE
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import AddressCode, Person, Registration

TAKEN = _(
    "Another account has confirmed this address in the meantime. Log in to that one, or give "
    "another address here."
)


def begin(newcomer: Newcomer, *, token: str, now: datetime) -> None:
    """Keep what somebody has said of themselves, for the browser that has the token, until they confirm their address."""
    db.session.add(
        Registration(
            token_hash=digest(token),
            email=newcomer.email.lower(),
            name=newcomer.name,
            password_hash=newcomer.password_hash,
            zone=newcomer.zone,
            first_weekday=newcomer.first_weekday,
            begun_at=now,
        )
    )


def begun(token: str, now: datetime) -> Registration | None:
    """What was said in the browser with this token, as long as it waits."""
    there = (Registration.token_hash == digest(token)) & (Registration.begun_at > now - ONE_DAY)
    return db.session.scalar(select(Registration).where(there))


def is_awaited(email: str, now: datetime) -> bool:
    """Whether anybody waits for a code at this address, to begin with it or to have it from then on."""
    named = exists().where(Registration.email == email.lower())
    unconfirmed = exists().where(Person.email == email.lower(), Person.confirmed_at.is_(None))
    wanted = exists().where(Person.new_email == email.lower(), Person.new_email_at > now - ADDRESS_WAITS)
    return bool(db.session.scalar(select(or_(named, unconfirmed, wanted))))


def draw_code(email: str, *, secret: str, now: datetime) -> str:
    """A new code for an address. Those that were sent before are good as well, each for its hour."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
    db.session.add(AddressCode(email=email.lower(), code_hash=code_hash(code, email, secret), sent_at=now))
    db.session.flush()
    drop_older(AddressCode, AddressCode.email == email.lower(), by=AddressCode.sent_at, most=CODES_AT_ONCE)
    return code


def use_code(typed: str, email: str, *, secret: str, now: datetime) -> bool:
    """Whether this is a code that was sent to an address within the hour. With it all that were sent there are used."""
    of_address = AddressCode.email == email.lower()
    fits = AddressCode.code_hash == code_hash(plain_code(typed), email, secret)
    used = delete(AddressCode).where(of_address, fits, AddressCode.sent_at > now - CODE_LASTS)
    if not db.session.execute(used).rowcount:  # type: ignore[attr-defined]
        return False
    db.session.execute(delete(AddressCode).where(of_address))
    return True


def code_hash(code: str, email: str, secret: str) -> str:
    return hashed(f"{email.lower()} {code}", secret, what="address")


def finish(registration: Registration, *, now: datetime) -> Person:
    """Make the account that has waited. Nothing else that names the address waits on."""
    newcomer = Newcomer(
        name=registration.name,
        email=registration.email,
        password_hash=registration.password_hash,
        zone=registration.zone,
        first_weekday=registration.first_weekday,
    )
    try:
        with db.session.begin_nested():
            person = register(newcomer, now=now)
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    db.session.execute(delete(Registration).where(Registration.email == newcomer.email))
    return person


def confirm(person: Person, *, now: datetime) -> None:
    """From now on the address is this person's alone. Twice is once."""
    hold_space(person)
    try:
        with db.session.begin_nested():
            person.confirmed_at = person.confirmed_at or now
    except IntegrityError as error:
        raise Refused(TAKEN) from error
    db.session.execute(delete(Registration).where(Registration.email == person.email))


def name_another(person: Person, email: str) -> None:
    """Let an account name another address, as long as the one that it names is not confirmed."""
    hold_space(person)
    if person.confirmed_at is not None:
        raise Refused(_("Your address is confirmed already."))
    if person.email != email.lower() and is_named_by_many(email):
        raise Refused(_("No further account can be made with this address. Please give another one."))
    person.email = email.lower()
