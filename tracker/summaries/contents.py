"""What a summary can be made of: what was tried, how the weeks have gone, and what each wants from help.

What the partner wants from help is not even read before the partner shows it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import case, false, func, select

from tracker.domain.checkins import CheckInState, week_to_check_in
from tracker.domain.days import today
from tracker.domain.summaries import MOST_TRIED, Part, Section, seal_of
from tracker.domain.trends import MEASURES, by_weeks, in_months
from tracker.extensions import db
from tracker.models import CheckIn, Person, Space, Wants
from tracker.sight import AGREED_TO, sees_wants
from tracker.summaries.tried import Tried, tried_by
from tracker.trends.queries import (
    MOST_WEEKS,
    ChartLine,
    WeeksLived,
    latest_week,
    line_of,
    lived_in,
    weeks_through,
)

MONTHS_SHOWN = 6

# Of each person, when a week of theirs has to have opened at the latest; of nobody else is there any.
Until = Mapping[int, datetime]


class SeenWants(NamedTuple):
    """What somebody wants: whose it is, the words, their seal, of one's own since when, and when a file brought them back."""

    person_id: int
    words: str
    seal: str
    saved_at: datetime | None
    came_on: date | None


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """One question in numbers: the middle of each month's weeks, 0 for none."""

    measure: int
    months: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One person's weeks that have opened: how close they felt as a line, and all questions in numbers.

    ``until`` is when the latest of them opened.
    """

    until: datetime
    line: ChartLine
    weeks: tuple[date, ...]
    months: tuple[date, ...]
    figures: tuple[QuestionFigures, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the summary of a space can be made of; what somebody wants only as far as whoever asks may read it."""

    tried: tuple[Tried, ...]
    trends: Mapping[int, Trend]
    wants: Mapping[int, str]
    seals: Mapping[Section, str]
    came_on: Mapping[int, date] = field(
        default_factory=dict
    )  # of what is wanted, when a file brought it back

    def until(self, section: Section) -> datetime | None:
        """When the latest week of a trend opened; nothing for any other section."""
        trend = self.trends.get(section.of) if section.part is Part.TREND else None
        return trend.until if trend else None

    def reading(self, section: Section) -> str:
        """What tells a section as it reads now from what it was, and for a trend will be; nothing where there is nothing in it."""
        until = self.until(section)
        return seal_of([self.seals[section], until.isoformat()]) if until else self.seals.get(section, "")

    @property
    def most_tried(self) -> tuple[Tried, ...]:
        """The habits for which there is room on paper: those kept most often, in their order."""
        by_count = sorted(range(len(self.tried)), key=lambda place: -self.tried[place].kept_count)
        return tuple(self.tried[place] for place in sorted(by_count[:MOST_TRIED]))

    @property
    def more_count(self) -> int:
        """How many habits there is no room for."""
        return len(self.tried) - len(self.most_tried)


def contents_of(
    members: Sequence[Person],
    space: Space,
    now: datetime,
    wants: Sequence[SeenWants],
    *,
    until: Until | None = None,
) -> Contents:
    """What the sections would say now, each with the seal of what it says; ``until`` as in `trends_of`."""
    tried = tuple(tried_by(members, space, now))
    trends = dict(trends_of(members, space, now, until))
    seals = {
        Section(Part.TRIED): seal_of(words for each in tried for words in (str(each.strategy), each.name))
    }
    seals |= {Section(Part.TREND, each): seal_of(["weeks"]) for each in trends}
    seals |= {Section(Part.WANTS, each.person_id): each.seal for each in wants}
    words = {each.person_id: each.words for each in wants}
    came_on = {each.person_id: each.came_on for each in wants if each.came_on}
    return Contents(tried, trends, words, seals, came_on)


def wants_in(members: Sequence[Person], *, reader: Person | None) -> list[SeenWants]:
    """What each wants: one's own words, and of anybody else's those that they have agreed to show."""
    own = Wants.person_id == reader.id if reader else false()
    there = sees_wants(reader) if reader else AGREED_TO
    rows = db.session.execute(
        select(
            *(Wants.person_id, Wants.words, Wants.seal, case((own, Wants.saved_at), else_=None)),
            Wants.came_on,
        ).where(Wants.person_id.in_([each.id for each in members]), there)
    )
    return [SeenWants(*row) for row in rows]


# What was brought back by a file tells of the partner's weeks no instant at which they opened.
OPENED_AT = func.coalesce(CheckIn.opened_at, CheckIn.saved_at)
OPENED = select(
    *(CheckIn.author_id, CheckIn.week, CheckIn.closeness, CheckIn.ratings, CheckIn.shut),
    OPENED_AT.label("opened_at"),
)


def trends_of(
    members: Sequence[Person], space: Space, now: datetime, until: Until | None
) -> Iterator[tuple[int, Trend]]:
    """The trend of each who has weeks that have opened between these members; of one alone, opened to anybody once.

    With ``until``, of the weeks that had opened by then: each line then ends with the last of them.
    """
    ids = [each.id for each in members]
    last = latest_week(week_to_check_in(latest_today(members, now), space.weeks), space.weeks)
    between = CheckIn.opened_to_id.in_(ids) if len(ids) > 1 else CheckIn.opened_at.is_not(None)
    rows = db.session.execute(
        OPENED.where(
            CheckIn.author_id.in_(ids),
            CheckIn.space_id == space.id,
            CheckIn.state == CheckInState.OPENED,
            between,
            CheckIn.week.between(last - timedelta(weeks=MOST_WEEKS - 1), last + timedelta(days=6)),
        )
    ).all()
    shown = [row for row in rows if until is None or is_by(row, until)]
    lived = lived_in(shown, last.weekday())
    for each in members:
        opened = [row.opened_at for row in shown if row.author_id == each.id]
        if opened:
            end = last if until is None else max(entry.week for entry in lived.of(each))
            weeks = weeks_through(end, min(lived.weeks))
            yield each.id, trend_of(each, lived, weeks, max(opened))


def is_by(row: Any, until: Until) -> bool:
    """Whether a week is among those that had opened by the instant that is asked for."""
    return row.author_id in until and row.opened_at <= until[row.author_id]


def trend_of(who: Person, lived: WeeksLived, weeks: list[date], until: datetime) -> Trend:
    """How somebody's weeks have gone, on paper: a line, and months in figures."""
    entries = lived.of(who)
    months = sorted({week.replace(day=1) for week in weeks})[-MONTHS_SHOWN:]
    found = (QuestionFigures(each, in_months(entries, each, months)) for each in MEASURES)
    return Trend(
        until=until,
        line=line_of(who, 0, lived, lambda given, measure: by_weeks(given, measure, weeks)),
        weeks=tuple(weeks),
        months=tuple(months),
        figures=tuple(each for each in found if any(each.months)),
    )


def latest_today(members: Sequence[Person], now: datetime) -> date:
    """The later of the members' days."""
    return max(today(each.rhythm, now) for each in members)


def members_with(person: Person) -> list[Person]:
    """The one or two people in a person's space, by seat."""
    members = [person, *([person.partner] if person.partner else [])]
    return sorted(members, key=lambda each: each.seat)
