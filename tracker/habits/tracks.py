"""Tracks and their ticks as pages and folds read them: plain rows, always through the person who asks."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, bindparam, case, or_, select

from tracker.domain.days import ONE_DAY
from tracker.domain.habits import TOUCH
from tracker.domain.refusals import Missing
from tracker.domain.terms import Terms, terms_on
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import Habit, Person, TermRow, Tick, Track
from tracker.models.habits import terms_in
from tracker.sight import ASKER, sees_habit, through

SEEN = sees_habit(ASKER)


# What pages list is read as plain rows, past the session: a quarter of the work of objects that can be
# changed. What an action has not flushed yet is not in them.
class SeenHabit(NamedTuple):
    """A habit as a page reads it."""

    terms: list[Terms]
    id: int
    strategy: int
    name: str
    cue: str
    unit: str
    mode: str
    shared: bool
    starts_on: date
    archived_on: date | None
    owner_id: int
    came_on: date | None = None
    left_on: date | None = None
    position: int = 0
    by_note: bool = False

    @property
    def asks(self) -> Terms:
        """What it asks for now."""
        return self.terms[-1]


class SeenTrack(NamedTuple):
    """A track as a page reads it, with its habit."""

    habit: SeenHabit
    id: int
    space_id: int
    habit_id: int
    owner_id: int | None
    starts_on: date
    settled_through: date
    state: str
    rules: int = 0
    softer_answered: bool = False


OF_HABIT = [getattr(Habit, each) for each in SeenHabit._fields if each != "terms"]
OF_TERMS = [TermRow.since, TermRow.per, TermRow.weekdays, TermRow.times, TermRow.days, TermRow.goal]
OF_TRACK = [getattr(Track, each) for each in SeenTrack._fields if each != "habit"]
# Of what two share of touch there are numbers while both want them.
HAS_NUMBERS = or_(Habit.strategy != TOUCH, Habit.shared.is_(False), bindparam("numbers_of_touch"))
HABIT_ENDS = len(OF_HABIT)
TRACK_ENDS = HABIT_ENDS + len(OF_TRACK)
WHOLE_TRACKS = (
    select(*OF_HABIT, *OF_TRACK, *OF_TERMS)
    .join(Track, Track.habit_id == Habit.id)
    .join(TermRow, TermRow.habit_id == Habit.id)
    .order_by(Habit.strategy, Habit.position, Habit.id, Track.owner_id, TermRow.since)
)
TRACKS = WHOLE_TRACKS.where(SEEN, or_(Habit.archived_on.is_(None), Habit.archived_on >= bindparam("since")))
HABITS = (
    select(*OF_HABIT, *OF_TERMS)
    .join(TermRow, TermRow.habit_id == Habit.id)
    .where(SEEN)
    .order_by(Habit.archived_on.is_not(None), Habit.strategy, Habit.position, Habit.id, TermRow.since)
)
TRACKS_IN_SPACE = WHOLE_TRACKS.where(Track.space_id == bindparam("space_id"))
TRACK_TO_TICK = WHOLE_TRACKS.where(
    Track.id == bindparam("track_id"),
    SEEN,
    or_(Track.owner_id == bindparam("person_id"), Track.owner_id.is_(None)),
)
# One bound for all ticks that are wanted lets the database begin there, and not at a habit's first day.
BEFORE_ALL = case(
    (Track.settled_through < bindparam("before"), Track.settled_through), else_=bindparam("before")
)
TICKS_SINCE_SETTLED = (
    select(Tick.track_id, Tick.day, Tick.amount, Tick.ticker_id)
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
TICKS_ON = select(Tick.day, Tick.amount).where(
    Tick.track_id == bindparam("of_track"), Tick.day > bindparam("after"), Tick.day <= bindparam("until")
)


def tracks_of(person: Person, *, since: date) -> list[SeenTrack]:
    """The tracks there are for a person, without those of habits that were archived before a day."""
    return seen_in(db.session.connection().execute(TRACKS, {**through(person), "since": since}).all())


def habits_seen_by(person: Person) -> list[SeenHabit]:
    """All habits there are for a person, the archived ones last, as a page lists them."""
    habits: dict[int, SeenHabit] = {}
    for row in db.session.connection().execute(HABITS, through(person)).all():
        habit = habits.setdefault(row[0], SeenHabit([], *row[:HABIT_ENDS]))
        habit.terms.append(terms_in(*row[HABIT_ENDS:]))
    return list(habits.values())


def tracks_in(space_id: int) -> list[SeenTrack]:
    """All tracks in a space, whoever sees them: for folding, never for a page."""
    return seen_in(db.session.connection().execute(TRACKS_IN_SPACE, {"space_id": space_id}))


def track_to_tick(person: Person, track_id: int) -> SeenTrack:
    """A track that is this person's to tick, or `Missing`. The space is held, so that it stays as it is found."""
    hold_space(person)
    found = seen_in(db.session.connection().execute(TRACK_TO_TICK, {**through(person), "track_id": track_id}))
    if not found:
        raise Missing("track")
    return found[0]


def seen_in(rows: Iterable[Row[Any]]) -> list[SeenTrack]:
    """The tracks in some rows, a row for each track and each of its habit's terms."""
    habits: dict[int, SeenHabit] = {}
    tracks: dict[int, SeenTrack] = {}
    asked: dict[tuple[int, date], Terms] = {}
    for row in rows:
        habit_id, track_id = row[0], row[HABIT_ENDS]
        if habit_id not in habits:
            habits[habit_id] = SeenHabit([], *row[:HABIT_ENDS])
        if track_id not in tracks:
            tracks[track_id] = SeenTrack(habits[habit_id], *row[HABIT_ENDS:TRACK_ENDS])
        asked[habit_id, row[TRACK_ENDS]] = terms_in(*row[TRACK_ENDS:])
    for (habit_id, _since), terms in asked.items():
        habits[habit_id].terms.append(terms)
    return list(tracks.values())


class SeenTick(NamedTuple):
    """A tick as a page reads it; of one of both, who made it, where that is known."""

    track_id: int
    day: date
    amount: int
    ticker_id: int | None


def ticks_since_settled(person: Person, first: date, last: date) -> list[SeenTick]:
    """The ticks there for a person from first to last, and all that are not yet settled.

    A track may be settled a day further than the couple, whose days stay open while they are for either.
    """
    days = {
        "before": before_all(person, first),
        "last": last,
        "couple_settled_through": person.space.settled_through,
    }
    rows = db.session.connection().execute(TICKS_SINCE_SETTLED, through(person) | days)
    return [SeenTick(*row) for row in rows.all()]


def before_all(person: Person, first: date) -> date:
    """The day before the first of some days, or the couple's last settled one if that is earlier."""
    return min(first - ONE_DAY, person.space.settled_through)


def amount_on(track: SeenTrack, day: date) -> int:
    """How much of a track was done on a day, as far as it asks for an amount; 0 for nothing."""
    done = ticks_on(track.id, after=day - ONE_DAY, until=day).get(day, 0)
    return terms_on(track.habit.terms, day).amount_of(done)


def ticks_on(track_id: int, *, after: date = date.min, until: date = date.max) -> dict[date, int]:
    """The days after one, up to and including another, on which a track was ticked, and the amount of each."""
    rows = db.session.connection().execute(TICKS_ON, {"of_track": track_id, "after": after, "until": until})
    return dict(rows.all())
