"""What a calendar program is told: entries with an instant or a day, and as little as wished."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.domain.texts import _

SHOWN_BACK = timedelta(days=366)

NAME = _("Dates")
NEUTRAL_NAME = _("Time together")


class EntryKind(StrEnum):
    """What an entry is."""

    OUTING = "outing"
    REMEMBERED = "remembered"
    APPOINTMENT = "appointment"
    REMINDER = "reminder"


NEUTRAL_TITLES = {
    EntryKind.OUTING: _("Time together"),
    EntryKind.REMEMBERED: _("A day to remember"),
    EntryKind.APPOINTMENT: _("An appointment"),
    EntryKind.REMINDER: _("A small reminder"),
}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One entry. With ``begins`` and ``ends`` it is at an instant, else all of ``day``; ``yearly`` comes each year again.

    What begins by no zone's clock does so by that of whoever looks; with ``sounds`` an alarm goes off then.
    One on the last day of February that was meant for the 29th is ``leaping``. ``uid`` stays the same for good;
    ``version`` grows with every change.
    """

    kind: EntryKind
    uid: str
    title: str
    day: date
    made_at: datetime
    changed_at: datetime
    begins: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    note: str = ""
    link: str = ""
    version: int = 0
    yearly: bool = False
    leaping: bool = False
    sounds: bool = False


def neutral(entry: CalendarEntry, title: str) -> CalendarEntry:
    """An entry that says when, and nothing of what, where or how.

    >>> from datetime import UTC
    >>> at = datetime(2026, 3, 1, tzinfo=UTC)
    >>> neutral(CalendarEntry(EntryKind.OUTING, "1", "Tango", date(2026, 3, 2), at, at, place="Here"), "Busy").place
    ''
    """
    return replace(entry, title=title, place="", note="", link="")
