"""Reads a full backup of Loop Habit Tracker, its SQLite database, as every version since 1.4 wrote it.

Older versions lack columns: without a value a repetition is a tick, and without a question the
description is the question.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.domain.refusals import Refused
from tracker.imports.loop_database import HABITS, REPETITIONS, opened, rows
from tracker.imports.loop_history import (
    MOST_HABITS,
    MOST_MARKS,
    TOO_MANY_HABITS,
    TOO_MANY_MARKS,
    FileKind,
    LoopHabit,
    LoopHistory,
    Unreadable,
)
from tracker.imports.loop_rules import (
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_A_TEXT,
    NOT_A_VALUE,
    OF_NO_HABIT,
    SAME_HABIT,
    YES_MANUAL,
    Illegible,
    WrittenMark,
    checked_day,
    checked_habit,
    thousandths,
    with_marks,
)

PLACES = {HABITS: "Habits", REPETITIONS: "Repetitions"}
MILLISECONDS_A_DAY = 86_400_000
EPOCH = date(1970, 1, 1)
MOST_DAYS_SINCE = (date.max - EPOCH).days

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The habits of a backup by their ids, and the rows that hold none. An id can belong to such a row."""

    habits: dict[int, LoopHabit]
    unreadable: list[Unreadable]
    ids: set[object]


def history_in(content: bytes) -> LoopHistory:
    """The history in a backup; one that is damaged, too large or none of Loop's is refused."""
    with opened(content) as backup:
        shelf = habits_in(backup)
        written, unreadable = written_in(backup, shelf)
    unreadable = shelf.unreadable + unreadable
    habits = []
    for number, (own_id, habit) in enumerate(in_order(shelf.habits), start=1):
        marked, odd = with_marks(replace(habit, position=number), written[own_id])
        habits.append(marked)
        unreadable += odd
    return LoopHistory(tuple(habits), tuple(unreadable), FileKind.BACKUP)


def in_order(habits: dict[int, LoopHabit]) -> list[tuple[int, LoopHabit]]:
    """The habits as Loop shows them, with their ids; those in one place in the order of their rows."""
    return sorted(habits.items(), key=lambda pair: pair[1].position)


def habits_in(backup: sqlite3.Connection) -> Shelf:
    """The habits of a backup, none with its marks yet."""
    shelf = Shelf({}, [], set())
    for number, row in rows(backup, HABITS):
        if number > MOST_HABITS:
            raise Refused(TOO_MANY_HABITS)
        try:
            if row["id"] in shelf.ids:
                raise Illegible(SAME_HABIT)
            shelf.ids.add(row["id"])
            shelf.habits[whole(row["id"])] = habit_in(row)
        except Illegible as illegible:
            shelf.unreadable.append(Unreadable(PLACES[HABITS], number, illegible.reason))
    return shelf


def habit_in(row: Row) -> LoopHabit:
    """The habit in a row, with Loop's own position, which may have gaps."""
    asked_apart = "question" in row
    measurable = truth(row.get("type"))
    return checked_habit(
        LoopHabit(
            position=whole(row.get("position"), otherwise=0),
            name=words(row["name"]),
            question=words(row["question"] if asked_apart else row.get("description")),
            description=words(row.get("description")) if asked_apart else "",
            archived=whole(row.get("archived"), otherwise=0) != 0,
            times=whole(row["freq_num"]),
            days=whole(row["freq_den"]),
            measurable=measurable,
            unit=words(row.get("unit")),
            goal=amount(row.get("target_value")) if measurable else 0,
            at_most=measurable and truth(row.get("target_type")),
        )
    )


def whole(value: object, *, otherwise: int | None = None) -> int:
    """A whole number, or the other one where nothing is; anything else is illegible."""
    if value is None and otherwise is not None:
        return otherwise
    if not isinstance(value, int):
        raise Illegible(NOT_A_NUMBER)
    return value


def truth(value: object) -> bool:
    """One of two kinds, of which Loop calls the first 0 and the second 1."""
    number = whole(value, otherwise=0)
    if number not in (0, 1):
        raise Illegible(NOT_A_VALUE)
    return number == 1


def amount(value: object) -> int:
    """A number in thousandths, or 0 where nothing is; anything else is illegible."""
    if not isinstance(value, int | float | None):
        raise Illegible(NOT_A_NUMBER)
    return thousandths(value or 0)


def words(value: object) -> str:
    """A text, or an empty one where nothing is; anything else is illegible."""
    if not isinstance(value, str | None):
        raise Illegible(NOT_A_TEXT)
    return value or ""


def written_in(
    backup: sqlite3.Connection, shelf: Shelf
) -> tuple[dict[int, list[WrittenMark]], list[Unreadable]]:
    """What is written of each habit, by its id, and the rows that say nothing of any."""
    written: dict[int, list[WrittenMark]] = {own_id: [] for own_id in shelf.habits}
    unreadable = []
    for number, row in rows(backup, REPETITIONS):
        if number > MOST_MARKS:
            raise Refused(TOO_MANY_MARKS)
        try:
            own_id = habit_of(row, shelf)
            if own_id in written:
                written[own_id].append(repetition_in(row, number))
        except Illegible as illegible:
            unreadable.append(Unreadable(PLACES[REPETITIONS], number, illegible.reason))
    return written, unreadable


def habit_of(row: Row, shelf: Shelf) -> int:
    """The id of a repetition's habit, whether that one can be read or not."""
    own_id = whole(row["habit"])
    if own_id not in shelf.ids:
        raise Illegible(OF_NO_HABIT)
    return own_id


def repetition_in(row: Row, number: int) -> WrittenMark:
    """What a row says of a day. Before 1.8 there was no value, and every row was a tick."""
    return WrittenMark(
        PLACES[REPETITIONS],
        number,
        day_at(whole(row["timestamp"])),
        whole(row.get("value"), otherwise=YES_MANUAL),
        words(row.get("notes")),
    )


def day_at(timestamp: int) -> date:
    """The day that holds an instant, given in milliseconds since 1970 in UTC, as Loop dates its days."""
    days = timestamp // MILLISECONDS_A_DAY
    if not 0 <= days <= MOST_DAYS_SINCE:
        raise Illegible(NOT_A_DAY)
    return checked_day(EPOCH + timedelta(days=days))
