"""The latest half year, and what somebody's own answers come to, for nobody but them: a change as far as it can be told,
and what they wrote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from tracker.checkins.queries import current_week
from tracker.domain.trends import TAKEN_IN, Movement, TrendEntry, movement_in_words, movements_told
from tracker.domain.words import Named, named_most_often
from tracker.extensions import db
from tracker.models import CheckIn, Person
from tracker.sight import LOOKS_BACK_ON, OWN_CHECK_IN, through
from tracker.trends.queries import MOST_WEEKS, TrendsPage, by_week, latest_week, lived_in


def own_only(text: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """What somebody wrote themselves, and nothing of what the other did."""
    return case((OWN_CHECK_IN, text), else_="").label(text.key)


# To whoever wrote it nothing is shut.
SHUT = case((~OWN_CHECK_IN, CheckIn.shut)).label(CheckIn.shut.key)
COLUMNS = (
    *(CheckIn.author_id, CheckIn.week, CheckIn.closeness, CheckIn.ratings, SHUT),
    *(own_only(CheckIn.went_well), own_only(CheckIn.feel_loved)),
)
FIRST_WORDS = (
    select(CheckIn.week)
    .where(LOOKS_BACK_ON, OWN_CHECK_IN, CheckIn.went_well != "")
    .order_by(CheckIn.week)
    .limit(1)
    .scalar_subquery()
)
# Half a year of both, and of oneself what a change is told by, and the first words: in one look.
LATEST = union_all(
    select(*COLUMNS).where(
        LOOKS_BACK_ON,
        CheckIn.week > bindparam("after"),
        or_(CheckIn.week > bindparam("half_year"), OWN_CHECK_IN),
    ),
    select(*COLUMNS).where(OWN_CHECK_IN, CheckIn.week == FIRST_WORDS, CheckIn.week <= bindparam("after")),
).order_by("week")


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


@dataclass(frozen=True, slots=True)
class HalfYear:
    """The latest half year of both, and what one's own answers come to just now."""

    page: TrendsPage
    own: OwnTrends


def half_year(person: Person, now: datetime) -> HalfYear:
    """How the latest weeks have gone, as somebody may look back on them."""
    week = latest_week(current_week(person, now), person.space.weeks)
    since = {"half_year": week - timedelta(weeks=MOST_WEEKS), "after": week - TAKEN_IN}
    rows = db.session.connection().execute(LATEST, {**through(person), **since}).all()
    lived = lived_in(rows, week.weekday(), reader_id=person.id)
    own = [row for row in rows if row.author_id == person.id]
    return HalfYear(by_week(person, lived, week), own_trends(own, lived.of(person), week))


def own_trends(rows: Sequence[Any], entries: Sequence[TrendEntry], week: date) -> OwnTrends:
    """What a person's own answers come to in a week, from their rows of `LATEST` and what was lived in them, the earliest first."""
    named_in = week - timedelta(weeks=MOST_WEEKS)
    return OwnTrends(
        changes=tuple(changes_in([entry for entry in entries if entry.week > week - TAKEN_IN], week)),
        words=first_and_latest([OwnWords(row.week, row.went_well) for row in rows if row.went_well]),
        named=named_most_often([row.feel_loved for row in rows if row.week > named_in]),
    )


def changes_in(entries: Sequence[TrendEntry], week: date) -> list[Change]:
    """The lines that are called changed in a week, closeness first."""
    moved = movements_told(entries, week).items()
    told = ((measure, each, movement_in_words(measure, each)) for measure, each in moved)
    return [Change(measure, each, words) for measure, each, words in told if words]


def first_and_latest(words: Sequence[OwnWords]) -> tuple[OwnWords, ...]:
    """The first of some words and the latest; nothing where those are the same."""
    return (words[0], words[-1]) if len(words) > 1 else ()
