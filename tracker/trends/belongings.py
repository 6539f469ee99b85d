"""What becomes of what was found of habits and close weeks."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.quotas import Bound
from tracker.models import InsightRow
from tracker.policies import Erasing, ends, ends_for_both
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        InsightRow,
        seen=BY_ITS_PERSON,
        joining=ends_for_both("it follows from weeks that were one's alone"),
        leaving=ends("it follows from weeks of two"),
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("it follows from check-ins and ticks"),
        room=Bound(1, "One a person."),
    ),
)
