"""What will count in another way here than in Loop, of all habits of a file together: each is said only where it matters."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tracker.domain.schedules import is_daily
from tracker.domain.texts import Sentence, _
from tracker.imports.arrivals import ArrivingHabit

WEEKS = Sentence(
    _("Loop counts over any seven days, Tend by weeks and months; so a streak can differ."),
)
SUMS = Sentence(
    _(
        "A total, such as 10 km a week, starts again with each week or month; Loop adds up any seven or "
        "thirty days."
    ),
)
SKIPS = Sentence(
    _(
        "In Loop a skipped day carries a streak on. Here, with a habit that is not daily, a week or a month is only left out "
        "if too few other days are left in it."
    ),
)
GRACES = Sentence(
    _("In Loop a streak ends with the first quiet day, here it forgives some; so a streak can be longer."),
)


def differences(coming: Sequence[ArrivingHabit], *, strict: bool) -> Iterator[Sentence]:
    """What is different about some habits as they come in, for somebody whose own habits count strictly or not."""
    free = [each for each in coming if not is_daily(each.terms.schedule)]
    if any(not each.terms.summed for each in free):
        yield WEEKS
    if any(each.terms.summed for each in free):
        yield SUMS
    if any(each.skips for each in free):
        yield SKIPS
    if not strict and any(has_quiet_days(each) for each in coming):
        yield GRACES


def has_quiet_days(habit: ArrivingHabit) -> bool:
    """Whether more days went by between two that were ticked or skipped than the habit is asked for once in."""
    pace, days = habit.terms.schedule.pace, sorted({*habit.ticks, *habit.skips})
    longest = 1 if is_daily(habit.terms.schedule) else pace.days
    return any((later - earlier).days > longest for earlier, later in pairwise(days))
