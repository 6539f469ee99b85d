"""What a process that draws is asked for, and how much of everything it may take.

What is sent to it and what it answers is bytes: for `DRAW` a file, and a word in a line with, if it is `DRAWN`, the
picture behind it; for `LOOK` pictures, each after its length, and a `SEEN` or `UNSEEN` for each.
"""

from dataclasses import dataclass

from tracker.domain.pictures import MOST_STORED_BYTES

A_MEGABYTE = 2**20
DRAWN = b"drawn"
SEEN, UNSEEN = b"+", b"-"
LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done in a process of its own, with so many seconds of work, so much memory and so long an answer.

    ``until`` is in how many seconds it is over in any case: on a busy machine work takes longer than its own time.
    """

    name: str
    seconds: int
    until: int
    memory: int
    longest_answer: int


DRAW = Task("draw", seconds=5, until=10, memory=512 * A_MEGABYTE, longest_answer=MOST_STORED_BYTES + 100)
# As many as fit in an export, which takes about 10 s.
LOOK = Task("look", seconds=30, until=60, memory=256 * A_MEGABYTE, longest_answer=10_000)
TASKS = {each.name: each for each in (DRAW, LOOK)}
