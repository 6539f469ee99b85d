"""The order in which somebody's own Today lists their habits: as they have moved them, all others as they were planted."""

from collections.abc import Iterable, Mapping
from datetime import date

from tracker.domain.refusals import Missing
from tracker.habits.ordering import list_as, order_of
from tracker.habits.tracks import SeenHabit, tracks_of
from tracker.models import Person


def in_order(person: Person, habits: Iterable[SeenHabit]) -> list[SeenHabit]:
    """Some habits in somebody's own order."""
    places = places_of(person)
    return sorted(habits, key=lambda habit: (places.get(habit.id, len(places)), habit.position, habit.id))


def places_of(person: Person) -> Mapping[int, int]:
    """Which place somebody has given to which of their habits; none to most people's."""
    return {habit_id: place for place, habit_id in enumerate(order_of(person))}


def own_habits(person: Person) -> list[SeenHabit]:
    """The habits that somebody does themselves, in their own order."""
    own = {
        track.habit_id: track.habit
        for track in tracks_of(person, since=date.max)
        if track.owner_id in (None, person.id)
    }
    return in_order(person, own.values())


def move(habit_id: int, steps: int, *, by: Person) -> None:
    """Move one of somebody's habits up (-1) or down (1) in their own order; at the end it stays. Nobody else's changes."""
    ids = [habit.id for habit in own_habits(by)]
    if habit_id not in ids:
        raise Missing("habit")
    here = ids.index(habit_id)
    ids.insert(min(max(here + steps, 0), len(ids) - 1), ids.pop(here))
    list_as(ids, by=by)
