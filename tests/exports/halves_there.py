"""What stands there once both halves have come."""

from dataclasses import replace
from typing import Any

from tests.exports.halves import again
from tracker.archives.things import Who
from tracker.domain.habits import HabitPlan, Mode
from tracker.habits.things import HABITS


def one_of_adas(halves: Any, field: Any = HABITS, mode: Mode = Mode.ONE) -> Any:
    """Of what Ada shared, something of hers."""
    mine = (each for each in halves["ada"][field] if each.shared and not is_partners(each))
    return next(each for each in mine if field is not HABITS or each.mode is mode)


def is_partners(thing: Any) -> bool:
    return getattr(thing, "owner", None) is Who.PARTNER or getattr(thing, "by", None) is Who.PARTNER


def seen_by_ben(field: Any) -> set[Any]:
    return {each.id for each in again("ben")[field] if is_partners(each)}


def plan_of(habit: Any, **others: Any) -> HabitPlan:
    asks = habit.terms[-1]
    plan = HabitPlan(habit.strategy, habit.name, Mode(habit.mode), asks.schedule, habit.starts_on, habit.cue)
    return replace(plan, goal=asks.goal, unit=habit.unit, summed=asks.summed, **others)
