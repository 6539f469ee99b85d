"""With which habits somebody's closer weeks went together, from the weeks and the habits that are there for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeGuard

from sqlalchemy import ColumnElement, Executable, bindparam, func, or_, select

from tracker.domain.days import DAYS_A_WEEK, week_days, week_of
from tracker.domain.habits import TOUCH, Mode, there_all_week
from tracker.domain.insights import (
    ENOUGH_WEEKS,
    FIRST_LOOK,
    Direction,
    Finding,
    Insight,
    Week,
    insight_of,
    latest_look,
    sentence_of,
    sentence_of_finding,
)
from tracker.domain.texts import Sentence
from tracker.extensions import db
from tracker.habits.circumstances import SeenPause, circumstances_of
from tracker.habits.tracks import SEEN
from tracker.habits.weeks import WEEK_NUMBER
from tracker.models import CheckIn, Habit, InsightRow, Person, Tick, Track
from tracker.sight import ASKER, LOOKS_BACK_ON, through

COUNTED = select(func.count(CheckIn.week.distinct())).where(LOOKS_BACK_ON).scalar_subquery()
IS_KEPT = (InsightRow.person_id == ASKER.id) & (InsightRow.space_id == ASKER.space_id)
KEPT = (
    select(COUNTED, InsightRow)
    .select_from(Person)
    .outerjoin(InsightRow, IS_KEPT)
    .where(Person.id == ASKER.id)
)
LATEST = (
    select(CheckIn.week, CheckIn.author_id, CheckIn.closeness)
    .where(LOOKS_BACK_ON)
    .order_by(CheckIn.week.desc())
    .limit(2 * ENOUGH_WEEKS)
)
# None of touch is named, and what one partner does alone is told to that one alone.
MAY_BE_TOLD = SEEN, Habit.strategy != TOUCH, or_(Habit.mode != Mode.ONE, Habit.owner_id == ASKER.id)


@dataclass(frozen=True, slots=True)
class Insights:
    """What can be said, and of which habits, by their ids."""

    sentence: Sentence
    findings: tuple[tuple[int, Sentence], ...]


class Done(NamedTuple):
    """How often a habit was ticked in a week, which goes by its number from the first that is looked at."""

    habit_id: int
    name: str
    mode: str
    owner_id: int
    starts_on: date
    archived_on: date | None
    week_number: int
    times: int


def done_by_week(week_number: ColumnElement[int]) -> Executable:
    """How often each habit that may be told of was ticked, counted by the week where there was any tick at all."""
    habit = (Habit.id, Habit.name, Habit.mode, Habit.owner_id, Habit.starts_on, Habit.archived_on)
    return (
        select(*habit, week_number, func.count())
        .select_from(Tick)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(*MAY_BE_TOLD, Tick.day.between(bindparam("first"), bindparam("last")))
        .group_by(*habit, week_number)
    )


DONE = {name: done_by_week(number) for name, number in WEEK_NUMBER.items()}


def insights_for(person: Person) -> Insights:
    """What can be said to a person; usually, and honestly, that one cannot tell. What is kept is not worked out again."""
    week_count, kept = db.session.execute(KEPT, through(person)).one()
    insight = insight_in(kept) if stands(kept, week_count) else worked_out(person, week_count)
    names = names_of(person, [found.habit for found in insight.found])
    return Insights(
        sentence_of(insight),
        tuple(
            (found.habit, sentence_of_finding(found, names[found.habit]))
            for found in insight.found
            if found.habit in names
        ),
    )


def stands(kept: InsightRow | None, week_count: int) -> TypeGuard[InsightRow]:
    """Whether what is kept is of the look whose answer stands after so many weeks."""
    if kept is None or week_count < FIRST_LOOK:
        return False
    return latest_look(week_count).week_count == kept.week_count


def insight_in(kept: InsightRow) -> Insight:
    """What is kept, as it was found."""
    found = (Finding(**{**each, "direction": Direction(each["direction"])}) for each in kept.found)
    return Insight(kept.weeks, tuple(found))


def names_of(person: Person, habits: Sequence[int]) -> Mapping[int, str]:
    """How those of some habits are called that may be named to a person now."""
    if not habits:
        return {}
    rows = db.session.execute(
        select(Habit.id, Habit.name).where(*MAY_BE_TOLD, Habit.id.in_(habits)), through(person)
    )
    return {row.id: row.name for row in rows}


def worked_out(person: Person, week_count: int) -> Insight:
    """What a person's weeks say, of which there are so many, worked out anew. Before the first look nobody needs to read them."""
    if week_count < FIRST_LOOK:
        return Insight(week_count)
    rows: Sequence[Any] = db.session.connection().execute(LATEST, through(person)).all()
    closeness: dict[date, dict[int, int]] = {}
    weekday = person.space.weeks.on(rows[0][0]).first_weekday if rows else 0
    for week, author_id, felt in reversed(rows):
        named = week_of(week, weekday)
        closeness.setdefault(named, {})[author_id] = felt
    weeks = sorted(closeness)[-ENOUGH_WEEKS:]
    done = done_in(person, weeks)
    known = circumstances_of(person, after=weeks[0] if weeks else date.max).pauses
    ticks = ticks_of(done, weeks, known)
    return insight_of(
        [Week(week, closeness[week], ticks[week]) for week in weeks],
        earlier=week_count - len(weeks),
    )


def done_in(person: Person, weeks: Sequence[date]) -> list[Done]:
    """How often each habit that is there for somebody was ticked from the first of some weeks to the last."""
    days = {"first": weeks[0], "last": week_days(weeks[-1])[-1]} if weeks else NO_DAYS
    rows = db.session.connection().execute(DONE[db.engine.dialect.name], {**through(person), **days})
    return [Done(*row) for row in rows.all()]


NO_DAYS = {"first": date.max, "last": date.min}


def ticks_of(
    done: Sequence[Done], weeks: Sequence[date], pauses: Sequence[SeenPause]
) -> Mapping[date, dict[int, int]]:
    """How often each habit was ticked in each week in which it was there from the first day to the last."""
    counts = {(each.habit_id, each.week_number): each.times for each in done}
    ticks: dict[date, dict[int, int]] = {week: {} for week in weeks}
    for habit in {each.habit_id: each for each in done}.values():
        paused = [pause.days for pause in pauses if bears_on(pause, habit)]
        for week in weeks:
            if there_all_week(week, starts_on=habit.starts_on, archived_on=habit.archived_on, pauses=paused):
                number = (week - weeks[0]).days // DAYS_A_WEEK
                ticks[week][habit.habit_id] = counts.get((habit.habit_id, number), 0)
    return ticks


def bears_on(pause: SeenPause, habit: Done) -> bool:
    """Whether a pause is one of the habit's: its own, everybody's, or that of somebody who does it."""
    if pause.habit_id is not None:
        return pause.habit_id == habit.habit_id
    return pause.person_id in (None, habit.owner_id) or habit.mode != Mode.ONE
