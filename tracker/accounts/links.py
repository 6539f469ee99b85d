"""Links that let somebody choose a new password: signed, dated, and good for one use.

A link carries a digest of the password it replaces, so that using it ends it; and it is good only
in the Tend that made it, as long as no backup is put back there.
"""

from hashlib import sha256
from typing import Any

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from tracker.accounts.queries import last_beginning, person_numbered
from tracker.domain.links import lettered, unlettered
from tracker.domain.refusals import Missing
from tracker.holding import hold_space
from tracker.models import Person

GOOD_FOR_SECONDS = 3600


class NotWhole(Missing):
    """A link that nobody made like this: some of it was lost on its way."""


def reset_token(person: Person, secret: str) -> str:
    """What the link carries."""
    return lettered(signer(secret).dumps([person.id, digest(person)]))


def person_for(token: str, secret: str) -> Person:
    """The person whose password the link may replace; raises `Missing` once it is used or an hour old, `NotWhole` if it came to harm."""
    try:
        person_id, of_password = contents(token, secret)
    except (ValueError, TypeError) as error:
        raise Missing("link") from error
    person = person_numbered(person_id)
    if person is None or digest(person) != of_password:
        raise Missing("link")
    return person


def held_person_for(token: str, secret: str) -> Person:
    """The same, from here on until the transaction ends: of two links that are used at the same instant, one is the first."""
    hold_space(person_for(token, secret))
    return person_for(token, secret)


def contents(token: str, secret: str) -> list[Any]:
    """What a link carries, also one that was made before links were of letters and digits alone."""
    for each in (unlettered(token), token):
        try:
            return signer(secret).loads(each, max_age=GOOD_FOR_SECONDS)  # type: ignore[no-any-return]
        except SignatureExpired as error:
            raise Missing("link") from error
        except BadData:
            continue
    raise NotWhole("link")


def digest(person: Person) -> str:
    return sha256(person.password_hash.encode()).hexdigest()[:16]


def signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"reset{last_beginning()}")
