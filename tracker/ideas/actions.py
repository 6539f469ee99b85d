"""What people do with ideas for dates."""

from datetime import datetime

from tracker.accounts.room import make_room
from tracker.extensions import db
from tracker.models import OwnIdea, Person


def put_in(title: str, *, by: Person, now: datetime) -> OwnIdea:
    """Put an idea into the jar."""
    make_room(OwnIdea, by=by)
    idea = OwnIdea(
        space_id=by.space_id, author_id=by.id, shared=by.partner is not None, title=title, made_at=now
    )
    db.session.add(idea)
    db.session.flush()
    return idea
