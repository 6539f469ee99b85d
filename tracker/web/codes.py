"""Codes that are typed, with a count of wrong ones: whoever types one has given the password already.

They are of one account, and count for it from wherever they come: nobody else gets as far. A browser that was in the
account before has a count of its own, so that nobody who has come to know the password can keep its owner out.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from zoneinfo import ZoneInfo

from wtforms import Field

from tracker.domain.days import ONE_DAY
from tracker.domain.factors import WHY, Judged
from tracker.domain.texts import Sentence, _
from tracker.domain.zones import known_zone
from tracker.extensions import db
from tracker.models import Person
from tracker.web.clock import now
from tracker.web.familiar import own_tries
from tracker.web.limits import in_window, wrong_tries
from tracker.web.noting import note_wrong_code

A_QUARTER = timedelta(minutes=15)
NO_SUCH_RECOVERY_CODE = _(
    "This is none of your recovery codes, or it was used before: each opens once. Have another look at it."
)


def code_tries(person: Person) -> AbstractContextManager[Callable[[], None]]:
    """Count a wrong code of somebody's, of either kind. Of each 20 a day one in 17,000 would be guessed."""
    own = own_tries(person.id, person.password_hash)
    soon = in_window("code", str(person.id), most=10, within=A_QUARTER)
    a_day = in_window("code of a day", str(person.id), most=20, within=ONE_DAY)
    return wrong_tries(own, [soon, a_day])


def right_code(field: Field, person: Person, use: Callable[[], Judged]) -> bool:
    """Whether a code is right, which ``use`` finds and uses up; if not, says so at the field. Commit what is right.

    That a code is of a moment to come is told to nobody: whoever has guessed it could wait for that.
    """
    with code_tries(person) as was_right:
        found = use()
        if found is Judged.RIGHT:
            was_right()
            return True
    note_wrong_code(person)
    db.session.commit()
    said = Judged.WRONG if found is Judged.AHEAD else found
    field.errors = [why(said, person)]  # type: ignore[list-item]
    return False


def right_recovery_code(field: Field, person: Person, use: Callable[[], bool]) -> bool:
    """Likewise of a recovery code."""
    with code_tries(person) as was_right:
        if use():
            was_right()
            return True
    note_wrong_code(person)
    db.session.commit()
    field.errors = [NO_SUCH_RECOVERY_CODE]
    return False


def why(found: Judged, person: Person) -> Sentence:
    """Why a code does not count, with what the clock says here, to the second."""
    there = now().astimezone(ZoneInfo(known_zone(person.zone)))
    return Sentence(WHY[found], {"clock": there.strftime("%H:%M:%S")})
