"""How somebody makes one more of each kind."""

from secrets import token_hex

from sqlalchemy import select

from tests.makings import Making
from tests.moments import AN_INSTANT
from tests.there import there
from tests.world import NOW, person
from tracker.domain.doings import DoingKind, LateDoing, digest_of, mark_of
from tracker.extensions import db
from tracker.models import Booking, Tick, Track
from tracker.sending.actions import take


def said_late(*, by: str) -> None:
    """That a tick was made which is there, a moment earlier: it is booked, and changes nothing."""
    doing_id = token_hex(16)
    newest = select(Tick).join(Track).where(Track.owner_id == person(by).id).order_by(Tick.ticked_at.desc())
    tick = there(db.session.scalars(newest.limit(1)).first())
    doing = LateDoing(
        mark_of(doing_id),
        digest_of(doing_id, {}),
        DoingKind.TICK,
        tick.ticked_at - AN_INSTANT,
        track_id=tick.track_id,
        day=tick.day,
    )
    take(doing, by=person(by), now=NOW)


MAKING: Making = {Booking: lambda _number, by: said_late(by=by)}
