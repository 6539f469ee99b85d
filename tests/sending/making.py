"""How somebody makes one more of each kind."""

from datetime import timedelta
from secrets import token_hex

from tests.makings import Making
from tests.world import NOW, person
from tracker.domain.doings import DoingKind, LateDoing, digest_of, mark_of
from tracker.models import Booking
from tracker.sending.actions import take

HOUR = timedelta(hours=1)


def noted(*, by: str) -> None:
    """A note that somebody wrote without a network, and that has come."""
    doing_id = token_hex(16)
    doing = LateDoing(mark_of(doing_id), digest_of(doing_id, {}), DoingKind.NOTE, NOW - HOUR, body="Tea")
    take(doing, by=person(by), now=NOW)


MAKING: Making = {Booking: lambda _number, by: noted(by=by)}
