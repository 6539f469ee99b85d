"""What becomes of passkeys. They are of an account, whoever it shares a space with."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.passkeys import PASSKEYS
from tracker.domain.quotas import Bound
from tracker.models import Passkey
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Passkey,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NotTaken("a file holds nothing that lets anybody in"),
        room=Bound(PASSKEYS, "With so many, no further one is made."),
    ),
)
