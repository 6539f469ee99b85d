"""What somebody's file says of what was between them and a partner: it waits until the partner's file says the same.

One's own half comes back at once. The rest is kept beside it in as few words as will do: ids, days, and digests of the
other's words, never the words themselves.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zlib import compress, decompress

from tracker.appointments.things import APPOINTMENTS
from tracker.archives.plain import Id, built, plain
from tracker.archives.things import NO_ID, Space, Who
from tracker.checkins.things import Heard
from tracker.covers.things import Cover
from tracker.dates.things import OUTINGS
from tracker.domain.acknowledgements import CheckInQuestion, without
from tracker.domain.checkins import Answers
from tracker.domain.habits import Mode
from tracker.domain.reflections import ReflectionEntry
from tracker.habits.things import Asked
from tracker.ideas.things import IDEAS
from tracker.milestones.things import Milestone
from tracker.models import Appointment, Outing, OwnIdea, RememberedDay
from tracker.pauses.things import Pause
from tracker.remembered.things import REMEMBERED

# With the column in which it says what they are called.
PLANNED: Mapping[str, tuple[Any, type[Any], str]] = {
    "outings": (OUTINGS, Outing, "title"),
    "ideas": (IDEAS, OwnIdea, "title"),
    "remembered": (REMEMBERED, RememberedDay, "name"),
    "appointments": (APPOINTMENTS, Appointment, "who"),
}


@dataclass(frozen=True, slots=True)
class ClaimedRemark:
    """A remark of one's own on a track of the partner's."""

    day: date
    body: str
    private: bool
    written_at: datetime


@dataclass(frozen=True, slots=True)
class ReadRemark:
    """That the partner has written about a day of one's own line, with the digest of what one has read."""

    day: date
    digest: str


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """The days of a line of touch, which nobody adds to later."""

    whose: Who
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A habit that was there for both; ``row`` is the one here that holds one's own ticks.

    Of one that both tend it is said how it counted: since when, until when, what it asked for, the digest of its ``unit``;
    of one of touch its ``lines``. ``came`` is the digest of one of one's own, as it came. ``remarks`` are those of one's
    own on the other's line, and of the other's on one's own it is known what one has ``read``.
    """

    id: Id
    mine: bool
    mode: Mode
    row: Id = NO_ID
    remarks: tuple[ClaimedRemark, ...] = ()
    starts_on: date | None = None
    archived_on: date | None = None
    asks: tuple[Asked, ...] = ()
    unit: str = ""
    lines: tuple[ClaimedLine, ...] = ()
    came: str = ""
    read: tuple[ReadRemark, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedCheckIn:
    """A check-in that had opened to the one who did not write it, with the digest of what they read."""

    id: Id
    mine: bool
    week: date
    digest: str
    opened_at: datetime | None = None
    shut: tuple[CheckInQuestion, ...] = ()
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """Words from one to the other, or something for both; ``row`` is the copy of it here, of what is not one's own.

    ``digest`` is that of words from the jar, in a reflection of one's own, or of a plan or its copy as it came, ``at`` when a reflection was shared, ``by_other`` that the partner prepares, ``by_both`` that both do.
    """

    id: Id
    mine: bool
    kind: str
    row: Id = NO_ID
    digest: str = ""
    at: datetime | None = None
    by_other: bool = False
    by_both: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one half says of what was between two. ``colours`` and ``joined_on`` are one's own, then the partner's.

    ``order`` is that of the habits: by their rows where they are one's own, else by the ids they had. What was ``sealed``,
    or only begun, one alone knows the words of. ``listed_until`` is the last number in the list of what was taken back by then: of
    whatever stands there after it, one has thought better since. ``came_at`` is when the file came. ``touch_numbers`` says
    that one wanted the numbers of touch with that partner, and ``exported_on`` of which day the file is.
    """

    space: Space
    joined_on: tuple[date, date]
    colours: tuple[str, str]
    order: tuple[Id, ...] = ()
    habits: tuple[Kept, ...] = ()
    check_ins: tuple[OpenedCheckIn, ...] = ()
    sealed: tuple[OpenedCheckIn, ...] = ()
    said: tuple[Said, ...] = ()
    covers: tuple[Cover, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    pauses: tuple[Pause, ...] = ()
    listed_until: int = 0
    came_at: datetime | None = None
    touch_numbers: bool = False
    exported_on: date | None = None

    @property
    def packed(self) -> bytes:
        """As it is kept."""
        return compress(json.dumps(plain(self), ensure_ascii=False, separators=(",", ":")).encode())

    @staticmethod
    def unpacked(kept: bytes) -> "Claims":
        """What was kept."""
        found: Claims = built(Claims, json.loads(decompress(kept)))
        return found


def digest_of(answers: Answers, shut: tuple[CheckInQuestion, ...]) -> str:
    """The digest of answers as the other reads them."""
    read = replace(without(answers, shut), private_line="", mutual=False)
    return digest(json.dumps(plain(read), sort_keys=True))


def digest_of_entry(entry: ReflectionEntry) -> str:
    """The digest of what a reflection says."""
    return digest(json.dumps(plain(entry), sort_keys=True))


def digest(words: str) -> str:
    """By which words are known again that are not kept."""
    return sha256(words.encode()).hexdigest()
