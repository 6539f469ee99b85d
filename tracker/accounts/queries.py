"""Finding people."""

from datetime import date, datetime

from sqlalchemy import bindparam, exists, func, or_, select

from tracker.accounts.passwords import LENGTH_BESIDE_COST
from tracker.accounts.tokens import hashed
from tracker.domain.days import today
from tracker.domain.devices import Used
from tracker.domain.invitations import plain_code
from tracker.domain.links import readings
from tracker.domain.people import LINK_TOLD_FOR, NOTICE, UNCONFIRMED_LOOKED_AT
from tracker.domain.registration import A_COUPLE, Openness, openness
from tracker.extensions import db
from tracker.holding import AT_HOME, PEOPLE, ROWS_AT_HOME, at_home, first_at_home, know
from tracker.models import Admission, Beginning, CodeApp, Device, Invitation, Person

ADMISSION = "admission"  # what is hashed of it

USED = (Device.created_at, Device.expires_at, Device.used_on, Device.touched_at, Device.locked)
ON_DEVICE = (
    ROWS_AT_HOME.add_columns(*USED)
    .join(Device, Device.person_id == PEOPLE.c.id)
    .where(
        Device.token_hash == bindparam("token_hash"),
        Device.expires_at > bindparam("now"),
        or_(PEOPLE.c.disabled_at.is_(None), PEOPLE.c.disabled_at > bindparam("shut_since")),
    )
)


def person_on_device(token_hash: str, now: datetime) -> Person | None:
    """Whoever is logged in by this token, with their space and partner; nobody whose account is shut."""
    found = first_at_home(ON_DEVICE, {"token_hash": token_hash, "now": now, "shut_since": now - NOTICE})
    if found is None:
        return None
    person, cells = found
    person.used = Used(*cells)
    know(person)
    return person


def proved_at(token_hash: str) -> datetime | None:
    """When the password was last asked for on the device with this token, and was right."""
    return db.session.scalar(select(Device.proved_at).where(Device.token_hash == token_hash))


def renewed_at(former_hash: str) -> datetime | None:
    """When a log-in that had this token got another; none where no log-in that is still there had."""
    return db.session.scalar(select(Device.renewed_at).where(Device.former_hash == former_hash))


def asks_for_code(person: Person, now: datetime) -> bool:
    """Whether somebody is asked for a code after their password. Once codes that are lost have had their time, they are not."""
    lost = person.codes_end_at is not None and person.codes_end_at <= now
    there = db.session.scalar(select(CodeApp.id).where(CodeApp.person_id == person.id)) is not None
    return there and not lost


def is_logged_in(token_hash: str) -> bool:
    """Whether there still is a log-in by this token."""
    return db.session.scalar(select(Device.id).where(Device.token_hash == token_hash)) is not None


def person_called(email: str) -> Person | None:
    """The person who has this address, confirmed, however it is capitalised."""
    return at_home(AT_HOME.where(Person.email == email.lower(), Person.confirmed_at.is_not(None)))


def unconfirmed_called(email: str, name: str = "") -> list[Person]:
    """Those who have named this address and not confirmed it; only who goes by a name, where one is given."""
    named = [Person.email == email.lower(), Person.confirmed_at.is_(None)]
    named += [Person.name == name] if name else []
    found = db.session.scalars(
        select(Person.id).where(*named).order_by(Person.registered_at, Person.id)
    ).all()
    return [person for account_id in found if (person := person_with(account_id)) is not None]


def unconfirmed_count() -> int:
    """How many have not confirmed their address."""
    there = select(func.count()).select_from(Person).where(Person.confirmed_at.is_(None))
    return db.session.scalars(there).one()


def person_with(account_id: int) -> Person | None:
    """The person with this account, with their space and partner."""
    return at_home(AT_HOME.where(Person.id == account_id))


def lock_of(email: str) -> tuple[int, str]:
    """Whose account an address has, and the hash of their password; 0 and nothing where it has none."""
    has_it = (Person.email == email.lower(), Person.confirmed_at.is_not(None))
    found = db.session.execute(select(Person.id, Person.password_hash).where(*has_it))
    account_id, stored = found.first() or (0, "")
    return account_id, stored


def unconfirmed_locks(email: str) -> list[tuple[int, str]]:
    """Likewise of accounts that name an address which nobody has confirmed, the oldest first."""
    named = (Person.email == email.lower(), Person.confirmed_at.is_(None))
    found = (
        select(Person.id, Person.password_hash)
        .where(*named)
        .order_by(Person.registered_at, Person.id)
        .limit(UNCONFIRMED_LOOKED_AT)
    )
    return [(account_id, stored) for account_id, stored in db.session.execute(found)]


def is_named_by_many(email: str) -> bool:
    """Whether as many accounts name an address unconfirmed as are looked at where one of them logs in: with one more, one
    would be kept out.
    """
    named = (Person.email == email.lower(), Person.confirmed_at.is_(None))
    count = db.session.scalars(select(func.count()).select_from(Person).where(*named)).one()
    return count >= UNCONFIRMED_LOOKED_AT


def is_invited(end: str, secret: str, now: datetime) -> bool:
    """Whether this is the end of the link, or the code, of an invitation that is open."""
    hashes = [hashed(each, secret) for each in (*readings(end), plain_code(end))]
    opened = Invitation.link_hash.in_(hashes) | Invitation.code_hash.in_(hashes)
    still = (Invitation.guest_id.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now)
    return db.session.scalar(select(Invitation.id).where(opened, *still).limit(1)) is not None


def everybody() -> list[Person]:
    """All who have an account, by their address."""
    return list(db.session.scalars(select(Person).order_by(Person.email, Person.registered_at)))


def to_delete(now: datetime) -> list[int]:
    """The accounts that are to be deleted and have had their notice."""
    due = select(Person.id).where(Person.to_be_deleted, Person.disabled_at <= now - NOTICE)
    return list(db.session.scalars(due))


def openness_here(chosen: str) -> Openness:
    """Who can make an account in this Tend, where that was chosen or not."""
    if chosen:
        return Openness(chosen)
    few = select(Person.id).limit(A_COUPLE).subquery()
    open_since_before = exists().where(Beginning.stays_open)
    people_count, stays_open = db.session.execute(
        select(select(func.count()).select_from(few).scalar_subquery(), open_since_before)
    ).one()
    return openness(chosen, people_count=people_count, stays_open=stays_open)


def admission_by(end: str, secret: str, now: datetime) -> Admission | None:
    """The admission that the end of a link opens, whatever a mail program did to it, until it is used or a week old."""
    opened = Admission.link_hash.in_([hashed(each, secret, what=ADMISSION) for each in readings(end)])
    return db.session.scalar(select(Admission).where(opened, Admission.expires_at > now))


def password_costs() -> list[str]:
    """At which costs passwords are hashed here, as hashes begin that have them."""
    beginning = func.substr(Person.password_hash, 1, func.length(Person.password_hash) - LENGTH_BESIDE_COST)
    whole = func.length(Person.password_hash) > LENGTH_BESIDE_COST
    return list(db.session.scalars(select(beginning).where(whole).distinct()))


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
