"""Dates: planned time together, from the plan to the day on which it was.

In code a date is an outing, so that it is never taken for a calendar date. It has a day and, if
wished, a time on the wall clock of whoever planned it. Clocks change: a time that a spring night
skips is moved on by what was skipped, and of a time that comes twice in autumn the first is meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from tracker.domain.days import DAYS_A_WEEK, ONE_DAY
from tracker.domain.texts import _
from tracker.domain.zones import known_zone

TITLE_LENGTH = 120
PLACE_LENGTH = 200
NOTE_LENGTH = 2000
LINE_LENGTH = 500
OUTINGS_A_SPACE = 300

LONGEST_BACK = timedelta(days=366)
LONGEST_AHEAD = timedelta(days=5 * 366)

COUNTS_FOR = frozenset({3, 8})  # strategies: time together, and being close

OPEN_END = 0
LENGTH_NAMES: Mapping[int, str] = {  # in minutes
    OPEN_END: _("As long as it lasts"),
    30: _("Half an hour"),
    60: _("An hour"),
    90: _("An hour and a half"),
    120: _("Two hours"),
    180: _("Three hours"),
    240: _("Four hours"),
    480: _("A whole day"),
}
ONCE = 0
REPEAT_NAMES: Mapping[int, str] = {  # in weeks
    ONCE: _("Just this once"),
    1: _("Every week"),
    2: _("Every two weeks"),
    4: _("Every four weeks"),
}
ASKED_FOR = timedelta(days=3)  # so long one that repeats waits for a word on how it was; then it is the next
SHOWN_AS_LONG_AS = timedelta(hours=2)  # in a calendar, when nobody has said how long


class OutingState(StrEnum):
    """What has become of a date."""

    PLANNED = "planned"
    DONE = "done"
    OFF = "off"


class Preparer(StrEnum):
    """Who prepares a date, as the one who asks would say it."""

    NOBODY = "nobody"
    ME = "me"
    PARTNER = "partner"
    BOTH = "both"


class Wall(StrEnum):
    """How often a time comes on the wall clock of a day: as a rule once."""

    ONCE = "once"
    NEVER = "never"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class OutingPlan:
    """A date as somebody means it to be. Without a time it is for the day; ``minutes`` is 0 for an open end.

    It comes again every ``repeat_weeks`` weeks, 0 for one that does not.
    """

    title: str
    day: date
    starts_at: time | None = None
    minutes: int = OPEN_END
    place: str = ""
    prepared_by: Preparer = Preparer.NOBODY
    note: str = ""
    repeat_weeks: int = ONCE


PARTS = tuple(each.name for each in fields(OutingPlan))


def may_plan(day: date, *, today: date) -> bool:
    """Whether a date can be put on a day: a year back, for what was nice and never planned, and five ahead.

    >>> may_plan(date(2026, 3, 1), today=date(2026, 3, 2)), may_plan(date(2036, 3, 1), today=date(2026, 3, 2))
    (True, False)
    """
    return today - LONGEST_BACK <= day <= today + LONGEST_AHEAD


def may_be_done(day: date, *, today: date) -> bool:
    """Whether a date can have been: once its day has come.

    >>> may_be_done(date(2026, 3, 1), today=date(2026, 3, 1))
    True
    """
    return day <= today


def is_over(day: date, state: OutingState, *, today: date) -> bool:
    """Whether a date has been, as far as anybody has said: one that is to come, or was called off, has not.

    >>> is_over(date(2026, 3, 1), OutingState.PLANNED, today=date(2026, 3, 2)), is_over(date(2026, 3, 2), OutingState.DONE, today=date(2026, 3, 2))
    (True, True)
    >>> is_over(date(2026, 3, 2), OutingState.PLANNED, today=date(2026, 3, 2)), is_over(date(2026, 3, 1), OutingState.OFF, today=date(2026, 3, 2))
    (False, False)
    """
    return state is OutingState.DONE or (state is OutingState.PLANNED and day < today)


def next_day(day: date, repeat_weeks: int, *, today: date) -> date:
    """The next day on which a date that repeats comes again, today at the earliest.

    >>> next_day(date(2026, 3, 6), 2, today=date(2026, 3, 7)), next_day(date(2026, 3, 6), 1, today=date(2026, 3, 21))
    (datetime.date(2026, 3, 20), datetime.date(2026, 3, 27))
    """
    step = repeat_weeks * DAYS_A_WEEK
    behind = max(0, (today - day).days - 1)
    return day + timedelta(days=step * (behind // step + 1))


def may_come_next(day: date, state: OutingState, *, today: date) -> bool:
    """Whether it is time to plan the next of a date that repeats: its day is over, and if nobody has said how it was, a while.

    >>> [may_come_next(date(2026, 3, 6), state, today=date(2026, 3, 7)) for state in OutingState]
    [False, True, True]
    >>> may_come_next(date(2026, 3, 6), OutingState.PLANNED, today=date(2026, 3, 10))
    True
    """
    waits = ASKED_FOR if state is OutingState.PLANNED else timedelta(0)
    return day + waits < today


def begins(day: date, starts_at: time, zone: str) -> datetime:
    """The instant, in UTC, at which the wall clock of a zone shows a time on a day.

    >>> begins(date(2026, 3, 29), time(2, 30), "Europe/Berlin")  # not there: half past three is meant
    datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.timezone.utc)
    >>> begins(date(2026, 10, 25), time(2, 30), "Europe/Berlin")  # the first of two
    datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.timezone.utc)
    """
    return datetime.combine(day, starts_at, ZoneInfo(known_zone(zone))).astimezone(UTC)


def ends(begin: datetime, minutes: int) -> datetime:
    """The instant at which a date that begins at an instant is over, as a calendar shows it.

    >>> ends(datetime(2026, 3, 1, 18, tzinfo=UTC), 90)
    datetime.datetime(2026, 3, 1, 19, 30, tzinfo=datetime.timezone.utc)
    """
    return begin + (timedelta(minutes=minutes) if minutes else SHOWN_AS_LONG_AS)


def wall_clock(begin: datetime, zone: str) -> datetime:
    """What the wall clock of a zone shows at an instant, without the zone.

    >>> wall_clock(datetime(2026, 7, 1, 18, tzinfo=UTC), "Europe/Berlin")
    datetime.datetime(2026, 7, 1, 20, 0)
    """
    return begin.astimezone(ZoneInfo(known_zone(zone))).replace(tzinfo=None)


def comes(day: date, starts_at: time, zone: str) -> Wall:
    """How often a time comes on a day in a zone.

    >>> comes(date(2026, 3, 29), time(2, 30), "Europe/Berlin")
    <Wall.NEVER: 'never'>
    """
    asked = datetime.combine(day, starts_at)
    if wall_clock(begins(day, starts_at, zone), zone) != asked:
        return Wall.NEVER
    again = asked.replace(tzinfo=ZoneInfo(known_zone(zone)), fold=1).astimezone(UTC)
    return Wall.TWICE if again > begins(day, starts_at, zone) else Wall.ONCE


@dataclass(frozen=True, slots=True)
class Clocks:
    """What clocks show when something begins: those where it was planned, and one's own where they show something else."""

    begins: datetime | None = None
    yours: datetime | None = None
    wall: Wall = Wall.ONCE


def clocks(day: date, starts_at: time | None, zone: str, *, own_zone: str) -> Clocks:
    """What clocks show when something begins on a day, at a time in a zone or at none.

    >>> clocks(date(2026, 3, 1), time(20), "Europe/Berlin", own_zone="Europe/Lisbon").yours
    datetime.datetime(2026, 3, 1, 19, 0)
    >>> clocks(date(2026, 3, 1), time(20), "Europe/Berlin", own_zone="Europe/Paris").yours
    >>> clocks(date(2026, 3, 1), None, "Europe/Berlin", own_zone="Europe/Lisbon").begins
    """
    if starts_at is None:
        return Clocks()
    at = begins(day, starts_at, zone)
    there, here = wall_clock(at, zone), wall_clock(at, own_zone)
    return Clocks(there, here if here != there else None, comes(day, starts_at, zone))


def days_until(day: date, *, today: date) -> int:
    """How many days there are to wait, less than 0 for a day that is over.

    >>> days_until(date(2026, 3, 1), today=date(2026, 2, 27))
    2
    """
    return (day - today) // ONE_DAY
