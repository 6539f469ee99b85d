"""What becomes of days to remember."""

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.models import RememberedDay
from tracker.policies import GOES_UNLESS_SHARED, MOVES_UNSHARED, Erasing
from tracker.remembered.archive import TAKEN
from tracker.sight import REMEMBERED_SEEN

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        RememberedDay,
        seen=REMEMBERED_SEEN,
        joining=MOVES_UNSHARED,
        leaving=GOES_UNLESS_SHARED,
        erasing=Erasing(goes=("author_id",)),
        archive=TAKEN,
        counted=Counted(made_by(RememberedDay.author_id)),
    ),
)
