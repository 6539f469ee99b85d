"""Finding habits, tracks, ticks and pauses, always through the person who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload, selectinload

from tracker.accounts.queries import hold_space
from tracker.domain.days import ONE_DAY
from tracker.domain.habits import Mode
from tracker.domain.milestones import Kind, Milestone
from tracker.domain.pauses import Pause as PausedDays
from tracker.domain.refusals import Missing
from tracker.domain.terms import Terms, counted_by
from tracker.extensions import db
from tracker.models import Cover, Habit, Pause, Person, Telling, TermRow, Tick, Track
from tracker.models import Milestone as MilestoneRow
from tracker.models.habits import terms_in

SEEN = (Habit.space_id == bindparam("space_id")) & or_(Habit.shared, Habit.owner_id == bindparam("person_id"))


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

    @property
    def asks(self) -> Terms:
        """What it asks for now."""
        return self.terms[-1]

    @property
    def counted_by(self) -> str:
        """What its kept periods are counted in."""
        return counted_by(self.terms)


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


class SeenPause(NamedTuple):
    """A pause as a page reads it: of one habit or none, of one person or both."""

    habit_id: int | None
    person_id: int | None
    days: PausedDays


class ListedPause(NamedTuple):
    """A pause in the list of them, with the name of the habit where it is of one."""

    id: int
    habit_id: int | None
    person_id: int | None
    starts_on: date
    ends_on: date
    habit_name: str


class SeenCover(NamedTuple):
    """A day on which one partner stood in for the other. That it was declined is for counting, and for no page."""

    id: int
    giver_id: int
    covered_id: int
    day: date
    line: str
    declined: bool


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What bears on a couple's days beside ticks: pauses, covers, and the milestones somebody has been told of, with their days."""

    pauses: list[SeenPause]
    covers: list[SeenCover]
    told: dict[Milestone, date]


OF_HABIT = [getattr(Habit, each) for each in SeenHabit._fields if each != "terms"]
OF_TERMS = [TermRow.since, TermRow.per, TermRow.weekdays, TermRow.times, TermRow.days, TermRow.goal]
OF_TRACK = [getattr(Track, each) for each in SeenTrack._fields if each != "habit"]
HABIT_ENDS = len(OF_HABIT)
TRACK_ENDS = HABIT_ENDS + len(OF_TRACK)

WHOLE_TRACKS = (
    select(*OF_HABIT, *OF_TRACK, *OF_TERMS)
    .join(Track, Track.habit_id == Habit.id)
    .join(TermRow, TermRow.habit_id == Habit.id)
    .order_by(Habit.strategy, Habit.position, Habit.id, Track.id, TermRow.since)
)

TRACKS = WHOLE_TRACKS.where(SEEN, or_(Habit.archived_on.is_(None), Habit.archived_on >= bindparam("since")))

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
    select(Tick.track_id, Tick.day, Tick.amount)
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

SEEN_PAUSES = select(Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on).where(
    Pause.space_id == bindparam("space_id")
)

# Pauses that ended before anything that is still to be folded say nothing that is not in a state already.
EARLIEST_SETTLED = (
    select(func.min(Track.settled_through))
    .join(Habit, Habit.id == Track.habit_id)
    .where(Track.space_id == bindparam("space_id"), Habit.archived_on.is_(None))
)

