"""What a habit cannot be, and when it cannot be ticked, in words for whoever tried."""

from datetime import date, datetime

from tracker.domain.days import today
from tracker.domain.habits import EARLIEST_START, Mode, fresh_for, may_change, may_change_strategy, may_tick
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.models import Habit, Person


def refuse_start(starts_on: date, by: Person, now: datetime) -> None:
    """Raise `Refused` for a start to come, or one too long ago."""
    now_on = today(by.rhythm, now)
    if starts_on > now_on:
        raise Refused(_("A habit starts today or earlier."))
    if starts_on < now_on - EARLIEST_START:
        raise Refused(_("A habit can start up to a year back."))


def refuse_stale(track: SeenTrack, day: date, by: Person, now: datetime) -> None:
    """Raise `Refused` for a day of touch that is before yesterday."""
    if not fresh_for(day, strategy=track.habit.strategy, today=today(by.rhythm, now)):
        raise Refused(
            _("A habit of being close is ticked on its day or the day after. Earlier days stay as they are.")
        )


def refuse_turn(habit: Habit, strategy: int) -> None:
    """Raise `Refused` where a habit would come to be one of touch, or no longer be."""
    if not may_change_strategy(habit.strategy, strategy):
        raise Refused(
            _("A habit of being close stays one, and no other becomes one. Please plant a new one.")
        )


def refuse_others(habit: Habit, by: Person) -> None:
    """Raise `Refused` where a habit is the partner's alone."""
    if not may_change(Mode(habit.mode), own=habit.owner_id == by.id):
        raise Refused(_("This habit is your partner’s own; only they can change it."))


def refuse_left(habit: Habit | SeenHabit) -> None:
    """Raise `Refused` where something new would come to what its owner has left: as what was of two, both see it on."""
    if habit.left_on is not None and habit.shared:
        raise Refused(
            _(
                "You have left this habit, and what you both did stays as it is. To go on for yourself "
                "alone, bring it back from the archive."
            )
        )


def refuse_day(track: SeenTrack, day: date, by: Person, now: datetime) -> None:
    """Raise `Refused` for a day that cannot be ticked: to come, before the start, or in the archive."""
    if not may_tick(day, starts_on=track.starts_on, today=today(by.rhythm, now)):
        raise Refused(_("A day can be ticked from the habit’s start on, once it has come."))
    if track.habit.archived_on is not None and day >= track.habit.archived_on:
        raise Refused(_("This habit is in the archive. Bring it back to go on with it."))
