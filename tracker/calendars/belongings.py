"""What becomes of somebody's feed."""

from tracker.belonging import WITH_ITS_PERSON, Belonging, Declared, Erasing
from tracker.models import Feed

BELONGINGS: tuple[Declared, ...] = (
    Belonging(Feed, joining=WITH_ITS_PERSON, leaving=WITH_ITS_PERSON, erasing=Erasing(goes=("person_id",))),
)
