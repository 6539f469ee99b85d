"""How answers move over the weeks and months, for each person alone: no score, and no comparison of the two.

A value is an answer's number: closeness from 1 to 7, a statement from 1 to 5, and 0 where there is none.

Something is called a change when the latest 12 or 24 answered weeks lie, on average, at least half a step from up to 52
before them, and four times as far as chance usually puts such means apart, given how much that person's weeks scatter
and how long a good or a hard one lasts. Each fourth week is a *look*, and nothing is said in between.

The bounds were found by simulation: of couples for whom nothing changes, at most one in twenty is told in a year that
closeness did (`python -m tracker.bench.couples`). How far chance puts means apart where weeks take after the week before
is Bayley's and Hammersley's (*The "Effective" Number of Independent Observations in an Autocorrelated Time Series*, 1946).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from math import sqrt
from statistics import fmean, median

from tracker.domain.days import DAYS_A_WEEK
from tracker.domain.texts import _

CLOSENESS = 0  # beside the ten statements, which go by the number of their strategy
MEASURES = range(11)

LATEST_WEEKS = (12, 24)
MOST_BEFORE = 52
WEEKS_TO_A_LOOK = 4
WEEKS_TOLD = 24
LOOKS_BEFORE = range(0, WEEKS_TOLD + 1, WEEKS_TO_A_LOOK)  # by how many weeks each lies before the latest
TAKEN_IN = timedelta(weeks=2 * 52 + WEEKS_TOLD)  # more than the looks need of somebody who answers every week

LEAST_STEP = 0.5
TIMES_CHANCE = 4.0
LEAST_SCATTER = 0.6  # steps are whole: who answers alike for weeks feels finer than that
MOST_MEMORY = 0.3
ADDED_MEMORY = 0.75  # a few weeks tell little of it, the less the fewer


class Movement(StrEnum):
    """What can honestly be said of the latest weeks against those before: most often nothing."""

    NONE = "none"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class TrendEntry:
    """One person's numbers for a week; ``ratings`` holds a step under the number of each statement not skipped."""

    week: date
    closeness: int
    ratings: Mapping[int, int]


def numbers_of(entries: Iterable[TrendEntry], measure: int) -> list[int]:
    """The numbers that were given, 0 for none.

    >>> numbers_of([TrendEntry(date(2026, 3, 2), 5, {9: 4}), TrendEntry(date(2026, 3, 9), 6, {})], 9)
    [4, 0]
    """
    if measure == CLOSENESS:
        return [entry.closeness for entry in entries]
    return [entry.ratings.get(measure, 0) for entry in entries]


def movement(values: Sequence[int]) -> Movement:
    """Where the latest answered weeks stand against those before them; ``values`` are the earliest first.

    >>> movement([3, 3, 4] * 4 + [5, 5, 4] * 4), movement([3, 3, 4] * 4 + [4, 3, 4] * 4), movement([1, 7])
    (<Movement.HIGHER: 'higher'>, <Movement.NONE: 'none'>, <Movement.NONE: 'none'>)
    """
    for count in LATEST_WEEKS:
        latest, before = values[-count:], values[:-count][-MOST_BEFORE:]
        if len(before) < count:
            break
        step = fmean(latest) - fmean(before)
        if abs(step) >= LEAST_STEP and abs(step) >= TIMES_CHANCE * by_chance(latest, before):
            return Movement.HIGHER if step > 0 else Movement.LOWER
    return Movement.NONE


def by_chance(latest: Sequence[int], before: Sequence[int]) -> float:
    """How far chance usually puts the means of two stretches of weeks apart, in steps.

    >>> round(by_chance([4, 5, 4, 5, 3] * 3, [3, 5, 4, 4, 5] * 6), 2)
    0.24
    """
    count = len(latest) + len(before)
    means = fmean(latest), fmean(before)
    aside = [[value - mean for value in part] for part, mean in zip((latest, before), means, strict=True)]
    squares = sum(each * each for part in aside for each in part)
    scatter = max(squares / (count - 2), LEAST_SCATTER**2)
    followed = sum(one * next_one for part in aside for one, next_one in pairwise(part))
    memory = followed / (scatter * (count - 2)) + 2 / count + ADDED_MEMORY / sqrt(count)
    memory = min(MOST_MEMORY, max(0.0, memory))
    return sqrt(scatter * (1 / len(latest) + 1 / len(before)) * (1 + memory) / (1 - memory))


