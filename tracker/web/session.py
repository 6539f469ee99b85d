"""Who is asking: log-ins, a row a device, which the cookie names by a token.

Ending the row ends the log-in, so a copied cookie is worth nothing after logging out. Where trust begins anew, the
token does as well: what was copied before opens nothing any more.
"""

import re
import secrets
from collections.abc import Callable, Mapping

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user, login_user, logout_user
from sqlalchemy import delete
from werkzeug.wrappers import Response as AnyResponse

from tracker.accounts import queries, room
from tracker.accounts.passwords import Passwords
from tracker.accounts.tokens import digest
from tracker.domain.days import today
from tracker.domain.devices import first_end
from tracker.domain.events import AccountEvent
from tracker.domain.people import LOG_INS
from tracker.extensions import db, login
from tracker.holding import afresh, hold_space
from tracker.models import Device, Person
from tracker.web.addresses import LARGEST_ID
from tracker.web.clock import now
from tracker.web.cookie_session import Sessions
from tracker.web.familiar import know_browser
from tracker.web.keeping import know_whose
from tracker.web.log_ins import hold_back, note_renewed, note_use
from tracker.web.notice import keep_from_writing
from tracker.web.notices import is_notice
from tracker.web.noting import browser_here, note
from tracker.web.typed import typed_words
from tracker.web.wishes import led

Check = Callable[[object], bool]
HALF_A_LETTER = re.compile("[\ud800-\udfff]")
DIGITS_OF_AN_ID = 20


def is_truth(value: object) -> bool:
    return isinstance(value, bool)


def is_text(value: object) -> bool:
    """Whether it is text that can be stored, without halves of letters."""
    return isinstance(value, str) and not HALF_A_LETTER.search(value)


def is_plain(value: object) -> bool:
    """Whether it is text of plain signs alone: others cannot be compared in a time that tells nothing."""
    return isinstance(value, str) and value.isascii()


def is_id(value: object) -> bool:
    """Whether it is the text of an id, of those that a database can hold."""
    text = value if isinstance(value, str) and is_plain(value) else ""
    return text.isdecimal() and len(text) < DIGITS_OF_AN_ID and int(text) <= LARGEST_ID


def is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(is_text, value))


def are_notices(value: object) -> bool:
    return isinstance(value, list) and all(map(is_notice, value))


# What a session holds, and what each is. Whatever else is found in one is another Tend's, and is let go.
SESSION: Mapping[str, Check] = {
    "_permanent": is_truth,
    "_fresh": is_truth,
    "_id": is_text,
    "_user_id": is_text,
    "_flashes": are_notices,
    "csrf_token": is_plain,
    "address": is_text,
    "registering": is_plain,
    "unconfirmed": is_id,
    "half": is_plain,
    "invitation": is_pair,
    "calendar": is_text,
    "summary": is_text,
}


def fits(name: str, value: object) -> bool:
    return name in SESSION and SESSION[name](value)


def know_people(app: Flask, opened: Callable[[Person], Person]) -> None:
    """Load the one who asks from the token in their cookie, and do what is to be done when their space is ``opened``."""
    app.extensions["opened"] = opened
    app.session_interface = Sessions(app, fits)
    login.init_app(app)
    login.session_protection = None
    login.user_loader(person_with)
    login.unauthorized_handler(ask_to_log_in)


def me() -> Person:
    """The person who asks, with their space and partner."""
    return current_user._get_current_object()  # type: ignore[no-any-return]  # noqa: SLF001 - its one way


def start_over() -> None:
    """Undo what is half done, and know the one who asks afresh: undoing forgets their space and partner."""
    db.session.rollback()
    if current_user.is_authenticated:
        afresh(me())


def person_with(token: str) -> Person | None:
    person = queries.person_on_device(digest(token), now())
    if person is None:
        note_renewed(token)
        return None
    if hold_back(person, token):
        return None
    keep_from_writing(person)
    found: Person = current_app.extensions["opened"](person)
    found.token = token
    know_whose(found)
    note_use(found)
    return found


def log_in(person: Person, *, stay: bool) -> None:
    """Log somebody in on this device; with ``stay`` also after the browser was closed.

    There is room for many devices; with one more the log-in that is oldest ends.
    """
    hold_space(person)
    db.session.execute(delete(Device).where(Device.person_id == person.id, Device.expires_at <= now()))
    token = secrets.token_urlsafe(32)
    db.session.add(
        Device(
            person_id=person.id,
            token_hash=digest(token),
            created_at=now(),
            expires_at=first_end(now(), stays=stay),
            used_on=today(person.rhythm, now()),
            touched_at=now(),
            **browser_here(),
        )
    )
    db.session.flush()
    note(AccountEvent.LOGGED_IN, person)
    room.drop_older(Device, Device.person_id == person.id, by=Device.created_at, most=LOG_INS)
    session.clear()
    session.permanent = stay
    person.token = token
    login_user(person)
    know_browser(person)


def log_out() -> None:
    """End the log-in on this device, which stays one that was in this account."""
    know_browser(me())
    note(AccountEvent.LOGGED_OUT, me())
    db.session.execute(delete(Device).where(Device.token_hash == digest(me().token)))
    logout_user()
    session.clear()


def forget_log_in() -> None:
    """Let this browser forget who was logged in, when the account itself is gone."""
    logout_user()
    session.clear()


def hold_log_in(noted: AccountEvent = AccountEvent.NEW_KEY) -> None:
    """See that the log-in by which somebody asks still holds, and let nobody end it before this transaction does.

    Whatever makes a key begins with this: by a log-in that is being ended at the same instant, none is made.
    """
    hold_space(me())
    if not queries.is_logged_in(digest(me().token)):
        abort(ask_to_log_in())
    note(noted, me())


def ask_to_log_in() -> AnyResponse:
    """Lead a guest to the log-in page and from there to what they wanted; keep what they had typed in sight."""
    if request.method in ("GET", "HEAD"):
        return led(url_for("accounts.log_in"), request.full_path.rstrip("?"))
    return Response(render_template("errors/logged_out.html", typed=typed_words(), saved=False), 401)


def secret() -> str:
    """The server's secret, with which links and codes are signed."""
    return current_app.config["SECRET_KEY"]  # type: ignore[no-any-return]


def passwords() -> Passwords:
    """What hashes and checks passwords here."""
    return current_app.extensions["passwords"]  # type: ignore[no-any-return]
