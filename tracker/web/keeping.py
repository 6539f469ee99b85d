"""Of whom a browser may keep something for when there is no network.

Each page that a browser goes to says by a name whose browser it is just then, and what is kept under any other name has to go.
The name tells nothing and is another one for each account, and for the same account with another password, in another space,
or beside somebody else: so whatever ends or begins anew for somebody ends also what a device of theirs has kept.
"""

from base64 import urlsafe_b64encode
from hmac import digest

from flask import Flask, Response, current_app, g, request, session
from flask_login import current_user

from tracker.models import Person

WHOSE = "Tend-Whose"
NOBODY = "nobody"
BYTES_OF_A_NAME = 12


def may_keep(person: Person) -> bool:
    """Whether the browser that asks may keep anything of somebody: not where they have chosen to lock, nor where their log-in
    ends with the browser.
    """
    return session.permanent and not person.locks


def know_whose(person: Person) -> None:
    """Note whose browser asks, if it may keep anything."""
    if may_keep(person):
        g.whose = name_of(person)


def name_of(person: Person) -> str:
    """The name under which something is kept of somebody."""
    partner = person.partner.id if person.partner else 0
    told = f"kept for {person.id} in {person.space_id} with {partner}, {person.password_hash}"
    keyed = digest(current_app.config["SECRET_KEY"].encode(), told.encode(), "sha256")
    return urlsafe_b64encode(keyed[:BYTES_OF_A_NAME]).decode()


def whose() -> str:
    """The name under which something may be kept of whoever asks; empty where nothing may."""
    return str(g.get("whose", "")) if current_user.is_authenticated else ""


def tell_whose(app: Flask) -> None:
    """Say with each page that a browser goes to whose browser it is, as far as it was looked at who asks."""

    @app.after_request
    def with_whose(response: Response) -> Response:
        if request.headers.get("Sec-Fetch-Mode") == "navigate" and "_login_user" in g:
            response.headers[WHOSE] = g.get("whose", NOBODY) if current_user.is_authenticated else NOBODY
        return response
