"""What somebody's own answers come to, for nobody but them: a change as far as it can be told, and what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from tracker.checkins.queries import current_week
from tracker.domain.trends import MEASURES, TAKEN_IN, Movement, movement_in_words, movement_told
from tracker.domain.words import Named, named_most_often
from tracker.extensions import db
from tracker.models import CheckIn, Person
from tracker.sight import LOOKS_BACK_ON, OWN_CHECK_IN, through
from tracker.trends.queries import MOST_WEEKS, latest_week, lived_in

OWN = (
    select(
        *(CheckIn.author_id, CheckIn.week, CheckIn.closeness, CheckIn.ratings, CheckIn.shut),
        *(CheckIn.went_well, CheckIn.feel_loved),
    )
    .where(LOOKS_BACK_ON, OWN_CHECK_IN, CheckIn.week > bindparam("after"))
    .order_by(CheckIn.week)
)
FIRST_WORDS = (
    select(CheckIn.week, CheckIn.went_well)
    .where(LOOKS_BACK_ON, OWN_CHECK_IN, CheckIn.went_well != "")
    .order_by(CheckIn.week)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of one's own that has changed: of closeness (measure 0) or a statement, in words."""

    measure: int
    movement: Movement
    words: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """What somebody wrote about what went well, in the check-in of a week."""

    week: date
    words: str


@dataclass(frozen=True, slots=True)
class OwnTrends:
    """What is told to somebody of their own answers: the first words and the latest, where there are both."""

    changes: tuple[Change, ...]
    words: tuple[Wrote, ...]
    named: Named

    @property
    def fallen(self) -> bool:
        """Whether any of the lines has become lower."""
        return any(change.movement is Movement.LOWER for change in self.changes)


def own_trends(person: Person, now: datetime) -> OwnTrends:
    """What a person's own answers come to just now."""
    week = latest_week(current_week(person, now), person.space.weeks)
    rows = db.session.execute(OWN, {**through(person), "after": week - TAKEN_IN}).all()
    half_year = week - timedelta(weeks=MOST_WEEKS)
    return OwnTrends(
        changes=tuple(changes_in(rows, person, week)),
        words=first_and_latest(rows, person),
        named=named_most_often([row.feel_loved for row in rows if row.week > half_year]),
    )


def changes_in(rows: Sequence[Any], person: Person, week: date) -> list[Change]:
    """The lines that are called changed in a week, closeness first."""
    entries = lived_in(rows, week.weekday(), reader_id=person.id).of(person)
    moved = {measure: movement_told(entries, measure, week) for measure in MEASURES}
    told = ((measure, each, movement_in_words(measure, each)) for measure, each in moved.items())
    return [Change(measure, each, words) for measure, each, words in told if words]


def first_and_latest(rows: Sequence[Any], person: Person) -> tuple[Wrote, ...]:
    """What a person first wrote about what went well, and what they wrote last; nothing where that is the same week."""
    latest = next((Wrote(row.week, row.went_well) for row in reversed(rows) if row.went_well), None)
    if latest is None:
        return ()
    first = Wrote(*db.session.execute(FIRST_WORDS, through(person)).one())
    return (first, latest) if first.week < latest.week else ()
