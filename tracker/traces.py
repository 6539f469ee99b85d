"""Leaves no trace in SQLite's file of rows that are gone. PostgreSQL looks after its own files.

With `secure_delete` SQLite writes zeros over what it deletes, but not over what it leaves behind where it moves rows
from page to page: only a file that is written anew holds nothing but its rows.
"""

from datetime import datetime
from pathlib import Path

from tracker.extensions import beside_all, db
from tracker.writers import QueuedConnection

# Whoever writes waits while a file is written anew: a second or two.
MOST_BYTES = 200_000_000


def leave_none(now: datetime, *, gone_count: int) -> None:
    """Write the file anew where rows have just gone, else once a day, and leave nothing in its log.

    Needs an application context, outside of any transaction. Where somebody is in the way, the next time does it.
    """
    today = now.toordinal()

    def write_anew(file: QueuedConnection) -> None:
        if (gone_count or file.stamp() != today) and size() <= MOST_BYTES:
            file.write_anew()
            file.put_stamp(today)

    beside_all(write_anew)
    beside_all(QueuedConnection.forget_log)


def size() -> int:
    """How many bytes the file has."""
    return Path(str(db.engine.url.database)).stat().st_size
