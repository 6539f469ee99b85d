"""Reminders: at which instants somebody is to be reminded, by their own clock, and when it stays silent.

A reminder is planned by its times alone. Whether anything is said is asked anew when it is sent: so what was done a
minute before silences it, and nothing is said of what is not asked for. Nobody is ever reminded of touch.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.domain.checkins import CheckInState, window
from tracker.domain.days import ONE_DAY, Weeks, is_week
from tracker.domain.habits import TOUCH
from tracker.domain.pauses import PausedDays, paused
from tracker.domain.terms import Terms, terms_on

LATE_AFTER = timedelta(hours=2)  # then it would only surprise
MOST_TIMES_A_DAY = 4
WORDING_LENGTH = 60
LETTER_AT = time(9)
ANY_TIME = time(0)  # of what comes at no time that somebody has set
MOST_ARRIVALS_A_DAY = 3
ARRIVAL_SETTLES = timedelta(minutes=1)  # in which it may be seen, or taken back
LONGEST_GAP = timedelta(days=2)  # between two looks at the same times, however clocks are changed


class ReminderKind(StrEnum):
    """What somebody is reminded of, or told."""

    HABIT = "habit"
    CHECK_IN = "check-in"
    LETTER = "letter"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of the clock until another nothing is sent; never, where both are the same."""

    begins: time
    ends: time

    def holds(self, clock: time) -> bool:
        """Whether it is quiet while a clock shows a time.

        >>> night = QuietHours(time(22), time(7))
        >>> [night.holds(time(hour)) for hour in (21, 22, 3, 7)]
        [False, True, True, False]
        """
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


class Due(NamedTuple):
    """One time at which a reminder is due: date and time on the clock, and the instant."""

    day: date
    at: time
    instant: datetime


class ReminderKey(NamedTuple):
    """What one reminder is known by, so that it is planned once: about what, for whom, on which date and at which time.

    ``about`` is the id of a habit, or a word for all else. As text it is the key under which it is planned.
    """

    about: str
    person_id: int
    day: date
    at: time

    def __str__(self) -> str:
        """The key.

        >>> str(ReminderKey("12", 7, date(2026, 3, 1), time(20, 30)))
        '12:7:2026-03-01:20.30'
        """
        return f"{self.about}:{self.person_id}:{self.day}:{self.at:%H.%M}"


def key_in(key: str) -> ReminderKey:
    """What is planned under a key.

    >>> key_in("12:7:2026-03-01:20.30").at
    datetime.time(20, 30)
    """
    about, person_id, day, at = key.split(":")
    return ReminderKey(
        about, int(person_id), date.fromisoformat(day), time.fromisoformat(at.replace(".", ":"))
    )


def come_due(times: Iterable[time], zone: str, since: datetime, now: datetime) -> tuple[Due, ...]:
    """Which of some times of the clock have come after an instant, up to and including another, in their order.

    What is more than two hours late by then is left out. Each time comes once a day, also where spring skips it or autumn
    repeats it.

    >>> now = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    >>> [each.instant.isoformat() for each in come_due([time(2, 30)], "Europe/Berlin", now - LATE_AFTER, now)]
    ['2026-03-29T01:30:00+00:00']
    """
    begins = max(since, now - LATE_AFTER)
    first, last = (each.astimezone(ZoneInfo(zone)).date() for each in (begins, now))
    found = due_times(times, zone, first - ONE_DAY, last)
    return tuple(each for each in found if begins < each.instant <= now)


def next_due(times: Iterable[time], zone: str, after: datetime) -> datetime:
    """When the next of some times comes after an instant.

    >>> next_due([time(8), time(20)], "Europe/Berlin", datetime(2026, 3, 1, 7, tzinfo=UTC)).isoformat()
    '2026-03-01T19:00:00+00:00'
    """
    first = after.astimezone(ZoneInfo(zone)).date() - ONE_DAY
    found = due_times(times, zone, first, first + 4 * ONE_DAY)
    return next(each.instant for each in found if each.instant > after)


def due_times(times: Iterable[time], zone: str, first: date, last: date) -> list[Due]:
    """When some times come on some days, in the order of the instants."""
    kept = sorted(set(times))
    days = (first + number * ONE_DAY for number in range((last - first).days + 1))
    found = (Due(day, at, instant) for day in days for at in kept for instant in instants_of(day, at, zone))
    return sorted(found, key=lambda each: each.instant)


def instants_of(day: date, at: time, zone: str) -> Iterable[datetime]:
    """The one instant of a time on a date: of two the first, and where the clock skips it, so much later as it jumps.

    So calendars have it (RFC 5545, 3.3.5). On a date that a zone has left out there is none.
    """
    here = ZoneInfo(zone)
    instant = datetime.combine(day, at, here).astimezone(UTC)
    if instant.astimezone(here).date() == day:
        yield instant


def is_late(instant: datetime, now: datetime) -> bool:
    """Whether something that was due at an instant would only surprise by now.

    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> is_late(noon, noon + LATE_AFTER), is_late(noon, noon + LATE_AFTER + timedelta(seconds=1))
    (False, True)
    """
    return now - instant > LATE_AFTER


def may_remind(strategy: int) -> bool:
    """Whether there can be a reminder of a habit under a strategy: of touch there is none.

    >>> may_remind(3), may_remind(TOUCH)
    (True, False)
    """
    return strategy != TOUCH


@dataclass(frozen=True, slots=True)
class AskedHabit:
    """A habit as one of those who do it stands with it: what it asks for, and on which days it was done, with the amounts."""

    strategy: int
    terms: Sequence[Terms]
    weeks: Weeks
    starts_on: date
    ends_on: date
    pauses: Collection[PausedDays]
    ticks: Mapping[date, int]


def waits_on(day: date, habit: AskedHabit) -> bool:
    """Whether a habit is asked for on a day and is not done: neither that day nor all of its period, not paused, and there."""
    if not may_remind(habit.strategy) or not habit.starts_on <= day <= habit.ends_on:
        return False
    terms = terms_on(habit.terms, day)
    period = terms.period_of(day, habit.weeks)
    if not period.target or paused(habit.pauses, day):
        return False
    done = sum(
        terms.counted(amount) for each, amount in habit.ticks.items() if period.first <= each <= period.last
    )
    reached = day in habit.ticks and not terms.summed and terms.reached(habit.ticks[day])
    return done < period.target and not reached


def check_in_waits(day: date, week: date, weeks: Weeks, state: CheckInState | None) -> bool:
    """Whether somebody is reminded of the check-in of a week on a day: on its first alone, while they have not sealed it.

    >>> from tracker.domain.days import weekly
    >>> week, weeks = date(2026, 3, 2), weekly(0, 6)
    >>> [check_in_waits(date(2026, 3, day), week, weeks, None) for day in (7, 8, 9)]
    [False, True, False]
    """
    return window(week, weeks).opens_on == day and state in (None, CheckInState.DRAFT)


def letter_day(day: date, weeks: Weeks) -> bool:
    """Whether a week's letter comes on a day: the first of the week after it.

    >>> from tracker.domain.days import weekly
    >>> [letter_day(date(2026, 3, day), weekly(0, 6)) for day in (1, 2)]
    [False, True]
    """
    return is_week(day, weeks)
