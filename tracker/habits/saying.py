"""What is written down of a day of a track: that it is ticked, or was taken back, each with the moment at which that was said."""

from datetime import date, datetime

from sqlalchemy import bindparam, case, delete, select

from tracker.domain.sayings import NOTHING_YET, Saying, said
from tracker.extensions import db
from tracker.habits.tracks import SeenTrack
from tracker.models import Person, Tick, Untick
from tracker.one_database import Upsert

# What was ticked stays as it is, and has been said once more; only another amount changes it, and is then said by whoever
# says it.
TICKED = Upsert(
    Tick,
    lambda inserted: inserted.on_conflict_do_update(
        index_elements=[Tick.track_id, Tick.day],
        set_={
            "amount": inserted.excluded.amount,
            "ticked_at": inserted.excluded.ticked_at,
            "ticker_id": case(
                (Tick.amount != inserted.excluded.amount, inserted.excluded.ticker_id), else_=Tick.ticker_id
            ),
        },
    ),
)
# What comes late stands as a whole, or it would matter in which order two come.
SAID = Upsert(
    Tick,
    lambda inserted: inserted.on_conflict_do_update(
        index_elements=[Tick.track_id, Tick.day],
        set_={each: inserted.excluded[each] for each in ("amount", "ticked_at", "ticker_id")},
    ),
)
UNTICKED = delete(Tick).where(Tick.track_id == bindparam("of_track"), Tick.day == bindparam("on"))
UNSAID = Upsert(
    Untick,
    lambda inserted: inserted.on_conflict_do_update(
        index_elements=[Untick.track_id, Untick.day],
        set_={"unticked_at": inserted.excluded.unticked_at},
        where=Untick.unticked_at < inserted.excluded.unticked_at,
    ),
)
TICK = select(Tick.ticked_at, Tick.amount, Tick.ticker_id).where(
    Tick.track_id == bindparam("of_track"), Tick.day == bindparam("on")
)
UNTICK = select(Untick.unticked_at).where(
    Untick.track_id == bindparam("of_track"), Untick.day == bindparam("on")
)


def latest(track: SeenTrack, day: date) -> Saying:
    """What was said of a day of a track last, as far as it is still known."""
    connection, which = db.session.connection(), {"of_track": track.id, "on": day}
    ticks = (said(at, amount, by_id or 0) for at, amount, by_id in connection.execute(TICK, which))
    unticks = (said(at, 0) for (at,) in connection.execute(UNTICK, which))
    return max((*ticks, *unticks), default=NOTHING_YET)


def write_tick(track: SeenTrack, day: date, amount: int, *, by: Person, now: datetime) -> None:
    """Write down that a day was ticked now."""
    db.session.connection().execute(TICKED[db.engine.dialect.name], row(track, day, amount, by, now))


def write_late(track: SeenTrack, day: date, amount: int, *, by: Person, made_at: datetime) -> None:
    """Write down that a day was ticked at a moment that is past, in place of what was said of it before."""
    db.session.connection().execute(SAID[db.engine.dialect.name], row(track, day, amount, by, made_at))


def row(track: SeenTrack, day: date, amount: int, by: Person, at: datetime) -> dict[str, object]:
    ticker_id = by.id if track.owner_id is None else None
    where = {"track_id": track.id, "day": day, "space_id": track.space_id}
    return {**where, "ticked_at": at, "amount": amount, "ticker_id": ticker_id}


def write_untick(track: SeenTrack, day: date, *, at: datetime) -> None:
    """Take a tick away, and write down when that was said: what was ticked before and comes later is not there again."""
    connection = db.session.connection()
    connection.execute(UNTICKED, {"of_track": track.id, "on": day})
    where = {"track_id": track.id, "day": day, "space_id": track.space_id}
    connection.execute(UNSAID[db.engine.dialect.name], {**where, "unticked_at": at})
