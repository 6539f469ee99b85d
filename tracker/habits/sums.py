"""What a tap books where a habit asks for an amount over a week, a month or so many days: whatever is left of it."""

from datetime import date

from tracker.domain.days import ONE_DAY
from tracker.domain.refusals import Refused
from tracker.domain.terms import WHOLE, terms_on
from tracker.domain.texts import _
from tracker.habits.tracks import SeenTrack, ticks_on
from tracker.models import Person


def booked(amount: int, track: SeenTrack, day: date, *, by: Person) -> int:
    """The amount that a tick holds. One that says none holds what is left of a sum; `Refused` where nothing is."""
    if amount != WHOLE or not terms_on(track.habit.terms, day).summed:
        return amount
    left = left_on(track, day, by=by)
    if not left:
        raise Refused(_("All of it is done already. If it was more, say how much."))
    return left


def left_on(track: SeenTrack, day: date, *, by: Person) -> int:
    """How much of a sum is left for a day, whatever the day holds by now; 0 where there is no sum."""
    terms = terms_on(track.habit.terms, day)
    if not terms.summed:
        return 0
    period = terms.period_of(day, by.weeks_for(shared=track.habit.shared))
    ticks = ticks_on(track.id, after=period.first - ONE_DAY, until=period.last)
    return terms.left(day, ticks, period)
