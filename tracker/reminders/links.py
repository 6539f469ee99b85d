"""Links at the end of mails, by which their reader wants none of these any more, in one click and without logging in.

They hold for as long as the account has the address that the mail went to. They open nothing and tell nothing: all that
one can do with one is to turn these mails off.
"""

from hashlib import sha256

from itsdangerous import BadData, URLSafeSerializer

from tracker.accounts.queries import person_numbered
from tracker.domain.links import lettered, unlettered
from tracker.domain.refusals import Missing
from tracker.domain.reminders import ReminderKind
from tracker.models import Person


def off_token(person: Person, what: ReminderKind, secret: str) -> str:
    """What a link carries: whose mails, of which kind."""
    return lettered(signer(secret).dumps([person.id, digest(person), what]))


def turned_off_by(token: str, secret: str) -> tuple[Person, ReminderKind]:
    """Whose mails of which kind a link turns off; raises `Missing` for one that nobody made, or that is of another address."""
    try:
        person_id, of_account, what = signer(secret).loads(unlettered(token))
        person = person_numbered(person_id)
        kind = ReminderKind(what)
    except (BadData, ValueError, TypeError) as error:
        raise Missing("link") from error
    if person is None or digest(person) != of_account:
        raise Missing("link")
    return person, kind


def digest(person: Person) -> str:
    """What tells an account with its address from every other, also where ids come again."""
    return sha256(f"{person.registered_at.isoformat()} {person.email}".encode()).hexdigest()[:16]


def signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="no more mails of reminders")
