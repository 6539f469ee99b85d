"""How somebody brings a file of Loop's, in one go or on the pages, and what they have of it then."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests import references
from tests.house.doors import everything
from tests.imports.loop_files import csv_export
from tests.references import Asked, Outcome, judged_track, outcome_of, streak_over
from tests.settled import company_in
from tests.there import there
from tests.visitors import Visitor
from tests.world import NOW, TODAY, person
from tracker.domain import folds
from tracker.extensions import db
from tracker.habits.company import history_of, state_of, streak_of
from tracker.habits.queries import habits_of
from tracker.habits.tracks import ticks_on
from tracker.imports import actions, files, queries
from tracker.imports.choices import Choices
from tracker.imports.compact import StoredHistory
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind
from tracker.imports.queries import Waiting
from tracker.models import Habit, Track

A_DAY = timedelta(days=1)
PAGE = "/settings/import"
PREVIEW = f"{PAGE}/preview"
PROGRESS = f"{PAGE}/progress"


def bring(
    habits: Sequence[LoopHabit],
    *,
    by: str = "ada",
    now: datetime = NOW,
    make: Callable[[Sequence[LoopHabit]], bytes] = csv_export,
    strategy: int = 6,
) -> Waiting:
    """All habits of a file, in one go, as somebody confirms them."""
    content = files.as_stored(make(habits))
    history = files.read(content)
    assert isinstance(history, StoredHistory)
    actions.store("loop.zip", content, by=person(by), now=now)
    chosen = Choices(dict.fromkeys(range(history.habit_count), strategy))
    actions.choose(chosen, there(queries.waiting_for(person(by))), by=person(by))
    waiting = there(queries.waiting_for(person(by)))
    while waiting.done_count < waiting.chosen_count:
        waiting = there(actions.go_on(history, waiting, by=person(by), now=now))
    return waiting


def imported(by: str = "ada") -> dict[str, tuple[Habit, Track]]:
    """The habits that came from elsewhere, by their names, each with its one track."""
    db.session.expire_all()
    return {
        habit.name: (habit, habit.tracks[0])
        for habit in habits_of(person(by))
        if habit.origin.startswith("loop:")
    }


FREQUENCIES: dict[tuple[int, int], dict[str, Any]] = {
    (1, 1): {"per": "weekdays", "weekdays": frozenset(range(7))},
    (3, 7): {"per": "week", "times": 3},
    (2, 30): {"per": "month", "times": 2},
    (29, 31): {"per": "month", "times": 28},
    (1, 2): {"per": "days", "times": 1, "days": 2},
    (5, 14): {"per": "days", "times": 5, "days": 14},
    (3, 730): {"per": "days", "times": 2, "days": 365},
}
SUMS: dict[tuple[int, int], dict[str, Any]] = {
    (1, 7): {"per": "week", "times": 1, "summed": True},
    (1, 30): {"per": "month", "times": 1, "summed": True},
    (2, 5): {"per": "days", "times": 1, "days": 5, "summed": True},
}


def lived(
    seed: int, times: int, days: int, position: int, *, measurable: bool = False, archived: bool = False
) -> LoopHabit:
    """A habit that was mostly kept for a year or two, by chance."""
    chance = random.Random(f"{seed} {times} {days}")
    first = TODAY - chance.randint(200, 700) * A_DAY
    last = TODAY - (60 * A_DAY if archived else chance.randint(0, 2) * A_DAY)
    marks = []
    likely = 0.3 + 0.7 * times / days
    for n in range((last - first).days + 1):
        day = first + n * A_DAY
        if n in (0, (last - first).days) or chance.random() < likely:
            marks.append(
                LoopMark(day, MarkKind.DONE, chance.choice([500, 1000, 2000, 3000]) if measurable else 0)
            )
        elif chance.random() < 0.2:
            marks.append(LoopMark(day, MarkKind.SKIPPED, note="Away" if chance.random() < 0.2 else ""))
        elif chance.random() < 0.05:
            marks.append(LoopMark(day, MarkKind.NO, note="Tired"))
    return LoopHabit(
        position,
        f"Habit {position}",
        times=times,
        days=days,
        measurable=measurable,
        unit="pages" if measurable else "",
        goal=2000 if measurable else 0,
        archived=archived,
        marks=tuple(marks),
    )


def lives(seed: int) -> list[LoopHabit]:
    habits = [lived(seed, *often, n) for n, often in enumerate(FREQUENCIES, start=1)]
    habits.append(lived(seed, 1, 1, 8, measurable=True))
    habits.append(lived(seed, 3, 7, 9, archived=True))
    habits += [lived(seed, *often, n, measurable=True) for n, often in enumerate(SUMS, start=10)]
    return habits


@cache
def expected(habit: LoopHabit, *, today: date) -> tuple[Outcome, float]:
    """What a history comes to, by the slow reference, from the marks in Loop alone; worked out once, whoever brings it."""
    marks = habit.marks
    often = SUMS if habit.measurable and habit.days > 1 else FREQUENCIES
    asked = Asked(marks[0].day, goal=habit.goal, **often[habit.times, habit.days])
    lasting: dict[str, Any] = {
        "terms": [asked],
        "starts_on": marks[0].day,
        "ends_on": marks[-1].day if habit.archived else date.max,
        "ticks": {m.day: m.amount if habit.measurable else -1 for m in marks if m.kind is MarkKind.DONE},
        "pauses": [(m.day, m.day) for m in marks if m.kind is MarkKind.SKIPPED],
        "today": today,
        "first_open_day": today - A_DAY,
    }
    return streak_over(judged_track(**lasting, first_weekday=0)), references.strength(**lasting)


def shown(name: str, now: datetime) -> dict[str, tuple[Outcome, float]]:
    company = company_in(name, now)
    found = {}
    for habit, track in imported(name).values():
        track.habit = habit
        history = history_of(track, ticks_on(track.id), company)
        state, today = state_of(track), company.todays[person(name).id]
        strength = folds.strength_today(state, history, today, today - A_DAY)
        found[habit.name] = outcome_of(streak_of(track, history.ticks, company)), strength
    return found


def sent(visitor: Visitor, content: bytes, name: str = "Loop Habits CSV.zip") -> TestResponse:
    return visitor.submit(PAGE, file=(BytesIO(content), name))


def rows_of(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    with app.app_context():
        found = everything()
        db.session.rollback()
    return found
