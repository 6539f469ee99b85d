"""What people do with what arrived: put it away unseen, or want none of it."""

from datetime import datetime

from tracker.domain.tidings import TidingKind
from tracker.models import Person, TidingRow
from tracker.telling import has_seen

OPENED = TidingRow.kind == TidingKind.CHECK_IN
TOLD = TidingRow.kind != TidingKind.OPENING  # which nobody is told of, but their check-in shows


def put_away(*, by: Person, until: datetime) -> None:
    """Put away all that has arrived up to a moment, but a check-in that has opened."""
    has_seen(by, TOLD, ~OPENED, TidingRow.at <= until)


def look_later(*, by: Person, now: datetime) -> None:
    """Tell of a check-in that has opened no more: it waits in its own place."""
    has_seen(by, OPENED, TidingRow.at <= now)


def want(person: Person, *, tidings: bool, nudges: bool) -> None:
    """Tell somebody of what the other does, or of nothing any more; and of nudges, or of none."""
    person.tells_tidings, person.takes_nudges = tidings, nudges
    if not tidings:
        has_seen(person, TOLD)
    elif not nudges:
        has_seen(person, TidingRow.kind == TidingKind.NUDGE)
