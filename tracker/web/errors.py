"""Plain pages for what goes wrong, that say so in words and lead back."""

from flask import Flask, Response, current_app, redirect, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.web.addresses import back, path_meant, public_address
from tracker.web.cookies import cookie_name
from tracker.web.hosts import AskedElsewhere, SentFromElsewhere, in_use
from tracker.web.notices import warn
from tracker.web.steady import apology
from tracker.web.typed import carries_a_stamp, typed_words

PAGES = {400: "bad_request", 404: "not_found", 405: "not_found", 413: "too_large", 429: "too_many"}


class TooMany(Exception):
    """The same thing was tried too often in a short time."""

    page = "too_many"


class TooManyLogIns(TooMany):
    """Passwords for an account were tried too often, by whomever. There is another way in, and the page says so."""

    page = "too_many_log_ins"


def answer_errors(app: Flask) -> None:
    """Give every error its page; what has none here is answered by `Steady`."""
    app.register_error_handler(Missing, missing)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(AskedElsewhere, elsewhere)
    app.register_error_handler(SentFromElsewhere, from_elsewhere)
    app.register_error_handler(CSRFError, stale)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(NotFound, not_there)
    app.register_error_handler(HTTPException, turned_away)


def missing(_error: Missing) -> Response:
    return error_page("gone" if carries_a_stamp() else "not_found", 404)


def refused(no: Refused) -> AnyResponse:
    db.session.rollback()
    warn(no.sentence, **no.values)
    return back("/")


def elsewhere(_error: AskedElsewhere) -> Response:
    return error_page("asked_elsewhere", 421, address=public_address("today.home"))


def from_elsewhere(_error: SentFromElsewhere) -> Response:
    return error_page("sent_from_elsewhere", 400, address=str(in_use()[0]))


def stale(_error: CSRFError) -> Response:
    known = cookie_name(current_app.config["SESSION_COOKIE_NAME"]) in request.cookies
    return error_page("stale" if known else "no_cookie", 400)


def too_many(error: TooMany) -> Response:
    return error_page(error.page, 429)


def not_there(_error: NotFound) -> AnyResponse:
    meant = path_meant()
    return redirect(meant, 308) if meant else error_page("not_found", 404)


def turned_away(error: HTTPException) -> AnyResponse:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    if code >= 500:
        return apology(error, code)
    return error_page(PAGES.get(code, "bad_request"), code)


def error_page(name: str, code: int, **shown: str) -> Response:
    """A page about an error, with what was typed; whatever was half done is undone first.

    Nothing is handed to it, not even who asks: that would have to be looked up.
    """
    db.session.rollback()
    typed = typed_words() if request.method == "POST" else []
    page = current_app.jinja_env.get_template(f"errors/{name}.html")
    return Response(page.render(typed=typed, saved=False, **shown), code)
