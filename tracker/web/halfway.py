"""Half logged in: somebody has given the right password in this browser, and not the code that comes after it.

That opens nothing but the page that asks for the code, for some minutes, and ends with the password.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import current_app, session
from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.accounts import queries
from tracker.models import Person

LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Halfway:
    """Who has come halfway, whether the log-in is to stay, and where they want to go."""

    person: Person
    stay: bool
    wish: str


def begin_halfway(person: Person, *, stay: bool, wish: str) -> None:
    """Remember in this browser alone that somebody's password was right just now."""
    session["half"] = signer().dumps([person.id, of_password(person), stay, wish])


def halfway() -> Halfway | None:
    """Who has come halfway in this browser; nobody once the minutes are over, or the password is another."""
    try:
        person_id, of_then, stay, wish = signer().loads(
            session.get("half", ""), max_age=int(LASTS.total_seconds())
        )
    except (BadData, ValueError, TypeError):
        return None
    person = queries.person_with(person_id)
    if person is None or of_password(person) != of_then:
        return None
    return Halfway(person, stay, wish)


def of_password(person: Person) -> str:
    return sha256(person.password_hash.encode()).hexdigest()[:16]


def signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="halfway")
