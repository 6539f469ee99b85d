"""An export on its way back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from tests.exports.lives import fresh
from tests.world import NOW
from tracker.exports import actions, archive
from tracker.exports.coming import coming_to
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.models import Arrival


def coming(first: Any, name: str = "Ada", now: datetime = NOW) -> Any:
    return coming_to(fresh(name), first, sent_at=NOW, now=now)


def brought(arriving: Any, most: int = 10_000) -> int:
    """Bring so many of the pieces that are left, each in a transaction of its own; says how many came."""
    count = 0
    for number, write in actions.pieces_left(arriving):
        if count == most:
            break
        assert actions.bring_piece(arriving, number, write)
        db.session.commit()
        count += 1
    return count


def unveiled(arriving: Any, name: str = "Ada") -> bool:
    there = actions.unveil(arriving, actions.whole(arriving), by=fresh(name))
    db.session.commit()
    return there is not None


def arrivals() -> Sequence[Arrival]:
    return db.session.scalars(select(Arrival)).all()


def seen_by_two() -> list[Any]:
    """All that two new ones can see: of each what an export holds."""
    return [archive.written(archive_of(fresh(name), NOW)) for name in ("Ada", "Ben")]
