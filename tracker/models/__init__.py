"""The tables, one aggregate a file."""

from tracker.models.accounts import Device, Mail, Person
from tracker.models.checkins import CheckIn
from tracker.models.habits import Habit, Pause, TermRow, Tick, Track, TrackYear
from tracker.models.limits import Limit
from tracker.models.spaces import Invitation, Space
from tracker.models.wall import Note

__all__ = [
    "CheckIn",
    "Device",
    "Habit",
    "Invitation",
    "Limit",
    "Mail",
    "Note",
    "Pause",
    "Person",
    "Space",
    "TermRow",
    "Tick",
    "Track",
    "TrackYear",
]
