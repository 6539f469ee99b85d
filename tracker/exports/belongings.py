"""What becomes of an export that is on its way back."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.days import ONE_DAY
from tracker.domain.quotas import Bound
from tracker.models import Arrival
from tracker.passing import after
from tracker.policies import MOVES, STAYS, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
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
