"""Finding habits, tracks, ticks and pauses, always through the person who asks."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from tracker.domain.days import ONE_DAY
from tracker.domain.pauses import Pause as PausedDays
from tracker.domain.refusals import Missing
from tracker.domain.schedules import Schedule
from tracker.extensions import db
from tracker.models import Habit, Pause, Person, Tick, Track
from tracker.models.habits import schedule_in

SEEN = (Habit.space_id == bindparam("space_id")) & or_(Habit.shared, Habit.owner_id == bindparam("person_id"))


# What pages list is read as plain rows, past the session: half the work of objects that can be
# changed. What an action has not flushed yet is not in them.
@dataclass(frozen=True, slots=True)
class SeenHabit:
    """A habit as a page reads it."""

    id: int
    strategy: int
    name: str
    cue: str
    mode: str
    shared: bool
    weekdays: int
    times_a_week: int
    starts_on: date
    archived_on: date | None

    @property
    def schedule(self) -> Schedule:
        """What it asks for."""
        return schedule_in(self.weekdays, self.times_a_week)


@dataclass(frozen=True, slots=True)
class SeenTrack:
    """A track as a page reads it, with its habit."""

    habit: SeenHabit
    id: int
    habit_id: int
    owner_id: int | None
    starts_on: date
    settled_through: date
    streak: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SeenPause:
    """A pause as a page reads it: of one habit or none, of one person or both."""

    habit_id: int | None
    person_id: int | None
    days: PausedDays


OF_HABIT = [getattr(Habit, each.name) for each in fields(SeenHabit)]
OF_TRACK = [getattr(Track, each.name) for each in fields(SeenTrack) if each.name != "habit"]

TRACKS = (
    select(*OF_HABIT, *OF_TRACK)
    .join(Track, Track.habit_id == Habit.id)
    .where(SEEN, or_(Habit.archived_on.is_(None), Habit.archived_on >= bindparam("since")))
    .order_by(Habit.strategy, Habit.position, Habit.id, Track.id)
)

TRACK_TO_TICK = (
    select(Track)
    .join(Track.habit)
    .where(
        Track.id == bindparam("track_id"),
        SEEN,
        or_(Track.owner_id == bindparam("person_id"), Track.owner_id.is_(None)),
    )
    .options(contains_eager(Track.habit))
)

# One bound for all ticks that are wanted lets the database begin there, and not at a habit's first day.
BEFORE_ALL = case(
    (Track.settled_through < bindparam("before"), Track.settled_through), else_=bindparam("before")
)

TICKS_SINCE_SETTLED = (
    select(Tick.track_id, Tick.day)
    .join(Track, Track.id == Tick.track_id)
    .join(Habit, Habit.id == Track.habit_id)
    .where(
        SEEN,
        Tick.day > BEFORE_ALL,
        or_(
            Tick.day <= bindparam("last"),
            Tick.day > Track.settled_through,
            Tick.day > bindparam("couple_settled_through"),
        ),
    )
)

SEEN_PAUSES = select(Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on).where(
    Pause.space_id == bindparam("space_id")
)

PAUSES = (
    select(Pause)
    .where(Pause.space_id == bindparam("space_id"))
    .order_by(Pause.starts_on.desc(), Pause.id.desc())
)


def through(person: Person) -> dict[str, int]:
    """What the statements above must know of the one who asks."""
    return {"space_id": person.space_id, "person_id": person.id}


def seen_by(person: Person) -> ColumnElement[bool]:
    """Whether a habit is there for this person: in their space, and theirs or shared."""
    return (Habit.space_id == person.space_id) & or_(Habit.shared, Habit.owner_id == person.id)


def habits_of(person: Person) -> Sequence[Habit]:
    """All habits there are for a person, the archived ones last, with their tracks."""
    return db.session.scalars(
        select(Habit)
        .where(seen_by(person))
        .options(selectinload(Habit.tracks))
        .order_by(Habit.archived_on.is_not(None), Habit.strategy, Habit.position, Habit.id)
    ).all()


def habit_of(person: Person, habit_id: int) -> Habit:
    """One habit that is there for a person, with its tracks, or `Missing`."""
    habit = db.session.scalar(
        select(Habit).where(Habit.id == habit_id, seen_by(person)).options(selectinload(Habit.tracks))
    )
    if habit is None:
        raise Missing("habit")
    return habit


def unshared_habits(person: Person) -> Sequence[Habit]:
    """A person's own habits that the partner does not see, apart from archived ones."""
    return db.session.scalars(
        select(Habit)
        .where(
            Habit.space_id == person.space_id,
            Habit.owner_id == person.id,
            Habit.shared.is_(False),
            Habit.archived_on.is_(None),
        )
        .order_by(Habit.strategy, Habit.position, Habit.id)
    ).all()


