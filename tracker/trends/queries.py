"""The weeks that somebody may look back on: what has opened to them, and what they have kept for themselves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select

from tracker.checkins.queries import current_week
from tracker.domain import trends
from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.charts import Drawing, Pairs, drawn, paired
from tracker.domain.checkins import CLOSENESS, STEPS
from tracker.domain.days import DAYS_A_WEEK, Weeks, week_of
from tracker.domain.refusals import Missing
from tracker.domain.tallies import MONTHS_A_YEAR
from tracker.domain.trends import MEASURES, TrendEntry, by_months, by_weeks
from tracker.extensions import db
from tracker.models import CheckIn, Person
from tracker.sight import LOOKS_BACK_ON, through

MOST_WEEKS, FEWEST_WEEKS = 26, 8
WEEKS_A_ROW, MONTHS_A_ROW = 9, 6

NUMBERS = select(CheckIn.author_id, CheckIn.week, CheckIn.closeness, CheckIn.ratings, CheckIn.shut).where(
    LOOKS_BACK_ON, CheckIn.week.between(bindparam("first"), bindparam("last"))
)

ValuesOf = Callable[[Sequence[TrendEntry], int], tuple[float, ...]]
FIRST_WEEK = select(func.min(CheckIn.week)).where(LOOKS_BACK_ON)


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One person's values on a chart, drawn as a line."""

    who: Person
    values: tuple[float, ...]
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class ChartPairs:
    """How close one person felt, drawn as pairs of circles."""

    who: Person
    values: tuple[float, ...]
    drawing: Pairs


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place in time: a week or a month, by its first date. ``week`` leads to the week's check-in, if it can be read."""

    begins_on: date
    week: date | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Closeness (measure 0), or one of the ten statements, for each person; values go from 1 to ``most``."""

    measure: int
    most: int
    lines: tuple[ChartLine | ChartPairs, ...]

    def told(self, places: Sequence[Stretch]) -> list[tuple[Stretch, tuple[float, ...]]]:
        """The places in time for which anybody has a value, each with those of all lines, in their order."""
        values = zip(*(line.values for line in self.lines), strict=True)
        return [(place, given) for place, given in zip(places, values, strict=True) if any(given)]

    def told_of(self, line: ChartLine | ChartPairs, days: Sequence[str]) -> list[tuple[str, float]]:
        """The places in time, as they are called, for which one of its lines has a value, each with it."""
        return [(day, value) for day, value in zip(days, line.values, strict=True) if value]


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """Half a year by weeks (``year`` is 0), or a year by months, with the years on both sides of it (0 for none)."""

    year: int
    earlier: int
    later: int
    places: tuple[Stretch, ...]
    charts: tuple[Chart, ...]
    people: tuple[Person, ...]
    weeks: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class WeeksLived:
    """What there is of each person, and which week each entry was written for."""

    entries: dict[int, list[TrendEntry]]
    weeks: dict[date, date]

    def of(self, person: Person) -> list[TrendEntry]:
        """A person's entries, the earliest first."""
        return self.entries.get(person.id, [])

    def since(self, first: date) -> "WeeksLived":
        """What there is from a week on."""
        entries = {of: [each for each in there if each.week >= first] for of, there in self.entries.items()}
        return WeeksLived(entries, {named: week for named, week in self.weeks.items() if named >= first})


def by_week(person: Person, lived: WeeksLived, last: date) -> TrendsPage:
    """The latest half year up to a week, week by week; it begins with the first week there is, if that is later.

    There may be more than that half year.
    """
    lived = lived.since(last - timedelta(weeks=MOST_WEEKS - 1))
    weeks = weeks_through(last, min(lived.weeks, default=last))
    return TrendsPage(
        year=0,
        earlier=last.year,
        later=0,
        places=tuple(Stretch(week, lived.weeks.get(week)) for week in weeks),
        charts=charts(person, lived, partial(by_weeks, weeks=weeks)),
        people=people_in(person, lived),
        weeks=(),
    )


