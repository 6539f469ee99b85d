"""What a habit from Loop will be here, worked out before anything is written: people see it first, then it is kept.

Loop counts over any days in a row, Tend by weeks, months and blocks of days; what does not fit becomes
the nearest that does, and says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from tracker.catalogue.suggestions import strategy_for
from tracker.domain.amounts import LARGEST, UNIT_LENGTH, plain
from tracker.domain.days import DAYS_A_WEEK, ONE_DAY
from tracker.domain.habits import NAME_LENGTH, TOUCH
from tracker.domain.pauses import PausedDays
from tracker.domain.remarks import LONGEST_REMARK
from tracker.domain.schedules import (
    DAILY,
    LONGEST_BLOCK,
    MOST_TIMES_A_MONTH,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    TimesInDays,
)
from tracker.domain.terms import WHOLE, Terms
from tracker.domain.texts import Sentence, _
from tracker.imports.loop_history import LoopHabit, LoopMark, MarkKind

A_MONTH = (30, 31)
DIGITS = 48

TIME_FOR_EACH_OTHER = 3


@dataclass(frozen=True, slots=True)
class ArrivingHabit:
    """A habit as it will be here, private and for oneself, known by its ``origin`` when it comes again.

    ``ticks`` holds the amount of each day (thousandths, or `WHOLE`), ``notes`` what was written about
    days, ``changes`` what is different here. All days lie between its first and the person's today.
    """

    origin: str
    name: str
    unit: str
    strategy: int
    terms: Terms
    archived_on: date | None
    ticks: Mapping[date, int]
    skips: frozenset[date]
    notes: Mapping[date, str]
    changes: tuple[Sentence, ...]

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return self.terms.since

    @property
    def last_on(self) -> date:
        """The last day that anything was said of; without one, its first."""
        return max((*self.ticks, *self.skips, *self.notes), default=self.starts_on)


def arrivals(habits: Iterable[LoopHabit], today: date) -> list[ArrivingHabit]:
    """What all habits of a file will be; ``today`` is the person's own, and nothing comes in after it."""
    return [arrival(habit, today, number) for habit, number in numbered(habits)]


def numbered(habits: Iterable[LoopHabit]) -> Iterator[tuple[LoopHabit, int]]:
    """Each habit with its number among those that cannot be told apart, from 1."""
    alike: Counter[str] = Counter()
    for habit in habits:
        known_by = origin_of(habit, 1)
        alike[known_by] += 1
        yield habit, alike[known_by]


def arrival(habit: LoopHabit, today: date, number: int = 1) -> ArrivingHabit:
    """What a habit will be here."""
    marks = [mark for mark in habit.marks if mark.day <= today]
    starts_on = marks[0].day if marks else today
    ended_on = marks[-1].day + ONE_DAY if marks else today
    return ArrivingHabit(
        origin=origin_of(habit, number),
        name=cut(habit.name, NAME_LENGTH),
        unit="" if habit.at_most else cut(habit.unit, UNIT_LENGTH),
        strategy=strategy_that_suits(habit),
        terms=Terms(starts_on, schedule_of(*often(habit)), goal_of(habit), is_sum(habit)),
        archived_on=ended_on if habit.archived else None,
        ticks={mark.day: amount_of(mark, habit) for mark in marks if counts(mark, habit)},
        skips=frozenset(mark.day for mark in marks if mark.kind is MarkKind.SKIPPED),
        notes={mark.day: cut(mark.note, LONGEST_REMARK) for mark in marks if mark.note},
        changes=tuple(changes(habit, today)),
    )


def strategy_that_suits(habit: LoopHabit) -> int:
    """The strategy to begin with. What was done before yesterday is none of touch: there it is time for each other."""
    found = strategy_for(habit.name, habit.question)
    return TIME_FOR_EACH_OTHER if found == TOUCH else found


def origin_of(habit: LoopHabit, number: int) -> str:
    """The mark by which a habit is known when it comes again: its name, its question and the first day it was done."""
    done_on = [mark.day for mark in habit.marks if mark.kind is MarkKind.DONE]
    words = repr((habit.name, habit.question, min(done_on).isoformat() if done_on else "", number))
    return f"loop:{sha256(words.encode()).hexdigest()[:DIGITS]}"


def cut(text: str, length: int) -> str:
    return text[:length].strip()


