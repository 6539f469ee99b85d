"""What an export holds: everything that one person may see, told as "me" and "partner", without a database's ids.

Habits go by keys that are made up for the export (h1, h2 …), in the order in which their owner sees them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tracker.archives.plain import BESIDE
from tracker.domain.acknowledgements import CheckInQuestion as Question
from tracker.domain.checkins import Answers
from tracker.domain.checkins import CheckInState as State
from tracker.domain.habits import Mode
from tracker.domain.outings import OPEN_END
from tracker.domain.outings import OutingState as Outcome
from tracker.domain.reflections import ReflectionEntry as Entry
from tracker.domain.schedules import OnWeekdays, Per, Schedule, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.streaks import NO_DAY
from tracker.domain.terms import WHOLE, Terms, counted_by


class Who(StrEnum):
    """Whose something is, or whom it is for, as seen by the one whose export it is.

    ``FORMER`` is somebody who has left, ``WAITING`` whoever will join.
    """

    ME = "me"
    PARTNER = "partner"
    TOGETHER = "together"
    FORMER = "former"
    WAITING = "waiting"
    NOBODY = "nobody"


Keys = Mapping[str, str]  # of the habits that stay for one alone: the new key of each by its old one
APART = {
    "habits",
    "pauses",
    "pictures",
}  # fields of which what stays for one alone does not follow from each thing


def left(who: Who) -> Who:
    """Who somebody is for one alone: whoever was the partner is somebody who has left."""
    return Who.FORMER if who is Who.PARTNER else who


@dataclass(frozen=True, slots=True)
class Turn:
    """How weeks lie from a day on; from the beginning where no day is given."""

    first_weekday: int
    check_in_weekday: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """The space and its ways; weekdays are numbered from 0 for Monday. ``turns`` is empty where weeks have always lain alike."""

    name: str
    first_weekday: int
    check_in_weekday: int
    strict: bool
    founded_on: date
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """The one whose export it is. Their day ends at an hour of ``zone``."""

    name: str
    colour: str
    zone: str
    day_ends_at: int
    joined_on: date


@dataclass(frozen=True, slots=True)
class Partner:
    """The other, as far as anybody but them is told."""

    name: str
    colour: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class Figures:
    """A streak on the day of the export, counted in kept periods; what has not been lasts from `NO_DAY`."""

    length: int = 0
    first_on: date = NO_DAY
    last_on: date = NO_DAY
    longest: int = 0
    longest_first_on: date = NO_DAY
    longest_last_on: date = NO_DAY
    graces: int = 0
    resting_length: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that was ticked. The amount is in thousandths of the unit; the instant is told of one's own alone."""

    day: date
    amount: int = WHOLE
    ticked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote about a day; the partner's only if it is shared, and without its instant."""

    day: date
    by: Who
    body: str
    private: bool = False
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A line of ticks with what it has come to; strength from 0 to 1, to four decimals."""

    whose: Who
    starts_on: date
    streak: Figures
    strength: float
    ticks: tuple[Tick, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a habit asks for from a day on: on ``weekdays``, or ``times`` a week, a month, or in so many ``days``.

    ``goal`` is in thousandths of the habit's unit.
    """

    since: date
    per: Per
    weekdays: tuple[int, ...] = ()
    times: int = 0
    days: int = 0
    goal: int = 0

    @property
    def terms(self) -> Terms:
        """The same as the domain knows it; raises ``ValueError`` for what cannot be asked."""
        return Terms(self.since, self.schedule, self.goal)

    @property
    def schedule(self) -> Schedule:
        """The schedule alone."""
        match self.per:
            case Per.WEEKDAYS:
                return OnWeekdays(frozenset(self.weekdays))
            case Per.WEEK:
                return TimesAWeek(self.times)
            case Per.MONTH:
                return TimesAMonth(self.times)
            case Per.DAYS:
                return TimesInDays(self.times, self.days)


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit with its tracks. ``position`` counts from 1 over all that are in the export."""

    key: str
    position: int
    name: str
    strategy: str
    mode: Mode
    owner: Who
    shared: bool
    starts_on: date
    asks: tuple[Asked, ...]
    tracks: tuple[Track, ...]
    cue: str = ""
    unit: str = ""
    archived_on: date | None = None

    @property
    def terms(self) -> tuple[Terms, ...]:
        """What it asked for from which day on."""
        return tuple(each.terms for each in self.asks)

    @property
    def counted_by(self) -> str:
        """What its kept periods are counted in."""
        return counted_by(self.terms)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing was asked: of somebody, of both, or of the habit with this key alone."""

    whose: Who
    starts_on: date
    ends_on: date
    habit: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """That an answer was heard, by whom, and with which line; the instant is told of one's own alone."""

    question: Question
    by: Who
    line: str = ""
    heard_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A week's check-in, named by the week's first date; the partner's only once it has opened to me.

    ``habit`` is the key of the one that my small thing has become.
    """

    week: date
    by: Who
    state: State
    answers: Answers
    saved_at: datetime | None = None
    opened_at: datetime | None = None
    opened_to: Who = Who.NOBODY
    habit: str = ""
    heard: tuple[Heard, ...] = ()

    def alone(self, keys: Keys) -> "CheckIn | None":
        """One's own, sealed for nobody: nobody who joins later may find it waiting for them."""
        if self.by is not Who.ME:
            return None
        state = State.KEPT if self.state is State.SEALED else self.state
        heard = tuple(replace(each, by=left(each.by)) for each in self.heard)
        habit = keys.get(self.habit, "")
        return replace(self, state=state, opened_to=left(self.opened_to), habit=habit, heard=heard)


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a note, by its number among those of the archive, from 1, and what is to be seen on it."""

    number: int
    width: int
    height: int
    description: str = ""

    @property
    def file(self) -> str:
        """The file it lies in beside the others."""
        return f"pictures/{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the wall, with its picture, with what was answered to it, and the key of the habit it is about."""

    by: Who
    to: Who
    body: str
    written_at: datetime
    edited_at: datetime | None = None
    strategy: str = ""
    habit: str = ""
    reaction: str = ""
    answer: str = ""
    pinned: bool = False
    picture: Picture | None = None

    def alone(self, keys: Keys) -> "Note":
        """The letter stays, about a habit that stays as well."""
        return replace(self, by=left(self.by), to=left(self.to), habit=keys.get(self.habit, ""))


