"""A history from Loop as it waits here: read once, and stored such that a single habit of it is at hand in no time.

A file of half a million rows takes seconds to read. So it is this that waits, not the file; it is nobody's to hand in.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.texts import Sentence
from tracker.imports.arrivals import numbered
from tracker.imports.loop_history import FileKind, LoopHabit, LoopHistory, LoopMark, MarkKind, Unreadable

MAGIC = b"Tend keeps Loop 1\n"
SIZE = 4  # bytes that say how long the contents are
QUICKLY = 1
LETTERS = {MarkKind.DONE: "d", MarkKind.SKIPPED: "s", MarkKind.NO: "n"}
KINDS = {letter: kind for kind, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class StoredHistory:
    """A history as it is stored: its contents, and a part for each habit's marks, with one for what was unreadable."""

    contents: dict[str, Any]
    parts: bytes

    @property
    def habit_count(self) -> int:
        """How many habits are in it."""
        return len(self.contents["habits"])

    def habit(self, place: int) -> tuple[LoopHabit, int]:
        """One habit by its place, from 0, and its number among those that cannot be told apart."""
        fields, number, span = self.contents["habits"][place]
        return replace(LoopHabit(**fields), marks=tuple(marks_in(self.part(span)))), number

    def history(self) -> LoopHistory:
        """All of it."""
        return LoopHistory(
            habits=tuple(self.habit(place)[0] for place in range(self.habit_count)),
            unreadable=tuple(unreadable_in(self.part(self.contents["unreadable"]))),
            source=FileKind(self.contents["source"]),
        )

    def part(self, span: list[int]) -> Any:
        return json.loads(zlib.decompress(self.parts[span[0] : span[1]]))


def as_stored(history: LoopHistory) -> bytes:
    """A history as it waits."""
    parts = bytearray()
    habits = [
        (asdict(replace(habit, marks=())), number, add_part(parts, marks_as_lists(habit.marks)))
        for habit, number in numbered(history.habits)
    ]
    for fields, _number, _span in habits:
        del fields["marks"]
    unreadable = [
        (each.place, each.line, each.reason.text, each.reason.values) for each in history.unreadable
    ]
    contents = packed({"habits": habits, "unreadable": add_part(parts, unreadable), "source": history.source})
    return MAGIC + len(contents).to_bytes(SIZE, "big") + contents + bytes(parts)


def read(content: bytes) -> StoredHistory:
    """What `as_stored` has made."""
    begin = len(MAGIC) + SIZE
    end = begin + int.from_bytes(content[len(MAGIC) : begin], "big")
    return StoredHistory(json.loads(zlib.decompress(content[begin:end])), content[end:])


def packed(values: object) -> bytes:
    return zlib.compress(json.dumps(values, separators=(",", ":")).encode(), QUICKLY)


def add_part(parts: bytearray, values: object) -> list[int]:
    begin = len(parts)
    parts += packed(values)
    return [begin, len(parts)]


def marks_as_lists(marks: Iterable[LoopMark]) -> list[object]:
    """Days, kinds, amounts and notes, each in a list of their own; of notes only those that are there."""
    marks = list(marks)
    return [
        [mark.day.toordinal() for mark in marks],
        "".join(LETTERS[mark.kind] for mark in marks),
        [mark.amount for mark in marks],
        [(place, mark.note) for place, mark in enumerate(marks) if mark.note],
    ]


def marks_in(lists: list[Any]) -> Iterable[LoopMark]:
    days, letters, amounts, notes = lists
    written = dict(notes)
    for place, (day, letter, amount) in enumerate(zip(days, letters, amounts, strict=True)):
        yield LoopMark(date.fromordinal(day), KINDS[letter], amount, written.get(place, ""))


def unreadable_in(rows: list[Any]) -> Iterable[Unreadable]:
    for place, line, text, values in rows:
        yield Unreadable(place, line, Sentence(text, values))
