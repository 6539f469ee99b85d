"""The end of accounts that whoever runs Tend has given notice."""

from datetime import datetime

from tracker.accounts.queries import person_with, to_delete
from tracker.domain.people import shut
from tracker.extensions import db, read_only
from tracker.holding import hold_space
from tracker.spaces.leaving import erase


def delete_due(now: datetime) -> int:
    """Delete the accounts that have had their notice, each by itself as its owner would; returns how many there were.

    Needs an application context.
    """
    read_only()
    due = to_delete(now)
    db.session.rollback()
    count = 0
    for account_id in due:
        person = person_with(account_id)
        if person is None:
            continue
        hold_space(person)
        if person.to_be_deleted and shut(person.disabled_at, now):  # it may have been opened again meanwhile
            erase(by=person, now=now)
            count += 1
        db.session.commit()
    return count
