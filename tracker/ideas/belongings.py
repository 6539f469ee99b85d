"""What becomes of ideas."""

from tracker.belonging import GOES_UNLESS_SHARED, MOVES_UNSHARED, Belonging, Declared, Erasing
from tracker.models import OwnIdea

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        OwnIdea,
        joining=MOVES_UNSHARED,
        leaving=GOES_UNLESS_SHARED,
        erasing=Erasing(goes=("author_id",)),
    ),
)
