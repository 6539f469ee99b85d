"""The rainy-day jar: notes for later, which the other opens on a day they call hard.

Whoever writes one never learns whether, when or which was opened. So what is opened is kept apart from what was
written, and nothing that the writer sees, or may do, depends on it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

JAR_LENGTH = 2000
AN_AGE = timedelta(days=14)  # after which a note on the wall is an old one


def may_open(opened_on: Iterable[date], today: date) -> bool:
    """Whether one more can be opened: one a day, so that some are left for other days.

    >>> may_open([date(2026, 3, 1)], date(2026, 3, 1)), may_open([date(2026, 3, 1)], date(2026, 3, 2))
    (False, True)
    """
    return today not in opened_on


def turn_of_day(today: date, count: int) -> int:
    """Which of so many things has its turn today: another one each day, and the same all day.

    >>> [turn_of_day(date(2026, 3, day), 3) for day in (1, 1, 2, 3, 4)]
    [2, 2, 0, 1, 2]
    """
    return today.toordinal() % count
