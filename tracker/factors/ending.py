"""The end of codes that somebody said are gone, once seven days are over in which nobody has stopped it."""

from datetime import datetime

from tracker.accounts.queries import person_with
from tracker.extensions import db, read_only
from tracker.factors.actions import take_off_due
from tracker.factors.queries import people_without_codes


def take_off_all_due(now: datetime) -> int:
    """Ask nobody for a code any more whose seven days are over; returns how many there were. Needs an application context."""
    read_only()
    due = people_without_codes(now)
    db.session.rollback()
    count = 0
    for account_id in due:
        person = person_with(account_id)
        if person is not None and take_off_due(person, now=now):  # it may have been stopped meanwhile
            count += 1
        db.session.commit()
    return count
