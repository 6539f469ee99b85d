"""What becomes of reflections."""

from sqlalchemy import update

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, in_use_by
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.extensions import db
from tracker.models import Reflection
from tracker.parting import Parting
from tracker.passing import after
from tracker.policies import MOVES, Erasing, Policy, Rows, goes_with
from tracker.reflections.archive import TAKEN
from tracker.sight import REFLECTION_SEEN


def take_back(reflections: Rows, parting: Parting) -> None:
    """What either has shared is its author's alone again, wherever they go from here and whoever joins them."""
    unshared = (
        update(Reflection)
        .where(Reflection.space_id == parting.old_id)
        .values(shared_at=None, shared_with_id=None)
    )
    db.session.execute(unshared.execution_options(synchronize_session=False))
    goes_with(Reflection.author_id).act(reflections, parting)


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Reflection,
        seen=REFLECTION_SEEN,
        joining=MOVES,
        leaving=Policy("goes with author_id; what was shared is its author’s alone again", take_back),
        erasing=Erasing(goes=("author_id",), unnamed=("shared_with_id",)),
        passing=after(Reflection.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            in_use_by(Reflection.author_id),
            Quota(
                10_000,
                _(
                    "You have %(most)s reflections here, and there is no room for more. Delete an old one "
                    "first; an export keeps it for you."
                ),
                10_000_000,
                _(
                    "There is room for %(letters)s characters in your reflections, and this would be more. Delete an old one "
                    "first; an export keeps it for you."
                ),
            ),
            (Reflection.title, Reflection.body, Reflection.answers, Reflection.folded),
            copies=2,
        ),
    ),
)
