"""How answers move over the weeks and months, for each person alone: no score, and no comparison of the two.

A value is an answer's number: closeness from 1 to 7, a statement from 1 to 5, and 0 where there is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from tracker.domain.texts import Sentence, _

CLOSENESS = 0  # beside the ten statements, which go by the number of their strategy
MEASURES = range(11)
WEEKS_COMPARED = 4
WEEKS_NEEDED = 2 * WEEKS_COMPARED
A_WHOLE_STEP = 1


class Movement(StrEnum):
    """What can honestly be said of the latest weeks against those before."""

    TOO_EARLY = "too-early"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class TrendEntry:
    """One person's numbers for a week; ``ratings`` holds a step under the number of each statement not skipped."""

    week: date
    closeness: int
    ratings: Mapping[int, int]

    def value(self, measure: int) -> int:
        """The number that was given, 0 for none.

        >>> TrendEntry(date(2026, 3, 2), 5, {9: 4}).value(9)
        4
        """
        return self.closeness if measure == CLOSENESS else self.ratings.get(measure, 0)


def movement(values: Sequence[int]) -> Movement:
    """Where the latest four answered weeks stand against the four before them; ``values`` are the earliest first.

    A change is called one only when the medians differ by a whole step.

    >>> movement([3, 3, 4, 3, 4, 4, 4, 5]), movement([3, 3, 4, 4, 4, 4, 3, 4])
    (<Movement.HIGHER: 'higher'>, <Movement.SAME: 'same'>)
    >>> movement([1, 7])
    <Movement.TOO_EARLY: 'too-early'>
    """
    if len(values) < WEEKS_NEEDED:
        return Movement.TOO_EARLY
    latest, before = values[-WEEKS_COMPARED:], values[-WEEKS_NEEDED:-WEEKS_COMPARED]
    step = median(latest) - median(before)
    if abs(step) < A_WHOLE_STEP:
        return Movement.SAME
    return Movement.HIGHER if step > 0 else Movement.LOWER


CLOSER_OR_NOT: Mapping[Movement, str] = {
    Movement.HIGHER: _("closer than before"),
    Movement.LOWER: _("less close than before"),
    Movement.SAME: _("about the same"),
}
MORE_OR_LESS: Mapping[Movement, str] = {
    Movement.HIGHER: _("more than before"),
    Movement.LOWER: _("less than before"),
    Movement.SAME: _("about the same"),
}


def movement_in_words(measure: int, values: Sequence[int]) -> Sentence:
    """The same in words; where it is too early it says how many weeks there are.

    >>> movement_in_words(CLOSENESS, [4] * 8).text
    'about the same'
    """
    moved = movement(values)
    if moved is Movement.TOO_EARLY:
        return Sentence(
            _("too early to tell, %(count)s of %(needed)s weeks"),
            {"count": len(values), "needed": WEEKS_NEEDED},
        )
    return Sentence((CLOSER_OR_NOT if measure == CLOSENESS else MORE_OR_LESS)[moved])


def by_weeks(entries: Iterable[TrendEntry], measure: int, weeks: Sequence[date]) -> tuple[float, ...]:
    """The value of each of some weeks, named by their first dates.

    >>> by_weeks([TrendEntry(date(2026, 3, 9), 5, {})], CLOSENESS, [date(2026, 3, 2), date(2026, 3, 9)])
    (0.0, 5.0)
    """
    given = {entry.week: entry.value(measure) for entry in entries}
    return tuple(float(given.get(week, 0)) for week in weeks)


def by_months(entries: Iterable[TrendEntry], measure: int, year: int) -> tuple[float, ...]:
    """The median of each month of a year; a week belongs to the month that its first date is in.

    >>> by_months([TrendEntry(date(2026, 2, 2), 4, {}), TrendEntry(date(2026, 2, 9), 5, {})], CLOSENESS, 2026)[:3]
    (0.0, 4.5, 0.0)
    """
    return in_months(entries, measure, [date(year, month, 1) for month in range(1, 13)])


def in_months(entries: Iterable[TrendEntry], measure: int, months: Iterable[date]) -> tuple[float, ...]:
    """The median of each of some months, named by their first dates.

    >>> in_months([TrendEntry(date(2026, 2, 2), 4, {})], CLOSENESS, [date(2026, 2, 1), date(2026, 3, 1)])
    (4.0, 0.0)
    """
    given = defaultdict(list)
    for entry in entries:
        if entry.value(measure):
            given[entry.week.replace(day=1)].append(entry.value(measure))
    return tuple(float(median(given[month])) if given[month] else 0.0 for month in months)