def habit_count(person: Person) -> int:
    """How many habits the person's space holds for them, apart from archived ones."""
    there = select(func.count()).select_from(Habit).where(seen_by(person), Habit.archived_on.is_(None))
    return db.session.scalar(there) or 0


def tracks_of(person: Person, *, since: date) -> list[SeenTrack]:
    """The tracks there are for a person, without those of habits that were archived before a day."""
    rows = db.session.connection().execute(TRACKS, {**through(person), "since": since})
    split = len(OF_HABIT)
    habits: dict[int, SeenHabit] = {}
    tracks = []
    for row in rows:
        habit = habits.get(row[0]) or habits.setdefault(row[0], SeenHabit(*row[:split]))
        tracks.append(SeenTrack(habit, *row[split:]))
    return tracks


def track_to_tick(person: Person, track_id: int) -> Track:
    """A track that is this person's to tick, or `Missing`."""
    track = db.session.scalar(TRACK_TO_TICK, {**through(person), "track_id": track_id})
    if track is None:
        raise Missing("track")
    return track


def ticks_since_settled(person: Person, first: date, last: date) -> list[tuple[int, date]]:
    """Track and day of the ticks there for a person from first to last, and of all not yet settled.

    A track may be settled a day further than the couple, whose days stay open while they are for either.
    """
    days = {
        "before": before_all(person, first),
        "last": last,
        "couple_settled_through": person.space.settled_through,
    }
    rows = db.session.connection().execute(TICKS_SINCE_SETTLED, through(person) | days)
    return [(track_id, day) for track_id, day in rows]


def before_all(person: Person, first: date) -> date:
    """The day before the first of some days, or the couple's last settled one if that is earlier."""
    return min(first - ONE_DAY, person.space.settled_through)


def ticks_on(track: Track, *, after: date = date.min) -> set[date]:
    """The days after one on which a track was ticked."""
    return set(db.session.scalars(select(Tick.day).where(Tick.track_id == track.id, Tick.day > after)))


def pauses_in(space_id: int) -> Sequence[Pause]:
    """All pauses in a space, of both, of either and of single habits, the latest first."""
    return db.session.scalars(PAUSES, {"space_id": space_id}).all()


def seen_pauses(space_id: int) -> list[SeenPause]:
    """All pauses in a space, as a page reads them."""
    rows = db.session.connection().execute(SEEN_PAUSES, {"space_id": space_id})
    return [
        SeenPause(habit_id, person_id, PausedDays(starts_on, ends_on))
        for habit_id, person_id, starts_on, ends_on in rows
    ]


def pause_of(person: Person, pause_id: int) -> Pause:
    """A pause of the whole space or of the person's own, or `Missing`."""
    pause = db.session.scalar(
        select(Pause).where(
            Pause.id == pause_id,
            Pause.space_id == person.space_id,
            Pause.habit_id.is_(None),
            or_(Pause.person_id.is_(None), Pause.person_id == person.id),
        )
    )
    if pause is None:
        raise Missing("pause")
    return pause
