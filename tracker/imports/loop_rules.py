"""What Loop's own values mean, and which of them cannot be meant.

Loop writes one number a day. For yes or no habits it is one of five; for measurable ones it is an
amount in thousandths, save for the few small numbers that mean the same as with the others.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.texts import Sentence, _
from tracker.domain.words import cleaned, one_line
from tracker.imports.loop_history import MOST_AMOUNT, LoopHabit, LoopMark, MarkKind, Unreadable

UNKNOWN = -1
NO = 0
YES_AUTO = 1  # Nothing was done, and nothing was asked: Loop worked it out.
YES_MANUAL = 2
SKIP = 3

FIRST_YEAR = 1970
LAST_YEAR = 2999
MOST_DAYS = 9_999
THOUSANDTHS = 1_000

NO_NAME = Sentence(_("This habit has no name."))
NO_SUCH_FREQUENCY = Sentence(
    _("A habit can ask for once a day at most, and for once at least. This one does not.")
)
NOT_A_DAY = Sentence(_("There is no such day between 1970 and 2999."))
NOT_A_NUMBER = Sentence(_("There should be a number here, and not too large."))
NOT_A_TEXT = Sentence(_("There should be a text here."))
NOT_A_VALUE = Sentence(_("Tend does not know what this value means."))
SAME_DAY = Sentence(_("A later line speaks of the same day, and that one counts."))
SAME_HABIT = Sentence(_("Another habit has the same number, and that one counts."))
OF_NO_HABIT = Sentence(_("This belongs to no habit in the file."))


class Illegible(Exception):
    """A line that cannot be read, with the reason for whoever brought the file."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason.text)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """What a line says of a day, as Loop wrote it, and where it stands."""

    place: str
    line: int
    day: date
    value: int
    note: str = ""


def checked_day(day: date) -> date:
    """The day, if it is one that Tend takes; any other is illegible."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Illegible(NOT_A_DAY)
    return day


def thousandths(number: float) -> int:
    """A number in thousandths, as Loop counts amounts; what is below 0 or too large is illegible."""
    if not math.isfinite(number) or not 0 <= number * THOUSANDTHS <= MOST_AMOUNT:
        raise Illegible(NOT_A_NUMBER)
    return round(number * THOUSANDTHS)


def checked_habit(habit: LoopHabit) -> LoopHabit:
    """The habit with tidy texts, every day as once a day, and no goal where nothing is measured.

    A habit without a name, or one that asks for an impossible number of times, is illegible.
    """
    name = one_line(habit.name)
    if not name:
        raise Illegible(NO_NAME)
    if not 1 <= habit.times <= habit.days <= MOST_DAYS:
        raise Illegible(NO_SUCH_FREQUENCY)
    every_day = habit.times == habit.days
    return replace(
        habit,
        name=name,
        question=one_line(habit.question),
        description=cleaned(habit.description),
        times=1 if every_day else habit.times,
        days=1 if every_day else habit.days,
        unit=one_line(habit.unit) if habit.measurable else "",
        goal=habit.goal if habit.measurable else 0,
        at_most=habit.at_most and habit.measurable,
    )


def with_marks(habit: LoopHabit, written: Iterable[WrittenMark]) -> tuple[LoopHabit, list[Unreadable]]:
    """The habit with its marks in order of day, and the lines that gave none. On each day the last one counts."""
    kept: dict[date, tuple[WrittenMark, LoopMark]] = {}
    unreadable = []
    for each in written:
        try:
            mark = mark_of(habit, each)
        except Illegible as illegible:
            unreadable.append(Unreadable(each.place, each.line, illegible.reason))
            continue
        if mark is None:
            continue
        if each.day in kept:
            earlier = kept[each.day][0]
            unreadable.append(Unreadable(earlier.place, earlier.line, SAME_DAY))
        kept[each.day] = each, mark
    marks = tuple(kept[day][1] for day in sorted(kept))
    return replace(habit, marks=marks), unreadable


def mark_of(habit: LoopHabit, written: WrittenMark) -> LoopMark | None:
    """What somebody said of a day, or ``None`` where only Loop said something, or nobody anything.

    Nothing at all is an amount that keeps an at-most habit. A note is somebody's own words, so it
    keeps its day whatever else the line says.
    """
    day, value, note = written.day, written.value, written.note and cleaned(written.note)
    if not UNKNOWN <= value <= (MOST_AMOUNT if habit.measurable else SKIP):
        raise Illegible(NOT_A_VALUE)
    if value == SKIP:
        return LoopMark(day, MarkKind.SKIPPED, note=note)
    if value >= YES_MANUAL or (value == NO and habit.at_most):
        return LoopMark(day, MarkKind.DONE, value if habit.measurable else 0, note)
    return LoopMark(day, MarkKind.NO, note=note) if note else None