def movements_told(entries: Sequence[TrendEntry], week: date) -> dict[int, Movement]:
    """What is told of each line in a week: a change that the look before it found, and none in the half year before.

    ``entries`` are one person's, the earliest first; those of the last `TAKEN_IN` are enough. A change is told until the
    next look, so once.

    >>> weeks = [date(2026, 1, 5) + timedelta(weeks=number) for number in range(40)]
    >>> lived = [TrendEntry(week, 5 if week > weeks[20] else 3, {}) for week in weeks]
    >>> [movements_told(lived[: number + 1], weeks[number])[CLOSENESS].value for number in (27, 28, 31, 32)]
    ['none', 'higher', 'higher', 'none']
    """
    weeks = [entry.week for entry in entries]
    look = look_before(min(week, weeks[-1])) if weeks else date.min
    if week - look >= timedelta(weeks=2 * WEEKS_TO_A_LOOK):
        return dict.fromkeys(MEASURES, Movement.NONE)
    counts = [bisect_right(weeks, look - timedelta(weeks=ago)) for ago in LOOKS_BEFORE]
    return {measure: first_movement(numbers_of(entries, measure), counts) for measure in MEASURES}


def first_movement(values: Sequence[int], counts: Iterable[int]) -> Movement:
    """What a look finds that those before it did not, each after so many weeks, the latest first; 0 is no answer."""
    found = (movement([value for value in values[:count] if value]) for count in counts)
    moved = next(found)
    return Movement.NONE if moved is Movement.NONE or moved in found else moved


def look_before(week: date) -> date:
    """The latest week, by its first date, up to which a look goes: each fourth.

    >>> look_before(date(2026, 1, 26)), look_before(date(2026, 2, 2))
    (datetime.date(2026, 1, 5), datetime.date(2026, 2, 2))
    """
    return week - timedelta(weeks=week.toordinal() // DAYS_A_WEEK % WEEKS_TO_A_LOOK)


CLOSER_OR_NOT: Mapping[Movement, str] = {
    Movement.HIGHER: _("Your latest weeks were closer than those before, by your own answers."),
    Movement.LOWER: _("Your latest weeks were less close than those before, by your own answers."),
}
MORE_OR_LESS: Mapping[Movement, str] = {
    Movement.HIGHER: _("In your latest weeks more than before, by your own answers."),
    Movement.LOWER: _("In your latest weeks less than before, by your own answers."),
}


def movement_in_words(measure: int, moved: Movement) -> str:
    """A movement in words of ours; empty where nothing can be said.

    >>> movement_in_words(9, Movement.HIGHER)
    'In your latest weeks more than before, by your own answers.'
    """
    return (CLOSER_OR_NOT if measure == CLOSENESS else MORE_OR_LESS).get(moved, "")


def by_weeks(entries: Sequence[TrendEntry], measure: int, weeks: Sequence[date]) -> tuple[float, ...]:
    """The value of each of some weeks, named by their first dates.

    >>> by_weeks([TrendEntry(date(2026, 3, 9), 5, {})], CLOSENESS, [date(2026, 3, 2), date(2026, 3, 9)])
    (0.0, 5.0)
    """
    given = dict(zip((entry.week for entry in entries), numbers_of(entries, measure), strict=True))
    return tuple(float(given.get(week, 0)) for week in weeks)


def by_months(entries: Sequence[TrendEntry], measure: int, year: int) -> tuple[float, ...]:
    """The median of each month of a year; a week belongs to the month that its first date is in.

    >>> by_months([TrendEntry(date(2026, 2, 2), 4, {}), TrendEntry(date(2026, 2, 9), 5, {})], CLOSENESS, 2026)[:3]
    (0.0, 4.5, 0.0)
    """
    return in_months(entries, measure, [date(year, month, 1) for month in range(1, 13)])


def in_months(entries: Sequence[TrendEntry], measure: int, months: Iterable[date]) -> tuple[float, ...]:
    """The median of each of some months, named by their first dates.

    >>> in_months([TrendEntry(date(2026, 2, 2), 4, {})], CLOSENESS, [date(2026, 2, 1), date(2026, 3, 1)])
    (4.0, 0.0)
    """
    given = defaultdict(list)
    for entry, value in zip(entries, numbers_of(entries, measure), strict=True):
        if value:
            given[entry.week.replace(day=1)].append(value)
    return tuple(float(median(given[month])) if given[month] else 0.0 for month in months)
