"""What somebody can do in a life with Tend, each as a value: when it was, who did it, and what it was."""

from datetime import date, datetime
from typing import NamedTuple

from tracker.domain.acknowledgements import CheckInQuestion
from tracker.domain.checkins import Answers
from tracker.domain.habits import HabitPlan
from tracker.domain.outings import OutingPlan
from tracker.domain.pauses import PausedDays
from tracker.domain.reflections import ReflectionEntry


class Planted(NamedTuple):
    """A habit that somebody planted at a moment."""

    at: datetime
    who: str
    plan: HabitPlan


class Archived(NamedTuple):
    """A habit, by its name, that its owner put away."""

    at: datetime
    who: str
    habit: str


class Ticked(NamedTuple):
    """A day of a habit that somebody ticked."""

    at: datetime
    who: str
    habit: str
    day: date
    amount: int


class SaidOfDay(NamedTuple):
    """What somebody wrote about a day of a habit."""

    at: datetime
    who: str
    habit: str
    day: date
    body: str
    private: bool


class CheckedIn(NamedTuple):
    """What somebody sealed for a week; the second of two opens both."""

    at: datetime
    who: str
    week: date
    answers: Answers


class SaidHeard(NamedTuple):
    """That somebody heard what the other had said in a week."""

    at: datetime
    who: str
    week: date
    question: CheckInQuestion
    line: str


class Noted(NamedTuple):
    """A note on the wall, what the other said to it five minutes later, and what is to be seen on its picture, if it has one."""

    at: datetime
    who: str
    body: str
    reaction: str
    answer: str
    seen: str


class WroteDown(NamedTuple):
    """What somebody wrote for themselves, and shared at once or not."""

    at: datetime
    who: str
    entry: ReflectionEntry
    shared: bool


class WentOut(NamedTuple):
    """A date that somebody planned, and what they said of it the evening after, or nothing if that is to come."""

    at: datetime
    who: str
    plan: OutingPlan
    line: str | None


class PutIn(NamedTuple):
    """A note for a hard day, and the day on which the other opened it, if they have."""

    at: datetime
    who: str
    body: str
    opened_at: datetime | None


class Paused(NamedTuple):
    """Days on which nothing was asked of somebody, or of both: then the other agreed a minute later."""

    at: datetime
    who: str
    days: PausedDays
    both: bool


Deed = (
    Planted
    | Archived
    | Ticked
    | SaidOfDay
    | CheckedIn
    | SaidHeard
    | Noted
    | WroteDown
    | WentOut
    | PutIn
    | Paused
)
