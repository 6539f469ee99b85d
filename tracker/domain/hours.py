"""The times of a day, as one says them by one's own clock. No other place knows at which hour one of them begins, but for
the light in the garden, which goes by the sun.
"""

from enum import StrEnum

LATE = 20  # from then on one says good night


class TimeOfDay(StrEnum):
    """A part of a day, in the order in which it is lived: its night is its last one."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


ENDS = ((12, TimeOfDay.MORNING), (18, TimeOfDay.AFTERNOON), (22, TimeOfDay.EVENING))
DARK = frozenset({TimeOfDay.EVENING, TimeOfDay.NIGHT})


def time_of_day(hour: int, day_ends_at: int) -> TimeOfDay:
    """The time of the day that is lived at an hour of the clock: until it ends, it is still its night.

    >>> [time_of_day(hour, day_ends_at=6).value for hour in (5, 6, 12, 18, 22)]
    ['night', 'morning', 'afternoon', 'evening', 'night']
    """
    if hour < day_ends_at:
        return TimeOfDay.NIGHT
    return next((time for until, time in ENDS if hour < until), TimeOfDay.NIGHT)


def is_evening(hour: int, day_ends_at: int = 0) -> bool:
    """Whether it is evening or night.

    >>> [is_evening(hour, day_ends_at=3) for hour in (2, 3, 17, 18, 23)]
    [True, False, False, True, True]
    """
    return time_of_day(hour, day_ends_at) in DARK


def is_late(hour: int, day_ends_at: int) -> bool:
    """Whether the day that is lived comes to its end.

    >>> [is_late(hour, day_ends_at=3) for hour in (2, 3, 19, 20)]
    [True, False, False, True]
    """
    return hour < day_ends_at or hour >= LATE
