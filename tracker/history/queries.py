"""Finding what a habit's years and days are made of, always through the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from tracker.domain.folds import TrackState
from tracker.domain.refusals import Missing
from tracker.domain.states import restored
from tracker.extensions import db
from tracker.habits.company import Company
from tracker.habits.tracks import SEEN, WHOLE_TRACKS, SeenTick, SeenTrack, seen_in
from tracker.models import Habit, Person, Remark, Tick, Track, TrackYear
from tracker.sight import ASKER, sees_remark, through

PARTNERS = "partner"  # what says in an address that the partner's track is meant, where a habit has two

TRACKS_OF_HABIT = WHOLE_TRACKS.where(Habit.id == bindparam("habit_id"), SEEN)
TRACK = WHOLE_TRACKS.where(Track.id == bindparam("track_id"), SEEN)
STORED_YEAR = select(TrackYear.settled_through, TrackYear.state).where(
    TrackYear.track_id == bindparam("of_track"), TrackYear.year == bindparam("in_year")
)

OF_TRACK = select(Tick.day, Tick.amount, Tick.ticker_id).where(Tick.track_id == bindparam("of_track"))
TICKS_OF_YEAR_AND_NOW = OF_TRACK.where(
    Tick.day > bindparam("after"), Tick.day <= bindparam("until")
).union_all(OF_TRACK.where(Tick.day > bindparam("settled_through"), Tick.day > bindparam("until")))

READABLE = sees_remark(ASKER)
REMARKED = (
    select(Remark.day)
    .where(
        Remark.track_id == bindparam("of_track"),
        Remark.day >= bindparam("first"),
        Remark.day <= bindparam("last"),
        READABLE,
    )
    .distinct()
)
REMARKS_ON = (
    select(Remark.author_id, Remark.body, Remark.private)
    .where(Remark.track_id == bindparam("of_track"), Remark.day == bindparam("on"), READABLE)
    .order_by(Remark.written_at, Remark.author_id)
)


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """What somebody wrote about a day. Nobody is its author who is not here any more."""

    author: Person | None
    own: bool
    body: str
    private: bool


def tracks_of_habit(person: Person, habit_id: int) -> list[SeenTrack]:
    """A habit's tracks, one's own first."""
    rows = db.session.connection().execute(TRACKS_OF_HABIT, through(person) | {"habit_id": habit_id})
    tracks = sorted(seen_in(rows), key=lambda track: track.owner_id not in (None, person.id))
    if not tracks:
        raise Missing("habit")
    return tracks


def track_of(person: Person, track_id: int) -> SeenTrack:
    """A track that is there for a person, or `Missing`."""
    rows = db.session.connection().execute(TRACK, through(person) | {"track_id": track_id})
    found = seen_in(rows)
    if not found:
        raise Missing("track")
    return found[0]


def stored_year(track: SeenTrack, year: int) -> TrackState | None:
    """The state in which a year began, if it is kept."""
    found = db.session.execute(STORED_YEAR, {"of_track": track.id, "in_year": year}).one_or_none()
    return restored(found.state, found.settled_through)[0] if found else None


def ticks_in(track: SeenTrack, after: date, year: int) -> list[SeenTick]:
    """The ticks of a track on the days after one in that year, and those that are not settled yet."""
    days = {"after": after, "until": date(year, 12, 31), "settled_through": track.settled_through}
    rows = db.session.connection().execute(TICKS_OF_YEAR_AND_NOW, {"of_track": track.id, **days})
    return [SeenTick(track.id, *row) for row in rows]


def ticker_on(track: SeenTrack, day: date, members: Iterable[Person]) -> Person | None:
    """Which of the members made the tick of both on a day, where that is known."""
    made_by = select(Tick.ticker_id).where(Tick.track_id == track.id, Tick.day == day)
    ticker_id = db.session.scalar(made_by) if track.owner_id is None else None
    return next((each for each in members if each.id == ticker_id), None)


def remarked_in(person: Person, track: SeenTrack, year: int) -> set[date]:
    """The days of a year about which there is something to read for a person."""
    days = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    rows = db.session.connection().execute(REMARKED, {"of_track": track.id, "person_id": person.id, **days})
    return {row.day for row in rows}


def remarks_on(person: Person, track: SeenTrack, day: date) -> tuple[ShownRemark, ...]:
    """What there is to read for a person about a day, the earliest first."""
    authors = {each.id: each for each in (person, person.partner) if each is not None}
    rows = db.session.connection().execute(
        REMARKS_ON, {"of_track": track.id, "on": day, "person_id": person.id}
    )
    return tuple(
        ShownRemark(authors.get(author_id), author_id == person.id, body, private)
        for author_id, body, private in rows
    )


def owner_of(track: SeenTrack, company: Company) -> Person | None:
    """Whose a track is: nobody's where both share it."""
    return next((each for each in company.members if each.id == track.owner_id), None)
