"""How long ago something was, as one would say it: this morning, yesterday evening, on Friday."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from tracker.domain.days import Rhythm, lived_at, today
from tracker.domain.hours import TimeOfDay, is_evening, time_of_day
from tracker.domain.texts import _
from tracker.domain.zones import known_zone

DAYS_NAMED = 7  # from so many days on a weekday alone could be this one or the one before


class Nearness(StrEnum):
    """How near something is. What is farther than a week goes by its date."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    TONIGHT = "tonight"
    YESTERDAY = "yesterday"
    LAST_EVENING = "last evening"
    WEEKDAY = "weekday"
    YEAR = "year"
    LONG_AGO = "long ago"


OF_TODAY = {
    TimeOfDay.MORNING: Nearness.MORNING,
    TimeOfDay.AFTERNOON: Nearness.AFTERNOON,
    TimeOfDay.EVENING: Nearness.EVENING,
    TimeOfDay.NIGHT: Nearness.TONIGHT,
}
NAMES = {
    Nearness.MORNING: _("this morning"),
    Nearness.AFTERNOON: _("this afternoon"),
    Nearness.EVENING: _("this evening"),
    Nearness.TONIGHT: _("tonight"),
    Nearness.YESTERDAY: _("yesterday"),
    Nearness.LAST_EVENING: _("yesterday evening"),
}


def nearness(at: datetime, *, rhythm: Rhythm, now: datetime) -> Nearness:
    """How near an instant is to another for somebody who counts days by a rhythm; both with a time zone of their own.

    A day lasts until its hour of ending: what was written at one in the night is still of the evening before. What a
    clock that is ahead says of later is of today.

    >>> from datetime import UTC
    >>> berlin = Rhythm("Europe/Berlin", 3)
    >>> nearness(datetime(2026, 3, 4, 7, tzinfo=UTC), rhythm=berlin, now=datetime(2026, 3, 4, 20, tzinfo=UTC))
    <Nearness.MORNING: 'morning'>
    """
    wall_clock = at.astimezone(ZoneInfo(known_zone(rhythm.zone)))
    day, now_on = lived_at(wall_clock, rhythm), today(rhythm, now)
    hour = wall_clock.hour
    days = (now_on - day).days
    if days <= 0:
        return OF_TODAY[time_of_day(hour, rhythm.day_ends_at)]
    if days == 1:
        return Nearness.LAST_EVENING if is_evening(hour, rhythm.day_ends_at) else Nearness.YESTERDAY
    if days < DAYS_NAMED:
        return Nearness.WEEKDAY
    return Nearness.YEAR if day.year == now_on.year else Nearness.LONG_AGO
