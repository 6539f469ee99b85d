"""Work that takes long, of which a process does little at once, so that most of its threads stay for everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from tracker.domain.refusals import Refused
from tracker.domain.texts import _

MOST_AT_ONCE = 2
FILES, NOTICES = BoundedSemaphore(MOST_AT_ONCE), BoundedSemaphore(1)
BUSY = _("Other large files are being read or written just now. Please try it once more in a moment.")
BUSY_SENDING = _("Another notice is on its way just now. Please try it once more in a moment.")


@contextmanager
def one_of_few_files() -> Iterator[None]:
    """Read or write a large file; raises `Refused` where as many are at work already as may be."""
    with a_turn(FILES, BUSY):
        yield


@contextmanager
def the_only_notice() -> Iterator[None]:
    """Send a notice while somebody waits for it; raises `Refused` where another is on its way."""
    with a_turn(NOTICES, BUSY_SENDING):
        yield


@contextmanager
def a_turn(turns: BoundedSemaphore, busy: str) -> Iterator[None]:
    if not turns.acquire(blocking=False):
        raise Refused(busy)
    try:
        yield
    finally:
        turns.release()
