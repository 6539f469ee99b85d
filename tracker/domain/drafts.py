"""What is saved while it is being written: a later draft is never written over by a window that did not see it."""

from datetime import datetime

from tracker.domain.refusals import Refused
from tracker.domain.texts import _


def stamp(saved_at: datetime | None) -> str:
    """What tells one draft from a later one; nothing where none was saved yet.

    >>> from datetime import UTC
    >>> stamp(datetime(2026, 3, 1, 20, tzinfo=UTC)), stamp(None)
    ('2026-03-01T20:00:00+00:00', '')
    """
    return saved_at.isoformat() if saved_at else ""


def refuse_unseen(seen: str, saved_at: datetime | None) -> None:
    """Raise `Refused` for a window that was opened with an earlier draft than the one that is there."""
    if stamp(saved_at) != seen:
        raise Refused(
            _(
                "You have gone on writing this in another window. What you wrote here is still below: have a "
                "look at both, then save the one you want."
            )
        )
