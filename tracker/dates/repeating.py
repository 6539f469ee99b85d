"""Plans the next of dates that repeat, by the clock: those that have been, or of which nobody has said anything for days."""

from datetime import datetime

from sqlalchemy import bindparam, or_, select

from tracker.dates.actions import make_room_for_one, touch
from tracker.domain.days import today
from tracker.domain.outings import ASKED_FOR, ONCE, OutingState, may_come_next, next_day
from tracker.domain.refusals import Refused
from tracker.extensions import db, read_only
from tracker.hands import sign_copy
from tracker.holding import hold_space
from tracker.models import Outing, Person

# Days end at different hours, so who has come to the day after is looked at once more, by their own clock.
MAY_BE_DUE = (
    select(Outing.id, Outing.author_id, Outing.state)
    .where(Outing.repeat_weeks > ONCE, Outing.deleted_at.is_(None), Outing.day <= bindparam("through"))
    .where(or_(Outing.state != OutingState.PLANNED, Outing.day <= bindparam("unanswered")))
    .order_by(Outing.day, Outing.id)
)


def plan_next(at: datetime) -> int:
    """Plan the next of all dates whose time for it has come; returns how many there were."""
    read_only()  # mostly there is nothing to do, and nobody is kept from writing for it
    found = db.session.execute(MAY_BE_DUE, {"through": at.date(), "unanswered": at.date() - ASKED_FOR}).all()
    db.session.rollback()
    count, without_room = 0, set[int]()
    for outing_id, author_id, state in found:
        if author_id in without_room and state != OutingState.PLANNED:
            continue
        try:
            count += move_on(outing_id, author_id, at)
            db.session.commit()
        except Refused:  # where there is no room, all of theirs wait until there is
            db.session.rollback()
            without_room.add(author_id)
    return count


def move_on(outing_id: int, author_id: int, at: datetime) -> bool:
    """Plan the next of one date, unless somebody has changed it meanwhile; returns whether there was one to plan."""
    author = db.session.scalars(select(Person).where(Person.id == author_id)).one_or_none()
    if author is None:
        return False
    hold_space(author)
    outing = db.session.get(Outing, outing_id, populate_existing=True)
    if outing is None or not outing.repeat_weeks or outing.deleted_at or outing.space_id != author.space_id:
        return False
    now_on, state = today(author.rhythm, at), OutingState(outing.state)
    if not may_come_next(outing.day, state, today=now_on):
        return False
    on = next_day(outing.day, outing.repeat_weeks, today=now_on)
    if state is OutingState.PLANNED:
        outing.day = on
        touch(outing, at)
    else:
        make_room_for_one(author)
        follow(outing, at).day = on
    return True


def follow(outing: Outing, at: datetime) -> Outing:
    """One more like it, still to come, which is from then on the one that repeats."""
    as_it_was = {column.key: getattr(outing, column.key) for column in outing.__table__.columns}
    anew = {
        "state": OutingState.PLANNED,
        "line": "",
        "version": 0,
        "made_at": at,
        "changed_at": at,
        "came_on": None,
    }
    del as_it_was["id"]
    following = Outing(**as_it_was | anew)
    outing.repeat_weeks = ONCE
    db.session.add(following)
    db.session.flush()
    sign_copy(following, outing)
    return following
