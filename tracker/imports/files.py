"""Opens whatever somebody hands in: a file from Loop Habit Tracker, or an export of Tend's own."""

from tracker.exports import archive
from tracker.exports.archive import Archive
from tracker.exports.package import MAGIC, MOST_PACKED
from tracker.imports import loop
from tracker.imports.loop_history import LoopHistory

MOST_BYTES = max(loop.MOST_BYTES, MOST_PACKED)


def read(content: bytes) -> LoopHistory | Archive:
    """What is in a file; raises `Refused` with a sentence for one that cannot be taken."""
    return archive.read(content) if is_ours(content) else loop.read(content)


def read_again(content: bytes) -> LoopHistory | Archive:
    """What is in a file that `read` has taken before; quicker where that looked at pictures."""
    return archive.read_again(content) if is_ours(content) else loop.read(content)


def is_ours(content: bytes) -> bool:
    return content.startswith(MAGIC) and archive.NAME.encode() in content
