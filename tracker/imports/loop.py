"""Reads what Loop Habit Tracker exports, so that nobody has to leave years of ticks behind."""

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.imports import loop_backup, loop_csv, loop_database, loop_zip
from tracker.imports.loop_history import (
    FileKind,
    LoopHabit,
    LoopHistory,
    LoopMark,
    MarkKind,
    Unreadable,
)

__all__ = ["MOST_BYTES", "FileKind", "LoopHabit", "LoopHistory", "LoopMark", "MarkKind", "Unreadable", "read"]

MOST_BYTES = 20 * 2**20


def read(content: bytes) -> LoopHistory:
    """The history in a file from Loop, which is either a ZIP of CSV files or a full backup.

    Lines that cannot be read are left out and listed. A file that is neither, or that is damaged, too
    large or made to do harm, is refused as a whole.
    """
    if len(content) > MOST_BYTES:
        raise Refused(
            _("This file is too large to be from Loop Habit Tracker. Please choose the file that Loop wrote.")
        )
    if content.startswith(loop_zip.MAGIC):
        return loop_csv.history_in(content)
    if content.startswith(loop_database.MAGIC):
        return loop_backup.history_in(content)
    raise Refused(
        _(
            "This is not a file from Loop Habit Tracker. In Loop’s settings, choose “Export as CSV” or "
            "“Export full backup”, and choose here what it wrote, just as it is."
        )
    )
