"""Saying of what is odd in an archive in which place it stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from tracker.archives.plain import Odd

ZONE_LENGTH = 64
A_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
Thing = TypeVar("Thing")


@contextmanager
def at(step: str | int) -> Iterator[None]:
    """Say of whatever is odd in here where that was."""
    try:
        yield
    except Odd as odd:
        raise odd.within(step) from None


def check_each(things: Sequence[Thing], check_one: Callable[[Thing], None]) -> None:
    """Check some things, and say of an odd one which it was."""
    for number, each in enumerate(things):
        try:
            check_one(each)
        except Odd as odd:
            raise odd.within(number) from None


def must(right: bool, *place: str | int) -> None:  # noqa: FBT001 - it reads as a sentence
    if not right:
        raise Odd(*place)


def unlike(things: Iterable[object]) -> bool:
    """Whether no two are the same."""
    listed = list(things)
    return len(set(listed)) == len(listed)
