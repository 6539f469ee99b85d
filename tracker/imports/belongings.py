"""What becomes of files that wait to be brought in."""

from tracker.belonging import WITH_ITS_PERSON, Belonging, Declared, Erasing
from tracker.models import Upload, UploadPart

BELONGINGS: tuple[Declared, ...] = tuple(
    Belonging(table, joining=WITH_ITS_PERSON, leaving=WITH_ITS_PERSON, erasing=Erasing(goes=("person_id",)))
    for table in (Upload, UploadPart)
)
