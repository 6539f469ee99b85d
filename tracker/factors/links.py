"""Links by which somebody says that their app for codes is gone: mailed to them, good for an hour, and as long as that app is
asked for.
"""

from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.accounts.queries import last_beginning, person_with
from tracker.domain.links import lettered, unlettered
from tracker.domain.refusals import Missing
from tracker.factors.queries import code_app_of
from tracker.models import CodeApp, Person

GOOD_FOR_SECONDS = 3600


def lost_token(person: Person, app: CodeApp, secret: str) -> str:
    """What the link carries."""
    return lettered(signer(secret).dumps([person.id, digest(app)]))


def person_who_lost(token: str, secret: str) -> Person:
    """Whose app a link says is gone; raises `Missing` once it is an hour old, or no code of that app is asked for."""
    try:
        person_id, of_app = signer(secret).loads(unlettered(token), max_age=GOOD_FOR_SECONDS)
    except (BadData, ValueError, TypeError) as error:
        raise Missing("link") from error
    person = person_with(person_id)
    app = code_app_of(person) if person else None
    if person is None or app is None or digest(app) != of_app:
        raise Missing("link")
    return person


def digest(app: CodeApp) -> str:
    return sha256(f"{app.id} {app.secret}".encode()).hexdigest()[:16]


def signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"codes are gone{last_beginning()}")
