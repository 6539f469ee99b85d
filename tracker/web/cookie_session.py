"""A browser's session, which lies in its cookie."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.web.clock import now
from tracker.web.cookies import cookie_name, drop_plain, vary_with_cookie
from tracker.web.familiar import hand_over_marks
from tracker.web.headers import UNKEPT
from tracker.web.hosts import over_https
from tracker.web.log_ins import is_overtaken

# What a cookie holds that says no more than who is logged in: secrets that we have drawn. Others may hold what was typed.
DRAWN = frozenset({"_permanent", "_fresh", "_id", "_user_id", "csrf_token"})
MOST_READ = 256


class Signing(URLSafeTimedSerializer):
    """Signs cookies, and reads them; one that is sent again and again is looked at once, and from then on only at its age.

    Looked at anew by each request, a small page takes 8 % longer, and a form twice that: who may send how much is asked
    of the cookie as well.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.read: dict[str | bytes, tuple[dict[str, Any], datetime]] = {}

    def loads(  # type: ignore[override]  # as the library does itself
        self, s: str | bytes, max_age: int | None = None, *given: Any, **more: Any
    ) -> Any:
        """What a cookie holds that we have signed, and that is no older in seconds; raises `BadData` for any other."""
        if given or more:
            return super().loads(s, max_age, *given, **more)
        held = self.read.get(s)
        if held and timedelta() <= now() - held[1] < timedelta(seconds=max_age or 0):
            return dict(held[0])
        content, at = super().loads(s, max_age, return_timestamp=True)
        if isinstance(content, dict) and content.keys() <= DRAWN:
            if len(self.read) >= MOST_READ:
                self.read.clear()
            self.read[s] = dict(content), at
        return content


class Sessions(SecureCookieSessionInterface):
    """Keeps a browser's session in its cookie, over https alone where the address in use is one of https; what ``fits``.

    What reads and signs cookies is made once: anew for each request, a small page takes 3 % longer.
    """

    def __init__(self, app: Flask, fits: Callable[[str, object], bool]) -> None:
        found = super().get_signing_serializer(app)
        self.signing = found and Signing(
            found.secret_keys,
            salt=found.salt,
            serializer=found.serializer,
            signer_kwargs=found.signer_kwargs,
        )
        self.fits = fits

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What reads and signs cookies here."""
        return self.signing

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What of the cookie is ours and whole."""
        try:
            found = super().open_session(app, request)
        except (BadData, TypeError, ValueError):
            found = None
        ours = {name: value for name, value in (found or {}).items() if self.fits(name, value)}
        return self.session_class(ours)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if it has changed, and after it the marks that a log-in leaves.

        One with a token that was renewed meanwhile is not sent: it would take the place of the new one.
        """
        unkept = response.headers.get("Cache-Control") == UNKEPT
        if session.modified and not is_overtaken(session):
            super().save_session(app, session, response)
        elif session.accessed and not unkept:
            vary_with_cookie(response)
        if unkept:  # nobody asks by what it could be another
            response.headers.pop("Vary", None)
        drop_plain(response, super().get_cookie_name(app))
        hand_over_marks(response)

    def get_cookie_name(self, app: Flask) -> str:
        """What the cookie is called at the address in use."""
        return cookie_name(super().get_cookie_name(app))

    def get_cookie_secure(self, app: Flask) -> bool:
        return over_https()
