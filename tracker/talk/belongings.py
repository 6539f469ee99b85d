"""What becomes of a talk."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.days import ONE_DAY
from tracker.domain.quotas import Bound
from tracker.models import TalkRow
from tracker.passing import after
from tracker.policies import Erasing, ends, ends_with_the_space
from tracker.sight import BY_BOTH

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        TalkRow,
        seen=BY_BOTH,
        joining=ends_with_the_space("a talk is led by those who are in a space"),
        leaving=ends("what is said is kept nowhere, and there is nobody to go on with"),
        erasing=Erasing(goes=("host_id",)),
        passing=after(TalkRow.since, ONE_DAY),
        archive=NotTaken("nothing that is said is kept"),
        room=Bound(1, "A space leads one at a time."),
    ),
)
