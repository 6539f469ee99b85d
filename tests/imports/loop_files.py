"""Files as Loop Habit Tracker writes them, in its old and its new formats, made from the values they hold.

What an old format has no place for is left out of the file; `as_in` says what is left of a habit."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind

WORDS = {-1: "UNKNOWN", 0: "NO", 1: "YES_AUTO", 2: "YES_MANUAL", 3: "SKIP"}
YES_MANUAL, SKIP = 2, 3
A_DAY = timedelta(days=1)
COLOUR = "#00897B"


class Version(Enum):
    """Loop's formats: 1.8 knew ticks alone, 2.0 wrote amounts and skips as numbers, 2.2 writes words and notes."""

    V1_8 = 1
    V2_0 = 2
    V2_2 = 3


READING = LoopHabit(
    position=1,
    name="Read 📖, “slowly”",
    question="Did you read?",
    description="A page counts.\nSo does a line.",
    times=3,
    days=7,
    marks=(
        LoopMark(date(2026, 2, 26), MarkKind.NO, note='Too tired, "really"'),
        LoopMark(date(2026, 2, 27), MarkKind.DONE),
        LoopMark(date(2026, 2, 28), MarkKind.SKIPPED, note="Away"),
        LoopMark(date(2026, 3, 1), MarkKind.DONE, note="Two chapters,\nthen sleep 😴"),
    ),
)
WATER = LoopHabit(
    position=2,
    name="Water",
    question="How much did you drink?",
    measurable=True,
    unit="litres",
    goal=2500,
    marks=(
        LoopMark(date(2026, 2, 28), MarkKind.DONE, amount=750),
        LoopMark(date(2026, 3, 1), MarkKind.DONE, amount=3000, note="Hot"),
    ),
)
COFFEE = LoopHabit(
    position=3,
    name="Coffee",
    archived=True,
    measurable=True,
    unit="cups",
    goal=2000,
    at_most=True,
    marks=(
        LoopMark(date(2026, 2, 28), MarkKind.DONE),
        LoopMark(date(2026, 3, 1), MarkKind.DONE, amount=2000),
    ),
)
HABITS = (READING, WATER, COFFEE)


def csv_export(habits: Iterable[LoopHabit] = HABITS, version: Version = Version.V2_2) -> bytes:
    """What “Export as CSV” gives."""
    return zipped(csv_files(list(habits), version))


def csv_files(habits: Iterable[LoopHabit] = HABITS, version: Version = Version.V2_2) -> dict[str, str]:
    """The files of such an export by their names, to be changed before they are zipped."""
    habits = list(habits)
    files = {"Habits.csv": table(habit_lines(habits, version))}
    for habit in habits:
        files[f"{folder_of(habit)}/Scores.csv"] = "Date,Score\n2026-03-01,0.5000\n"
        files[f"{folder_of(habit)}/Checkmarks.csv"] = table(day_lines(habit, version))
    files["Scores.csv"] = columns(habits, score_on)
    files["Checkmarks.csv"] = columns(habits, lambda habit, day: value_on(habit, day, version))
    return files


def score_on(_habit: LoopHabit, _day: date) -> str:
    return "0.5000"


HEADS = {
    Version.V1_8: "Position,Name,Description,NumRepetitions,Interval,Color",
    Version.V2_0: "Position,Name,Question,Description,NumRepetitions,Interval,Color",
    Version.V2_2: (
        "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,"
        "Unit,Target Type,Target Value,Archived?"
    ),
}


def habit_lines(habits: Iterable[LoopHabit], version: Version) -> list[list[str]]:
    return [HEADS[version].split(","), *(habit_line(habit, version) for habit in habits)]


