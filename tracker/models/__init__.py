"""The tables, one aggregate a file."""

from tracker.models.accounts import Device, Mail, Person
from tracker.models.checkins import CheckIn
from tracker.models.habits import Habit, Pause, Tick, Track
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
    "Tick",
    "Track",
]
