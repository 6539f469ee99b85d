"""What becomes of ideas."""

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.ideas.archive import TAKEN
from tracker.models import OwnIdea
from tracker.passing import after
from tracker.policies import GOES_WITH_ITS_AUTHOR, MOVES_UNSHARED, Erasing
from tracker.sight import by_author_or_shared

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        OwnIdea,
        seen=by_author_or_shared(OwnIdea),
        joining=MOVES_UNSHARED,
        leaving=GOES_WITH_ITS_AUTHOR,
        erasing=Erasing(goes=("author_id",)),
        passing=after(OwnIdea.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(OwnIdea.author_id),
            Quota(
                200,
                _("The jar holds %(most)s ideas of yours, and it is full. Take one out first."),
            ),
        ),
    ),
)
