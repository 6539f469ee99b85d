"""What becomes of codes. They are of an account, whoever it shares a space with."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.factors import RECOVERY_CODES
from tracker.domain.quotas import Bound
from tracker.models import CodeApp, RecoveryCode
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

NO_SECRETS = NotTaken("a file holds nothing that lets anybody in")

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        CodeApp,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NO_SECRETS,
        room=Bound(1, "One app for an account."),
    ),
    Belonging(
        RecoveryCode,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        archive=NO_SECRETS,
        room=Bound(RECOVERY_CODES, "New ones come in place of the old."),
    ),
)