# All else that Today must know of a couple, in one look: pauses, covers, and what somebody has been told.
CIRCUMSTANCES: CompoundSelect[Any] = union_all(
    select(
        literal("pause").label("what"),
        Pause.id,
        Pause.habit_id.label("first"),
        Pause.person_id.label("second"),
        Pause.starts_on.label("since"),
        Pause.ends_on.label("until"),
        literal("").label("words"),
    ).where(
        Pause.space_id == bindparam("space_id"),
        or_(Pause.ends_on > bindparam("after"), Pause.ends_on > EARLIEST_SETTLED.scalar_subquery()),
    ),
    select(
        case((Cover.declined, literal("declined")), else_=literal("cover")),
        Cover.id,
        Cover.giver_id,
        Cover.covered_id,
        Cover.day,
        Cover.day,
        Cover.line,
    ).where(
        Cover.space_id == bindparam("space_id"),
        Cover.day > bindparam("after"),
        or_(Cover.declined.is_(False), Cover.giver_id == bindparam("person_id")),
    ),
    select(
        literal("told"),
        Telling.person_id,
        Telling.number,
        Telling.person_id,
        MilestoneRow.reached_on,
        MilestoneRow.reached_on,
        Telling.kind,
    )
    .join(
        MilestoneRow,
        (MilestoneRow.space_id == Telling.space_id)
        & (MilestoneRow.kind == Telling.kind)
        & (MilestoneRow.number == Telling.number),
    )
    .where(Telling.person_id == bindparam("person_id"), Telling.space_id == bindparam("space_id")),
)

LISTED_PAUSES = (
    select(Pause.id, Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on, Habit.name)
    .outerjoin(Habit, Habit.id == Pause.habit_id)
    .where(Pause.space_id == bindparam("space_id"), or_(Pause.habit_id.is_(None), SEEN))
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
        .options(selectinload(Habit.tracks), selectinload(Habit.term_rows))
        .order_by(Habit.archived_on.is_not(None), Habit.strategy, Habit.position, Habit.id)
    ).all()


def habit_of(person: Person, habit_id: int) -> Habit:
    """One habit that is there for a person, with its tracks and terms, or `Missing`."""
    habit = (
        db.session.scalars(
            select(Habit)
            .where(Habit.id == habit_id, seen_by(person))
            .options(selectinload(Habit.tracks), joinedload(Habit.term_rows))
        )
        .unique()
        .one_or_none()
    )
    if habit is None:
        raise Missing("habit")
    return habit


def unshared_habits(person: Person) -> Sequence[Habit]:
    """A person's own habits that the partner does not see, apart from archived ones."""
    return (
        db.session.scalars(
            select(Habit)
            .where(
                Habit.space_id == person.space_id,
                Habit.owner_id == person.id,
                Habit.shared.is_(False),
                Habit.archived_on.is_(None),
            )
            .options(joinedload(Habit.term_rows))
            .order_by(Habit.strategy, Habit.position, Habit.id)
        )
        .unique()
        .all()
    )


def habits_to_write_about(person: Person, *, besides: int | None = None) -> list[tuple[int, str]]:
    """Id and name of the habits that a note can be about: those that both see and still do, and one besides."""
    kept = Habit.archived_on.is_(None)
    there_for_both = kept & Habit.shared if person.partner is not None else kept
    rows = db.session.execute(
        select(Habit.id, Habit.name)
        .where(seen_by(person), there_for_both | (Habit.id == besides))
        .order_by(Habit.archived_on.is_not(None), Habit.strategy, Habit.position, Habit.id)
    )
    return [(habit_id, name) for habit_id, name in rows]


def habits_to_pause(person: Person) -> list[tuple[int, str]]:
    """Id and name of the habits that this person may pause: those they may change, apart from archived ones."""
    rows = db.session.execute(
        select(Habit.id, Habit.name)
        .where(
            seen_by(person),
            Habit.archived_on.is_(None),
            or_(Habit.owner_id == person.id, Habit.mode != Mode.ONE),
        )
        .order_by(Habit.strategy, Habit.position, Habit.id)
    )
    return [(habit_id, name) for habit_id, name in rows]


def habit_count(person: Person) -> int:
    """How many habits the person's space holds for them, apart from archived ones."""
    there = select(func.count()).select_from(Habit).where(seen_by(person), Habit.archived_on.is_(None))
    return db.session.scalar(there) or 0


def tracks_of(person: Person, *, since: date) -> list[SeenTrack]:
    """The tracks there are for a person, without those of habits that were archived before a day."""
    return seen_in(db.session.connection().execute(TRACKS, {**through(person), "since": since}))


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


