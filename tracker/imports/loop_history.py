"""What a file from Loop Habit Tracker holds once it is read, whichever of its two kinds it was."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.texts import Sentence, _

MOST_HABITS = 1_000
MOST_MARKS = 500_000
MOST_AMOUNT = 2**31 - 1  # Loop keeps amounts in 32 bits.

TOO_MANY_HABITS = _("There are more than a thousand habits in this file, which is more than Tend can take.")
TOO_MANY_MARKS = _("There are more than half a million days in this file, which is more than Tend can take.")


class FileKind(StrEnum):
    """The kind of file a history came in: a ZIP of CSV files, or a backup of Loop's database."""

    CSV = "csv"
    BACKUP = "backup"


class MarkKind(StrEnum):
    """What somebody said of a day: done, skipped on purpose, or not done (kept for its note alone)."""

    DONE = "done"
    SKIPPED = "skipped"
    NO = "no"


@dataclass(frozen=True, slots=True)
class LoopMark:
    """What somebody said of one day. The amount is in thousandths, and 0 for a habit without amounts."""

    day: date
    kind: MarkKind
    amount: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoopHabit:
    """A habit as Loop knows it: so many times in every so many days, with its marks in order of day.

    The position counts from 1. The goal is in thousandths of the unit; it and ``at_most`` mean
    something for measurable habits alone.
    """

    position: int
    name: str
    question: str = ""
    description: str = ""
    archived: bool = False
    times: int = 1
    days: int = 1
    measurable: bool = False
    unit: str = ""
    goal: int = 0
    at_most: bool = False
    marks: tuple[LoopMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that was left out, and why. Lines count from 1; in a backup they are the rows of a table."""

    place: str
    line: int
    reason: Sentence


@dataclass(frozen=True, slots=True)
class LoopHistory:
    """Everything in a file: its habits in Loop's order, and the lines that could not be read."""

    habits: tuple[LoopHabit, ...]
    unreadable: tuple[Unreadable, ...]
    source: FileKind
