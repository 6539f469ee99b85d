"""What somebody has done on a device that had no network, and that is sent once there is one: to be booked once, however often
it comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from tracker.domain.sayings import SAID_FOR
from tracker.domain.terms import WHOLE

MOST_BOOKED = 10_000  # in a month, which is twenty times the most that anybody does in one without a network
LENGTH_OF_A_MARK = 40


class DoingKind(StrEnum):
    """What can be done without a network. A tick is set or taken back, never turned over."""

    TICK = "tick"
    UNTICK = "untick"
    AMOUNT = "amount"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class LateDoing:
    """One thing that somebody has done: a tick of a day of a track, its end, an amount there, or a note.

    ``mark`` is that of its id, ``digest`` that of all it says, each without a word of it. ``made_at`` is never later than the
    instant at which it arrived. A note can be about a strategy, or a habit; ``seen`` is the draft it was made of.
    """

    mark: str
    digest: str
    kind: DoingKind
    made_at: datetime
    track_id: int = 0
    day: date = date.min
    amount: int = 0
    body: str = ""
    strategy: int = 0
    habit_id: int = 0
    seen: str = ""

    @property
    def said_amount(self) -> int:
        """How much was done, in thousandths; all of it where a tick says no more, and 0 where it is taken back."""
        return {DoingKind.TICK: WHOLE, DoingKind.AMOUNT: self.amount}.get(self.kind, 0)


def mark_of(text: str) -> str:
    """What stands for the id of a doing where it is booked.

    >>> len(mark_of("00112233445566778899aabbccddeeff")) == LENGTH_OF_A_MARK
    True
    """
    return sha256(text.encode()).hexdigest()[:LENGTH_OF_A_MARK]


def digest_of(doing_id: str, said: Mapping[str, str]) -> str:
    """What tells a doing from one of the same id that says anything else. Without the id nobody can guess by it what it says.

    >>> digest_of("a", {"kind": "tick"}) == digest_of("a", {"kind": "untick"})
    False
    """
    return mark_of(repr((doing_id, sorted(said.items()))))


def comes_too_late(made_at: datetime, now: datetime) -> bool:
    """Whether something was done so long ago that Tend could not know any more whether it has had it already."""
    return made_at <= now - SAID_FOR
