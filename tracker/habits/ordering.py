"""The order in which somebody's own Today lists their habits, as it is kept: ids, the first first; none of most people."""

import json
from collections.abc import Iterable

from tracker.models import Person


def order_of(person: Person) -> list[int]:
    """The ids of the habits that somebody has put in an order of their own."""
    return [int(each) for each in json.loads(person.habit_order)] if person.habit_order else []


def list_as(ids: Iterable[int], *, by: Person) -> None:
    """Let somebody's Today list their habits in this order. Nobody else's changes."""
    by.habit_order = json.dumps(list(ids))


def take_place(person: Person, old_id: int, new_id: int) -> None:
    """Let a habit stand where another stood, in whose place somebody has it now."""
    if old_id in (ids := order_of(person)):
        list_as([new_id if each == old_id else each for each in ids], by=person)
