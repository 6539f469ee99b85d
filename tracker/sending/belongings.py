"""What becomes of the list of what was done without a network."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.doings import MOST_BOOKED
from tracker.domain.quotas import Quota
from tracker.domain.sayings import SAID_FOR
from tracker.domain.texts import _
from tracker.models import Booking
from tracker.passing import after
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Booking,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        passing=after(Booking.booked_at, SAID_FOR),
        archive=NotTaken("it is of what a device has sent, and past after a month"),
        room=Counted(
            made_by(Booking.person_id),
            Quota(
                MOST_BOOKED,
                _(
                    "You have sent %(most)s things within a month that were done without a network, and there is no room for "
                    "more. Please do it on the page itself."
                ),
            ),
        ),
    ),
)
