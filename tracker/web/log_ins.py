"""A log-in as it goes on: used from day to day, and with a new token after each proof.

With a new token whatever was copied before opens nothing any more. What a browser had asked for by the token of before,
a moment ago, is not thrown out for that: it is sent once more, and by then the browser has the new one.
"""

import secrets
from collections.abc import Mapping

from flask import Response, after_this_request, g, redirect, request, session
from flask_login import current_user, login_user
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from werkzeug.wrappers import Response as AnyResponse

from tracker.accounts.queries import renewed_at
from tracker.accounts.tokens import digest
from tracker.domain.days import today
from tracker.domain.devices import RENEWED_FOR, end_after_use
from tracker.extensions import READING, READS, db, read_only, waited
from tracker.models import Device, Person
from tracker.web.clock import now
from tracker.web.parts import asks_for_news

A_MOMENT = 0.3
LOG_OUT = "accounts.log_out"  # which needs no proof, nor what is locked behind one
IN_NOBODYS_WAY = frozenset({"exit", "health", "live"})
TOKEN = "_user_id"  # noqa: S105 - what the session calls it


def renew_log_in() -> None:
    """Give the log-in on this device a new token: with the one until now, nobody gets in any more.

    Of two who do so at the same instant one does; the other's cookie is not sent.
    """
    renew(current_user._get_current_object())  # noqa: SLF001 - its one way


def renew(person: Person) -> None:
    """The same for a log-in of somebody's that is just being let in again."""
    token = secrets.token_urlsafe(32)
    former = digest(person.token)
    renewed = (
        update(Device)
        .where(Device.token_hash == former)
        .values(token_hash=digest(token), former_hash=former, renewed_at=now())
    )
    if not db.session.execute(renewed).rowcount:  # type: ignore[attr-defined]
        return
    person.token = token
    login_user(person)


def note_renewed(token: str) -> None:
    """Note that nobody is logged in by this token any more because the log-in has just got another."""
    at = renewed_at(digest(token))
    g.just_renewed = at is not None and at <= now() < at + RENEWED_FOR


def send_once_more() -> AnyResponse:
    """Have what was asked for by the token of a moment ago asked for once more, form and all. Nothing is told of anybody."""
    return redirect(request.full_path.rstrip("?"), 307)


def token_here() -> str:
    """The token of the log-in by which somebody asks, whether or not it still opens anything; empty for a guest."""
    return str(session.get(TOKEN, ""))


def is_in() -> bool:
    """Whether whoever asks is logged in. Where nothing is there to be seen, it need not be found out."""
    try:
        return bool(current_user.is_authenticated)
    except Exception:
        if request.endpoint:
            raise
        return True


def asks_by_log_in() -> bool:
    """Whether somebody asks who may be logged in, and not what only looks whether Tend lives or something is new,
    nor what is in nobody's way.
    """
    return TOKEN in session and request.blueprint not in IN_NOBODYS_WAY


def is_overtaken(of: Mapping[str, object]) -> bool:
    """Whether a session has a token that was renewed while its request was answered."""
    token = of.get(TOKEN)
    if not isinstance(token, str):
        return False
    try:
        read_only()
        return renewed_at(digest(token)) is not None
    except SQLAlchemyError:
        return False
    finally:
        db.session.rollback()


def hold_back(person: Person, token: str) -> bool:
    """Whether the log-in of whoever asks is locked: then nobody is logged in, and it is remembered who could be."""
    locked = person.locks and person.used is not None and person.used.is_locked(now())
    if locked and request.endpoint != LOG_OUT:
        person.token = token
        g.locked = person
        return True
    return False


def note_use(person: Person) -> None:
    """Note on which day the log-in of whoever asks is used, and where it locks that it was touched, once their page is made;
    where nothing can be written, another page notes it.
    """
    used, day = person.used, today(person.rhythm, now())
    if used is None or asks_for_news():
        return
    values: dict[str, object] = {}
    if used.last != day:
        values |= {"used_on": day, "expires_at": end_after_use(used, now())}
    if person.locks and used.is_stale(now()) and is_touch():
        values["touched_at"] = now()
    if not values:
        return

    @after_this_request
    def once_answered(response: Response) -> Response:
        note_down(person.token, values)
        return response


def is_touch() -> bool:
    """Whether somebody asks, and not a page by itself that looks whether there is anything new.

    What a worker passes on of somebody who goes to a page says that they go, whatever else it says.
    """
    goes = request.headers.get("Sec-Fetch-Mode") == "navigate"
    by_itself = request.headers.get("Sec-Fetch-Dest") == "empty" and not goes
    return request.method not in READING or not (by_itself or "Sec-Purpose" in request.headers)


def note_down(token: str, values: Mapping[str, object]) -> None:
    g.patience = waited() + A_MOMENT  # their page is made, and waits for nobody who writes
    db.session.rollback()
    try:
        db.session.connection(execution_options={READS: False})
        db.session.execute(update(Device).where(Device.token_hash == digest(token)).values(**values))
        db.session.commit()
    except DBAPIError:
        db.session.rollback()
