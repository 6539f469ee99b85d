"""The weekly check-in: when its window is open, how it is sealed, and who reads it when.

Answers are sealed by their author and open for both at the same moment, once both have
sealed. Until then they are nobody else's, whatever page asks.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.days import A_WEEK, DAYS_A_WEEK, Weeks, week_before
from tracker.domain.habits import NAME_LENGTH, HabitPlan, Mode
from tracker.domain.schedules import TimesAWeek
from tracker.domain.texts import _
from tracker.domain.words import shortened

KEEP_THE_LINES_OPEN = 10

MOST_APPRECIATED = 5
LINE_LENGTH = 500
ANSWER_LENGTH = 5000
CLOSENESS = range(1, 8)
STEPS = range(1, 6)

WENT = range(1, 4)

WENT_NAMES = (
    _("Not this time"),
    _("A little"),
    _("It happened"),
)

STEP_NAMES = (
    _("Not at all"),
    _("A little"),
    _("Partly"),
    _("Mostly"),
    _("Very much"),
)

CLOSENESS_NAMES = (
    _("Far apart"),
    _("Apart"),
    _("Just touching"),
    _("Overlapping a little"),
    _("Overlapping by half"),
    _("Mostly one"),
    _("Almost one"),
)

STATEMENTS = (
    _("I understood what was going on between us."),
    _("I could say openly what was on my mind."),
    _("We had time that was only ours."),
    _("I felt heard when something was hard for me."),
    _("We knew where to turn when something was too heavy for the two of us."),
    _("I looked after myself."),
    _("I was patient with you and with myself."),
    _("We were physically close in a way that felt good to me."),
    _("I felt appreciated, and I let you know what I appreciate."),
    _("We stayed in touch about how we are doing."),
)


class CheckInState(StrEnum):
    """How far a check-in has come: being written, waiting for the other's, read by both, or kept to oneself."""

    DRAFT = "draft"
    SEALED = "sealed"
    OPENED = "opened"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one person answers for one week. Empty is unanswered; closeness 0 is not yet given.

    ``ratings`` holds a step from 1 to 5 under a strategy's number, for the statements not skipped.
    ``small_thing_went`` says, from 1 to 3, how the small thing of the week before went. ``mutual`` is the wish that all but
    the circles opens only where the other has answered too.

    >>> Answers().closeness, Answers().small_thing_went, Answers().mutual
    (0, 0, False)
    """

    appreciated: tuple[str, ...] = ()
    went_well: str = ""
    closeness: int = 0
    ratings: tuple[tuple[int, int], ...] = ()
    talk_about: str = ""
    feel_loved: str = ""
    small_thing: str = ""
    private_line: str = ""
    small_thing_went: int = 0
    mutual: bool = False

    @property
    def letters(self) -> int:
        """How many characters were written.

        >>> Answers(appreciated=("Tea",), small_thing="Hands").letters
        8
        """
        words = (*self.appreciated, self.went_well, self.talk_about, self.feel_loved, self.small_thing)
        return sum(map(len, (*words, self.private_line)))


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which one week's check-in can be written and sealed."""

    opens_on: date
    closes_on: date

    def open_on(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.opens_on <= day <= self.closes_on


def window(week: date, weeks: Weeks) -> Window:
    """From the week's check-in day to seven days after its end: so there is always one open.

    In a week that has no such day, as one of four days may, it is the last day of all.

    >>> from tracker.domain.days import weekly
    >>> window(date(2026, 3, 2), weekly(0, 6))
    Window(opens_on=datetime.date(2026, 3, 8), closes_on=datetime.date(2026, 3, 15))
    """
    last, weekday = weeks.last_day_of(week), weeks.on(week).check_in_weekday
    opens_on = week + timedelta(days=(weekday - week.weekday()) % DAYS_A_WEEK)
    return Window(min(opens_on, last), last + A_WEEK)


def week_to_check_in(today: date, weeks: Weeks) -> date:
    """The latest week whose check-in day has come.

    >>> from tracker.domain.days import weekly
    >>> week_to_check_in(date(2026, 3, 11), weekly(0, 6))
    datetime.date(2026, 3, 2)
    >>> week_to_check_in(date(2026, 3, 15), weekly(0, 6))
    datetime.date(2026, 3, 9)
    """
    week = weeks.week_of(today)
    return week if window(week, weeks).opens_on <= today else week_before(week, weeks)


def lived_in(week: date, weeks: Weeks, *, since: date) -> bool:
    """Whether somebody who has been here since a day has lived any of the week here: only then is it time to look back.

    >>> from tracker.domain.days import weekly
    >>> [lived_in(date(2026, 3, 2), weekly(0, 6), since=date(2026, 3, day)) for day in (8, 9)]
    [True, False]
    """
    return since <= weeks.last_day_of(week)


def may_write(state: CheckInState) -> bool:
    """Whether the author can still change the words: only a draft can be."""
    return state is CheckInState.DRAFT


def may_reopen(state: CheckInState) -> bool:
    """Whether the author can take it back into their hands: until it has opened."""
    return state in (CheckInState.SEALED, CheckInState.KEPT)


def may_be_private(state: CheckInState) -> bool:
    """Whether the author can decide to keep it to themselves: until it has opened."""
    return state in (CheckInState.DRAFT, CheckInState.SEALED)


def may_hand_over(state: CheckInState) -> bool:
    """Whether the author can let the partner read it without an answer: once it is sealed."""
    return state is CheckInState.SEALED


def plan_for(small_thing: str, *, strategy: int, starts_on: date, private: bool) -> HabitPlan:
    """The habit that a small thing becomes: once a week, for oneself, under the strategy with a number.

    >>> plan = plan_for("Hold hands on the way home", strategy=8, starts_on=date(2026, 3, 1), private=False)
    >>> plan.name, plan.schedule.pace.times, plan.schedule.pace.days
    ('Hold hands on the way home', 1, 7)
    """
    return HabitPlan(
        strategy=strategy,
        name=shortened(small_thing, NAME_LENGTH),
        mode=Mode.ONE,
        schedule=TimesAWeek(1),
        starts_on=starts_on,
        private=private,
    )


def may_plant(state: CheckInState) -> bool:
    """Whether the small thing can become a habit: once it is settled who reads it."""
    return state in (CheckInState.OPENED, CheckInState.KEPT)


def state_once_sealed(*, alone: bool, partners: CheckInState | None) -> CheckInState:
    """What a check-in becomes when its author seals it; ``partners`` is where the partner's stands.

    Alone it is kept. It opens when the partner's is sealed or already open to the author.

    >>> state_once_sealed(alone=False, partners=CheckInState.SEALED)
    <CheckInState.OPENED: 'opened'>
    """
    if alone:
        return CheckInState.KEPT
    if partners in (CheckInState.SEALED, CheckInState.OPENED):
        return CheckInState.OPENED
    return CheckInState.SEALED
