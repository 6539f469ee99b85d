"""What becomes of dates."""

from sqlalchemy import update

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.dates.archive import TAKEN
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.extensions import db
from tracker.models import Outing
from tracker.passing import after
from tracker.policies import GOES_UNLESS_SHARED, MOVES_UNSHARED, Erasing, Parting, Policy, Rows
from tracker.sight import by_author_or_shared


def part_with_dates(outings: Rows, parting: Parting) -> None:
    """As all that is planned; who has left prepares nothing any more."""
    GOES_UNLESS_SHARED.act(outings, parting)
    others = (Outing.space_id == parting.old_id) & (Outing.preparer_id != parting.partner.id)
    db.session.execute(
        update(Outing).where(others).values(preparer_id=None).execution_options(synchronize_session=False)
    )


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Outing,
        seen=by_author_or_shared(Outing),
        joining=MOVES_UNSHARED,
        leaving=Policy(f"{GOES_UNLESS_SHARED.words}, and prepared by nobody else", part_with_dates),
        erasing=Erasing(goes=("author_id",), unnamed=("preparer_id",)),
        passing=after(Outing.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(Outing.author_id),
            Quota(
                4_000,
                _(
                    "There is room for %(most)s dates of yours, and all of it is taken. Delete an old one first; an export "
                    "keeps it for you."
                ),
            ),
        ),
    ),
)
