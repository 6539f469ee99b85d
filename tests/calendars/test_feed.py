"""The calendar as two independent parsers read it, across every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.rrule import rrulestr
from icalendar import Calendar
from sqlalchemy import select

from tests.databases import acting, kept
from tests.house.doors import everything
from tests.world import (
    ADAS_APPOINTMENT,
    ADAS_FEED,
    ADAS_OWN_DAY,
    ADAS_OWN_OUTING,
    APPOINTMENT,
    APPOINTMENT_WITH_DAN,
    BENS_OUTING,
    CLEOS_DAY,
    CLEOS_OUTING,
    DONE_OUTING,
    NOW,
    OUTING,
    OUTING_NOTE,
    OUTING_PLACE,
    OUTING_WITH_DAN,
    REMEMBERED,
    hidden_from,
    involve,
    outing,
    person,
)
from tracker.calendars import actions
from tracker.calendars.queries import entries_of
from tracker.calendars.text import calendar_text
from tracker.domain.calendars import CalendarEntry, EntryKind
from tracker.domain.outings import begins
from tracker.domain.remembered import Yearly, falls_on
from tracker.extensions import db
from tracker.models import Feed, Outing
from tracker.remembered import actions as remembered
from tracker.spaces import actions as spaces

PATH = f"/dates/feed/{ADAS_FEED}.ics"
ADAS = {
    ADAS_OWN_OUTING,
    OUTING_WITH_DAN,
    OUTING,
    BENS_OUTING,
    DONE_OUTING,
    ADAS_OWN_DAY,
    REMEMBERED,
    APPOINTMENT,
}


def by_icalendar(text):
    """Title, start, end, and rule of each entry, as the package reads them that also wrote them."""
    return [
        (
            str(each["SUMMARY"]),
            each.decoded("DTSTART"),
            each.decoded("DTEND"),
            each["RRULE"].to_ical().decode() if "RRULE" in each else "",
        )
        for each in Calendar.from_ical(text).walk("VEVENT")
    ]


def by_vobject(text):
    """The same, as another package reads them that knows nothing of ours."""
    calendar = vobject.readOne(text.decode())
    return [
        (
            each.summary.value,
            each.dtstart.value,
            each.dtend.value,
            each.rrule.value if hasattr(each, "rrule") else "",
        )
        for each in calendar.contents.get("vevent", [])
    ]


def alike(read):
    """Instants of any library as instants in UTC."""
    return [
        tuple(part.astimezone(UTC) if isinstance(part, datetime) else part for part in each) for each in read
    ]


def both(text):
    one, other = alike(by_icalendar(text)), alike(by_vobject(text))
    assert one == other
    return one


def test_two_parsers_read_what_a_person_may_see_and_nothing_else(guest):
    answer = guest.get(PATH)

    read = {title: (start, end, rule) for title, start, end, rule in both(answer.data)}
    assert read.keys() == ADAS
    assert read[OUTING] == (
        datetime(2026, 3, 12, 18, 30, tzinfo=UTC),
        datetime(2026, 3, 12, 20, 30, tzinfo=UTC),
        "",
    )
    assert read[BENS_OUTING] == (date(2026, 3, 29), date(2026, 3, 30), "")
    assert read[REMEMBERED] == (date(2014, 4, 1), date(2014, 4, 2), "FREQ=YEARLY")
    assert OUTING_PLACE in answer.text and OUTING_NOTE in answer.text
    assert {word for word in hidden_from("ada") if word in answer.text} == set()


def test_an_appointment_is_in_it_for_an_hour_when_it_is_for_both_and_only_then(guest):
    answer = guest.get(PATH)

    read = {title: (start, end) for title, start, end, _rule in both(answer.data)}
    assert read[APPOINTMENT] == (
        datetime(2026, 3, 17, 16, 15, tzinfo=UTC),
        datetime(2026, 3, 17, 17, 15, tzinfo=UTC),
    )
    assert [word for word in (ADAS_APPOINTMENT, APPOINTMENT_WITH_DAN) if word in answer.text] == []


CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Lisbon", date(2027, 3, 28)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Casablanca", date(2027, 2, 7)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
]


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_both_show_the_time_that_was_planned_before_during_and_after_a_change(zone, day):
    planned = {}
    for n in range(-3, 4):
        for hour in range(24):
            on = day + timedelta(days=n)
            planned[f"{on} {hour:02}:30"] = begins(on, time(hour, 30), zone)
    entries = [
        CalendarEntry(
            EntryKind.OUTING, title, title, at.date(), NOW, NOW, begins=at, ends=at + timedelta(hours=2)
        )
        for title, at in planned.items()
    ]

    read = both(calendar_text(entries, "Dates"))

    place = ZoneInfo(zone)
    odd = []
    for title, start, end, _rule in read:
        shown = start.astimezone(place).strftime("%Y-%m-%d %H:%M")
        assert end - start == timedelta(hours=2)
        if shown != title:
            odd.append((title, shown))
    # Only what the clock itself passes over is shown at another time, and later by what was skipped.
    asked = {title: datetime.strptime(title, "%Y-%m-%d %H:%M") for title, _shown in odd}
    assert all(
        timedelta() < datetime.strptime(shown, "%Y-%m-%d %H:%M") - asked[title] <= timedelta(hours=1)
        for title, shown in odd
    )
    assert len(odd) <= 1
    assert len(read) == 7 * 24


@pytest.mark.parametrize("year", [0, 2016, 2024])
def test_the_29th_of_february_comes_every_year_in_both(app, cleo, year):
    with acting(app):
        token = actions.renew(neutral=False, by=person("cleo"), now=NOW)
        remembered.remember("leap", Yearly(2, 29, year), by=person("cleo"), now=NOW)

    text = cleo.get(f"/dates/feed/{token}.ics").data

    (start, rule) = next((start, rule) for title, start, _end, rule in both(text) if title == "leap")
    vevent = next(each for each in vobject.readOne(text.decode()).vevent_list if each.summary.value == "leap")
    for days in (
        rrulestr(rule, dtstart=datetime.combine(start, time())),
        vevent.getrruleset(addRDate=True),
    ):
        found = [each.date() for each in days.between(datetime(2026, 1, 1), datetime(2033, 1, 1))]
        assert found == [falls_on(Yearly(2, 29), y) for y in range(2026, 2033)]


def test_neutral_titles_say_when_and_nothing_of_what(app, ada):
    ada.submit("/dates/feed", to="/dates/feed/titles", neutral="y")

    answer = ada.get(PATH)

    titles = {title for title, *_rest in both(answer.data)}
    assert titles == {"Time together", "A day to remember", "An appointment"}
    assert "canary" not in answer.text
    assert vobject.readOne(answer.text).x_wr_calname.value == "Time together"
    assert not any(word in answer.text for word in ("LOCATION", "DESCRIPTION", "URL:"))
    instants = sorted(start for _title, start, *_rest in both(answer.data) if isinstance(start, datetime))
    assert instants == [
        datetime(2026, 3, 12, 18, 30, tzinfo=UTC),
        datetime(2026, 3, 17, 16, 15, tzinfo=UTC),
    ]


def test_any_text_is_read_as_it_was_written(app, ada):
    words = "Tea; coffee, \\ “both”\nand\n\nمعًا 👩‍❤️‍👨 " + "long " * 100 + "END:VEVENT"
    with acting(app):
        outing("A: b; c, d\\e 🌱" + "x" * 90, date(2026, 3, 20), by="ada", note=words.strip())

    text = ada.get(PATH).data

    ours = next(e for e in Calendar.from_ical(text).walk("VEVENT") if str(e["SUMMARY"]).startswith("A: b"))
    theirs = next(
        each for each in vobject.readOne(text.decode()).vevent_list if each.summary.value.startswith("A: b")
    )
    assert str(ours["SUMMARY"]) == theirs.summary.value == "A: b; c, d\\e 🌱" + "x" * 90
    assert str(ours["DESCRIPTION"]) == theirs.description.value == words.strip()
    assert max(len(line) for line in text.split(b"\r\n")) <= 75


def entry(text, title):
    found = next(each for each in Calendar.from_ical(text).walk("VEVENT") if str(each["SUMMARY"]) == title)
    return (
        str(found["UID"]),
        int(found["SEQUENCE"]),
        found.decoded("LAST-MODIFIED"),
        found.decoded("DTSTART"),
    )


def test_a_change_keeps_the_entry_and_counts_on(world, ada, ben, moment):
    before = entry(ada.get(PATH).data, OUTING)
    moment.shift(timedelta(minutes=5))
    edit = f"/dates/{world.outings[OUTING]}/edit"
    ben.submit(edit, starts_at="20:30")

    after = entry(ada.get(PATH).data, OUTING)

    assert after[0] == before[0]
    assert (before[1], after[1]) == (0, 1)
    assert after[2] == NOW + timedelta(minutes=5)
    assert after[3] == datetime(2026, 3, 12, 19, 30, tzinfo=UTC)


def test_what_has_never_changed_is_the_first_version_of_itself(guest):
    text = guest.get(PATH).data

    unchanged = ADAS - {DONE_OUTING}
    assert {title: entry(text, title)[1] for title in unchanged} == dict.fromkeys(unchanged, 0)


def test_both_partners_calendars_name_an_entry_alike(inside):
    def uids(name):
        return {each.title: each.uid for each in entries_of(person(name), NOW, secret="s")}

    adas, bens = uids("ada"), uids("ben")
    assert {title: adas[title] for title in adas.keys() & bens.keys()} == {
        title: bens[title] for title in adas.keys() & bens.keys()
    }
    assert adas[OUTING] and len(set(adas.values())) == len(adas)


def test_what_is_called_off_deleted_or_long_over_is_not_in_it(world, ada, moment):
    ada.send(f"/dates/{world.outings[OUTING]}/off")
    titles = {title for title, *_rest in both(ada.get(PATH).data)}
    assert titles == ADAS - {OUTING}
    moment.shift(timedelta(days=400))

    with_days_alone = {title for title, *_rest in both(ada.get(PATH).data)}

    assert with_days_alone == {ADAS_OWN_DAY, REMEMBERED}


def test_a_program_that_has_it_already_is_told_so(ada, guest, world):
    first = guest.get(PATH)
    assert (first.headers["Cache-Control"], first.mimetype) == ("private, no-cache", "text/calendar")

    again = guest.get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Cache-Control"] == "private, no-cache"
    ada.send(f"/dates/{world.outings[OUTING]}/off")

    assert guest.get(PATH, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
    assert guest.head(PATH).status_code == 200


@pytest.mark.parametrize("token", ["x", "no-such-token", "²", "a" * 5000, "%00", "%ED%A0%80", "..", "%2e"])
def test_a_dead_address_is_not_there(guest, ada, token):
    for visitor in (guest, ada):
        assert visitor.get(f"/dates/feed/{token}.ics").status_code == 404


def test_reading_it_writes_nothing(app, guest):
    with app.app_context():
        before = everything()
        db.session.rollback()
    guest.get(PATH)

    with app.app_context():
        assert everything() == before
        db.session.rollback()


def test_it_needs_the_key_alone_and_no_form(guest):
    assert guest.post(PATH).status_code in (400, 404, 405)


def test_an_address_is_made_shown_once_and_never_kept(app, world, cleo, guest):
    assert cleo.submit("/dates/feed", neutral=[]).status_code == 303
    page = cleo.page("/dates/feed")
    link = next(
        given["value"] for tag, given in page.tags if tag == "input" and ".ics" in given.get("value", "")
    )
    token = link.rpartition("/")[2].removesuffix(".ics")

    assert {CLEOS_OUTING, CLEOS_DAY} == {
        title for title, *_ in both(guest.get(f"/dates/feed/{token}.ics").data)
    }
    assert token not in cleo.page("/dates/feed").source
    assert token not in str(cleo.session)
    (feed,) = kept(app, select(Feed).where(Feed.person_id == world.people["cleo"]))
    assert token not in feed.token_hash and len(token) >= 32


def test_a_new_one_ends_the_one_before(ada, guest):
    ada.send("/dates/feed")

    assert guest.get(PATH).status_code == 404


def test_it_can_be_ended_twice_as_once(ada, guest):
    for _time in range(2):
        assert ada.send("/dates/feed/revoke").status_code == 303

    assert guest.get(PATH).status_code == 404
    assert "Make my address" in ada.page("/dates/feed").text


def test_ending_one_s_own_leaves_the_others(app, ada, ben, guest):
    ben.send("/dates/feed")
    ben.send("/dates/feed/revoke")

    assert guest.get(PATH).status_code == 200


def test_it_can_be_made_so_often_an_hour(ada):
    assert [ada.send("/dates/feed").status_code for _ in range(21)] == [303] * 20 + [429]


def test_whoever_leaves_has_no_address_any_more_and_finds_their_own_things_under_a_new_one(app, guest):
    with acting(app):
        spaces.leave(by=person("ada"), now=NOW)
        token = actions.renew(neutral=False, by=person("ada"), now=NOW)

    titles = {title for title, *_rest in both(guest.get(f"/dates/feed/{token}.ics").data)}

    assert guest.get(PATH).status_code == 404
    assert titles == {
        *(ADAS_OWN_OUTING, OUTING, DONE_OUTING, OUTING_WITH_DAN),
        *(ADAS_OWN_DAY, REMEMBERED),
    }


def test_an_account_that_is_deleted_takes_its_address_along(app, guest):
    with acting(app):
        spaces.erase(by=person("ada"), now=NOW)

    assert guest.get(PATH).status_code == 404


def test_an_export_does_not_hold_the_secret(ada):
    assert ADAS_FEED.encode() not in ada.send("/settings/export").data


def test_a_zone_that_is_no_more_is_read_all_the_same(app, world, guest):
    involve("ada")
    with acting(app):
        db.session.get(Outing, world.outings[OUTING]).zone = "Middle/Earth"

    read = {title: start for title, start, *_rest in both(guest.get(PATH).data)}

    assert read[OUTING] == datetime(2026, 3, 12, 19, 30, tzinfo=UTC)
