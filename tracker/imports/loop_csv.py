"""Reads the ZIP of CSV files that Loop Habit Tracker exports, as every version since 1.2 wrote it.

Habits are known by number. Older versions have fewer columns: without a question the description is
the question, and without a type a habit is measurable when its days hold amounts. Where the folder
of a habit is not there, the table of all habits has the same days, without their notes.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.domain.words import one_line
from tracker.imports.loop_columns import names_in, written_in_columns
from tracker.imports.loop_export import Export, export_in, name_in, numbered
from tracker.imports.loop_history import (
    MOST_HABITS,
    TOO_MANY_HABITS,
    FileKind,
    LoopHabit,
    LoopHistory,
    Unreadable,
)
from tracker.imports.loop_rules import (
    NOT_A_NUMBER,
    OF_NO_HABIT,
    SAME_HABIT,
    SKIP,
    Illegible,
    WrittenMark,
    checked_habit,
    with_marks,
)
from tracker.imports.loop_tables import amount_in, day_in, lines, truth_in, value_in, whole_in

HABITS = "Habits.csv"
DAYS = "Checkmarks.csv"

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """The habits of an export by number, with the names of those that cannot be read among the others.

    Each folder has the number of the habit it should belong to; there may be none.
    """

    habits: Mapping[int, LoopHabit]
    names: Mapping[int, str]
    folders: Mapping[str, int]
    unreadable: tuple[Unreadable, ...] = ()
    typed: bool = False


def history_in(content: bytes) -> LoopHistory:
    """The history in an export; one that is damaged, too large or none of Loop's is refused."""
    export = export_in(content)
    listed = listed_in(export)
    written, left_out = written_in(export, listed)
    unreadable = [*listed.unreadable, *left_out]
    habits = []
    for number in sorted(listed.habits):
        habit = listed.habits[number]
        measured = not listed.typed and any(each.value > SKIP for each in written[number])
        marked, odd = with_marks(replace(habit, measurable=habit.measurable or measured), written[number])
        habits.append(marked)
        unreadable += odd
    return LoopHistory(tuple(habits), tuple(unreadable), FileKind.CSV)


def listed_in(export: Export) -> Listed:
    """The habits of an export, from its table of habits; without one, all that is known is their names."""
    if export.habits:
        return listed_in_table(export.habits, export.folders)
    folders = numbered(export.folders, after=0)
    if folders:
        return named({number: name_in(folder) for folder, number in folders.items()}, folders)
    return named(dict(enumerate(names_in(export.columns), start=1)), folders)


def named(names: Mapping[int, str], folders: Mapping[str, int]) -> Listed:
    """Habits of which nothing but the name is known: once a day, until someone says otherwise."""
    if len(names) > MOST_HABITS:
        raise Refused(TOO_MANY_HABITS)
    habits = {number: LoopHabit(number, name) for number, name in names.items() if name}
    return Listed(habits, names, folders)


def listed_in_table(table: bytes, folders: Collection[str]) -> Listed:
    """The habits in the table of habits; of two with the same number, the first one counts."""
    columns, rows = rows_in(table)
    habits: dict[int, LoopHabit] = {}
    names: dict[int, str] = {}
    unreadable = []
    for order, (line, row) in enumerate(rows, start=1):
        if order > MOST_HABITS:
            raise Refused(TOO_MANY_HABITS)
        try:
            number = number_in(row, order)
            if number in names:
                raise Illegible(SAME_HABIT)
            names[number] = one_line(row["name"])
            habits[number] = habit_in(row, number)
        except Illegible as illegible:
            unreadable.append(Unreadable(HABITS, line, illegible.reason))
    found = numbered(folders, after=max(names, default=0))
    return Listed(habits, names, found, tuple(unreadable), typed="type" in columns)


def rows_in(table: bytes) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """The columns of a table in small letters, and its lines by them; a cell that is not there is empty."""
    found = lines(table, HABITS)
    _line, heads = next(found, (1, [""]))
    columns = [head.strip().casefold() for head in heads]
    if "name" not in columns:
        raise Refused(
            _("There are no names in %(place)s. Please choose the ZIP just as Loop wrote it."), place=HABITS
        )
    empty = dict.fromkeys(columns, "")
    return columns, ((line, empty | dict(zip(columns, cells, strict=False))) for line, cells in found)


def number_in(row: Row, order: int) -> int:
    """The number of a habit. The versions that did not write one wrote the habits in order."""
    number = whole_in(row.get("position", str(order)))
    if number < 1:
        raise Illegible(NOT_A_NUMBER)
    return number


def habit_in(row: Row, number: int) -> LoopHabit:
    """The habit in a line, under the names that its columns have had over the years."""
    asked_apart = "question" in row
    measurable = truth_in(row.get("type", ""), yes="numerical", no="yes_no")
    return checked_habit(
        LoopHabit(
            position=number,
            name=row["name"],
            question=row["question"] if asked_apart else row.get("description", ""),
            description=row.get("description", "") if asked_apart else "",
            archived=truth_in(row.get("archived?", ""), yes="true", no="false"),
            times=whole_in(row.get("frequencynumerator", row.get("numrepetitions", "1"))),
            days=whole_in(row.get("frequencydenominator", row.get("interval", "1"))),
            measurable=measurable,
            unit=row.get("unit", ""),
            goal=amount_in(row.get("target value") or "0") if measurable else 0,
            at_most=measurable and truth_in(row.get("target type", ""), yes="at_most", no="at_least"),
        )
    )


def written_in(export: Export, listed: Listed) -> tuple[dict[int, list[WrittenMark]], list[Unreadable]]:
    """What is written of each habit, by number, and the lines and folders that say nothing of any."""
    written: dict[int, list[WrittenMark]] = {}
    unreadable = []
    for folder, number in listed.folders.items():
        place = f"{folder}/{DAYS}"
        if number in written or number not in listed.names:
            reason = SAME_HABIT if number in written else OF_NO_HABIT
            unreadable.append(Unreadable(place, 1, reason))
            continue
        written[number], odd = written_in_folder(export.folders[folder], place)
        unreadable += odd if number in listed.habits else []
    without_folder = set(listed.habits) - set(written)
    if without_folder:
        found, odd = written_in_columns(export.columns, listed.names, without_folder)
        written |= found
        unreadable += odd
    return written, unreadable


def written_in_folder(table: bytes, place: str) -> tuple[list[WrittenMark], list[Unreadable]]:
    """What is written of one habit. The first line may name the columns; old versions have no such line."""
    written = []
    unreadable = []
    for line, cells in lines(table, place):
        if line == 1 and cells[0].casefold() == "date":
            continue
        day, value, note = (*cells, "", "")[:3]
        try:
            written.append(WrittenMark(place, line, day_in(day), value_in(value), note))
        except Illegible as illegible:
            unreadable.append(Unreadable(place, line, illegible.reason))
    return written, unreadable
