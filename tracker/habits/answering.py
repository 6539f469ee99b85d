"""What people answer where something about their habits was asked or told: each is asked once."""

from datetime import datetime

from tracker.domain.days import today
from tracker.domain.habits import TERMS_A_HABIT
from tracker.domain.kindness import SOFTER
from tracker.domain.schedules import is_daily
from tracker.domain.terms import Terms, changed
from tracker.habits.actions import hold_habit
from tracker.habits.asking import ask
from tracker.habits.refusing import refuse_others
from tracker.habits.settling import settle_habit
from tracker.models import Habit, Person


def ask_for_less(habit: Habit, *, by: Person, now: datetime) -> bool:
    """Let a habit ask for four times a week from today on, as was offered. Of one for two, either may: it is softer.

    Returns whether it does: what has changed meanwhile stays as it is.
    """
    hold_habit(habit, by)
    refuse_others(habit, by)
    now_on = today(by.rhythm, now)
    put_less_away(habit, by=by)
    terms = changed(habit.terms, Terms(max(habit.starts_on, now_on), SOFTER, habit.terms[-1].goal))
    if not is_daily(habit.terms[-1].schedule) or len(terms) > TERMS_A_HABIT:
        return False
    ask(habit, terms, by=by, now=now)
    settle_habit(habit, by, now)
    return True


def put_less_away(habit: Habit, *, by: Person) -> None:
    """Have it answered whether a habit should be for less often, on the track that is one's own or both's."""
    for track in habit.tracks:
        if track.owner_id in (None, by.id):
            track.softer_answered = True


def put_recount_away(*, by: Person) -> None:
    """Put the line away that streaks are counted anew. Twice is once."""
    by.recounted_from = 0
