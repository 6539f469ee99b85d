"""The tables, one aggregate a file."""

from tracker.models.accounts import (
    AccountEventRow,
    AddressCode,
    Admission,
    Device,
    Person,
    Registration,
)
from tracker.models.appointments import Appointment, ToBring
from tracker.models.checkins import Acknowledgement, CheckIn
from tracker.models.couples import Cover, MilestoneRow, Telling
from tracker.models.doings import Booking
from tracker.models.factors import CodeApp, Passkey, RecoveryCode
from tracker.models.habits import Habit, TermRow
from tracker.models.hands import Hand
from tracker.models.insights import InsightRow
from tracker.models.jar import JarNote, Opening
from tracker.models.limits import Limit
from tracker.models.mails import Mail
from tracker.models.outings import Feed, Outing, OwnIdea, RememberedDay
from tracker.models.pauses import Pause
from tracker.models.pushing import PushSubscription
from tracker.models.reflections import Reflection
from tracker.models.reminders import PlannedReminder, ReminderRow, ReminderWays
from tracker.models.spaces import Invitation, Proposal, Space
from tracker.models.summaries import AgreementRow, Printing, SummaryLink, Wants
from tracker.models.talks import TalkRow
from tracker.models.tidings import TidingRow
from tracker.models.tracks import Remark, Tick, Track, TrackYear, Untick
from tracker.models.uploads import Arrival, Half, Upload, UploadPart
from tracker.models.wall import DraftRow, Note, Picture
from tracker.models.watching import watch
from tracker.models.withdrawals import Beginning, Withdrawal

__all__ = [
    "AccountEventRow",
    "Acknowledgement",
    "AddressCode",
    "Admission",
    "AgreementRow",
    "Appointment",
    "Arrival",
    "Beginning",
    "Booking",
    "CheckIn",
    "CodeApp",
    "Cover",
    "Device",
    "DraftRow",
    "Feed",
    "Habit",
    "Half",
    "Hand",
    "InsightRow",
    "Invitation",
    "JarNote",
    "Limit",
    "Mail",
    "MilestoneRow",
    "Note",
    "Opening",
    "Outing",
    "OwnIdea",
    "Passkey",
    "Pause",
    "Person",
    "Picture",
    "PlannedReminder",
    "Printing",
    "Proposal",
    "PushSubscription",
    "RecoveryCode",
    "Reflection",
    "Registration",
    "Remark",
    "RememberedDay",
    "ReminderRow",
    "ReminderWays",
    "Space",
    "SummaryLink",
    "TalkRow",
    "Telling",
    "TermRow",
    "Tick",
    "TidingRow",
    "ToBring",
    "Track",
    "TrackYear",
    "Untick",
    "Upload",
    "UploadPart",
    "Wants",
    "Withdrawal",
    "watch",
]
