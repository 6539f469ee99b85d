"""By what something is known again that has not changed since it came: what was added to it unshared is its owner's alone."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from tracker.domain.habits import Mode
from tracker.exports.claims import digest
from tracker.extensions import db
from tracker.models import Appointment, Habit, Pause, TermRow, Tick, ToBring, Track

WORDS = (Habit.name, Habit.cue, Habit.unit, Habit.strategy, Habit.mode)
TERMS = (TermRow.since, TermRow.per, TermRow.weekdays, TermRow.times, TermRow.days, TermRow.goal)
# Of a plan, what may become another without anything being said in it.
BESIDE = ("space_id", "shared")


def habit_as_it_is(habit_id: int) -> str:
    """The digest of what a habit says, and of one for one person also of what it asks for, its ticks and pauses.

    What two tend comes together with all that each has done by then.
    """
    habit = db.session.execute(select(*WORDS).where(Habit.id == habit_id)).one_or_none()
    if habit is None:
        return ""
    parts: list[Any] = [tuple(habit)]
    if habit.mode == Mode.ONE:
        of_it = Tick.track_id.in_(select(Track.id).where(Track.habit_id == habit_id))
        parts += [
            read(select(Tick.day, Tick.amount).where(of_it).order_by(Tick.day)),
            read(select(*TERMS).where(TermRow.habit_id == habit_id).order_by(TermRow.since)),
            sorted(read(select(Pause.starts_on, Pause.ends_on).where(Pause.habit_id == habit_id))),
        ]
    return digest(repr(parts))


def plans_as_they_are(table: type[Any], ids: Collection[int]) -> dict[int, str]:
    """The digests of dates, ideas, days to remember or appointments with what to bring, but whether they are shared: by
    their ids, of those that are here.
    """
    columns = [each for each in table.__table__.columns if each.name not in BESIDE]
    found = read(select(table.id, *columns).where(table.id.in_(ids)))
    if table is not Appointment:
        return {plan_id: digest(repr([[tuple(plan)]])) for plan_id, *plan in found}
    things = defaultdict(list)
    columns = [ToBring.appointment_id, ToBring.id, ToBring.name, ToBring.packed, ToBring.deleted_at]
    for plan_id, *thing in read(select(*columns).where(ToBring.appointment_id.in_(ids))):
        things[plan_id].append(tuple(thing))
    return {
        plan_id: digest(repr([[tuple(plan)], sorted(things[plan_id], key=repr)])) for plan_id, *plan in found
    }


def read(found: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.session.execute(found)]
