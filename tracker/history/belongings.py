"""What becomes of what is written about days."""

from sqlalchemy import ColumnElement, exists, select

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted
from tracker.domain.quotas import Quota
from tracker.domain.texts import _
from tracker.models import Person, Remark, Space, Track
from tracker.policies import MOVES, Erasing, Parting, Policy, Rows, follows, forget
from tracker.sight import REMARK_SEEN


def part_with_remarks(remarks: Rows, parting: Parting) -> None:
    """They go where their track goes; of the ticks that stay for both, the leaver's words do not stay with them."""
    follows(Remark.track_id).act(remarks, parting)
    forget(Remark, Remark.space_id == parting.old_id, Remark.author_id == parting.person.id)


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
        leaving=Policy(
            "follows track_id; the leaver’s under what stays are gone",
            part_with_remarks,
            loses="the ticks of both stay, and words of the one who leaves do not",
        ),
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
