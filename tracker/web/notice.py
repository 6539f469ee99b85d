"""Whoever has been given notice by the one who runs Tend can read, take everything along and leave, and change nothing else."""

from flask import Flask, Response, request
from flask_login import current_user

from tracker.extensions import READING
from tracker.web.errors import error_page

# What one can send all the same: what only looks, and the ways out.
STILL = frozenset(
    {
        "accounts.log_out",
        "accounts.reset",
        "exports.take",
        "reflections.search",
        "settings.delete_account",
        "security.end_all_keys",
        "security.end_one_key",
        "settings.leave_space",
        "security.prove",
        "wall.search",
        "ways.search",
    }
)


class Closed(Exception):
    """The account was closed, and this would change something in it."""


def keep_from_writing(app: Flask) -> None:
    """Refuse what would change something for somebody whose account was closed."""

    @app.before_request
    def look() -> None:
        if request.method in READING or request.endpoint in STILL:
            return
        if current_user.is_authenticated and current_user.disabled_at is not None:
            raise Closed

    @app.errorhandler(Closed)
    def closed(_error: Closed) -> Response:
        return error_page("closed", 403)
