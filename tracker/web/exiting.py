"""The quick exit: the log-in of one browser ends, and the browser keeps nothing of whoever was in it.

It stands in nobody's way: it asks for no token and is counted by nobody, so it looks at where it was sent from instead;
and it does what can be done where the database cannot be reached.
"""

from flask import request, session
from sqlalchemy import delete

from tracker.accounts.queries import person_on_device
from tracker.accounts.tokens import digest
from tracker.domain.events import AccountEvent
from tracker.domain.origins import origin_of
from tracker.extensions import db
from tracker.lines import Line, complain
from tracker.models import Device
from tracker.web.causes import cause_of
from tracker.web.clock import now
from tracker.web.familiar import forget_browser
from tracker.web.hosts import in_use, stated_source
from tracker.web.noting import note


def sent_from_here() -> bool:
    """Whether the browser says that a page of ours has sent this. Whatever says nothing of it is not taken."""
    site = request.headers.get("Sec-Fetch-Site", "")
    return site == "same-origin" if site else origin_of(stated_source()) in in_use()


def end_here() -> None:
    """End the log-in of this browser, and let it forget everything: a copy of its cookie opens nothing any more.

    The mark that the browser has for the account goes as well, but where the account opens by nothing else.
    """
    token = session.get("_user_id", "")
    session.clear()
    person = person_on_device(digest(token), now()) if token else None
    if person is None:
        return
    if person.confirmed_at is not None:
        forget_browser(person)
    note(AccountEvent.LOGGED_OUT, person)
    db.session.execute(delete(Device).where(Device.token_hash == digest(token)))


def say_that_it_lives(error: Exception) -> None:
    """Write into the log that a log-in could not be ended, though its browser has let go of it."""
    complain(Line(f"a quick exit could not end its log-in: {cause_of(error).words}"))
