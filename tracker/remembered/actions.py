"""What people do with days to remember."""

from datetime import datetime

from tracker.accounts.room import make_room
from tracker.domain.remembered import Yearly
from tracker.extensions import db
from tracker.hands import signed
from tracker.models import Person, RememberedDay
from tracker.planned import hold


def remember(name: str, yearly: Yearly, *, by: Person, now: datetime) -> RememberedDay:
    """Keep a day to remember each year."""
    make_room(RememberedDay, by=by)
    day = RememberedDay(
        space_id=by.space_id,
        author_id=by.id,
        shared=by.partner is not None,
        name=name,
        month=yearly.month,
        day=yearly.day,
        year=yearly.year,
        made_at=now,
    )
    db.session.add(day)
    db.session.flush()
    return day


def change(remembered: RememberedDay, name: str, yearly: Yearly, *, by: Person) -> None:
    """Change what a day to remember is called, or when it is."""
    hold(remembered, by)
    with signed(remembered, by=by):
        remembered.name = name
    remembered.month, remembered.day, remembered.year = yearly.month, yearly.day, yearly.year
