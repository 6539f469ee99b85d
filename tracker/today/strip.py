"""The garden above the day, small: one's plants as they stand, from what was read for the page anyway."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tracker.catalogue.strategies import strategy
from tracker.domain.garden import Plant, plant_of, standing_plant
from tracker.domain.strategies import Strategy
from tracker.garden.beds import has_numbers, rests
from tracker.habits.company import GrownTrack
from tracker.habits.tracks import SeenTrack
from tracker.today.known import DayRead


def plants_of(
    known: DayRead, grown: Mapping[int, GrownTrack], resting_since: date
) -> tuple[tuple[Strategy, Plant], ...]:
    """What grows in one's garden, in the order of the strategies; what was put away since a day stands there at rest."""
    beds: defaultdict[int, list[SeenTrack]] = defaultdict(list)
    for habit, tracks in known.habits:
        if habit.archived_on is None or habit.archived_on >= resting_since:
            beds[habit.strategy].extend(tracks)
    return tuple((strategy(each), plant_in(known, each, beds[each], grown)) for each in sorted(beds))


def plant_in(
    known: DayRead, number: int, tracks: Iterable[SeenTrack], grown: Mapping[int, GrownTrack]
) -> Plant:
    """The plant that some tracks feed, as the garden's own page shows it."""
    feeding = [track for track in tracks if has_numbers(track.habit, known.company)]
    if not feeding:
        return standing_plant(number)
    resting = all(rests(track, grown[track.id].streak, known.company) for track in feeding)
    return plant_of(number, [grown[track.id].strength for track in feeding], resting=resting)
