"""The tables, one aggregate a file."""

from tracker.models.accounts import Device, Mail, Person
from tracker.models.appointments import Appointment, ToBring
from tracker.models.checkins import Acknowledgement, CheckIn
from tracker.models.couples import Cover, MilestoneRow, Telling
from tracker.models.habits import Habit, Pause, Remark, TermRow, Tick, Track, TrackYear
from tracker.models.jar import JarNote, Opening
from tracker.models.limits import Limit
from tracker.models.outings import Feed, Outing, OwnIdea, RememberedDay
from tracker.models.reflections import Reflection
from tracker.models.spaces import Invitation, Proposal, Space
from tracker.models.summaries import AgreementRow, Printing, SummaryLink, Wants
from tracker.models.talks import TalkRow
from tracker.models.uploads import Arrival, Half, Upload, UploadPart
from tracker.models.wall import Note, Picture
from tracker.models.watching import watch
from tracker.models.withdrawals import Beginning, Withdrawal

__all__ = [
    "Acknowledgement",
    "AgreementRow",
    "Appointment",
    "Arrival",
    "Beginning",
    "CheckIn",
    "Cover",
    "Device",
    "Feed",
    "Habit",
    "Half",
    "Invitation",
    "JarNote",
    "Limit",
    "Mail",
    "MilestoneRow",
    "Note",
    "Opening",
    "Outing",
    "OwnIdea",
    "Pause",
    "Person",
    "Picture",
    "Printing",
    "Proposal",
    "Reflection",
    "Remark",
    "RememberedDay",
    "Space",
    "SummaryLink",
    "TalkRow",
    "Telling",
    "TermRow",
    "Tick",
    "ToBring",
    "Track",
    "TrackYear",
    "Upload",
    "UploadPart",
    "Wants",
    "Withdrawal",
    "watch",
]