def by_month(person: Person, year: int, now: datetime) -> TrendsPage:
    """A year, month by month, with its weeks; raises `Missing` for one before the first week or after now."""
    last = current_week(person, now)
    first_year = first_week(person, last).year
    if not first_year <= year <= last.year:
        raise Missing("year")
    weekday = latest_week(last, person.space.weeks).weekday()
    lived = lived_between(person, date(year, 1, 1), date(year, 12, 31), weekday)
    return TrendsPage(
        year=year,
        earlier=year - 1 if year > first_year else 0,
        later=year + 1 if year < last.year else 0,
        places=tuple(Stretch(date(year, month, 1)) for month in range(1, 13)),
        charts=charts(person, lived, partial(by_months, year=year)),
        people=people_in(person, lived),
        weeks=tuple(sorted(lived.weeks.values())),
    )


def first_week(person: Person, otherwise: date) -> date:
    """The first week somebody may see an answer of, or another where there is none."""
    return db.session.scalar(FIRST_WEEK, through(person)) or otherwise


def latest_week(week: date, weeks: Weeks) -> date:
    """The latest of the weeks of seven days in which a trend is drawn, all of them as weeks lie now."""
    return week_of(week, weeks.on(week).first_weekday)


def lived_between(person: Person, first: date, last: date, first_weekday: int) -> WeeksLived:
    """What there is between two dates; a week that began on another day than weeks do now counts for the one it began in."""
    asked = {**through(person), "first": first, "last": last}
    return lived_in(db.session.connection().execute(NUMBERS, asked).all(), first_weekday, reader_id=person.id)


def lived_in(rows: Iterable[Any], first_weekday: int, *, reader_id: int = 0) -> WeeksLived:
    """What there is in some rows of author, week, closeness, steps, and what stays shut to all but its author.

    Whatever follows in them is passed over.
    """
    lived = WeeksLived({}, {})
    for author_id, week, closeness, ratings, shut, *_more in sorted(rows, key=lambda row: row.week):
        named = week_of(week, first_weekday)
        told = author_id == reader_id or CheckInQuestion.STATEMENTS not in shut
        steps = {int(number): step for number, step in ratings.items()} if told else {}
        lived.entries.setdefault(author_id, []).append(TrendEntry(named, closeness or 0, steps))
        lived.weeks[named] = week
    return lived


def weeks_through(last: date, first: date) -> list[date]:
    """The weeks to show, up to the last: a few at least, so that a picture has room."""
    count = max(FEWEST_WEEKS, min(MOST_WEEKS, (last - first).days // DAYS_A_WEEK + 1))
    return [last - timedelta(weeks=n) for n in reversed(range(count))]


def people_in(person: Person, lived: WeeksLived) -> tuple[Person, ...]:
    """Who has a line: oneself first."""
    return tuple(each for each in (person, person.partner) if each and lived.of(each))


def charts(person: Person, lived: WeeksLived, values_of: ValuesOf) -> tuple[Chart, ...]:
    """A chart for whatever anybody has answered."""
    people = people_in(person, lived)
    found = (
        Chart(measure, most_of(measure), tuple(on_chart(each, measure, lived, values_of) for each in people))
        for measure in MEASURES
    )
    return tuple(chart for chart in found if any(any(line.values) for line in chart.lines))


def on_chart(who: Person, measure: int, lived: WeeksLived, values_of: ValuesOf) -> ChartLine | ChartPairs:
    """What somebody has on the chart of a question: pairs of circles for how close they felt, else a line."""
    if measure != trends.CLOSENESS:
        return line_of(who, measure, lived, values_of)
    values = values_of(lived.of(who), measure)
    return ChartPairs(who, values, paired(values, columns_for(len(values))))


def line_of(who: Person, measure: int, lived: WeeksLived, values_of: ValuesOf) -> ChartLine:
    """Somebody's line of one question, drawn."""
    values = values_of(lived.of(who), measure)
    return ChartLine(who, values, drawn(values, most_of(measure)))


def columns_for(count: int) -> int:
    """In how many columns so many pairs stand: a year of months in two rows, half a year of weeks in three."""
    return MONTHS_A_ROW if count == MONTHS_A_YEAR else min(count, WEEKS_A_ROW)


def most_of(measure: int) -> int:
    """The highest answer to a question."""
    return max(CLOSENESS) if measure == trends.CLOSENESS else max(STEPS)
