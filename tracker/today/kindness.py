"""Whether some quiet days may have been hard ones, from what was read for the page of a day."""

from datetime import date

from tracker.domain.days import ONE_DAY
from tracker.domain.kindness import DAYS_LOOKED_BACK, hard_days
from tracker.domain.pauses import PausedDays, paused_days
from tracker.today.head import ticked_days
from tracker.today.known import DayRead


def hard_days_of(known: DayRead) -> tuple[PausedDays, ...]:
    """The quiet days that may have been hard ones, of somebody of whom something was asked on all of them."""
    person, today = known.person, known.today
    if not known.on_today:
        return ()
    done, _partners = ticked_days(known)
    paused_on = paused_days(known.company.pauses_for(person), today - DAYS_LOOKED_BACK * ONE_DAY, today)
    found = hard_days(
        done, paused_on, today=today, answered_on=person.hard_days_answered_on or person.joined_on
    )
    return tuple(days for days in found if is_asked_since(known, days.starts_on))


def is_asked_since(known: DayRead, day: date) -> bool:
    """Whether something that one does oneself has been there since a day."""
    return any(
        track.starts_on <= day and track.owner_id in (None, known.own_id)
        for habit, tracks in known.habits
        if habit.archived_on is None
        for track in tracks
    )
