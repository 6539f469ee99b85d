"""Opens whatever somebody hands in: a file from Loop Habit Tracker, or an export of Tend's own."""

from tracker.exports import archive
from tracker.exports.archive import Archive
from tracker.exports.package import MAGIC, MOST_PACKED
from tracker.imports import compact, loop
from tracker.imports.compact import StoredHistory

MOST_BYTES = max(loop.MOST_BYTES, MOST_PACKED)


def as_stored(content: bytes) -> bytes:
    """A file as it waits here; raises `Refused` with a sentence for one that cannot be taken.

    Of one from Loop that is what was read, so that nobody has to read it again.
    """
    if is_ours(content):
        archive.read(content)
        return content
    return compact.as_stored(loop.read(content))


def read(content: bytes) -> StoredHistory | Archive:
    """What is in a file that has waited here; raises `Refused` for one that a newer Tend cannot take."""
    if content.startswith(compact.MAGIC):
        return compact.read(content)
    if is_ours(content):
        return archive.read_again(content)
    return compact.read(compact.as_stored(loop.read(content)))


def is_ours(content: bytes) -> bool:
    return content.startswith(MAGIC) and archive.NAME.encode() in content
