"""Work that takes long, of which a process does little at once, so that most of its threads stay for everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from tracker.domain.refusals import Refused
from tracker.domain.texts import _

MOST_AT_ONCE = 2
FILES = BoundedSemaphore(MOST_AT_ONCE)
BUSY = _("Other large files are being read or written just now. Please try it once more in a moment.")


@contextmanager
def one_of_few_files() -> Iterator[None]:
    """Read or write a large file; raises `Refused` where as many are at work already as may be."""
    if not FILES.acquire(blocking=False):
        raise Refused(BUSY)
    try:
        yield
    finally:
        FILES.release()
