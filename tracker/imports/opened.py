"""A file that waits, opened, and how long may be spent on it before somebody gets an answer."""

from dataclasses import dataclass
from time import perf_counter

from tracker.domain.refusals import Refused
from tracker.exports.archive import Archive
from tracker.imports import files
from tracker.imports.compact import StoredHistory
from tracker.imports.queries import Waiting, mark_of

A_WHILE = 2.0
LONGEST = 10.0  # somebody waits for the page; nobody else does for anything


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """The file of somebody as it is read. ``until`` is when to stop for this time."""

    waiting: Waiting
    mark: str
    content: StoredHistory | Archive
    until: float

    @property
    def late(self) -> bool:
        """Whether opening it once more takes little beside what has been done since."""
        return perf_counter() > self.until


def opened_in(waiting: Waiting, content: bytes, begun: float) -> OpenedFile | None:
    """The file, or nothing where it cannot be read any more. ``begun`` is when reading it began."""
    try:
        inside = files.read(content)
    except Refused:  # a newer Tend may read less
        return None
    read = perf_counter()
    return OpenedFile(
        waiting, mark_of(content), inside, until=read + min(LONGEST, max(A_WHILE, 2 * (read - begun)))
    )