def schedule_of(times: int, days: int) -> Schedule:
    """So many times in every so many days as Tend asks for it, or the nearest to it.

    >>> schedule_of(3, 7), schedule_of(30, 31), schedule_of(3, 730)
    (TimesAWeek(times=3), TimesAMonth(times=28), TimesInDays(times=2, days=365))
    """
    if times >= days:
        return DAILY
    if days == DAYS_A_WEEK:
        return TimesAWeek(times)
    if days in A_MONTH:
        return TimesAMonth(min(times, MOST_TIMES_A_MONTH))
    if days <= LONGEST_BLOCK:
        return TimesInDays(times, days)
    return TimesInDays(max(1, round(times * LONGEST_BLOCK / days)), LONGEST_BLOCK)


def fits(times: int, days: int) -> bool:
    """Whether Tend can ask just as often.

    >>> fits(28, 30), fits(29, 30), fits(1, 366)
    (True, False, False)
    """
    return days <= LONGEST_BLOCK and not (days in A_MONTH and times > MOST_TIMES_A_MONTH)


def is_sum(habit: LoopHabit) -> bool:
    """Whether its goal is for all the amounts of a week, a month or so many days, as in Loop one is that is not daily."""
    return habit.goal > 0 and not habit.at_most and habit.times < habit.days


def often(habit: LoopHabit) -> tuple[int, int]:
    """How many times it is asked for in how many days. A sum is once, since for Loop its times say nothing of the goal."""
    return (1 if is_sum(habit) else habit.times), habit.days


def goal_of(habit: LoopHabit) -> int:
    """The goal for as many days as Tend can ask for; of a most that a day may have there is none."""
    if habit.at_most or not habit.goal:
        return 0
    days = min(habit.days, LONGEST_BLOCK) if is_sum(habit) else habit.days
    return min(max(1, habit.goal * days // habit.days), LARGEST)


def counts(mark: LoopMark, habit: LoopHabit) -> bool:
    """Whether a mark is a tick here; with a most that a day may have, it is one within that."""
    return mark.kind is MarkKind.DONE and not (habit.at_most and mark.amount > habit.goal)


def amount_of(mark: LoopMark, habit: LoopHabit) -> int:
    return min(mark.amount, LARGEST) if habit.measurable and not habit.at_most else WHOLE


def changes(habit: LoopHabit, today: date) -> Iterator[Sentence]:
    """What is different about a habit here, in words."""
    if not fits(*often(habit)):
        yield Sentence(
            _("In Loop it is asked for %(times)s × in %(days)s days. This is the nearest that Tend can ask."),
            {"times": habit.times, "days": habit.days},
        )
    if habit.at_most:
        most = f"{plain(habit.goal) or 0} {habit.unit}".strip()
        yield Sentence(
            _(
                "In Loop a day may have at most %(most)s. Here it is a plain habit, ticked on the days "
                "that stayed within that; the amounts themselves stay in Loop."
            ),
            {"most": most},
        )
    if len(habit.name) > NAME_LENGTH:
        yield Sentence(_("The name is cut after %(most)s characters."), {"most": NAME_LENGTH})
    if len(habit.unit) > UNIT_LENGTH and not habit.at_most:
        yield Sentence(_("The unit is cut after %(most)s characters."), {"most": UNIT_LENGTH})
    if not habit.at_most and max((habit.goal, *(mark.amount for mark in habit.marks))) > LARGEST:
        yield Sentence(_("Amounts above %(most)s are cut to that."), {"most": plain(LARGEST)})
    if any(len(mark.note) > LONGEST_REMARK for mark in habit.marks):
        yield Sentence(_("Notes about days are cut after %(most)s characters."), {"most": LONGEST_REMARK})
    if late := sum(mark.day > today for mark in habit.marks):
        yield Sentence(_("Days that have not come yet stay in Loop: %(count)s."), {"count": late})


def spans(days: Iterable[date]) -> list[PausedDays]:
    """Days in a row as one pause.

    >>> [str(each.ends_on) for each in spans([date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 4)])]
    ['2026-03-02', '2026-03-04']
    """
    found: list[PausedDays] = []
    for day in sorted(days):
        if found and found[-1].ends_on == day - ONE_DAY:
            found[-1] = PausedDays(found[-1].starts_on, day)
        else:
            found.append(PausedDays(day, day))
    return found
