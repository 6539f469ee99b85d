"""An archive brought back in one go, where pages let it come piece by piece."""

from datetime import datetime

from tracker.exports.actions import bring_piece, pieces_left, unveil, whole
from tracker.exports.alone import half
from tracker.exports.archive import Archive
from tracker.exports.coming import coming_to
from tracker.holding import hold_space
from tracker.models import Person


def bring_back(archive: Archive, *, by: Person, now: datetime) -> None:
    """All of it at once; raises `Refused` as `coming_to` does."""
    hold_space(by)
    coming = coming_to(by, archive, sent_at=now, now=now)
    written = [bring_piece(coming, number, write) for number, write in pieces_left(coming)]
    assert all(written)
    shown = unveil(coming, whole(coming), by=by)
    assert shown


def is_back(archive: Archive, *, of: Archive) -> bool:
    """Whether all that is one's own in an archive is there again, for one of two."""
    return archive.things == half(of).things and (archive.me.name, archive.me.zone) == (
        of.me.name,
        of.me.zone,
    )
