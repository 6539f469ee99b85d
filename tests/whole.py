"""How much of one thing is tried: enough to see a fault soon in every run, and plenty in `./tend test --whole`.

What has no place in every run at all is marked `whole`, with the reason; tests/house/test_whole.py lists all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import pytest

Choice = TypeVar("Choice")


@dataclass
class Run:
    """The run at hand."""

    whole: bool = False
    folder: Path | None = None  # where lies what all who test at once make once


RUN = Run()


def many(usual: int, whole: int) -> int:
    """How often to try: usually, and where there is time for all of it."""
    return whole if RUN.whole else usual


def some(choices: Sequence[Choice], name: str) -> Sequence[Choice]:
    """In which of several ways to try what has this name: usually in one, which is always the same for it, so that all
    ways are spread over all names; in all of them where there is time."""
    return choices if RUN.whole else [choices[crc32(name.encode()) % len(choices)]]


def one_in(share: int, names: Iterable[str]) -> list[str]:
    """Of many of the same kind one in so many, in every run the same ones; all of them where there is time."""
    return [each for each in names if RUN.whole or crc32(each.encode()) % share == 0]


def only_whole(*values: object, why: str) -> object:
    """A row of a table that is tried with `--whole` alone, and why the others say enough."""
    return pytest.param(*values, marks=pytest.mark.whole(why))
