"""A calendar as text (iCalendar, RFC 5545), byte for byte the same as long as nothing changes.

Times are instants in UTC: so every program shows them as its own clock will, before and after any
change to it. Reminders alone go by the clock of whoever looks, wherever they are. This module is loaded when the first calendar is asked for.
"""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from tracker.domain.calendars import CalendarEntry
from tracker.domain.days import ONE_DAY

MADE_BY = "-//Tend//Calendar//EN"
ASK_AGAIN = timedelta(hours=1)


def calendar_text(entries: Iterable[CalendarEntry], name: str) -> bytes:
    """The entries as a calendar of this name."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(event_of(entry))
    return bytes(calendar.to_ical())


def event_of(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at)
    event.add("created", entry.made_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.version)
    event.add("summary", entry.title)
    event.add("dtstart", entry.begins or entry.day)
    event.add("dtend", entry.ends or entry.day + ONE_DAY)
    event.add("transp", "OPAQUE" if entry.begins and not entry.sounds else "TRANSPARENT")
    if entry.sounds:
        event.add_component(alarm_of(entry))
    if entry.yearly:
        event.add("rrule", rule_of(entry))
    for name, text in (("location", entry.place), ("description", entry.note), ("url", entry.link)):
        if text:
            event.add(name, text)
    return event


def alarm_of(entry: CalendarEntry) -> Alarm:
    """What sounds at the beginning."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(0))
    alarm.add("description", entry.title)
    return alarm


def rule_of(entry: CalendarEntry) -> dict[str, str | int]:
    """Each year on the same date; the 29th of February on whichever day is February's last."""
    last_of_february = {"bymonth": 2, "bymonthday": -1} if entry.leaping else {}
    return {"freq": "yearly", **last_of_february}
