"""What becomes of days to remember."""

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.models import RememberedDay
from tracker.passing import after
from tracker.policies import GOES_UNLESS_SHARED, MOVES_UNSHARED, Erasing
from tracker.remembered.archive import TAKEN
from tracker.sight import by_author_or_shared

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        RememberedDay,
        seen=by_author_or_shared(RememberedDay),
        joining=MOVES_UNSHARED,
        leaving=GOES_UNLESS_SHARED,
        erasing=Erasing(goes=("author_id",)),
        passing=after(RememberedDay.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(RememberedDay.author_id),
            Quota(
                100,
                _("There is room for %(most)s days of yours. Take one away first."),
            ),
        ),
    ),
)
