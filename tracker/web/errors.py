"""Plain pages for what goes wrong, that say so in words and lead back."""

import logging
from traceback import format_tb

from flask import Flask, Response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.web.addresses import back, path_meant, public_address
from tracker.web.held import held_words
from tracker.web.hosts import AskedElsewhere, SentFromElsewhere, in_use
from tracker.web.notices import warn

PAGES = {400: "bad_request", 404: "not_found", 405: "not_found", 413: "too_large", 429: "too_many"}

log = logging.getLogger(__name__)


class TooMany(Exception):
    """The same thing was tried too often in a short time."""


def answer_errors(app: Flask) -> None:
    """Give every error its page."""

    @app.errorhandler(Missing)
    def missing(_error: Missing) -> Response:
        return error_page("not_found", 404)

    @app.errorhandler(Refused)
    def refused(no: Refused) -> AnyResponse:
        db.session.rollback()
        warn(no.sentence, **no.values)
        return back("/")

    @app.errorhandler(AskedElsewhere)
    def elsewhere(_error: AskedElsewhere) -> Response:
        return error_page("asked_elsewhere", 421, address=public_address("today.home"))

    @app.errorhandler(SentFromElsewhere)
    def from_elsewhere(_error: SentFromElsewhere) -> Response:
        return error_page("sent_from_elsewhere", 400, address=str(in_use()[0]))

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> Response:
        known = app.config["SESSION_COOKIE_NAME"] in request.cookies
        return error_page("stale" if known else "no_cookie", 400)

    @app.errorhandler(TooMany)
    def too_many(_error: TooMany) -> Response:
        return error_page("too_many", 429)

    @app.errorhandler(NotFound)
    def not_there(_error: NotFound) -> AnyResponse:
        meant = path_meant()
        return redirect(meant, 308) if meant else error_page("not_found", 404)

    @app.errorhandler(HTTPException)
    def turned_away(error: HTTPException) -> AnyResponse:
        code = error.code or 500
        if code < 400:
            return error.get_response()
        return error_page(PAGES.get(code, "bad_request" if code < 500 else "broken"), code)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        """Log where it happened, and not the error's own text: that can hold somebody's words."""
        log.error(
            "%s in %s %s\n%s",
            type(error).__name__,
            request.method,
            request.url_rule or "no page",
            "".join(format_tb(error.__traceback__)),
        )
        return error_page("broken", 500)


def error_page(name: str, code: int, **shown: str) -> Response:
    """A page about an error, with what was typed; whatever was half done is undone first."""
    db.session.rollback()
    held = held_words() if request.method == "POST" else []
    return Response(render_template(f"errors/{name}.html", held=held, **shown), code)
