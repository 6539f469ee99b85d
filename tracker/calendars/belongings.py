"""What becomes of somebody's feed."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.quotas import Bound
from tracker.models import Feed
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Feed,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("its address leads into this Tend"),
        room=Bound(1, "One a person."),
    ),
)
