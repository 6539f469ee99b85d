"""Today as a browser may keep it for when there is no network: one's list of habits, and nothing that is for few eyes.

It lies on the device as it is. So it holds habits that the partner sees, or will see once they are there; nothing of touch, no
note, no arrival, no word about a check-in or a hard day, and of the partner only their ticks beside one's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tracker.domain.habits import TOUCH, Mode
from tracker.models import Person
from tracker.today.head import Head, head_of
from tracker.today.known import couple_streak, grown_by, known_on
from tracker.today.lists import Lists, lists_of
from tracker.today.rows import Row, rows_of


@dataclass(frozen=True, slots=True)
class KeptToday:
    """The list of a day as it is ``at`` some time by the clock of its owner."""

    at: datetime
    head: Head
    lists: Lists
    ending: str = ""

    @property
    def any(self) -> bool:
        """Whether there is anything in the list."""
        return self.lists != lists_of(())


def kept_today(person: Person, now: datetime) -> KeptToday:
    """The list of the day that somebody is living."""
    known = known_on(None, person, now)
    grown = grown_by(known)
    return KeptToday(
        at=now.astimezone(ZoneInfo(person.zone)),
        head=head_of(known, couple_streak(known)),
        lists=lists_of(for_many_eyes(rows_of(known, grown), alone=person.partner is None)),
    )


def for_many_eyes(rows: Iterable[Row], *, alone: bool) -> tuple[Row, ...]:
    """One's rows without those of private habits and of touch. While somebody is ``alone`` nothing says what will be private
    but that it is for two.
    """
    return tuple(
        row
        for row in rows
        if row.mine
        and row.habit.strategy != TOUCH
        and (row.habit.shared or (alone and row.habit.mode != Mode.ONE))
    )
