"""What becomes of what is written about days."""

from sqlalchemy import ColumnElement, exists, select

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.models import Person, Remark, Space, Track
from tracker.policies import MOVES, Erasing, follows
from tracker.sight import REMARK_SEEN


def own_remarks(person: Person) -> ColumnElement[bool]:
    """They know the space that they are for already while their track is on a stage."""
    staged = (
        select(Track.id)
        .join(Space, Space.id == Track.space_id)
        .where(~exists().where(Person.space_id == Space.id))
    )
    return (Remark.author_id == person.id) & Remark.track_id.not_in(staged)


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Remark,
        seen=REMARK_SEEN,
        joining=MOVES,
        leaving=follows(Remark.track_id),
        erasing=Erasing(goes=("author_id",)),
        archive=Within("habits"),
        room=Counted(
            own_remarks,
            Quota(
                20_000,
                _(
                    "There is room for %(most)s notes about days, and this would be more. Delete old ones first; an export "
                    "keeps them for you."
                ),
                5_000_000,
                _(
                    "There is room for %(letters)s characters in your notes about days, and this would be more. Delete old "
                    "ones first; an export keeps them for you."
                ),
            ),
            (Remark.body,),
        ),
    ),
)
