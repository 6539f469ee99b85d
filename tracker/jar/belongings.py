"""What becomes of the jar, and of what was opened from it."""

from sqlalchemy import update

from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, made_by
from tracker.domain.quotas import THE_DAYS_OF_A_YEAR, Bound, Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.extensions import db
from tracker.jar.archive import OPENED, TAKEN
from tracker.models import JarNote, Opening
from tracker.parting import Parting
from tracker.passing import after
from tracker.policies import MOVES, MOVES_AND_ARRIVES, Erasing, Policy, Rows, goes_with
from tracker.sight import JAR_NOTE_SEEN, OPENING_SEEN


def part_with_jar(notes: Rows, parting: Parting) -> None:
    """What waits in the jar stays its writer's, and is for nobody any more."""
    for_nobody = update(JarNote).where(JarNote.space_id == parting.old_id).values(recipient_id=None)
    db.session.execute(for_nobody.execution_options(synchronize_session=False))
    goes_with(JarNote.author_id).act(notes, parting)


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        JarNote,
        seen=JAR_NOTE_SEEN,
        joining=MOVES_AND_ARRIVES,
        leaving=Policy("goes with author_id; all of it is for nobody any more", part_with_jar),
        erasing=Erasing(goes=("author_id",), unnamed=("recipient_id",)),
        passing=after(JarNote.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            made_by(JarNote.author_id),
            Quota(
                1_000,
                _("The jar holds %(most)s notes of yours, and it is full. Take one out first."),
            ),
        ),
    ),
    Belonging(
        Opening,
        seen=OPENING_SEEN,
        joining=MOVES,
        leaving=goes_with(Opening.reader_id),
        erasing=Erasing(goes=("reader_id",), unnamed=("author_id",)),
        archive=OPENED,
        room=Bound(1, "One a day.", a_year=THE_DAYS_OF_A_YEAR),
    ),
)
