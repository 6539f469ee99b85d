"""Challenges, to which a passkey answers: drawn for one purpose in one browser, good once, and for an hour, or a day where a
locked page waits for whoever comes back to it.

They are signed, so nothing is kept until one is answered; whoever comes by an address that nobody has is asked in the same
way as everybody, since none is asked for.
"""

import hmac
import secrets
from datetime import timedelta

from flask import current_app, session

from tracker.domain.days import ONE_DAY
from tracker.web.clock import now
from tracker.web.once import taken_before
from tracker.web.tokens import form_token

UNLOCK = "unlock"
LASTS, LASTS_LOCKED = timedelta(hours=1), ONE_DAY


def new_challenge(what: str) -> str:
    """A challenge for a purpose, in this browser."""
    form_token()  # by which the browser is told
    mark = f"{int(now().timestamp())}-{secrets.token_urlsafe(24)}"
    return f"{mark}.{signature(mark, what)}"


def is_ours(challenge: str, what: str) -> bool:
    """Whether this was a challenge for that purpose in this browser, in its time, to which nobody has answered yet.

    From now on somebody has: commit, whatever comes of it.
    """
    mark, _dot, signed = challenge.partition(".")
    if not hmac.compare_digest(signature(mark, what).encode(), signed.encode()):
        return False
    made_at = int(mark.partition("-")[0])
    lasts = LASTS_LOCKED if what == UNLOCK else LASTS
    return now().timestamp() - made_at <= lasts.total_seconds() and not taken_before(mark)


def signature(mark: str, what: str) -> str:
    browser = session.get("csrf_token", "")
    about = f"challenge {what} {browser} {mark}"
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), about.encode(), "sha256").hex()
