"""Links that let somebody choose a new password: signed, dated, and good for one use.

A link carries a digest of the password it replaces and of the address there was, so that using it ends it, as does another address; and it is good only
in the Tend that made it, as long as no backup is put back there.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from tracker.accounts.changing import resets_are_held
from tracker.accounts.queries import last_beginning, person_numbered
from tracker.domain.links import lettered, unlettered
from tracker.domain.people import RESETS_HELD_FOR
from tracker.domain.refusals import Missing
from tracker.holding import hold_space
from tracker.models import Person

GOOD_FOR_SECONDS = 3600
BY_HAND, BY_MAIL = "hand", "mail"


class NotWhole(Missing):
    """A link that nobody made like this: some of it was lost on its way."""


def reset_token(person: Person, secret: str, *, way: str = BY_HAND) -> str:
    """What the link carries: whose it is, the password and the address of before, and on which way it goes."""
    return lettered(signer(secret).dumps([person.id, digest(person), way]))


def person_for(token: str, secret: str, now: datetime) -> Person:
    """The person whose password the link may replace; raises `Missing` once it is used, an hour old or, of those by mail, held
    back, `NotWhole` if it came to harm.
    """
    try:
        person_id, of_before, way = contents(token, signer(secret), GOOD_FOR_SECONDS)
    except (ValueError, TypeError) as error:
        raise Missing("link") from error
    person = person_numbered(person_id)
    if person is None or digest(person) != of_before or (way == BY_MAIL and resets_are_held(person, now)):
        raise Missing("link")
    return person


def hold_token(person: Person, secret: str) -> str:
    """What a link carries with which a former address can hold back resets: whose account it is, and which change."""
    changed_at = person.address_changed_at or person.registered_at
    return lettered(holding_signer(secret).dumps([person.id, changed_at.isoformat()]))


def person_to_hold(token: str, secret: str) -> tuple[Person, datetime]:
    """Whose resets the link can hold back, and when the change was of which it tells; raises `Missing` once it is a week old.

    It goes on when the address changes once more, or whoever took an account over would only have to change it twice.
    """
    try:
        person_id, changed_at = contents(token, holding_signer(secret), int(RESETS_HELD_FOR.total_seconds()))
    except (ValueError, TypeError) as error:
        raise Missing("link") from error
    person = person_numbered(person_id)
    if person is None:
        raise Missing("link")
    return person, datetime.fromisoformat(changed_at)


def held_person_for(token: str, secret: str, now: datetime) -> Person:
    """The same, from here on until the transaction ends: of two links that are used at the same instant, one is the first."""
    hold_space(person_for(token, secret, now))
    return person_for(token, secret, now)


def contents(token: str, signer: URLSafeTimedSerializer, seconds: int) -> list[Any]:
    """What a link carries, also one that was made before links were of letters and digits alone."""
    for each in (unlettered(token), token):
        try:
            return signer.loads(each, max_age=seconds)  # type: ignore[no-any-return]
        except SignatureExpired as error:
            raise Missing("link") from error
        except BadData:
            continue
    raise NotWhole("link")


def digest(person: Person) -> str:
    return sha256(f"{person.password_hash} {person.email}".encode()).hexdigest()[:16]


def signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"reset{last_beginning()}")


def holding_signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"hold{last_beginning()}")
