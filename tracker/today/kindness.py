"""Whether some quiet days may have been hard ones, from what was read for the page of a day."""

from datetime import date

from tracker.domain.days import ONE_DAY
from tracker.domain.kindness import DAYS_LOOKED_BACK, QUIET_DAYS, hard_days
from tracker.domain.pauses import PausedDays, paused, paused_days
from tracker.domain.schedules import asks_on
from tracker.domain.terms import terms_on
from tracker.today.head import ticked_days
from tracker.today.known import DayRead


def hard_days_of(known: DayRead) -> tuple[PausedDays, ...]:
    """The quiet days that may have been hard ones, of somebody of whom something was asked on three of them at least."""
    person, today = known.person, known.today
    if not known.on_today:
        return ()
    done, _partners = ticked_days(known)
    paused_on = paused_days(known.company.pauses_for(person), today - DAYS_LOOKED_BACK * ONE_DAY, today)
    found = hard_days(
        done, paused_on, today=today, answered_on=person.hard_days_answered_on or person.joined_on
    )
    return tuple(days for days in found if asked_count(known, days) >= QUIET_DAYS)


def asked_count(known: DayRead, days: PausedDays) -> int:
    """On how many of some days something was asked that one does oneself."""
    count = (days.ends_on - days.starts_on).days + 1
    return sum(is_asked_on(known, days.starts_on + number * ONE_DAY) for number in range(count))


def is_asked_on(known: DayRead, day: date) -> bool:
    """Whether something that one does oneself asked for that very day."""
    return any(
        track.starts_on <= day
        and track.owner_id in (None, known.own_id)
        and asks_on(terms_on(habit.terms, day).schedule, day)
        and not paused(known.company.pauses_of(track), day)
        for habit, tracks in known.habits
        if habit.archived_on is None
        for track in tracks
    )
