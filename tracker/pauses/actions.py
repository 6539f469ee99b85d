"""What people do with pauses."""

from datetime import datetime

from tracker.accounts.room import make_room
from tracker.domain.days import ONE_DAY, today
from tracker.domain.pauses import LONGEST, PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.actions import refuse_others
from tracker.habits.settling import settle_space
from tracker.holding import hold_space
from tracker.models import Habit, Pause, Person
from tracker.pauses.queries import same_pause


def pause(days: PausedDays, *, both: bool, by: Person, now: datetime, habit: Habit | None = None) -> Pause:
    """Ask nothing on some days: of the person or of both, or of one habit. The same pause twice is one."""
    hold_space(by)
    if habit is not None:
        refuse_others(habit, by)
    if days.ends_on < days.starts_on:
        raise Refused(_("The last day of a pause comes after its first."))
    if days.ends_on - days.starts_on > LONGEST:
        raise Refused(_("A pause can be up to a year long."))
    whom = {"person_id": None if both or habit else by.id, "habit_id": habit.id if habit else None}
    there = same_pause(days, by.space_id, **whom)
    if there is not None:
        return there
    make_room(Pause, by=by)
    paused = Pause(space_id=by.space_id, starts_on=days.starts_on, ends_on=days.ends_on, **whom)
    db.session.add(paused)
    db.session.flush()
    settle_space(by, now)
    return paused


def lift(pause: Pause, *, by: Person, now: datetime) -> None:
    """Let a pause end with yesterday; what has not begun by then is taken away."""
    hold_space(by)
    pause.ends_on = min(pause.ends_on, today(by.rhythm, now) - ONE_DAY)
    if pause.ends_on < pause.starts_on:
        db.session.delete(pause)
    settle_space(by, now)


def end(pause: Pause, *, by: Person, now: datetime) -> None:
    """Take a pause away, as if it had never been."""
    hold_space(by)
    db.session.delete(pause)
    settle_space(by, now)
