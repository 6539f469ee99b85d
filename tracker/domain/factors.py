"""Codes that an app makes anew every half minute, and those for when it is lost: which of them counts, and how often."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hmac import compare_digest

from tracker.domain.texts import _

STEP = 30  # seconds, of which each has a code of its own
DIGITS = 6
APART = 1  # steps before or after now whose code counts, so that a clock may be half a minute off
LOOKED_AT = 20  # steps before or after now of which it can be said that a code is theirs
RECOVERY_CODES = 10
RECOVERY_LETTERS, RECOVERY_GROUP = 12, 4
LOST_FOR = timedelta(days=7)  # between asking to have codes taken off, and their end


class Judged(StrEnum):
    """What a code turns out to be: right, used before, of a moment that is past, of one to come, or none of these."""

    RIGHT = "right"
    USED = "used"
    LATE = "late"
    AHEAD = "ahead"
    WRONG = "wrong"


def step_at(instant: datetime) -> int:
    """The number of the half minute in which an instant lies, since 1970, as all such apps count them (RFC 6238).

    >>> step_at(datetime(1970, 1, 1, 0, 1, 59, tzinfo=UTC))
    3
    """
    return int(instant.astimezone(UTC).timestamp()) // STEP


def judged(typed: str, code_at: Callable[[int], str], *, now_step: int, used_step: int) -> tuple[Judged, int]:
    """What somebody has typed, and the step whose code it is; each step counts once, and none before one that has counted.

    >>> judged("104", lambda step: str(step), now_step=105, used_step=103)
    (<Judged.RIGHT: 'right'>, 104)
    >>> judged("104", lambda step: str(step), now_step=105, used_step=104)
    (<Judged.USED: 'used'>, 104)
    >>> judged("100", lambda step: str(step), now_step=105, used_step=90)[0].value
    'late'
    """
    looked_at = range(max(now_step - LOOKED_AT, 0), now_step + LOOKED_AT + 1)
    fitting = [step for step in looked_at if compare_digest(code_at(step).encode(), typed.encode())]
    for step in fitting:
        if abs(step - now_step) <= APART and step > used_step:
            return Judged.RIGHT, step
    for step in fitting:
        if step <= used_step:
            return Judged.USED, step
    for step in fitting:
        return (Judged.LATE if step < now_step else Judged.AHEAD), step
    return Judged.WRONG, 0


def plain_digits(typed: str) -> str:
    """A code as it is compared, however it was typed.

    >>> plain_digits(" 123 456 ")
    '123456'
    """
    return "".join(typed.split()).replace("-", "")


WHY = {
    Judged.USED: _(
        "This code has been used. Each opens once: wait until the app shows the next one, half a minute at most."
    ),
    Judged.LATE: _(
        "This code is over. Type the one that the app shows now. If that does not help, the clock of your phone is slow: "
        "here it is %(clock)s."
    ),
    Judged.AHEAD: _(
        "This code is of a moment to come: the clock of your phone is fast. Here it is %(clock)s. Let the phone set its "
        "clock by itself, and type the code it shows then."
    ),
    Judged.WRONG: _(
        "This is not the code of this moment. Have another look at the app, and at the clock of your phone: here it is "
        "%(clock)s. If the two are more than half a minute apart, let the phone set its clock by itself."
    ),
}
