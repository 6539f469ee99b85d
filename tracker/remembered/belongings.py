"""What becomes of days to remember."""

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.quotas import Quota
from tracker.domain.remembered import Yearly, begun
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.models import RememberedDay
from tracker.parting import Parting
from tracker.passing import after
from tracker.planned import part_with_planned
from tracker.policies import GOES_WITH_ITS_AUTHOR, MOVES_UNSHARED, Erasing, Policy, Rows
from tracker.remembered.archive import TAKEN
from tracker.sight import by_author_or_shared


def part_with_days(_days: Rows, parting: Parting) -> None:
    """What has been is a day of both; one that is still to be for the first time is whose it was."""
    today = parting.over_before
    part_with_planned(
        RememberedDay, parting, lambda each: begun(Yearly(each.month, each.day, each.year), today=today)
    )


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        RememberedDay,
        seen=by_author_or_shared(RememberedDay),
        joining=MOVES_UNSHARED,
        leaving=Policy(f"{GOES_WITH_ITS_AUTHOR.words}; of what was, the other has a copy", part_with_days),
        erasing=Erasing(goes=("author_id",)),
        passing=after(RememberedDay.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(RememberedDay.author_id),
            Quota(
                100,
                _("There is room for %(most)s of your days. Remove one first."),
            ),
        ),
    ),
)
