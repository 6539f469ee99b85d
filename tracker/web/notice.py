"""Whoever has been given notice by the one who runs Tend can read, download everything and leave, and change nothing else."""

from flask import Flask, Response, request

from tracker.extensions import READING
from tracker.models import Person
from tracker.web.errors import error_page

# What one can send all the same: what only looks, and the ways out.
STILL = frozenset(
    {
        "accounts.log_out",
        "accounts.reset",
        "exit.leave",
        "exports.take",
        "factors.stop_losing",
        "reflections.search",
        "reminders.turn_off",
        "settings.delete_account",
        "security.end_all_keys",
        "security.end_one_key",
        "settings.leave_space",
        "security.choose_lock",
        "security.lock_now",
        "passkeys.prove",
        "security.prove",
        "security.stay_open",
        "wall.search",
        "ways.search",
    }
)


class Closed(Exception):
    """The account was closed, and this would change something in it."""


def keep_from_writing(person: Person) -> None:
    """Refuse what would change something for whoever asks, where their account was closed; raises `Closed`."""
    if person.disabled_at is not None and request.method not in READING and request.endpoint not in STILL:
        raise Closed


def answer_closed(app: Flask) -> None:
    """Give that its page."""

    @app.errorhandler(Closed)
    def closed(_error: Closed) -> Response:
        return error_page("closed", 403)
