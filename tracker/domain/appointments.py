"""Appointments with people who help, and what to take along to them."""

from dataclasses import dataclass
from datetime import date, time

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
