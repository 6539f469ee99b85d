from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain.days import Rhythm
from tracker.domain.nearness import NAMES, Nearness, nearness

LISBON = Rhythm("UTC", 3)
NOW = datetime(2026, 3, 4, 21, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (datetime(2026, 3, 4, 3), Nearness.MORNING),
        (datetime(2026, 3, 4, 11, 59), Nearness.MORNING),
        (datetime(2026, 3, 4, 12), Nearness.AFTERNOON),
        (datetime(2026, 3, 4, 17, 59), Nearness.AFTERNOON),
        (datetime(2026, 3, 4, 18), Nearness.EVENING),
        (datetime(2026, 3, 4, 2, 59), Nearness.LAST_EVENING),
        (datetime(2026, 3, 3, 18), Nearness.LAST_EVENING),
        (datetime(2026, 3, 3, 17, 59), Nearness.YESTERDAY),
        (datetime(2026, 3, 3, 3), Nearness.YESTERDAY),
        (datetime(2026, 3, 3, 2, 59), Nearness.WEEKDAY),
        (datetime(2026, 2, 26, 3), Nearness.WEEKDAY),
        (datetime(2026, 2, 26, 2, 59), Nearness.YEAR),
        (datetime(2026, 1, 1, 3), Nearness.YEAR),
        (datetime(2026, 1, 1, 2, 59), Nearness.LONG_AGO),
        (datetime(2026, 3, 4, 21, 59), Nearness.EVENING),
        (datetime(2026, 3, 4, 22), Nearness.TONIGHT),
        (datetime(2026, 3, 4, 23), Nearness.TONIGHT),
        (datetime(2026, 3, 9, 9), Nearness.MORNING),
    ],
)
def test_what_was_written_is_named_by_how_near_it_is(at, found):
    assert nearness(at.replace(tzinfo=UTC), rhythm=LISBON, now=NOW) is found


def test_in_the_night_what_was_written_a_moment_ago_is_of_tonight():
    night = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)

    assert nearness(night - timedelta(minutes=5), rhythm=LISBON, now=night) is Nearness.TONIGHT
    assert nearness(night - timedelta(hours=3), rhythm=LISBON, now=night) is Nearness.TONIGHT
    assert nearness(night - timedelta(hours=4), rhythm=LISBON, now=night) is Nearness.EVENING


def test_hours_are_those_of_whoever_reads():
    at, now = datetime(2026, 3, 4, 20, tzinfo=UTC), datetime(2026, 3, 4, 21, tzinfo=UTC)

    assert nearness(at, rhythm=Rhythm("Pacific/Auckland", 3), now=now) is Nearness.MORNING


def test_all_within_two_days_have_words():
    assert set(NAMES) == set(Nearness) - {Nearness.WEEKDAY, Nearness.YEAR, Nearness.LONG_AGO}
