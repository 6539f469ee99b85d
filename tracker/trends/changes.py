"""What somebody's own answers come to, for nobody but them: whether a line of theirs has changed, as far as that can be told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from tracker.checkins.queries import current_week
from tracker.domain.trends import MEASURES, TAKEN_IN, Movement, movement_in_words, movement_told
from tracker.extensions import db
from tracker.models import CheckIn, Person
from tracker.sight import LOOKS_BACK_ON, OWN_CHECK_IN, through
from tracker.trends.queries import latest_week, lived_in

OWN = select(CheckIn.author_id, CheckIn.week, CheckIn.closeness, CheckIn.ratings, CheckIn.shut).where(
    LOOKS_BACK_ON, OWN_CHECK_IN, CheckIn.week > bindparam("after")
)


@dataclass(frozen=True, slots=True)
class Change:
    """A line of one's own that has changed: of closeness (measure 0) or a statement, in words."""

    measure: int
    movement: Movement
    words: str


@dataclass(frozen=True, slots=True)
class OwnTrends:
    """What is told to somebody of their own answers."""

    changes: tuple[Change, ...]

    @property
    def fallen(self) -> bool:
        """Whether any of the lines has become lower."""
        return any(change.movement is Movement.LOWER for change in self.changes)


def own_trends(person: Person, now: datetime) -> OwnTrends:
    """What a person's own answers come to just now."""
    week = latest_week(current_week(person, now), person.space.weeks)
    rows = db.session.execute(OWN, {**through(person), "after": week - TAKEN_IN}).all()
    return OwnTrends(tuple(changes_in(rows, person, week)))


def changes_in(rows: list[Any], person: Person, week: date) -> list[Change]:
    """The lines that are called changed in a week, closeness first."""
    entries = lived_in(rows, week.weekday(), reader_id=person.id).of(person)
    moved = {measure: movement_told(entries, measure, week) for measure in MEASURES}
    told = ((measure, each, movement_in_words(measure, each)) for measure, each in moved.items())
    return [Change(measure, each, words) for measure, each, words in told if words]
