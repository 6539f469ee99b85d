"""With which habits somebody's closer weeks went together, from the weeks and the habits that are there for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Executable, bindparam, func, or_, select

from tracker.domain.days import DAYS_A_WEEK, week_days, week_of
from tracker.domain.habits import TOUCH, Mode, there_all_week
from tracker.domain.insights import ENOUGH_WEEKS, Week, insight_of, sentence_of, sentence_of_finding
from tracker.domain.texts import Sentence
from tracker.extensions import db
from tracker.habits.circumstances import SeenPause, circumstances_of
from tracker.habits.tracks import SEEN
from tracker.habits.weeks import WEEK_NUMBER
from tracker.models import CheckIn, Habit, Person, Tick, Track
from tracker.sight import ASKER, LOOKS_BACK_ON, through

COUNTED = select(func.count(CheckIn.week.distinct())).where(LOOKS_BACK_ON).scalar_subquery()
LATEST = (
    select(CheckIn.week, CheckIn.author_id, CheckIn.closeness, COUNTED)
    .where(LOOKS_BACK_ON)
    .order_by(CheckIn.week.desc())
    .limit(2 * ENOUGH_WEEKS)
)


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
    """How often each habit was ticked, counted by the week where there was any tick at all.

    None of touch is named, and what one partner does alone is told to that one alone.
    """
    told = Habit.strategy != TOUCH, or_(Habit.mode != Mode.ONE, Habit.owner_id == ASKER.id)
    habit = (Habit.id, Habit.name, Habit.mode, Habit.owner_id, Habit.starts_on, Habit.archived_on)
    return (
        select(*habit, week_number, func.count())
        .select_from(Tick)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(SEEN, *told, Tick.day.between(bindparam("first"), bindparam("last")))
        .group_by(*habit, week_number)
    )


DONE = {name: done_by_week(number) for name, number in WEEK_NUMBER.items()}


def insights_for(person: Person) -> Insights:
    """What can be said to a person; usually, and honestly, that one cannot tell."""
    rows = db.session.execute(LATEST, through(person)).all()
    closeness: dict[date, dict[int, int]] = {}
    weekday = person.space.weeks.on(rows[0][0]).first_weekday if rows else 0
    for week, author_id, felt, _count in reversed(rows):
        named = week_of(week, weekday)
        closeness.setdefault(named, {})[author_id] = felt
    weeks = sorted(closeness)[-ENOUGH_WEEKS:]
    done = done_in(person, weeks)
    known = circumstances_of(person, after=weeks[0] if weeks else date.max).pauses
    ticks = ticks_of(done, weeks, known)
    insight = insight_of(
        [Week(week, closeness[week], ticks[week]) for week in weeks],
        earlier=max((row[-1] for row in rows), default=0) - len(weeks),
    )
    names = {each.habit_id: each.name for each in done}
    return Insights(
        sentence_of(insight),
        tuple((found.habit, sentence_of_finding(found, names[found.habit])) for found in insight.found),
    )


def done_in(person: Person, weeks: Sequence[date]) -> list[Done]:
    """How often each habit that is there for somebody was ticked from the first of some weeks to the last."""
    days = {"first": weeks[0], "last": week_days(weeks[-1])[-1]} if weeks else NO_DAYS
    rows = db.session.execute(DONE[db.engine.dialect.name], {**through(person), **days})
    return [Done(*row) for row in rows]


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
