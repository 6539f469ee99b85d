"""Plain pages for what goes wrong, that say so in words and lead back."""

import logging
from traceback import format_tb

from flask import Flask, Response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from tracker.domain.refusals import Missing, Refused
from tracker.extensions import db
from tracker.web.addresses import back
from tracker.web.held import held_words
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

    @app.errorhandler(CSRFError)
    def stale(_error: CSRFError) -> Response:
        return error_page("stale", 400)

    @app.errorhandler(TooMany)
    def too_many(_error: TooMany) -> Response:
        return error_page("too_many", 429)

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


def error_page(name: str, code: int) -> Response:
    """A page about an error, with what was typed; whatever was half done is undone first."""
    db.session.rollback()
    held = held_words() if request.method == "POST" else []
    return Response(render_template(f"errors/{name}.html", held=held), code)
