"""The season and the light in which somebody finds the garden, by their own clock and by where their zone lies.

North and south of the tropics the year has four seasons, each of three whole months. Between the tropics, and where it is
not known how far from the equator somebody lives, it has none, and days are as long as nights.
"""

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum

TROPIC = 23.44  # degrees from the equator: as far as the sun ever stands overhead
MONTHS_A_SEASON = 3
SEASONS_A_YEAR = 4


class Season(StrEnum):
    """A quarter of the year, from the one that the northern year begins in."""

    NONE = ""
    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"


class Light(StrEnum):
    """What the sky is like."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


# The hours at which dawn, day, dusk and night begin.
HOURS: Mapping[Season, tuple[int, int, int, int]] = {
    Season.NONE: (5, 7, 18, 20),
    Season.WINTER: (7, 9, 16, 18),
    Season.SPRING: (5, 7, 18, 20),
    Season.SUMMER: (4, 6, 20, 22),
    Season.AUTUMN: (6, 8, 17, 19),
}


def season_on(day: date, latitude: float) -> Season:
    """The season on a date, so many degrees north of the equator, or south where they are negative; 0 where that is unknown.

    >>> season_on(date(2026, 11, 30), 52.5), season_on(date(2026, 11, 30), -36.9)
    (<Season.AUTUMN: 'autumn'>, <Season.SPRING: 'spring'>)
    >>> season_on(date(2026, 11, 30), 1.3)
    <Season.NONE: ''>
    """
    if abs(latitude) <= TROPIC:
        return Season.NONE
    half_a_year = 0 if latitude > 0 else 2
    northern = day.month % 12 // MONTHS_A_SEASON
    four = (Season.WINTER, Season.SPRING, Season.SUMMER, Season.AUTUMN)
    return four[(northern + half_a_year) % SEASONS_A_YEAR]


def light_at(clock: time, season: Season) -> Light:
    """What the sky is like at a time of somebody's own clock: winters have short days, summers long ones.

    >>> light_at(time(18, 30), Season.WINTER), light_at(time(18, 30), Season.SUMMER)
    (<Light.NIGHT: 'night'>, <Light.DAY: 'day'>)
    """
    begun = [
        light
        for light, hour in zip((Light.DAWN, Light.DAY, Light.DUSK, Light.NIGHT), HOURS[season], strict=True)
        if clock.hour >= hour
    ]
    return begun[-1] if begun else Light.NIGHT
