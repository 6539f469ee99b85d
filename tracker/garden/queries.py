"""The garden's page: a plant for each strategy, milestones, and what was a year ago today."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import bindparam, false, func, or_, select

from tracker.domain.days import ONE_DAY
from tracker.domain.habits import TOUCH
from tracker.domain.milestones import Milestone, looking_back
from tracker.domain.partings import is_quiet
from tracker.extensions import db
from tracker.garden.beds import Bed, garden_of
from tracker.garden.scene import GardenScene, scene_of
from tracker.habits.tracks import HAS_NUMBERS, SEEN
from tracker.models import Habit, Note, Person, Tick, Track
from tracker.sight import through
from tracker.wall.shown import SHOWN, ShownNote, shown_by

YEARS_SHOWN = 5
NOTES_A_DAY = 3


@dataclass(frozen=True, slots=True)
class DayBack:
    """What there is to remember of a day some years ago."""

    day: date
    year_count: int
    tick_count: int
    notes: tuple[ShownNote, ...]


@dataclass(frozen=True, slots=True)
class GardenPage:
    """The ten beds in order and as a scene, the milestones this person was told of, the latest first, days of other years."""

    beds: tuple[Bed, ...]
    scene: GardenScene
    milestones: tuple[tuple[Milestone, date], ...]
    back: tuple[DayBack, ...]


TICKS_ON_DAYS = (
    select(Tick.day, func.count())
    .join(Track, Track.id == Tick.track_id)
    .join(Habit, Habit.id == Track.habit_id)
    .where(SEEN, HAS_NUMBERS, Tick.day.in_(bindparam("days", expanding=True)))
    .group_by(Tick.day)
)


def garden_page(person: Person, now: datetime) -> GardenPage:
    """All there is to see of the garden, for the one who asks: private habits of the partner feed nothing of it."""
    garden = garden_of(person, now)
    told = sorted(garden.told.items(), key=lambda each: (each[1], each[0]), reverse=True)
    quiet = is_quiet(person.space.parted_at, now)
    scene = scene_of(person, now, garden.beds, (milestone for milestone, _day in told))
    return GardenPage(garden.beds, scene, tuple(told), () if quiet else days_back(person, garden.today))


def days_back(person: Person, today: date) -> tuple[DayBack, ...]:
    """The days of earlier years with something on them, the nearest first."""
    days = [day for day in looking_back(today) if today.year - day.year <= YEARS_SHOWN]
    asked = {**through(person), "days": days, "numbers_of_touch": person.numbers_for(TOUCH)}
    rows = db.session.connection().execute(TICKS_ON_DAYS, asked)
    counts = {day: count for day, count in rows}  # noqa: C416
    notes = notes_of(person, days)
    return tuple(
        DayBack(day, today.year - day.year, counts.get(day, 0), tuple(notes[day][:NOTES_A_DAY]))
        for day in days
        if counts.get(day) or notes[day]
    )


def notes_of(person: Person, days: Sequence[date]) -> defaultdict[date, list[ShownNote]]:
    """The notes there for a person that were written on some of their days. Each is looked for around its day, whatever the zone."""
    around = [
        Note.written_at.between(
            datetime.combine(day, time(), UTC) - ONE_DAY, datetime.combine(day, time(), UTC) + 3 * ONE_DAY
        )
        for day in days
    ]
    found: defaultdict[date, list[ShownNote]] = defaultdict(list)
    there = SHOWN.where(or_(false(), *around)).order_by(Note.written_at, Note.id)
    for shown in shown_by(there, person):
        if shown.written_on in days:
            found[shown.written_on].append(shown)
    return found
