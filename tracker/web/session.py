"""Who is asking: log-ins, a row a device, which the cookie names by a token.

Ending the row ends the log-in, so a copied cookie is worth nothing after logging out.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from flask import Flask, Response, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from sqlalchemy import delete
from werkzeug.wrappers import Response as AnyResponse

from tracker.accounts import queries, room
from tracker.accounts.passwords import Passwords
from tracker.domain.quotas import LOG_INS
from tracker.extensions import db, login
from tracker.models import Device, Person
from tracker.web.clock import now
from tracker.web.held import held_words

KEPT_FOR = timedelta(days=365)
OTHERWISE_FOR = timedelta(hours=12)


def know_people(app: Flask) -> None:
    """Load the one who asks from the token in their cookie."""
    login.init_app(app)
    login.session_protection = None
    login.user_loader(person_with)
    login.unauthorized_handler(ask_to_log_in)


def me() -> Person:
    """The person who asks, with their space and partner."""
    return current_user._get_current_object()  # type: ignore[no-any-return]


def start_over() -> None:
    """Undo what is half done, and know the one who asks afresh: undoing forgets their space and partner."""
    db.session.rollback()
    if current_user.is_authenticated:
        queries.afresh(me())


def person_with(token: str) -> Person | None:
    person = queries.person_on_device(digest(token), now())
    if person is not None:
        person.token = token
    return person


def log_in(person: Person, *, stay: bool) -> None:
    """Log somebody in on this device; with ``stay`` also after the browser was closed.

    There is room for many devices; with one more the log-in that is oldest ends.
    """
    queries.hold_space(person)
    db.session.execute(delete(Device).where(Device.person_id == person.id, Device.expires_at <= now()))
    token = secrets.token_urlsafe(32)
    expires_at = now() + (KEPT_FOR if stay else OTHERWISE_FOR)
    db.session.add(
        Device(person_id=person.id, token_hash=digest(token), created_at=now(), expires_at=expires_at)
    )
    db.session.flush()
    room.keep_newest(Device, Device.person_id == person.id, most=LOG_INS)
    session.clear()
    session.permanent = stay
    person.token = token
    login_user(person)


def log_out() -> None:
    """End the log-in on this device."""
    db.session.execute(delete(Device).where(Device.token_hash == digest(me().token)))
    logout_user()
    session.clear()


def forget_log_in() -> None:
    """Let this browser forget who was logged in, when the account itself is gone."""
    logout_user()
    session.clear()


def log_out_elsewhere(person: Person) -> None:
    """End a person's log-ins on all devices but this one."""
    db.session.execute(
        delete(Device).where(Device.person_id == person.id, Device.token_hash != digest(person.token))
    )


def digest(token: str) -> str:
    """What is stored of a token, which is long and random itself."""
    return sha256(token.encode()).hexdigest()


def ask_to_log_in() -> AnyResponse:
    """Lead a guest to the log-in page and from there to what they wanted; keep what they had typed in sight."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("accounts.log_in", next=request.full_path.rstrip("?")), 303)
    return Response(render_template("errors/logged_out.html", held=held_words()), 401)


def passwords() -> Passwords:
    """What hashes and checks passwords here."""
    return current_app.extensions["passwords"]  # type: ignore[no-any-return]
