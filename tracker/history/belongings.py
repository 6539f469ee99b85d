"""What becomes of what is written about days."""

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.models import Remark
from tracker.policies import MOVES, Erasing, Parting, Policy, Rows, follows, forget
from tracker.sight import REMARK_SEEN


def part_with_remarks(remarks: Rows, parting: Parting) -> None:
    """They go where their track goes; of the ticks that stay for both, the leaver's words do not stay with them."""
    follows(Remark.track_id).act(remarks, parting)
    forget(Remark, Remark.space_id == parting.old_id, Remark.author_id == parting.person.id)


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
    ),
)