@dataclass(frozen=True, slots=True)
class JarNote:
    """A note of mine in the rainy-day jar. Whether it was opened is told to nobody."""

    to: Who
    body: str
    written_at: datetime

    def alone(self, keys: Keys) -> "JarNote":
        """It stays, whomever it was for."""
        return replace(self, to=left(self.to))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note from the jar that I have opened, as it was then."""

    by: Who
    body: str
    opened_on: date

    def alone(self, keys: Keys) -> "Opened":
        """It stays, whoever it was from."""
        return replace(self, by=left(self.by))


@dataclass(frozen=True, slots=True)
class Reflection:
    """What somebody wrote for themselves; the partner's only while it is shared with me, and without its instants."""

    by: Who
    written_on: date
    entry: Entry
    created_at: datetime | None = None
    saved_at: datetime | None = None
    shared_at: datetime | None = None

    def alone(self, keys: Keys) -> "Reflection | None":
        """One's own, shared with nobody."""
        return replace(self, shared_at=None) if self.by is Who.ME else None


@dataclass(frozen=True, slots=True)
class Cover:
    """A day on which one stood in for the other. Whether it was declined is told to the one it was for alone."""

    day: date
    covered: Who
    line: str
    given_at: datetime
    declined: bool = False

    def alone(self, keys: Keys) -> None:
        """It stood for a day of two."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that both have come to."""

    kind: str
    number: int
    reached_on: date

    def alone(self, keys: Keys) -> None:
        """It is what two came to."""


@dataclass(frozen=True, slots=True)
class Outing:
    """A date. ``starts_at`` is a time such as 19:30 on the wall clock of ``zone``, or empty; who prepares it may be nobody."""

    by: Who
    title: str
    day: date
    zone: str
    state: Outcome = Outcome.PLANNED
    starts_at: str = ""
    minutes: int = OPEN_END
    place: str = ""
    prepared_by: Who = Who.NOBODY
    note: str = ""
    line: str = ""
    shared: bool = False

    def alone(self, keys: Keys) -> "Outing":
        """A date as one alone remembers or still plans it."""
        prepared_by = Who.NOBODY if self.prepared_by is Who.PARTNER else self.prepared_by
        return replace(self, by=Who.ME, shared=False, prepared_by=prepared_by)


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea in the jar."""

    by: Who
    title: str
    shared: bool = False

    def alone(self, keys: Keys) -> "Idea":
        """It is one's own from then on."""
        return replace(self, by=Who.ME, shared=False)


