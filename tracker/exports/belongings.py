"""What becomes of an export that is on its way back."""

from sqlalchemy import select

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.days import ONE_DAY
from tracker.domain.quotas import Bound
from tracker.exports.fitting import fit
from tracker.extensions import db
from tracker.holding import afresh
from tracker.models import Arrival, Half, Person
from tracker.passing import after
from tracker.policies import MOVES, STAYS, Erasing, Policy, Rows, Welcome, come_along, ends
from tracker.sight import BY_ITS_PERSON


def meet(table: Rows, welcome: Welcome) -> None:
    """Two who have each brought back their half alone: what both say appears as they come together."""
    come_along(table, welcome)
    host = db.session.scalars(select(Person).where(Person.id == welcome.host_id)).one()
    fit(afresh(host), welcome.now)


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Half,
        seen=BY_ITS_PERSON,
        joining=Policy("moves along; of two halves, what both say appears", meet),
        leaving=ends("it waits for the other’s, who is not there"),
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("it is what a file says"),
        room=Bound(1, "One a person, until the other’s is there."),
    ),
    Belonging(
        Arrival,
        seen=BY_ITS_PERSON,
        joining=MOVES,
        leaving=STAYS,
        erasing=Erasing(goes=("person_id",)),
        passing=after(Arrival.sent_at, ONE_DAY),
        archive=NotTaken("it is on its way in"),
        room=Bound(1, "One a person, for a day."),
    ),
)
