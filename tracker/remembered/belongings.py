"""What becomes of days to remember."""

from tracker.belonging import GOES_UNLESS_SHARED, MOVES_UNSHARED, Belonging, Declared, Erasing
from tracker.models import RememberedDay

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        RememberedDay,
        joining=MOVES_UNSHARED,
        leaving=GOES_UNLESS_SHARED,
        erasing=Erasing(goes=("author_id",)),
    ),
)
