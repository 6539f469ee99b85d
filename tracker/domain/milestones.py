"""Milestones: what two people have come to, worth a kind word once.

They are the couple's alone, never one partner's: a first week, so many days, a return after a
rest. Days are counted in total, so that a quiet day takes nothing away. They
follow from the couple's streak; each is told once to each of the two, whatever is edited later.
"""

from calendar import isleap
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MINYEAR, date
from enum import StrEnum

from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.streaks import Streak
from tracker.domain.texts import Sentence, _

DAY_COUNTS = (50, 100, 200)
DAYS_A_YEAR = 365
YEARS_BACK = 50
MOST_RETURNS = 1_000


class MilestoneKind(StrEnum):
    """What a milestone is about."""

    FIRST_WEEK = "first_week"
    DAYS = "days"
    RETURN = "return"


@dataclass(frozen=True, slots=True, order=True)
class Milestone:
    """Something reached. Kind and number together never come twice.

    ``number`` is 7 for the first week, the kept days in total for days, and for a return which one it
    is: 1 for the first.
    """

    kind: MilestoneKind
    number: int


def reached(streak: Streak) -> Iterator[Milestone]:
    """All milestones that a couple's streak has come to so far, of each kind the lowest first.

    >>> [each.number for each in reached(Streak(kept=104, longest=30))]
    [7, 50, 100]
    """
    if streak.longest >= DAYS_A_WEEK:
        yield Milestone(MilestoneKind.FIRST_WEEK, DAYS_A_WEEK)
    for number in DAY_COUNTS:
        if number <= streak.kept:
            yield Milestone(MilestoneKind.DAYS, number)
    for number in range(DAYS_A_YEAR, streak.kept + 1, DAYS_A_YEAR):
        yield Milestone(MilestoneKind.DAYS, number)
    for number in range(1, streak.returns + 1):
        yield Milestone(MilestoneKind.RETURN, number)


def come_to(course: Iterable[tuple[date, Streak]]) -> Mapping[Milestone, date]:
    """What a couple has come to, each with its day, from their streak as it stood with each day that was kept.

    >>> come_to([(date(2026, 3, 1), Streak(kept=49)), (date(2026, 3, 2), Streak(kept=50))])
    {Milestone(kind=<MilestoneKind.DAYS: 'days'>, number=50): datetime.date(2026, 3, 2)}
    """
    found: dict[Milestone, date] = {}
    for day, streak in course:
        for milestone in reached(streak):
            found.setdefault(milestone, day)
    return found


def may_be(milestone: Milestone) -> bool:
    """Whether there can be such a milestone at all, in a hundred years of days.

    >>> may_be(Milestone(MilestoneKind.DAYS, 365)), may_be(Milestone(MilestoneKind.DAYS, 366))
    (True, False)
    """
    number = milestone.number
    match milestone.kind:
        case MilestoneKind.FIRST_WEEK:
            return number == DAYS_A_WEEK
        case MilestoneKind.DAYS:
            return number in DAY_COUNTS or number in range(DAYS_A_YEAR, 100 * DAYS_A_YEAR + 1, DAYS_A_YEAR)
        case MilestoneKind.RETURN:
            return 0 < number <= MOST_RETURNS


def to_tell(streak: Streak, told: Collection[Milestone]) -> Milestone | None:
    """The milestone that somebody has not read of yet, if any; of several the greatest, which goes for the others too.

    >>> to_tell(Streak(kept=104, longest=30), told=[Milestone(MilestoneKind.DAYS, 100)]) is None
    True
    >>> to_tell(Streak(kept=104, longest=30), told=[Milestone(MilestoneKind.DAYS, 50)])
    Milestone(kind=<MilestoneKind.DAYS: 'days'>, number=100)
    """
    latest = {each.kind: each for each in reached(streak)}
    for kind in (MilestoneKind.DAYS, MilestoneKind.RETURN, MilestoneKind.FIRST_WEEK):
        found = latest.get(kind)
        if found and not any(said_with(found, each) for each in told):
            return found
    return None


def said_with(milestone: Milestone, told: Milestone) -> bool:
    """Whether somebody who was told one knows of the other: a later one of its kind, or any days after a first week."""
    if milestone.kind is MilestoneKind.FIRST_WEEK and told.kind is MilestoneKind.DAYS:
        return True
    return told.kind is milestone.kind and told.number >= milestone.number


WORDS = {
    (MilestoneKind.FIRST_WEEK, False): _(
        "Your first week together: seven days that you both tended. It is planted now."
    ),
    (MilestoneKind.FIRST_WEEK, True): _("Your first week: seven days that you tended. It is planted now."),
    (MilestoneKind.DAYS, False): _("%(number)s days on which both of you did something for the two of you."),
    (MilestoneKind.DAYS, True): _("%(number)s days on which you did something for the two of you."),
    (MilestoneKind.RETURN, False): _("You are back, both of you. What you had built before was never gone."),
    (MilestoneKind.RETURN, True): _("You are back. What you had built before was never gone."),
}


def sentence_of(milestone: Milestone, *, alone: bool) -> Sentence:
    """What is said of it, to two or to one who is alone.

    >>> sentence_of(Milestone(MilestoneKind.DAYS, 50), alone=False).values
    {'number': 50}
    """
    values = {"number": milestone.number} if milestone.kind is MilestoneKind.DAYS else {}
    return Sentence(WORDS[milestone.kind, alone], values)


def looking_back(today: date) -> tuple[date, ...]:
    """The days that are a year ago today, two years and so on, the nearest first.

    On the last day of February of a common year, the leap days of earlier years are looked back on too.

    >>> looking_back(date(2026, 3, 1))[:2]
    (datetime.date(2025, 3, 1), datetime.date(2024, 3, 1))
    """
    years = range(today.year - 1, max(MINYEAR, today.year - YEARS_BACK) - 1, -1)
    return tuple(day for year in years for day in same_days(today, year))


def same_days(today: date, year: int) -> Iterator[date]:
    """The days of a year that are this day: the 29th of February is the 28th where there is none, and the other way."""
    leap_day = (today.month, today.day) == (2, 29)
    if leap_day and not isleap(year):
        yield date(year, 2, 28)
        return
    yield today.replace(year=year)
    if (today.month, today.day) == (2, 28) and isleap(year) and not isleap(today.year):
        yield date(year, 2, 29)
