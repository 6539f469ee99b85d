"""What people do with nudges: send one, or take it back. Whether it was let in, or seen, nobody who sends learns."""

from datetime import datetime

from tracker.domain.days import today
from tracker.domain.nudges import may_nudge
from tracker.domain.partings import is_quiet
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.holding import hold_space
from tracker.models import Person
from tracker.telling import tell, tell_no_more


def nudge(*, by: Person, now: datetime) -> bool:
    """Let the partner find that somebody thinks of them. Says whether it was the first on this day of the sender's: a second
    is none.
    """
    hold_space(by)
    if by.partner is None or is_quiet(by.space.parted_at, now):
        raise Refused(_("There is nobody here who could find it."))
    day = today(by.rhythm, now)
    if not may_nudge(by.nudged_on, day):
        return False
    by.nudged_on = day
    if by.partner.takes_nudges:
        tell(TidingKind.NUDGE, by.id, by=by, now=now)
    return True


def take_back(*, by: Person) -> None:
    """Let the partner not find it any more. There is no other that day, or they could come to see several."""
    hold_space(by)
    tell_no_more(TidingKind.NUDGE, by.id, by=by)
