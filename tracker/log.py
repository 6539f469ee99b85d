"""The log: a line for what goes wrong and for what starts and stops, on standard error.

Nothing that anybody wrote is ever in it. See `tracker.lines` for what may be.
"""

import json
import logging
import sys
import threading
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from config import Settings
from tracker.lines import Line, complain, warn_of
from tracker.web.causes import cause_of, file_of_ours


def set_up(settings: Settings) -> None:
    """Have all that this process has to say written our way. Doing it twice is doing it once."""
    root = logging.getLogger()
    root.handlers[:] = [Pen(WAYS[settings.log])]
    root.setLevel(logging.WARNING)
    logging.getLogger("tend").setLevel(logging.INFO)
    # A short queue, and who hangs up, are nothing to tell of.
    logging.getLogger("waitress").setLevel(logging.ERROR)
    warnings.showwarning = note_warning
    sys.excepthook = note_exception
    sys.unraisablehook = note_unraisable
    threading.excepthook = note_thread


class Pen(logging.Handler):
    """Writes lines to standard error."""

    def __init__(self, way: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(way)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record's line. One that cannot be written is let go: complaining of it would show what it held."""
        with suppress(OSError, ValueError, AttributeError):  # a full disk, a closed file, or none
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()


class Plain(logging.Formatter):
    """A line for eyes: time, level, number of the request, status, milliseconds, and what happened."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = line_of(record)
        parts = [
            time_of(record),
            level_of(record),
            line.request,
            str(line.status or ""),
            f"{line.milliseconds} ms" if line.request else "",
            line.words,
        ]
        return " ".join(filter(None, parts))


class Json(logging.Formatter):
    """A line for programs: the same as one object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = line_of(record)
        about = {"request": line.request, "status": line.status, "ms": line.milliseconds}
        return json.dumps(
            {
                "time": time_of(record),
                "level": level_of(record),
                **(about if line.request else {}),
                "words": line.words,
            }
        )


WAYS: dict[str, logging.Formatter] = {"text": Plain(), "json": Json()}


def line_of(record: logging.LogRecord) -> Line:
    """What a record of ours says. Of a library's only whose it is and why, since what it says may be somebody's."""
    if isinstance(record.msg, Line):
        return record.msg
    error = record.exc_info[1] if record.exc_info else None
    return Line(f"{record.name}: {cause_of(error).words}" if error else f"{record.name} has something to say")


def time_of(record: logging.LogRecord) -> str:
    return (
        datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )


def level_of(record: logging.LogRecord) -> str:
    return record.levelname.lower()


def note_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Python warns. Its text is left out, and so is where packages lie on this machine."""
    place = file_of_ours(filename)
    warn_of(Line(f"Python warns: {category.__name__}" + (f" in {place}:{lineno}" if place else "")))


def note_exception(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Nobody caught this, and the process ends."""
    if not isinstance(error, KeyboardInterrupt):
        complain(Line(cause_of(error).words))


def note_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Something went wrong where nobody could have caught it."""
    if unraisable.exc_value is not None:
        complain(Line(cause_of(unraisable.exc_value).words))


def note_thread(what: threading.ExceptHookArgs) -> None:
    """Nobody caught this, and a thread has ended."""
    if what.exc_value is not None:
        complain(Line(f"a thread has ended: {cause_of(what.exc_value).words}"))
