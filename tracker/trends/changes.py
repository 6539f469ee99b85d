"""What somebody's own answers come to, for nobody but them: a change as far as it can be told, and what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from tracker.checkins.queries import current_week
from tracker.domain.trends import MEASURES, TAKEN_IN, Movement, movement_in_words, movement_told
from tracker.domain.words import Named, named_most_often
from tracker.extensions import db
from tracker.models import CheckIn, Person
from tracker.sight import LOOKS_BACK_ON, OWN_CHECK_IN, through
from tracker.trends.queries import MOST_WEEKS, latest_week, lived_in

FIRST_WORDS = (
    select(func.min(CheckIn.week))
    .where(LOOKS_BACK_ON, OWN_CHECK_IN, CheckIn.went_well != "")
    .scalar_subquery()
)
OWN = (
    select(
        *(CheckIn.author_id, CheckIn.week, CheckIn.closeness, CheckIn.ratings, CheckIn.shut),
        *(CheckIn.went_well, CheckIn.feel_loved),
    )
    .where(LOOKS_BACK_ON, OWN_CHECK_IN, or_(CheckIn.week > bindparam("after"), CheckIn.week == FIRST_WORDS))
    .order_by(CheckIn.week)
)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of one's own that has changed: of closeness (measure 0) or a statement, in words."""

    measure: int
    movement: Movement
    words: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What somebody wrote about what went well, in the check-in of a week."""

    week: date
    words: str


@dataclass(frozen=True, slots=True)
class OwnTrends:
    """What is told to somebody of their own answers: the first words and the latest, where there are both."""

    changes: tuple[Change, ...]
    words: tuple[OwnWords, ...]
    named: Named

    @property
    def fallen(self) -> bool:
        """Whether any of the lines has become lower."""
        return any(change.movement is Movement.LOWER for change in self.changes)


def own_trends(person: Person, now: datetime) -> OwnTrends:
    """What a person's own answers come to just now."""
    week = latest_week(current_week(person, now), person.space.weeks)
    after, half_year = week - TAKEN_IN, week - timedelta(weeks=MOST_WEEKS)
    rows = db.session.connection().execute(OWN, {**through(person), "after": after}).all()
    return OwnTrends(
        changes=tuple(changes_in([row for row in rows if row.week > after], person, week)),
        words=first_and_latest([OwnWords(row.week, row.went_well) for row in rows if row.went_well]),
        named=named_most_often([row.feel_loved for row in rows if row.week > half_year]),
    )


def changes_in(rows: Sequence[Any], person: Person, week: date) -> list[Change]:
    """The lines that are called changed in a week, closeness first."""
    entries = lived_in(rows, week.weekday(), reader_id=person.id).of(person)
    moved = {measure: movement_told(entries, measure, week) for measure in MEASURES}
    told = ((measure, each, movement_in_words(measure, each)) for measure, each in moved.items())
    return [Change(measure, each, words) for measure, each, words in told if words]


def first_and_latest(words: Sequence[OwnWords]) -> tuple[OwnWords, ...]:
    """The first of some words and the latest; nothing where those are the same."""
    return (words[0], words[-1]) if len(words) > 1 else ()
