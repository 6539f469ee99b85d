"""Where somebody wanted to go before they had to log in, or to show once more that it is them.

It stands in no address, which a browser's history keeps and any proxy can note: on its way it is in a cookie that lives a
short while, then in the form that is filled in. It is signed for the log-in by which it was asked, or for guests, so that
whoever logs in next in this browser is not led to what somebody else had wanted.
"""

from datetime import timedelta

from flask import current_app, redirect, request, session
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from tracker.web.addresses import is_local
from tracker.web.cookies import cookie_name
from tracker.web.hosts import over_https

COOKIE = "tend_wish"
FIELD = "next"
INVITATIONS = "/join/"  # where a newcomer goes on to; all else waits until they have been welcomed
MOST = 2000  # letters; a browser keeps no cookie of more than 4,096 bytes
A_QUARTER = timedelta(minutes=15)
AN_HOUR = timedelta(hours=1)  # as long as a code by mail is good for


def led(to: str, wish: str, *, kept_for: timedelta = A_QUARTER) -> Response:
    """A 303 to a page of ours that asks for something first, with where somebody wants to go from there."""
    answer = redirect(to, 303)
    if wish and is_local(wish) and len(wish) <= MOST:
        answer.set_cookie(
            cookie_name(COOKIE),
            signer().dumps(wish),
            max_age=kept_for,
            secure=over_https(),
            httponly=True,
            samesite="Lax",
        )
    return answer


def onward(otherwise: str, *, below: str = "/") -> Response:
    """A 303 to where the person was headed before they had to log in, if that lies ``below`` a path; or to another page."""
    target = next_path()
    return without_wish(redirect(target if target.startswith(below) else otherwise, 303))


def next_path() -> str:
    """The page of ours that was asked for before, or nothing. What an address says of it is passed over."""
    target = request.form.get(FIELD, "") or kept()
    return target if is_local(target) else ""


def without_wish(answer: Response) -> Response:
    """An answer after which this browser wants to go nowhere."""
    if cookie_name(COOKIE) in request.cookies:
        answer.delete_cookie(cookie_name(COOKIE), secure=over_https(), httponly=True, samesite="Lax")
    return answer


def kept() -> str:
    """What this browser has kept of it, for whoever asks now."""
    try:
        found = signer().loads(
            request.cookies.get(cookie_name(COOKIE), ""), max_age=int(AN_HOUR.total_seconds())
        )
    except BadData:
        return ""
    return found if isinstance(found, str) else ""


def signer() -> URLSafeTimedSerializer:
    who = session.get("_user_id", "")
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"wish of {who}")
