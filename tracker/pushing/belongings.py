"""What becomes of devices' subscriptions: they are keys, and end as log-ins do."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.people import LOG_INS
from tracker.domain.quotas import Bound
from tracker.domain.texts import _
from tracker.entering import Key
from tracker.models import PushSubscription
from tracker.policies import ENDS_WITH_TRUST, WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        PushSubscription,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=ENDS_WITH_TRUST,
        erasing=Erasing(goes=("person_id",), words="goes with its log-in, whenever that ends"),
        archive=NotTaken("it is of one device"),
        room=Bound(LOG_INS, "One a log-in; another in its place ends it."),
        key=Key(
            names=_("Notices"),
            opened_by=(PushSubscription.endpoint_hash,),
            held_by=PushSubscription.person_id,
            since=PushSubscription.made_on,
            about=(PushSubscription.browser, PushSubscription.system),
        ),
    ),
)
