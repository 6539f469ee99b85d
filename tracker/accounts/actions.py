"""What people do with their account."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, update
from sqlalchemy.exc import IntegrityError

from tracker.accounts.events import note_event
from tracker.accounts.keyring import end_keys
from tracker.accounts.queries import ADMISSION, person_called
from tracker.accounts.tokens import hashed, new_token
from tracker.domain.days import DAY_ENDS_AT, ONE_DAY, SUNDAY, Rhythm, today
from tracker.domain.events import AccountEvent
from tracker.domain.people import FIRST_COLOUR, month_of
from tracker.domain.refusals import Refused
from tracker.domain.registration import ADMISSION_LASTS
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Admission, Mail, Person, Space

RESET = "reset"
ALREADY_HERE = "already_here"
CODE = "code"
CHANGED = "changed"
LOST = "lost"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody says of themselves to get an account; the zone is a guess of their browser's."""

    name: str
    email: str
    password_hash: str
    zone: str
    first_weekday: int


def register_if_free(newcomer: Newcomer, *, now: datetime) -> Person | None:
    """Make an account, and nothing where the address has one, also when two ask for it at the same instant."""
    if person_called(newcomer.email) is not None:
        return None
    try:
        with db.session.begin_nested():
            return register(newcomer, now=now)
    except IntegrityError:
        return None


def register(newcomer: Newcomer, *, now: datetime) -> Person:
    """Make an account, and a space with a place for one more. The address must be free."""
    return move_in(newcomer, now=now, confirmed_at=now)


def register_unconfirmed(newcomer: Newcomer, *, now: datetime) -> Person:
    """Make an account that only names an address: as long as nobody has confirmed it, it is free for whoever does."""
    return move_in(newcomer, now=now, confirmed_at=None)


def move_in(newcomer: Newcomer, *, now: datetime, confirmed_at: datetime | None) -> Person:
    """Make an account with a space of its own, whose address is confirmed since then, or not yet."""
    rhythm = Rhythm(newcomer.zone, DAY_ENDS_AT)
    space = found(today(rhythm, now), first_weekday=newcomer.first_weekday)
    person = Person(
        email=newcomer.email.lower(),
        password_hash=newcomer.password_hash,
        name=newcomer.name,
        colour=FIRST_COLOUR,
        zone=newcomer.zone,
        day_ends_at=DAY_ENDS_AT,
        space_id=space.id,
        seat=1,
        joined_on=space.founded_on,
        registered_at=now,
        confirmed_at=confirmed_at,
        used_in=month_of(now),
    )
    db.session.add(person)
    db.session.flush()
    return person


def found(founded_on: date, *, first_weekday: int) -> Space:
    """Make an empty space."""
    space = Space(
        name="",
        first_weekday=first_weekday,
        check_in_weekday=SUNDAY,
        founded_on=founded_on,
        settled_through=founded_on - ONE_DAY,
    )
    db.session.add(space)
    db.session.flush()
    return space


def admit(*, secret: str, now: datetime) -> str:
    """Let one more person make an account, whoever else can; returns the end of the link, which is never kept."""
    token = new_token()
    db.session.add(
        Admission(link_hash=hashed(token, secret, what=ADMISSION), expires_at=now + ADMISSION_LASTS)
    )
    db.session.flush()
    return token


def use_admission(admission: Admission) -> None:
    """Let an admission be used; of two who use it at the same instant, one has: the other is `Refused`."""
    used = delete(Admission).where(Admission.id == admission.id)
    if not db.session.execute(used).rowcount:  # type: ignore[attr-defined]
        raise Refused(_("This link has been used by now. Whoever gave it to you can make another one."))


def change_password(person: Person, password_hash: str, *, but: str = "", now: datetime) -> None:
    """Set a new password. With it ends whatever opens this person's Tend, but the log-in with a token that they change it from."""
    hold_space(person)
    person.password_hash = password_hash
    person.new_password_due = False
    end_keys(person, now, but=but)


def tell_of_link(person: Person, *, now: datetime) -> None:
    """Let somebody be told, on all their devices, that whoever runs Tend has made a link to choose a new password.

    Whoever uses the link cannot put that away: nobody can.
    """
    person.link_made_at = now
    note_event(AccountEvent.LINK_MADE, person.id, now=now)


def close_account(person: Person, *, to_be_deleted: bool, now: datetime) -> None:
    """Give somebody notice: for a month they can read, take all along and leave, then the account is shut, or deleted.

    Whatever opens their Tend ends. Twice is once: the month begins with the first, and only what comes of it changes.
    """
    hold_space(person)
    person.disabled_at = person.disabled_at or now
    person.to_be_deleted = to_be_deleted
    end_keys(person, now)
    note_event(AccountEvent.CLOSED, person.id, now=now)


def open_account(person: Person, *, now: datetime) -> None:
    """Take the notice back."""
    hold_space(person)
    person.disabled_at, person.to_be_deleted = None, False
    note_event(AccountEvent.OPENED, person.id, now=now)


def be_here(person: Person, month: date) -> None:
    """Remember the month in which somebody is here."""
    db.session.execute(update(Person).where(Person.id == person.id).values(used_in=month))


def forget_mails(person: Person) -> None:
    """Send a person none of the mails that wait for their address, if it is theirs."""
    if person.confirmed_at is None:
        return
    db.session.execute(delete(Mail).where(func.lower(Mail.address) == person.email))
