"""The garden above the day, small: one's plants as they stand, from what was read for the page anyway."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker.catalogue.strategies import strategy
from tracker.domain.garden import Plant, plant_of, standing_plant
from tracker.domain.pauses import paused
from tracker.domain.strategies import Strategy
from tracker.domain.streaks import Streak
from tracker.garden.beds import has_numbers
from tracker.habits.company import streak_of, strength_of
from tracker.habits.tracks import SeenTrack
from tracker.today.known import DayRead
from tracker.today.rows import Row


def plants_of(known: DayRead, rows: Iterable[Row], resting_since: date) -> tuple[tuple[Strategy, Plant], ...]:
    """What grows in one's garden, in the order of the strategies; what was put away since a day stands there at rest."""
    streaks = {
        mark.track_id: mark.streak for row in rows for mark in (row.own, row.partners, row.shared) if mark
    }
    beds: defaultdict[int, list[SeenTrack]] = defaultdict(list)
    for habit, tracks in known.habits:
        if habit.archived_on is None or habit.archived_on >= resting_since:
            beds[habit.strategy].extend(tracks)
    return tuple((strategy(each), plant_in(known, each, beds[each], streaks)) for each in sorted(beds))


def plant_in(known: DayRead, number: int, tracks: Iterable[SeenTrack], streaks: dict[int, Streak]) -> Plant:
    """The plant that some tracks feed, as the garden's own page shows it."""
    feeding = [track for track in tracks if has_numbers(track.habit, known.company)]
    if not feeding:
        return standing_plant(number)
    strengths = [strength_of(track, known.ticks[track.id], known.company) for track in feeding]
    return plant_of(number, strengths, resting=all(rests(known, track, streaks) for track in feeding))


def rests(known: DayRead, track: SeenTrack, streaks: dict[int, Streak]) -> bool:
    """Whether a track is put away or paused today, or nothing of it goes on awake."""
    if track.habit.archived_on is not None:
        return True
    if paused(known.company.pauses_of(track), known.company.today_of(track.owner_id)):
        return True
    streak = streaks.get(track.id) or streak_of(track, known.ticks[track.id], known.company)
    return streak.asleep
