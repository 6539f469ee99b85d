"""What is said of a day: that something was done on it, how much, or that it was not. Of all that is said the latest stands,
in whatever order it reaches Tend.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

SAID_FOR = timedelta(
    days=30
)  # what was said longer ago is taken from nobody, and what it would meet need not be known


@dataclass(frozen=True, slots=True, order=True)
class Saying:
    """What was said at an instant of a day of a track; the greater of two stands.

    ``by_id`` is who said it where both can, else 0. Of one instant it is more before less, so that the order in which two
    arrive never decides.

    >>> evening = datetime(2026, 3, 1, 20, tzinfo=UTC)
    >>> max(said(evening, 5_000), said(evening + timedelta(minutes=1), 0)).done
    False
    >>> max(said(evening, 0), said(evening, 5_000)).amount
    5000
    """

    at: datetime
    done: bool
    amount: int
    by_id: int


def said(at: datetime, amount: int, by_id: int = 0) -> Saying:
    """That an amount was done (in thousandths, or all of it), or with 0 that nothing was."""
    return Saying(at, amount != 0, amount, by_id)


NOTHING_YET = said(datetime.min.replace(tzinfo=UTC), 0)  # before all that is said of a day
