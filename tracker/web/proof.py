"""A fresh proof: that whoever asks has typed the password on this device a short while ago.

What tells of somebody's other devices, or opens a door for later, asks for it: a phone lies about unlocked more easily
than somebody knows a password.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import update
from werkzeug.wrappers import Response

from tracker.accounts.queries import proved_at
from tracker.accounts.tokens import digest
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Device
from tracker.web.addresses import local_path
from tracker.web.clock import now
from tracker.web.fields import OwnPasswordField
from tracker.web.limits import in_window, wrong_tries
from tracker.web.noting import note_wrong_password
from tracker.web.session import me, passwords
from tracker.web.wishes import led

A_QUARTER = FRESH_FOR = timedelta(minutes=15)

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def proof_required(view: Callable[Given, Answer]) -> Callable[Given, Answer | Response]:
    """Let a view of somebody's be asked with a fresh proof only; without one it leads to where it is given, and back.

    It stands below ``login_required``.
    """

    @wraps(view)
    def asked(*args: Given.args, **values: Given.kwargs) -> Answer | Response:
        return view(*args, **values) if proven() else led(url_for("security.prove"), wish())

    return asked


def proven() -> bool:
    """Whether there is a fresh proof of whoever asks, for the log-in by which they ask."""
    at = proved_at(digest(me().token)) if current_user.is_authenticated else None
    return at is not None and at <= now() < at + FRESH_FOR


def prove() -> None:
    """Remember that the password was right just now, for this log-in alone."""
    db.session.execute(update(Device).where(Device.token_hash == digest(me().token)).values(proved_at=now()))


def wish() -> str:
    """Where somebody wants to go: the page they ask for, or the one from which they sent a form."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    return came_from()


def came_from() -> str:
    """The page of ours on which somebody was, as far as their browser tells; nothing where that is the one they ask for."""
    path = local_path(request.referrer or "")
    return path if path.partition("?")[0] != request.path else ""


def right_password(field: OwnPasswordField) -> bool:
    """Whether it is this person's password; if not, says so at the field. Each log-in has wrong tries of its own."""
    tried = in_window("password", me().token, most=10, within=A_QUARTER)
    with wrong_tries([tried]) as was_right:
        if passwords().right(field.data, me().password_hash):
            was_right()
            db.session.commit()  # nothing is held while a new one is hashed
            return True
    note_wrong_password(me().id)
    db.session.commit()
    field.errors = [_("This is not your password. Have another look at it.")]
    return False
