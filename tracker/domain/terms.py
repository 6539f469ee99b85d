"""What a habit asks for over time: its schedule and goal can change from a day on, and what came before stays.

A habit's terms are a sequence in the order of their days; each holds until the day before the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from tracker.domain.days import ONE_DAY, Weeks
from tracker.domain.schedules import Per, Period, Schedule, TimesInDays

UNIT = 1000  # amounts are whole thousandths, so that a sum of them is exact
WHOLE = -1  # the amount of a tick that says no amount: the whole of what was asked

UNITS = {Per.WEEKDAYS: "day", Per.WEEK: "week", Per.MONTH: "month"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a habit asks for from a day on.

    ``goal`` is the amount, in thousandths of the habit's unit, that a day's tick must reach to
    count; 0 where a tick is enough. Where it is ``summed``, it is for the amounts of all days of a period together.
    """

    since: date
    schedule: Schedule
    goal: int = 0
    summed: bool = field(default=False, repr=False)  # so that states of before are still of the same terms

    def __post_init__(self) -> None:
        if self.summed and not (self.goal and may_be_summed(self.schedule)):
            raise ValueError("only a goal can be summed, once in each period of several days")

    def period_of(self, day: date, first_weekday: int | Weeks) -> Period:
        """The period that holds the day, begun with these terms and as if they went on. It is asked for while half of
        all its days are there, and of ticks as many as the target.

        >>> from tracker.domain.schedules import TimesAWeek
        >>> week = Terms(date(2026, 3, 1), TimesAWeek(1), goal=10_000, summed=True).period_of(date(2026, 3, 4), 0)
        >>> week.target, week.least
        (10000, 4)
        """
        period = self.schedule.period_of(day, first_weekday, self.since)
        half = (period.day_count + 1) // 2
        if self.summed:
            period = period._replace(target=self.goal, least=half)
        elif half > period.target:
            period = period._replace(least=half)
        if period.first < self.since <= day:
            period = period._replace(first=self.since)
        return period

    def share(self, amount: int) -> float:
        """How much of the goal an amount is, at most 1.

        >>> from tracker.domain.schedules import DAILY
        >>> Terms(date(2026, 3, 1), DAILY, goal=20_000).share(15_000)
        0.75
        """
        if not self.goal or amount == WHOLE:
            return 1.0
        return min(1.0, amount / self.goal)

    def amount_of(self, amount: int) -> int:
        """An amount as a number: one that was not said is the whole goal."""
        return self.goal if amount == WHOLE else amount

    def reached(self, amount: int) -> bool:
        """Whether a day with an amount is done. Of a sum it is with any, since a day alone has no goal."""
        return amount == WHOLE or amount >= (1 if self.summed else self.goal)

    def counted(self, amount: int) -> int:
        """What a day with an amount is towards the target of its period: a tick or none, or of a sum the amount.

        >>> from tracker.domain.schedules import DAILY
        >>> Terms(date(2026, 3, 1), DAILY, goal=20_000).counted(15_000)
        0
        """
        return self.amount_of(amount) if self.summed else int(self.reached(amount))

    def left(self, day: date, ticks: Mapping[date, int], period: Period) -> int:
        """How much of a sum is left for a day of a period, whatever it holds by now.

        >>> from tracker.domain.schedules import TimesAWeek
        >>> terms = Terms(date(2026, 3, 1), TimesAWeek(1), goal=10_000, summed=True)
        >>> tuesday, wednesday = date(2026, 3, 3), date(2026, 3, 4)
        >>> terms.left(wednesday, {tuesday: 4_000, wednesday: 1_000}, terms.period_of(wednesday, first_weekday=0))
        6000
        """
        others = (ticks[each] for each in ticks if each != day and period.first <= each <= period.last)
        return max(0, self.goal - sum(self.counted(amount) for amount in others))


def may_be_summed(schedule: Schedule) -> bool:
    """Whether amounts can be summed over the periods of a schedule: those of several days, each asked for once.

    >>> from tracker.domain.schedules import DAILY, TimesAWeek
    >>> may_be_summed(TimesAWeek(1)), may_be_summed(TimesAWeek(3)), may_be_summed(DAILY)
    (True, False, False)
    """
    return schedule.per is not Per.WEEKDAYS and schedule.pace.times == 1


def terms_on(terms: Sequence[Terms], day: date) -> Terms:
    """The terms that hold on a day; before all of them, the first."""
    if terms[-1].since <= day:
        return terms[-1]
    return next((each for each in reversed(terms) if each.since <= day), terms[0])


def changed(terms: Sequence[Terms], new: Terms) -> tuple[Terms, ...]:
    """The terms once new ones hold from their day on. Terms that ask for the same as those before are none.

    >>> from tracker.domain.schedules import DAILY, TimesAWeek
    >>> daily = Terms(date(2026, 3, 1), DAILY)
    >>> [each.since.day for each in changed([daily], Terms(date(2026, 3, 9), TimesAWeek(3)))]
    [1, 9]
    >>> changed([daily], Terms(date(2026, 3, 9), DAILY)) == (daily,)
    True
    """
    before = tuple(each for each in terms if each.since < new.since)
    if before and replace(before[-1], since=new.since) == new:
        return before
    return (*before, new)


def unit_of(schedule: Schedule) -> str:
    """What a streak of such a schedule is counted in: days, weeks, months, or blocks of so many days.

    >>> from tracker.domain.schedules import TimesAWeek, TimesInDays
    >>> unit_of(TimesAWeek(3)), unit_of(TimesInDays(1, 10))
    ('week', '10 days')
    """
    match schedule:
        case TimesInDays(_times, days):
            return f"{days} days"
        case _:
            return UNITS[schedule.per]


def periods(
    terms: Sequence[Terms], since: date, until: date, first_weekday: int | Weeks
) -> Iterator[tuple[Period, Terms]]:
    """The periods that hold the days from ``since`` to ``until``, both included, in order, each with its terms.

    The first may begin before ``since`` and the last may end after ``until``. Where terms change
    within a period it is cut: the old ones hold up to the day before.

    >>> from tracker.domain.schedules import DAILY
    >>> daily = [Terms(date(2026, 3, 1), DAILY)]
    >>> [p.target for p, _terms in periods(daily, date(2026, 3, 1), date(2026, 3, 3), first_weekday=0)]
    [1, 1, 1]
    """
    day = since
    for held, ends_on in spans(terms):
        while day <= min(until, ends_on):
            period = held.period_of(day, first_weekday)
            if period.last > ends_on:
                period = period._replace(last=ends_on)
            yield period, held
            day = period.last + ONE_DAY


def spans(terms: Sequence[Terms]) -> Iterator[tuple[Terms, date]]:
    """Each terms with the last day on which they hold."""
    for held, following in pairwise(terms):
        yield held, following.since - ONE_DAY
    yield terms[-1], date.max
