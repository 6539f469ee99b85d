"""What people do with pauses."""

from datetime import date, datetime, timedelta

from tracker.accounts.room import make_room
from tracker.domain.days import ONE_DAY, today
from tracker.domain.kindness import DAYS_LOOKED_BACK
from tracker.domain.pauses import LONGEST, PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.queries import habit_of
from tracker.habits.refusing import refuse_left, refuse_others
from tracker.habits.settling import settle_space
from tracker.holding import hold_space, hold_with
from tracker.models import Habit, Pause, Person
from tracker.pauses.queries import pause_of_both, same_pause


def pause(days: PausedDays, *, both: bool, by: Person, now: datetime, habit: Habit | None = None) -> Pause:
    """Ask nothing on some days: of the person, or of one habit. The same pause twice is one.

    One for both holds for the person at once, and is offered to the partner for the same days.
    """
    hold_space(by)
    if habit is not None:
        hold_with(habit, by)
        refuse_others(habit, by)
        refuse_past(days.starts_on, habit, by, now)
    if days.ends_on < days.starts_on:
        raise Refused(_("The last day of a pause comes after its first."))
    if days.ends_on - days.starts_on > LONGEST:
        raise Refused(_("A pause can be up to a year long."))
    offered = both and habit is None and by.partner is not None
    for_both = both and not offered
    whom = {"person_id": None if for_both or habit else by.id, "habit_id": habit.id if habit else None}
    there = pause_of_both(days, by.space_id) if offered else None
    there = there or same_pause(days, by.space_id, **whom)
    if there is not None:
        there.offered = there.offered or (offered and there.person_id is not None)
        return there
    make_room(Pause, by=by)
    paused = Pause(
        space_id=by.space_id, starts_on=days.starts_on, ends_on=days.ends_on, offered=offered, **whom
    )
    db.session.add(paused)
    db.session.flush()
    settle_space(by, now)
    return paused


def let_count_for_nothing(days: PausedDays, *, by: Person, now: datetime) -> Pause:
    """Pause some quiet days of one's own that were hard ones; with that it is answered whether they were."""
    now_on = today(by.rhythm, now)
    if not now_on - timedelta(days=DAYS_LOOKED_BACK) < days.starts_on <= days.ends_on < now_on:
        raise Refused(_("These days are longer ago by now. You can still set a pause over them."))
    paused = pause(days, both=False, by=by, now=now)
    put_hard_days_away(by=by, now=now)
    return paused


def put_hard_days_away(*, by: Person, now: datetime) -> None:
    """Have it answered for now whether some quiet days were hard."""
    by.hard_days_answered_on = today(by.rhythm, now)


def accept(pause: Pause, *, by: Person, now: datetime) -> None:
    """Make a pause that the partner offers one of both, for the days it names. Twice is once."""
    hold_with(pause, by)
    pause.person_id, pause.offered = None, False
    settle_space(by, now)


def put_away(pause: Pause) -> None:
    """Put away a pause that the partner offers: it stays theirs alone, and to them it looks like no answer."""
    pause.offered = False


def lift(pause: Pause, *, by: Person, now: datetime) -> None:
    """Let a pause end with yesterday; what has not begun by then is taken away. Of one of both, the other keeps theirs."""
    hold_with(pause, by)
    pause = own_half(pause, by)
    pause.ends_on = min(pause.ends_on, today(by.rhythm, now) - ONE_DAY)
    if pause.ends_on < pause.starts_on:
        db.session.delete(pause)
    settle_space(by, now)


def end(pause: Pause, *, by: Person, now: datetime) -> None:
    """Take a pause away, as if it had never been. Of one of both, the other keeps theirs."""
    hold_with(pause, by)
    if pause.habit_id is not None:
        refuse_past(pause.starts_on, habit_of(by, pause.habit_id), by, now)
    db.session.delete(own_half(pause, by))
    settle_space(by, now)


def refuse_past(day: date, habit: Habit, by: Person, now: datetime) -> None:
    """Raise `Refused` where days of a habit that two tend lie behind: how they count, one does not change for both. Nor does
    anything change of one that was left.
    """
    refuse_left(habit)
    if habit.of_couple and day < today(by.rhythm, now):
        raise Refused(
            _(
                "You both tend this habit, so a pause of it can change from today on. For days that are past, each of you can pause for yourself."
            )
        )


def own_half(pause: Pause, by: Person) -> Pause:
    """A pause as far as it is one's own to end: one of both becomes one of each."""
    if by.partner is None or pause.habit_id is not None or pause.person_id is not None:
        return pause
    pause.person_id = by.partner.id
    days = {"starts_on": pause.starts_on, "ends_on": pause.ends_on, "came_on": pause.came_on}
    half = Pause(space_id=by.space_id, person_id=by.id, **days)
    db.session.add(half)
    db.session.flush()
    return half
