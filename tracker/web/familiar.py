"""Browsers that have logged in to an account before, which nobody else's wrong tries hold up.

Such a browser has a mark for each account, which outlives logging out. It is drawn at random and signed for one account
as its password was then: without our secret nobody can tell for which, and a new password ends all marks. Ten wrong
tries of its own end one, and its browser is one like any other again.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from flask import Response, current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.models import Person
from tracker.web.cookies import cookie_name, drop_plain
from tracker.web.hosts import over_https
from tracker.web.limits import Count

COOKIE = "tend_known"
BETWEEN = "~"
MARKS = 8  # in one browser; the oldest go
KEPT_FOR = timedelta(days=365)
WRONG_TRIES = 10


def know_browser(person: Person) -> None:
    """Give this browser a mark for somebody's account as it is now, in place of the one it had."""
    signer = signer_for(person.id, person.password_hash)
    others = [mark for mark in marks() if mark_id(mark, signer) is None]
    g.marks = [signer.dumps(secrets.token_urlsafe(9)), *others][:MARKS]


def forget_browser(person: Person) -> None:
    """Take the mark for somebody's account from this browser."""
    signer = signer_for(person.id, person.password_hash)
    g.marks = [mark for mark in marks() if mark and mark_id(mark, signer) is None]


def hand_over_marks(answer: Response) -> None:
    """Send along the marks that this browser has got with this request, if it has."""
    drop_plain(answer, COOKIE)
    if "marks" in g and not g.marks:
        answer.delete_cookie(cookie_name(COOKIE), secure=over_https(), httponly=True, samesite="Lax")
    elif "marks" in g:
        answer.set_cookie(
            cookie_name(COOKIE),
            BETWEEN.join(g.marks),
            max_age=KEPT_FOR,
            secure=over_https(),
            httponly=True,
            samesite="Lax",
        )


def own_tries(person_id: int, password_hash: str) -> list[Count]:
    """What is counted of this browser alone where it has a mark for an account; nothing where it has none."""
    signer = signer_for(person_id, password_hash)
    found = [each for mark in marks() if (each := mark_id(mark, signer)) is not None]
    return [Count(f"familiar:{name}", ends_at, WRONG_TRIES) for name, ends_at in found[:1]]


def marks() -> list[str]:
    """The marks of this browser, the newest first, for whichever accounts."""
    return request.cookies.get(cookie_name(COOKIE), "").split(BETWEEN, MARKS)[:MARKS]


def mark_id(mark: str, signer: URLSafeTimedSerializer) -> tuple[str, int] | None:
    """What tells a mark from others, and when it ends, in seconds since 1970; nothing if it is for another account."""
    try:
        name, made_at = signer.loads(mark, max_age=int(KEPT_FOR.total_seconds()), return_timestamp=True)
    except BadData:
        return None
    return str(name), int((made_at + KEPT_FOR).timestamp())


def signer_for(person_id: int, password_hash: str) -> URLSafeTimedSerializer:
    as_it_is = sha256(f"{person_id} {password_hash}".encode()).hexdigest()
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"familiar {as_it_is}")
