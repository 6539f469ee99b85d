"""What a habit is before anyone has ticked it: for whom, how often, after which cue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.days import A_WEEK, ONE_DAY
from tracker.domain.pauses import PausedDays, meets
from tracker.domain.schedules import Schedule
from tracker.domain.texts import _

NAME_LENGTH = 120
CUE_LENGTH = 120
HABITS_A_SPACE = 100
HABITS_A_MEMBER = 300  # in use or in the archive
TERMS_A_HABIT = 200
EARLIEST_START = timedelta(days=366)
TOUCH = 8  # the strategy whose numbers are there while both want them, and whose days are ticked while they are fresh


class Mode(StrEnum):
    """Who does a habit: each partner a tick of their own, both one shared tick, or one alone."""

    EACH = "each"
    TOGETHER = "together"
    ONE = "one"


MODE_NAMES = {
    Mode.EACH: _("Each of us"),
    Mode.TOGETHER: _("Together"),
    Mode.ONE: _("Just me"),
}


@dataclass(frozen=True, slots=True)
class HabitPlan:
    """A habit as somebody means to keep it. Only one for oneself can be private.

    ``goal`` is the amount, in thousandths of the unit, that a day asks for, or a period where it is ``summed``; 0 where
    a tick is enough. With ``by_note`` a note on the wall ticks it.
    """

    strategy: int
    name: str
    mode: Mode
    schedule: Schedule
    starts_on: date
    cue: str = ""
    private: bool = False
    goal: int = 0
    unit: str = ""
    summed: bool = False
    by_note: bool = False


def may_leave(mode: Mode, *, shared: bool) -> bool:
    """Whether one of two can leave a habit to the other: one that both do.

    >>> may_leave(Mode.TOGETHER, shared=True), may_leave(Mode.EACH, shared=False), may_leave(Mode.ONE, shared=True)
    (True, False, False)
    """
    return of_couple(mode, shared=shared)


def of_couple(mode: Mode, *, shared: bool) -> bool:
    """Whether two tend a habit: what one changes of what it asks for then counts from today on, for no day that was.

    >>> of_couple(Mode.EACH, shared=True), of_couple(Mode.EACH, shared=False), of_couple(Mode.ONE, shared=True)
    (True, False, False)
    """
    return shared and mode is not Mode.ONE


def may_change(mode: Mode, *, own: bool) -> bool:
    """Whether someone who sees a habit may change it: what is for both is for both to change.

    >>> may_change(Mode.TOGETHER, own=False), may_change(Mode.ONE, own=False)
    (True, False)
    """
    return own or mode is not Mode.ONE


def may_tick(day: date, *, starts_on: date, today: date) -> bool:
    """Whether a day can be ticked: from the start to one's own today, never a later one."""
    return starts_on <= day <= today


def fresh_for(day: date, *, strategy: int, today: date) -> bool:
    """Whether a day is not too long ago to be ticked: for touch it is before yesterday, as nobody tells the other later
    what there has been between them. What was ticked can be taken back at any time.

    >>> [fresh_for(date(2026, 3, day), strategy=TOUCH, today=date(2026, 3, 11)) for day in (9, 10)]
    [False, True]
    """
    return strategy != TOUCH or day >= today - ONE_DAY


def may_change_strategy(strategy: int, another: int) -> bool:
    """Whether a habit can change from one strategy to another: what is of touch stays so, and nothing else comes to be.

    >>> may_change_strategy(3, 9), may_change_strategy(3, TOUCH), may_change_strategy(TOUCH, 3)
    (True, False, False)
    """
    return (strategy == TOUCH) is (another == TOUCH)


def there_all_week(
    week: date, *, starts_on: date, archived_on: date | None, pauses: Iterable[PausedDays]
) -> bool:
    """Whether a habit was asked for in all of a week: begun, not in the archive, and on no day paused.

    >>> there_all_week(date(2026, 3, 2), starts_on=date(2026, 3, 3), archived_on=None, pauses=[])
    False
    """
    last = week + A_WEEK - ONE_DAY
    lasts = archived_on is None or last < archived_on
    return starts_on <= week and lasts and not any(meets(pause, week, last) for pause in pauses)
