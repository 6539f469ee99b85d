"""What becomes of somebody's feed."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.models import Feed
from tracker.policies import WITH_ITS_PERSON, Erasing

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Feed,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("its address leads into this Tend"),
    ),
)
