"""A browser's session, which lies in its cookie."""

from collections.abc import Callable

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadData, URLSafeTimedSerializer

from tracker.web.cookies import cookie_name, drop_plain, vary_with_cookie
from tracker.web.familiar import hand_over_marks
from tracker.web.headers import UNKEPT
from tracker.web.hosts import over_https
from tracker.web.log_ins import is_overtaken


class Sessions(SecureCookieSessionInterface):
    """Keeps a browser's session in its cookie, over https alone where the address in use is one of https; what ``fits``.

    What reads and signs cookies is made once: anew for each request, a small page takes 3 % longer.
    """

    def __init__(self, app: Flask, fits: Callable[[str, object], bool]) -> None:
        self.signing = super().get_signing_serializer(app)
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
        if session.modified and not is_overtaken(session):
            super().save_session(app, session, response)
        elif session.accessed:
            vary_with_cookie(response)
        if response.headers.get("Cache-Control") == UNKEPT:
            response.headers.pop(
                "Vary", None
            )  # where nothing is kept, nobody asks by what it could be another
        drop_plain(response, super().get_cookie_name(app))
        hand_over_marks(response)

    def get_cookie_name(self, app: Flask) -> str:
        """What the cookie is called at the address in use."""
        return cookie_name(super().get_cookie_name(app))

    def get_cookie_secure(self, app: Flask) -> bool:
        return over_https()
