"""How much a request may bring, and how long it may take on the way."""

from dataclasses import dataclass

from flask import Flask
from itsdangerous import BadData
from waitress.parser import HTTPRequestParser
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_cookie

from tracker.web.bodies import HALF_A_MEGABYTE, most_bytes
from tracker.web.cookies import both_names

SECONDS_FOR_A_FORM = 30.0
SECONDS_FOR_A_FILE = 60.0
SLOWEST = 16 * 1024  # bytes a second, as from a phone on a train


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a request may bring in bytes, within how many seconds from the end of its head.

    ``log_in`` is the cookie's own part where the request was given more than usual because of it.
    """

    most_bytes: int = HALF_A_MEGABYTE
    seconds: float = SECONDS_FOR_A_FORM
    log_in: str = ""


USUAL = Allowance()


class Allowances:
    """Tells what a request may bring, from its head alone and without the database."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.addresses = app.url_map.bind("localhost")

    def of(self, request: HTTPRequestParser) -> Allowance:
        """More than usual only for a file, where one is taken, and from a browser that is logged in."""
        if not request.chunked and request.content_length <= HALF_A_MEGABYTE:
            return USUAL
        most = self.most_at(request.path, request.command)
        if most <= HALF_A_MEGABYTE:
            return USUAL
        log_in = self.log_in_of(request)
        if not log_in:
            return USUAL
        expected = most if request.chunked else min(most, request.content_length)
        return Allowance(most, SECONDS_FOR_A_FILE + expected / SLOWEST, log_in)

    def most_at(self, path: str, method: str) -> int:
        if method.upper() != "POST":
            return HALF_A_MEGABYTE
        try:
            endpoint, _values = self.addresses.match(path, "POST")
        except HTTPException:
            return HALF_A_MEGABYTE
        return most_bytes(self.app, endpoint)

    def log_in_of(self, request: HTTPRequestParser) -> str:
        """The token of a cookie that we have signed and that has not run out; nothing for a guest."""
        sent = parse_cookie(request.headers.get("COOKIE", ""))
        names = both_names(self.app.config["SESSION_COOKIE_NAME"])
        cookie = next((sent[each] for each in names if each in sent), "")
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        try:
            kept = signer.loads(cookie, max_age=int(self.app.permanent_session_lifetime.total_seconds()))
        except BadData:
            return ""
        return str(kept.get("_user_id", "")) if isinstance(kept, dict) else ""
