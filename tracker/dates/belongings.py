"""What becomes of dates."""

from sqlalchemy import or_, update

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.dates.archive import TAKEN
from tracker.domain.outings import ONCE, OutingState, is_over
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.extensions import db
from tracker.models import Outing
from tracker.parting import Parting
from tracker.passing import after
from tracker.planned import part_with_planned
from tracker.policies import GOES_WITH_ITS_AUTHOR, MOVES_UNSHARED, Erasing, Policy, Rows
from tracker.sight import by_author_or_shared


def part_with_dates(outings: Rows, parting: Parting) -> None:
    """Those to come go with whoever planned them, and of those that were both have one.

    Nobody prepares for the other, and what was for both does not come again.
    """
    of_both = update(Outing).where(Outing.space_id == parting.old_id, Outing.shared).values(repeat_weeks=ONCE)
    db.session.execute(of_both.execution_options(synchronize_session="fetch"))
    today = parting.over_before
    part_with_planned(Outing, parting, lambda each: is_over(each.day, OutingState(each.state), today=today))
    here = Outing.space_id.in_((parting.old_id, parting.new_id))
    others = or_(Outing.both_prepare, Outing.preparer_id != Outing.author_id)
    alone = update(Outing).where(here, others).values(preparer_id=None, both_prepare=False)
    db.session.execute(alone.execution_options(synchronize_session=False))


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Outing,
        seen=by_author_or_shared(Outing),
        joining=MOVES_UNSHARED,
        leaving=Policy(
            f"{GOES_WITH_ITS_AUTHOR.words}, prepared by nobody else; of what was, the other has a copy",
            part_with_dates,
        ),
        erasing=Erasing(goes=("author_id",), unnamed=("preparer_id",)),
        passing=after(Outing.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(Outing.author_id),
            Quota(
                4_000,
                _(
                    "You have %(most)s dates here, and there is no room for more. Delete an old one "
                    "first; an export keeps it for you."
                ),
            ),
        ),
    ),
)
