"""What Tend writes into its log: lines in words of ours, and nothing else.

A `Line` is the only thing that the log writes out. Of all other records it keeps who wrote them
and how grave they are, so that no library can put somebody's words, address or name there.
"""

import logging
import os
from dataclasses import dataclass

log = logging.getLogger("tend")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. ``words`` are ours, never anybody's; ``request`` is the number of the request it was in."""

    words: str
    request: str = ""
    status: int = 0
    milliseconds: int = 0


def say(line: Line) -> None:
    """Something began, ended, or was asked to be told."""
    log.info(line)


def warn_of(line: Line) -> None:
    """Something did not go well, and will be tried again."""
    log.warning(line)


def complain(line: Line) -> None:
    """Something went wrong."""
    log.error(line)


def new_number() -> str:
    """A number for a request, that can be read aloud and tells nothing: neither order nor count."""
    digits = f"{int.from_bytes(os.urandom(8), 'big') % 10**8:08}"
    return f"{digits[:4]}-{digits[4:]}"
