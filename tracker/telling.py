"""Telling somebody what their partner did for them, until they have seen it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, select, tuple_, update

from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.models import Person, ReminderWays, TidingRow
from tracker.models.types import Instant
from tracker.one_database import Upsert

MOST_WAITING = 50  # for one person; what is older was told long enough

TELL = Upsert(
    TidingRow,
    lambda inserted: inserted.on_conflict_do_update(
        index_elements=[TidingRow.person_id, TidingRow.kind, TidingRow.thing_id],
        set_={"at": inserted.excluded.at, "space_id": inserted.excluded.space_id},
    ),
)

# Whoever wants to be told elsewhere that something waits is, a little later, unless they were told since they last looked.
TO_TELL = (
    update(ReminderWays)
    .where(
        ReminderWays.person_id == bindparam("recipient_id"),
        ReminderWays.arrivals,
        ~ReminderWays.told,
        ReminderWays.arrival_at.is_(None),
    )
    .values(arrival_at=bindparam("moment", type_=Instant))
    .execution_options(synchronize_session=False)
)


def tell(kind: TidingKind, thing_id: int, *, by: Person, now: datetime) -> None:
    """Let the partner find, on their Today, what somebody has done. Where there is nobody, or they want none of it, nothing.

    Whether they have seen it is theirs to know.
    """
    if by.partner is not None:
        tell_to(by.partner, kind, (thing_id,), now)


def tell_to(person: Person, kind: TidingKind, thing_ids: Collection[int], now: datetime) -> None:
    """Let somebody find things that were done for them, unless they want none of it."""
    if person.tells_tidings and thing_ids:
        let_wait(person, kind, thing_ids, now)
        db.session.execute(TO_TELL, {"recipient_id": person.id, "moment": now})


def let_wait(person: Person, kind: TidingKind, thing_ids: Collection[int], now: datetime) -> None:
    """Let things wait until somebody sees them, whether or not they are told of them before."""
    rows = [
        {"person_id": person.id, "kind": kind, "thing_id": each, "space_id": person.space_id, "at": now}
        for each in thing_ids
    ]
    db.session.execute(TELL[db.engine.dialect.name], rows)
    key = (TidingRow.kind, TidingRow.thing_id)
    newest = select(*key).where(TidingRow.person_id == person.id).order_by(TidingRow.at.desc(), *key)
    has_seen(person, tuple_(*key).in_(newest.offset(MOST_WAITING)))


def tell_no_more(kind: TidingKind, thing_id: int, *, by: Person) -> bool:
    """Let the partner not be told of what somebody has taken back before they had seen it. Says whether it waited for them."""
    if by.partner is None:
        return False
    return has_seen(by.partner, TidingRow.kind == kind, TidingRow.thing_id == thing_id) > 0


def has_seen(person: Person, *which: ColumnElement[bool]) -> int:
    """Tell somebody no more of what they have seen: of all that waits for them, or of that of which this is true. How much it was."""
    own = delete(TidingRow).where(TidingRow.person_id == person.id, *which)
    done = db.session.execute(own.execution_options(synchronize_session=False))
    return int(done.rowcount)  # type: ignore[attr-defined]


def has_opened(person: Person) -> None:
    """Somebody has opened Tend: they need not be told elsewhere of what waits by now, and can be of what comes later."""
    theirs = update(ReminderWays).where(ReminderWays.person_id == person.id)
    db.session.execute(
        theirs.values(told=False, arrival_at=None).execution_options(synchronize_session=False)
    )
