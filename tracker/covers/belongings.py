"""What becomes of covers."""

from tracker.belonging import Belonging, Declared
from tracker.covers.archive import COVERS
from tracker.domain.quotas import Bound
from tracker.models import Cover
from tracker.policies import MOVES, Erasing, ends
from tracker.sight import BY_BOTH

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Cover,
        seen=BY_BOTH,
        joining=MOVES,
        leaving=ends("they stand for the days of two, which are over"),
        erasing=Erasing(goes=("covered_id", "giver_id")),
        archive=COVERS,
        room=Bound(2, "One a week.", a_year=54),
    ),
)
