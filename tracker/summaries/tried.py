"""What two people have tried: the habits that both know of, and how often each was kept, as it stands."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, literal, select, union_all

from tracker.domain.days import today
from tracker.domain.habits import TOUCH, Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.summaries import TRIED_LENGTH
from tracker.domain.words import shortened
from tracker.extensions import db
from tracker.habits.circumstances import SeenPause
from tracker.habits.company import Company, streak_of
from tracker.habits.tracks import WHOLE_TRACKS, seen_in
from tracker.models import Habit, Pause, Person, Space, Tick, Track

TicksSince = defaultdict[int, dict[date, int]]


@dataclass(frozen=True, slots=True)
class Tried:
    """A habit that both know of: since when there is one, and how often it was kept by both of them in sum."""

    strategy: int
    name: str
    since: date
    kept_count: int


def tried_by(members: Sequence[Person], space: Space, now: datetime) -> Iterator[Tried]:
    """The habits in a space that have been kept, in the order of the strategies.

    Two know of those that are shared. One alone shares none yet: of theirs it is what they meant for two. What they do to
    be close is nobody else's.
    """
    known = (Habit.space_id == space.id) & (Habit.strategy != TOUCH)
    known &= Habit.shared.is_(True) if len(members) > 1 else Habit.mode != Mode.ONE
    tracks = seen_in(db.session.connection().execute(WHOLE_TRACKS.where(known)))
    ticks, pauses = since_settled(space, known)
    todays = {each.id: today(each.rhythm, now) for each in members}
    company = Company(space, members, pauses, todays, space.weeks)
    found: dict[int, Tried] = {}
    for track in tracks:
        habit = track.habit
        kept_count = streak_of(track, ticks[track.id], company).kept
        if habit.id in found:
            kept_count += found[habit.id].kept_count
        name = shortened(habit.name, TRIED_LENGTH)
        found[habit.id] = Tried(habit.strategy, name, habit.starts_on, kept_count)
    return (each for each in found.values() if each.kept_count)


def since_settled(space: Space, known: ColumnElement[bool]) -> tuple[TicksSince, list[SeenPause]]:
    """What the folds must know beside what is settled, in one look: later ticks on some habits, and the space's pauses.

    What was settled by a tick on another habit, perhaps a private one, must make no difference to what is read.
    """
    since: CompoundSelect[Any] = union_all(
        select(literal("tick"), Tick.track_id, Tick.amount, Tick.day.label("since"), Tick.day.label("until"))
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(known, Tick.day > Track.settled_through),
        select(literal("pause"), Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on).where(
            Pause.space_id == space.id
        ),
    )
    ticks: TicksSince = defaultdict(dict)
    pauses = []
    for what, of, number, first, last in db.session.execute(since):
        if what == "tick":
            ticks[of][first] = number
        else:
            pauses.append(SeenPause(of, number, PausedDays(first, last)))
    return ticks, pauses