def ticks_since_settled(person: Person, first: date, last: date) -> list[tuple[int, date, int]]:
    """Track, day and amount of the ticks there for a person from first to last, and of all not yet settled.

    A track may be settled a day further than the couple, whose days stay open while they are for either.
    """
    days = {
        "before": before_all(person, first),
        "last": last,
        "couple_settled_through": person.space.settled_through,
    }
    rows = db.session.connection().execute(TICKS_SINCE_SETTLED, through(person) | days)
    return [(track_id, day, amount) for track_id, day, amount in rows]


def before_all(person: Person, first: date) -> date:
    """The day before the first of some days, or the couple's last settled one if that is earlier."""
    return min(first - ONE_DAY, person.space.settled_through)


def ticks_on(track_id: int, *, after: date = date.min, until: date = date.max) -> dict[date, int]:
    """The days after one, up to and with another, on which a track was ticked, and the amount of each."""
    rows = db.session.connection().execute(TICKS_ON, {"of_track": track_id, "after": after, "until": until})
    return dict(rows.all())


def listed_pauses(person: Person) -> list[ListedPause]:
    """The pauses a person may know of, the latest first: of both, of either, and of habits they see."""
    rows = db.session.connection().execute(LISTED_PAUSES, through(person))
    return [
        ListedPause(pause_id, habit_id, person_id, starts_on, ends_on, name or "")
        for pause_id, habit_id, person_id, starts_on, ends_on, name in rows
    ]


def same_pause(
    days: PausedDays, space_id: int, *, person_id: int | None, habit_id: int | None
) -> Pause | None:
    """The pause of just these days for just these, if there is one."""
    return db.session.scalars(
        select(Pause).where(
            Pause.space_id == space_id,
            Pause.person_id.is_not_distinct_from(person_id),
            Pause.habit_id.is_not_distinct_from(habit_id),
            Pause.starts_on == days.starts_on,
            Pause.ends_on == days.ends_on,
        )
    ).first()


def seen_pauses(space_id: int) -> list[SeenPause]:
    """All pauses in a space, as a page reads them."""
    rows = db.session.connection().execute(SEEN_PAUSES, {"space_id": space_id})
    return [
        SeenPause(habit_id, person_id, PausedDays(starts_on, ends_on))
        for habit_id, person_id, starts_on, ends_on in rows
    ]


def circumstances_of(person: Person, *, after: date) -> Circumstances:
    """What bears on the days after one, or on what is not settled of any track: pauses, covers, and milestones told."""
    rows = db.session.connection().execute(CIRCUMSTANCES, {**through(person), "after": after})
    pauses: list[SeenPause] = []
    covers: list[SeenCover] = []
    told: dict[Milestone, date] = {}
    for what, row_id, first, second, since, until, words in rows:
        if what == "pause":
            pauses.append(SeenPause(first, second, PausedDays(since, until)))
        elif what in ("cover", "declined"):
            covers.append(SeenCover(row_id, first, second, since, words, what == "declined"))
        else:
            told[Milestone(Kind(words), first)] = since
    return Circumstances(pauses, covers, told)


def pause_of(person: Person, pause_id: int) -> Pause:
    """A pause that is this person's to end: of the whole space, their own, or of a habit they may change; or `Missing`."""
    theirs = or_(Pause.person_id.is_(None), Pause.person_id == person.id)
    changeable = seen_by(person) & or_(Habit.owner_id == person.id, Habit.mode != Mode.ONE)
    pause = db.session.scalar(
        select(Pause)
        .outerjoin(Habit, Habit.id == Pause.habit_id)
        .where(
            Pause.id == pause_id,
            Pause.space_id == person.space_id,
            theirs,
            or_(Pause.habit_id.is_(None), changeable),
        )
    )
    if pause is None:
        raise Missing("pause")
    return pause