@dataclass(frozen=True, slots=True)
class RememberedDay:
    """A day to remember each year; ``year`` is the one in which it was first, 0 if not known."""

    by: Who
    name: str
    month: int
    day: int
    year: int = 0
    shared: bool = False

    def alone(self, keys: Keys) -> "RememberedDay":
        """It is one's own from then on."""
        return replace(self, by=Who.ME, shared=False)


@dataclass(frozen=True, slots=True)
class ToBring:
    """Something to take along to an appointment."""

    name: str
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment with somebody who helps. ``starts_at`` is a time such as 19:30 on the wall clock of ``zone``, or empty."""

    by: Who
    who: str
    day: date
    zone: str
    starts_at: str = ""
    place: str = ""
    reach: str = ""
    note: str = ""
    shared: bool = False
    to_bring: tuple[ToBring, ...] = ()

    def alone(self, keys: Keys) -> "Appointment":
        """It is one's own from then on."""
        return replace(self, by=Who.ME, shared=False)


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, as it was on a day of the person's. ``streak`` is the couple's, and none for one alone.

    ``wants`` is what the person wants from help. What was agreed to is not in it: that is for each to say anew.
    ``pictures`` are those of the notes, in the order of their numbers.
    """

    exported_on: date
    space: Space
    me: Me
    partner: Partner | None = None
    streak: Figures = Figures()
    habits: tuple[Habit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    notes: tuple[Note, ...] = ()
    jar: tuple[JarNote, ...] = ()
    opened: tuple[Opened, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    covers: tuple[Cover, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    outings: tuple[Outing, ...] = ()
    ideas: tuple[Idea, ...] = ()
    remembered: tuple[RememberedDay, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    wants: str = ""
    pictures: tuple[bytes, ...] = field(default=(), metadata=BESIDE)

    def own(self) -> "Archive":
        """What of it one person alone can keep. Of somebody who is alone that is all.

        Own tracks, shared ones and own reflections stay, as do all notes, dates, ideas, days to remember and appointments; whoever was the partner is from then on somebody
        who has left, and what was sealed is kept.
        """
        if self.partner is None:
            return self
        habits = [each for each in self.habits if own_tracks(each)]
        keys = {each.key: f"h{n}" for n, each in enumerate(habits, start=1)}
        listed = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in APART}
        others: dict[str, Any] = {
            name: tuple(kept for each in found if (kept := each.alone(keys)))
            for name, found in listed.items()
            if isinstance(found, tuple)
        }
        return replace(
            self,
            partner=None,
            streak=Figures(),
            habits=tuple(kept_habit(each, n) for n, each in enumerate(habits, start=1)),
            pauses=kept_pauses(self.pauses, habits, keys),
            **others,
        )


def own_tracks(habit: Habit) -> tuple[Track, ...]:
    return tuple(
        replace(each, remarks=tuple(remark for remark in each.remarks if remark.by is Who.ME))
        for each in habit.tracks
        if each.whose is not Who.PARTNER
    )


def kept_habit(habit: Habit, number: int) -> Habit:
    return replace(
        habit, key=f"h{number}", position=number, owner=Who.ME, shared=False, tracks=own_tracks(habit)
    )


def kept_pauses(pauses: tuple[Pause, ...], habits: list[Habit], keys: dict[str, str]) -> tuple[Pause, ...]:
    """What was excused stays excused: the partner's pauses held for what both did together, and hold for it on."""
    kept = set()
    for each in pauses:
        if each.habit:
            kept |= {replace(each, habit=keys[each.habit])} if each.habit in keys else set()
        elif each.whose is Who.PARTNER:
            shared = (keys[habit.key] for habit in habits if habit.mode is Mode.TOGETHER)
            kept |= {replace(each, whose=Who.TOGETHER, habit=key) for key in shared}
        else:
            kept.add(replace(each, whose=Who.ME))
    return tuple(sorted(kept, key=in_order))


def in_order(pause: Pause) -> tuple[date, date, Who, int]:
    """By which pauses are sorted: their days, whose they are, and the number of their habit."""
    return pause.starts_on, pause.ends_on, pause.whose, int(pause.habit.removeprefix("h") or 0)
