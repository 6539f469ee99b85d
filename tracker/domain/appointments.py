"""Appointments with people who help, and what to take along to them."""

from dataclasses import dataclass
from datetime import date, time

from tracker.domain.texts import _

WHO_LENGTH = 120
PLACE_LENGTH = 200
REACH_LENGTH = 200
NOTE_LENGTH = 2000
ITEM_LENGTH = 120
ITEMS_AN_APPOINTMENT = 40
DELETED_ITEMS = 10  # that can be put back


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment as somebody means it to be. Without a time it is for the day."""

    who: str
    day: date
    starts_at: time | None = None
    place: str = ""
    reach: str = ""
    note: str = ""


TO_BRING = (
    _("What brings us here, in three sentences"),
    _("What should be different in three months"),
    _("The questions not to be forgotten"),
    _("The summary, printed"),
    _("The insurance card"),
    _("The referral, if there is one"),
    _("A list of medicines"),
    _("Something to write with"),
    _("Handkerchiefs, and time for a walk afterwards"),
)
