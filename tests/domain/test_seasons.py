from datetime import date, time

import pytest

from tracker.domain.seasons import HOURS, TROPIC, Light, Season, light_at, season_on

BERLIN, AUCKLAND, SINGAPORE, NOWHERE = 52.5, -36.87, 1.28, 0.0


@pytest.mark.parametrize(
    ("month", "north", "south"),
    [
        (12, Season.WINTER, Season.SUMMER),
        (2, Season.WINTER, Season.SUMMER),
        (3, Season.SPRING, Season.AUTUMN),
        (5, Season.SPRING, Season.AUTUMN),
        (6, Season.SUMMER, Season.WINTER),
        (8, Season.SUMMER, Season.WINTER),
        (9, Season.AUTUMN, Season.SPRING),
        (11, Season.AUTUMN, Season.SPRING),
    ],
)
def test_the_south_has_the_other_season(month, north, south):
    day = date(2026, month, 1)

    assert (season_on(day, BERLIN), season_on(day, AUCKLAND)) == (north, south)


@pytest.mark.parametrize("latitude", [SINGAPORE, NOWHERE, TROPIC, -TROPIC])
def test_the_tropics_have_no_season_and_neither_has_what_is_unknown(latitude):
    assert {season_on(date(2026, month, 1), latitude) for month in range(1, 13)} == {Season.NONE}


SKIES = {Light.NIGHT: " ", Light.DAWN: "'", Light.DAY: "=", Light.DUSK: ","}


@pytest.mark.parametrize(
    ("season", "from_midnight_on"),
    [
        (Season.NONE, "     ''===========,,    "),
        (Season.WINTER, "       ''=======,,      "),
        (Season.SPRING, "     ''===========,,    "),
        (Season.SUMMER, "    ''==============,,  "),
        (Season.AUTUMN, "      ''=========,,     "),
    ],
)
@pytest.mark.parametrize("minute", [0, 59])
def test_the_sky_goes_by_the_hour_and_days_are_longest_in_summer(season, from_midnight_on, minute):
    skies = "".join(SKIES[light_at(time(hour, minute), season)] for hour in range(24))

    assert skies == from_midnight_on


def test_each_season_has_all_four_lights_in_their_order():
    for season in Season:
        through_the_day = [light_at(time(hour), season) for hour in range(24)]
        changes = [
            light for n, light in enumerate(through_the_day) if n == 0 or light is not through_the_day[n - 1]
        ]
        assert changes == [Light.NIGHT, *Light]
        assert list(HOURS[season]) == sorted(HOURS[season])
