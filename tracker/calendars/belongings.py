"""What becomes of somebody's feed."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.quotas import Bound
from tracker.domain.texts import _
from tracker.entering import Key
from tracker.models import Feed
from tracker.policies import ENDS_WITH_TRUST, WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Feed,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=ENDS_WITH_TRUST,
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("its address leads into this Tend"),
        room=Bound(1, "One a person."),
        key=Key(
            names=_("Calendar address"),
            opened_by=(Feed.token_hash,),
            held_by=Feed.person_id,
            since=Feed.made_at,
        ),
    ),
)
