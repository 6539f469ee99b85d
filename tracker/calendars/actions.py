"""Making a calendar's address, making a new one in its place, and ending it."""

from datetime import datetime

from sqlalchemy import delete

from tracker.accounts.tokens import new_token
from tracker.calendars.queries import feed_of, hashed
from tracker.extensions import db
from tracker.models import Feed, Person


def renew(*, neutral: bool, by: Person, now: datetime) -> str:
    """Make an address, in place of any before; returns its secret, which is shown once and never kept."""
    token = new_token()
    revoke(by=by)
    db.session.add(Feed(person_id=by.id, token_hash=hashed(token), neutral=neutral, made_at=now))
    db.session.flush()
    return token


def entitle(*, neutral: bool, by: Person) -> None:
    """Let one's calendar say what is planned, or only when."""
    feed = feed_of(by)
    if feed is not None:
        feed.neutral = neutral


def revoke(*, by: Person) -> None:
    """End one's address: whoever has it finds nothing there any more."""
    db.session.execute(delete(Feed).where(Feed.person_id == by.id))
    db.session.expire_all()
