"""What people do with the days of a habit beside ticking them."""

from datetime import date, datetime

from tracker.accounts.room import make_room
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.habits.refusing import refuse_day, refuse_left
from tracker.habits.tracks import SeenTrack
from tracker.holding import hold_space
from tracker.models import Person, Remark


def remark(track: SeenTrack, day: date, body: str, *, private: bool, by: Person, now: datetime) -> None:
    """Write about a day, in place of what one has written about it before."""
    refuse_day(track, day, by, now)
    if not private:
        refuse_left(track.habit)
    hold_space(by)
    before = db.session.get(Remark, (track.id, day, by.id))
    longer = len(body) - len(before.body if before else "")
    make_room(Remark, by=by, rows=0 if before else 1, letters=longer)
    db.session.merge(
        Remark(
            track_id=track.id,
            day=day,
            author_id=by.id,
            space_id=track.space_id,
            body=body,
            private=private,
            written_at=now,
        )
    )


def remove_remark(track: SeenTrack, day: date, *, by: Person) -> Remark:
    """Delete one's own remark about a day, and return what it was; `Missing` where there is none."""
    written = db.session.get(Remark, (track.id, day, by.id))
    if written is None:
        raise Missing("remark")
    db.session.delete(written)
    return written
