"""A check-in that was begun for somebody who has left: for nobody else, before its author says so."""

from datetime import datetime

from tracker.checkins.sheets import write
from tracker.domain.checkins import Answers, CheckInState
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.models import CheckIn


def refuse_meant_for_another(check_in: CheckIn) -> None:
    """Turn away what would give words to anybody else than whom they were begun for, before their author says so."""
    if check_in.parted_at is not None:
        raise Refused(BEGUN_FOR_ANOTHER)


BEGUN_FOR_ANOTHER = _(
    "This check-in was begun for somebody who has left. On its page you can go on with it, or begin anew."
)


def go_on(check_in: CheckIn) -> None:
    """Go on, knowingly, with a check-in that was begun for somebody who has left. Going on twice is going on once."""
    if check_in.state == CheckInState.DRAFT:
        check_in.parted_at = None


def begin_anew(check_in: CheckIn, *, now: datetime) -> None:
    """Throw away what was begun for somebody who has left, and begin without a word."""
    if check_in.state == CheckInState.DRAFT and check_in.parted_at is not None:
        write(check_in, Answers(), now)
        check_in.parted_at = None
