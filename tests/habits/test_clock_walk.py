"""The clock walks on, over changes of daylight time, leap days and the turn of the year, while two people live far apart,
move, and tick; at every stop all that Tend says is what the slow reference makes of the same history."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests import references
from tests.references import Asked, outcome_of
from tests.settled import assert_settled
from tests.whole import RUN, many
from tests.world import person, planted
from tracker.domain.habits import Mode
from tracker.domain.schedules import DAILY, OnWeekdays, TimesAMonth, TimesAWeek, TimesInDays
from tracker.extensions import db
from tracker.garden.queries import garden_page
from tracker.habits import actions
from tracker.habits.tracks import track_to_tick, tracks_of
from tracker.models import Habit, Tick
from tracker.spaces import actions as spaces
from tracker.today.queries import today_page

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVERY_DAY = frozenset(range(7))
DAYS = 16

SEASONS = {
    "spring in Europe and America": datetime(2027, 3, 6, 5, tzinfo=UTC),
    "autumn in Europe and America": datetime(2027, 10, 23, 5, tzinfo=UTC),
    "the end of February in a leap year": datetime(2028, 2, 22, 5, tzinfo=UTC),
    "the end of February in a common year": datetime(2027, 2, 22, 5, tzinfo=UTC),
    "New Year": datetime(2026, 12, 26, 5, tzinfo=UTC),
}
HOMES = {
    "the ends of the earth": ("Pacific/Pago_Pago", "Pacific/Kiritimati"),
    "half an hour of summer": ("Australia/Lord_Howe", "America/St_Johns"),
    "across the Atlantic": ("Europe/Berlin", "America/New_York"),
}
# In every run each season once, and every kind of home; all together where there is time.
WALKS = [
    (season, home)
    for number, season in enumerate(SEASONS)
    for home in (HOMES if RUN.whole else [[*HOMES][number % len(HOMES)]])
]
HABITS = {
    "daily": (Mode.EACH, DAILY, {"per": "weekdays", "weekdays": EVERY_DAY}),
    "some days": (
        Mode.EACH,
        OnWeekdays(frozenset({0, 2, 6})),
        {"per": "weekdays", "weekdays": frozenset({0, 2, 6})},
    ),
    "weekly": (Mode.TOGETHER, TimesAWeek(3), {"per": "week", "times": 3}),
    "monthly": (Mode.EACH, TimesAMonth(2), {"per": "month", "times": 2}),
    "blocks": (Mode.TOGETHER, TimesInDays(2, 5), {"per": "days", "times": 2, "days": 5}),
}


@pytest.mark.everybodys("all that is folded is folded again")
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("season", "home"), WALKS)
def test_the_clock_walks(keeper, inside, season, home):
    begin, homes = SEASONS[season], HOMES[home]
    chance = random.Random(f"{begin} {homes}")
    settle_down(begin, homes)
    for number in range(DAYS):
        now = begin + number * DAY + chance.randrange(24) * HOUR
        for name in ("ada", "ben"):
            tick_something(name, now, chance)
        if number == 8:  # they change places, and one of them their hours
            for name, zone in zip(("ada", "ben"), reversed(homes), strict=True):
                spaces.live_by(person(name), zone=zone, day_ends_at=chance.choice([0, 3, 11]), now=now)
        if number % many(2, 1) == 0 or number == DAYS - 1:
            look_at_everything(now)


def settle_down(begin, homes):
    """Only these habits, from the day that it is for both: whoever is ahead has planted them."""
    db.session.query(Habit).delete()
    for name, zone in zip(("ada", "ben"), homes, strict=True):
        spaces.live_by(person(name), zone=zone, day_ends_at=3, now=begin)
    since = min(today(name, begin) for name in ("ada", "ben"))
    for name, (mode, schedule, _asked) in HABITS.items():
        planted(name, by="ada", mode=mode, schedule=schedule, since=since)


def today(name, now):
    who = person(name)
    return references.today(who.zone, who.day_ends_at, now)


def tick_something(name, now, chance):
    for track in own_tracks(name):
        for day in (today(name, now), today(name, now) - DAY):
            if day >= track.starts_on and chance.random() < 0.5:
                ticker = person(name)
                actions.tick(track_to_tick(ticker, track.id), day, by=ticker, now=now)


def own_tracks(name):
    who = person(name)
    return [each for each in tracks_of(who, since=date.min) if each.owner_id in (None, who.id)]


def look_at_everything(now):
    assert_settled("ada", now)
    todays = {person(name).id: today(name, now) for name in ("ada", "ben")}
    for name in ("ada", "ben"):
        page = today_page(person(name), None, now)
        assert page.head.today == page.head.day == today(name, now)
        shown = {
            mark.track_id: mark.streak
            for row in page.rows
            for mark in (row.own, row.partners, row.shared)
            if mark
        }
        for track in tracks_of(person(name), since=date.min):
            assert outcome_of(shown[track.id]) == slow_streak(track, todays), (
                name,
                track.habit.name,
            )
    strengths = [slow_strength(each, todays) for each in tracks_of(person("ada"), since=date.min)]
    plant = garden_page(person("ada"), now).beds[3].plant
    assert plant.strength == pytest.approx(sum(strengths) / len(strengths))


def told(track, todays):
    """The whole of a track's history, in the reference's words."""
    _mode, _schedule, asked = HABITS[track.habit.name]
    days = [todays[track.owner_id]] if track.owner_id else list(todays.values())
    return {
        "terms": [Asked(track.habit.starts_on, **asked)],
        "starts_on": track.starts_on,
        "ends_on": date.max,
        "ticks": dict.fromkeys(db.session.scalars(select(Tick.day).where(Tick.track_id == track.id)), -1),
        "pauses": [],
        "today": max(days),
        "first_open_day": min(days) - DAY,
    }


def slow_streak(track, todays):
    return references.streak_over(references.judged_track(**told(track, todays), first_weekday=0))


def slow_strength(track, todays):
    return references.strength(**told(track, todays))
