"""Finding habits, tracks, ticks and pauses, always through the person who asks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, bindparam, case, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from tracker.domain.days import ONE_DAY
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Habit, Pause, Person, Tick, Track

SEEN = (Habit.space_id == bindparam("space_id")) & or_(Habit.shared, Habit.owner_id == bindparam("person_id"))

TRACKS = (
    select(Track)
    .join(Track.habit)
    .where(SEEN)
    .options(contains_eager(Track.habit))
    .order_by(Habit.strategy, Habit.position, Habit.id, Track.id)
)

# One bound for all ticks that are wanted lets the database begin there, and not at a habit's first day.
BEFORE_ALL = case((Track.settled_through < bindparam("before"), Track.settled_through), else_=bindparam("before"))

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


def tracks_of(person: Person) -> Sequence[Track]:
    """All tracks of all habits that are there for a person, with the habits."""
    return db.session.scalars(TRACKS, through(person)).all()


def track_to_tick(person: Person, track_id: int) -> Track:
    """A track that is this person's to tick, or `Missing`."""
    track = db.session.scalar(
        select(Track)
        .join(Track.habit)
        .where(
            Track.id == track_id, seen_by(person), or_(Track.owner_id == person.id, Track.owner_id.is_(None))
        )
        .options(contains_eager(Track.habit))
    )
    if track is None:
        raise Missing("track")
    return track


def ticks_since_settled(person: Person, first: date, last: date) -> list[tuple[int, date]]:
    """Track and day of the ticks there for a person from first to last, and of all not yet settled.

    A track may be settled a day further than the couple, whose days stay open while they are for either.
    """
    couple_settled = person.space.settled_through
    days = {
        "before": min(first - ONE_DAY, couple_settled),
        "last": last,
        "couple_settled_through": couple_settled,
    }
    rows = db.session.execute(TICKS_SINCE_SETTLED, through(person) | days)
    return [(track_id, day) for track_id, day in rows]


def ticks_on(track: Track, *, after: date = date.min) -> set[date]:
    """The days after one on which a track was ticked."""
    return set(db.session.scalars(select(Tick.day).where(Tick.track_id == track.id, Tick.day > after)))


def pauses_in(space_id: int) -> Sequence[Pause]:
    """All pauses in a space, of both, of either and of single habits, the latest first."""
    return db.session.scalars(PAUSES, {"space_id": space_id}).all()


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
