"""What becomes of files that wait to be brought in."""

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.days import ONE_DAY
from tracker.domain.quotas import Bound
from tracker.domain.uploads import A_PART, MOST_BYTES
from tracker.models import Upload, UploadPart
from tracker.passing import after
from tracker.policies import WITH_ITS_PERSON, Erasing
from tracker.sight import BY_ITS_PERSON

BELONGINGS: tuple[Declared, ...] = tuple(
    Belonging(
        table,
        seen=BY_ITS_PERSON,
        joining=WITH_ITS_PERSON,
        leaving=WITH_ITS_PERSON,
        erasing=Erasing(goes=("person_id",)),
        passing=after(table.sent_at, ONE_DAY),
        archive=NotTaken("it waits to be brought in"),
        room=room,
    )
    for table, room in (
        (Upload, Bound(1, "One a person, for a day.")),
        (UploadPart, Bound(MOST_BYTES // A_PART, "The parts of one file, for a day.")),
    )
)
