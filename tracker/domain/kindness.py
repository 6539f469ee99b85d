"""Kindness beside the number: what is offered once after some quiet days, and after a month that was half kept.

Nothing of it is ever offered twice: whoever has said yes or put it away is not asked again for the same.
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from tracker.domain.days import ONE_DAY
from tracker.domain.pauses import PausedDays
from tracker.domain.schedules import TimesAWeek, is_daily
from tracker.domain.tallies import tally
from tracker.domain.terms import Terms
from tracker.domain.years import DayKind

QUIET_DAYS = 3
DAYS_LOOKED_BACK = 8  # a quiet time of more than a week is no question of some hard days any more
A_MONTH = timedelta(days=30)
LEAST_DAYS = 21  # of the month, with pauses left out
SOFTER = TimesAWeek(4)


def hard_days(
    done: Collection[date], paused: Collection[date], *, today: date, answered_on: date
) -> tuple[PausedDays, ...]:
    """The quiet days up to yesterday that may have been hard ones: three at least, after a day that was none.

    Of days since ``answered_on``, on which somebody last answered this, at most; there are one or none.

    >>> friday = date(2026, 3, 6)
    >>> hard_days([date(2026, 3, 2)], [], today=friday, answered_on=date.min)[0].starts_on
    datetime.date(2026, 3, 3)
    >>> hard_days([date(2026, 3, 3)], [], today=friday, answered_on=date.min)
    ()
    """
    day = today - ONE_DAY
    while day not in done and day not in paused:
        day -= ONE_DAY
        if today - day > timedelta(days=DAYS_LOOKED_BACK):
            return ()
    found = PausedDays(day + ONE_DAY, today - ONE_DAY)
    if (today - found.starts_on).days < QUIET_DAYS or found.starts_on <= answered_on:
        return ()
    return (found,)


def may_be_softer(terms: Terms, kinds: Mapping[date, DayKind], today: date) -> bool:
    """Whether a habit may be asked for less often: it has been daily for a month, and between two fifths and three
    quarters of that were kept.

    >>> from tracker.domain.schedules import DAILY
    >>> days = [date(2026, 3, 1) + n * ONE_DAY for n in range(31)]
    >>> kinds = {day: DayKind.DONE if day.day % 2 else DayKind.QUIET for day in days}
    >>> may_be_softer(Terms(date(2026, 1, 1), DAILY), kinds, today=date(2026, 4, 1))
    True
    """
    since = today - A_MONTH
    if not is_daily(terms.schedule) or terms.since > since:
        return False
    month = tally(kind for day, kind in kinds.items() if since <= day < today)
    return month.days >= LEAST_DAYS and 2 * month.days <= 5 * month.done and 4 * month.done <= 3 * month.days
