"""Links that let somebody choose a new password: signed, dated, and good for one use.

A link carries a digest of the password it replaces, so that using it ends it.
"""

from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.accounts.queries import person_numbered
from tracker.domain.refusals import Missing
from tracker.models import Person

GOOD_FOR_SECONDS = 3600


def reset_token(person: Person, secret: str) -> str:
    """What the link carries."""
    return signer(secret).dumps([person.id, digest(person)])


def person_for(token: str, secret: str) -> Person:
    """The person whose password the link may replace; raises `Missing` once it is used or an hour old."""
    try:
        person_id, of_password = signer(secret).loads(token, max_age=GOOD_FOR_SECONDS)
    except (BadData, ValueError, TypeError) as error:
        raise Missing("link") from error
    person = person_numbered(person_id)
    if person is None or digest(person) != of_password:
        raise Missing("link")
    return person


def digest(person: Person) -> str:
    return sha256(person.password_hash.encode()).hexdigest()[:16]


def signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="reset")
