"""Opens whatever somebody hands in: a file from Loop Habit Tracker, or an export of Tend's own."""

from tracker.exports import archive
from tracker.exports.archive import Archive
from tracker.exports.package import MAGIC, MOST_PACKED
from tracker.imports import loop
from tracker.imports.loop_history import LoopHistory

MOST_BYTES = max(loop.MOST_BYTES, MOST_PACKED)


def read(content: bytes) -> LoopHistory | Archive:
    """What is in a file; raises `Refused` with a sentence for one that cannot be taken."""
    if content.startswith(MAGIC) and archive.NAME.encode() in content:
        return archive.read(content)
    return loop.read(content)
