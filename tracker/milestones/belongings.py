"""What becomes of milestones, and of who was told of them."""

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.domain.quotas import Bound
from tracker.milestones.archive import MILESTONES
from tracker.models import MilestoneRow, Telling
from tracker.policies import STAYS, Erasing, ends_with_the_space
from tracker.sight import BY_BOTH, BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        MilestoneRow,
        seen=BY_BOTH,
        joining=ends_with_the_space("they are what one alone came to, and the days of two begin anew"),
        leaving=STAYS,
        erasing=Erasing(),
        archive=MILESTONES,
        room=Bound(1_200, "Only those there can be."),
    ),
    Belonging(
        Telling,
        seen=BY_ITS_PERSON,
        joining=ends_with_the_space("they tell that a milestone of this space was read of"),
        leaving=STAYS,
        erasing=Erasing(goes=("person_id",)),
        archive=Within("milestones"),
        room=Bound(1_200, "Only of milestones there can be."),
        elsewhere=(("person_id", "what somebody was told stays told after they have left"),),
    ),
)
