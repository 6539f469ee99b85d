"""What a habit asks for, and in what it counts: kept, and changed from a day on.

What it asked for before stays, and so does what was counted.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import delete, insert

from tracker.domain.days import today
from tracker.domain.habits import TOUCH, HabitPlan
from tracker.domain.refusals import Refused
from tracker.domain.terms import Terms
from tracker.domain.texts import _
from tracker.domain.tidings import TOLD_FOR, TidingKind
from tracker.extensions import db
from tracker.habits import queries
from tracker.models import Habit, Person, TermRow
from tracker.models.habits import columns_of
from tracker.telling import tell, tell_no_more


def ask(habit: Habit, terms: Sequence[Terms], *, by: Person, now: datetime) -> None:
    """Let a habit ask for these terms. Of one for two, what it asks for since today is told to the other; of touch never.

    Where it asks again for what it did before today, nothing is; but what changed a while ago may not have been seen yet.
    """
    before, since = habit.terms, today(by.rhythm, now)
    store_terms(habit, terms)
    if terms == before or not habit.of_couple or habit.strategy == TOUCH:
        return
    if terms[-1].since >= since:
        tell(TidingKind.TERMS, habit.id, by=by, now=now)
    elif len(terms) == 1 or terms[-1].since < since - TOLD_FOR:
        tell_no_more(TidingKind.TERMS, habit.id, by=by)


def tick_by_notes(habit: Habit, wished: bool, *, by: Person, now: datetime) -> None:  # noqa: FBT001 - as a plan says it
    """Let a note on the wall tick a habit, or no more. Of one for two the other is told; where it is as they had it, not.

    Of touch nothing is ever told, and no note ticks it.
    """
    if habit.by_note == wished:
        return
    habit.by_note = wished
    if habit.of_couple and habit.strategy != TOUCH and not tell_no_more(TidingKind.BY_NOTE, habit.id, by=by):
        tell(TidingKind.BY_NOTE, habit.id, by=by, now=now)


def unit_after(habit: Habit, plan: HabitPlan) -> str:
    """In what a habit counts once it is as planned: what was counted stays in its unit, or `Refused`. One without gets one."""
    if plan.unit == habit.unit or not habit.unit or not queries.has_counted(habit):
        return plan.unit
    if plan.goal:
        raise Refused(
            _(
                "What was counted here is in %(unit)s, and stays so. To count something else, archive this habit and plant a new one."
            ),
            unit=habit.unit,
        )
    return habit.unit


def asked_from(habit: Habit, since: date | None, by: Person, now: datetime) -> date:
    """The day from which what a habit asks for changes: today, or an earlier one where nobody else tends it; or `Refused`."""
    now_on = today(by.rhythm, now)
    day = max(habit.starts_on, now_on if since is None else since)
    if day > now_on:
        raise Refused(_("What a habit asks for can change from today on, or from an earlier day."))
    if day < now_on and habit.of_couple:
        raise Refused(
            _(
                "You both tend this habit, so what it asks for changes from today on. What came before stays as it was, for both of you."
            )
        )
    return day


def store_terms(habit: Habit, terms: Iterable[Terms]) -> None:
    """Let a habit ask for these terms, and for no others."""
    db.session.execute(delete(TermRow).where(TermRow.habit_id == habit.id))
    db.session.execute(
        insert(TermRow),
        [columns_of(each) | {"habit_id": habit.id, "space_id": habit.space_id} for each in terms],
    )
    db.session.expire(habit, ["term_rows"])
