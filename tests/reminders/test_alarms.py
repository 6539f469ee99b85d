from datetime import timedelta

import icalendar
import pytest

from tests.reminders.doing import choose
from tests.world import ADAS_FEED, EACH, NOW, TODAY

FEED = f"/dates/feed/{ADAS_FEED}.ics"


@pytest.fixture
def walk(app, ada, world):
    """Ada is reminded of something each evening, and wants alarms."""
    ada.submit(f"/habits/{world.habits[EACH]}/reminders", first="21:30")
    with app.app_context():
        choose(by_alarm=True)


def alarms(visitor):
    calendar = icalendar.Calendar.from_ical(visitor.get(FEED).data)
    return [each for each in calendar.walk("VEVENT") if each.walk("VALARM")]


def test_an_alarm_goes_by_the_clock_of_whoever_hears_it_and_tells_nothing(guest, walk):
    (first, *more) = alarms(guest)

    assert first["DTSTART"].dt.tzinfo is None
    assert f"{first['DTSTART'].dt:%H:%M}" == "21:30"
    assert {str(each["SUMMARY"]) for each in (first, *more)} == {"A small reminder"}
    assert "URL" not in first and "DESCRIPTION" not in first
    (alarm,) = first.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt, str(alarm["DESCRIPTION"])) == (
        "DISPLAY",
        timedelta(0),
        "A small reminder",
    )


def test_it_stands_in_the_calendar_for_five_minutes(guest, walk):
    lengths = {each["DTEND"].dt - each["DTSTART"].dt for each in alarms(guest)}

    assert lengths == {timedelta(minutes=5)}


def test_it_sounds_on_days_that_ask_for_it_and_are_not_done(ada, guest, walk, world):
    before = [each["DTSTART"].dt.date() for each in alarms(guest)]
    track = world.tracks[EACH] if hasattr(world, "tracks") and EACH in world.tracks else None

    ada.submit("/pauses", starts_on=str(TODAY + timedelta(days=2)), ends_on=str(TODAY + timedelta(days=4)))

    after = [each["DTSTART"].dt.date() for each in alarms(guest)]
    assert set(before) - set(after) == {TODAY + timedelta(days=number) for number in (2, 3, 4)}
    assert track is None or set(after) < set(before)


def test_it_says_what_its_owner_chose(app, guest, walk):
    with app.app_context():
        choose(by_alarm=True, details=True)
    assert {str(each["SUMMARY"]) for each in alarms(guest)} == {EACH}

    with app.app_context():
        choose(by_alarm=True, wording="Water the plants")
    assert {str(each["SUMMARY"]) for each in alarms(guest)} == {"Water the plants"}


def test_without_the_wish_there_is_none(app, guest, walk):
    with app.app_context():
        choose(by_alarm=False)

    assert alarms(guest) == []


def test_the_feed_stays_the_same_while_nothing_changes(guest, walk, moment):
    first = guest.get(FEED).data
    moment.move_to(NOW + timedelta(hours=1))

    assert guest.get(FEED).data == first