def habit_line(habit: LoopHabit, version: Version) -> list[str]:
    start = [f"{habit.position:03}", habit.name]
    often = [str(habit.times), str(habit.days), COLOUR]
    match version:
        case Version.V1_8:
            return [*start, habit.question, *often]
        case Version.V2_0:
            return [*start, habit.question, habit.description, *often]
    target = [habit.unit, "AT_MOST" if habit.at_most else "AT_LEAST", str(habit.goal / 1000)]
    kind = "NUMERICAL" if habit.measurable else "YES_NO"
    measured = target if habit.measurable else ["", "", ""]
    return [*start, kind, habit.question, habit.description, *often, *measured, str(habit.archived).lower()]


def day_lines(habit: LoopHabit, version: Version) -> list[list[str]]:
    """The days of a habit, the newest first; 1.8 names no columns, and writes every day since the first."""
    marks = {mark.day: mark for mark in as_in(version, habit).marks}
    days = all_days([habit]) if version is Version.V1_8 else marks
    lines = [[day.isoformat(), value_on(habit, day, version)] for day in sorted(days, reverse=True)]
    if version is not Version.V2_2:
        return lines
    noted = [[*line, marks[date.fromisoformat(line[0])].note] for line in lines]
    return [["Date", "Value", "Notes"], *noted]


def value_on(habit: LoopHabit, day: date, version: Version) -> str:
    left = as_in(version, habit)
    nothing = 0 if version is Version.V1_8 else -1
    value = next((value_of(mark, left) for mark in left.marks if mark.day == day), nothing)
    return WORDS.get(value, str(value)) if version is Version.V2_2 else str(value)


def value_of(mark: LoopMark, habit: LoopHabit) -> int:
    """The number Loop keeps for a mark."""
    match mark.kind:
        case MarkKind.DONE:
            return mark.amount if habit.measurable else YES_MANUAL
        case MarkKind.SKIPPED:
            return SKIP
        case MarkKind.NO:
            return -1 if habit.at_most else 0


def columns(habits: list[LoopHabit], cell: Callable[[LoopHabit, date], object]) -> str:
    """A table of all habits, whose first line Loop writes without any quotes."""
    lines = ["Date," + "".join(f"{habit.name}," for habit in habits)]
    lines += [
        f"{day.isoformat()}," + "".join(f"{cell(habit, day)}," for habit in habits)
        for day in sorted(all_days(habits), reverse=True)
    ]
    return "".join(f"{line}\n" for line in lines)


def all_days(habits: Iterable[LoopHabit]) -> list[date]:
    """Every day from the first that is marked to the last, or within a month of the last."""
    marked = [mark.day for habit in habits for mark in habit.marks]
    if not marked:
        return []
    first = max(min(marked), max(marked) - 30 * A_DAY)
    between = {first + n * A_DAY for n in range((max(marked) - first).days + 1)}
    return sorted(between | set(marked))


def folder_of(habit: LoopHabit) -> str:
    """The name of a habit's folder: its number, and its name without signs and accents, cut short."""
    return f"{habit.position:03} {re.sub('[^ a-zA-Z0-9._-]+', '', habit.name)[:100].strip()}".strip()


def table(lines: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def zipped(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP that is written as Loop does, from the first byte to the last without going back."""
    out = Stream()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.written.getvalue()


class Stream(io.RawIOBase):
    """Bytes that can be added to, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.written = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        return self.written.write(content)


def as_in(version: Version, habit: LoopHabit) -> LoopHabit:
    """What is left of a habit in an export of that version."""
    match version:
        case Version.V2_2:
            return habit
        case Version.V2_0:
            shown = tuple(
                replace(mark, note="") for mark in habit.marks if value_of(mark, habit) >= YES_MANUAL
            )
            measured = any(mark.amount for mark in shown)
            return replace(
                habit, archived=False, measurable=measured, unit="", goal=0, at_most=False, marks=shown
            )
    marks = tuple(LoopMark(mark.day, MarkKind.DONE) for mark in habit.marks if mark.kind is MarkKind.DONE)
    return LoopHabit(
        habit.position, habit.name, habit.question, times=habit.times, days=habit.days, marks=marks
    )
