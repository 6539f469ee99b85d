"""What was deleted can be put back for a day; then it is gone."""

from datetime import datetime, timedelta

UNDO_FOR = timedelta(days=1)


def is_gone(deleted_at: datetime | None, now: datetime) -> bool:
    """Whether it is too late to put something back.

    >>> noon = datetime(2026, 3, 1, 12)
    >>> is_gone(noon, noon + UNDO_FOR), is_gone(noon, noon + UNDO_FOR + timedelta(seconds=1)), is_gone(None, noon)
    (False, True, False)
    """
    return deleted_at is not None and deleted_at < now - UNDO_FOR
