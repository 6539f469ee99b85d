"""What becomes of notes and their pictures."""

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.models import Note, Picture
from tracker.policies import MOVES, MOVES_AND_ARRIVES, STAYS, Erasing, follows
from tracker.sight import NOTE_SEEN, as_its
from tracker.wall.archive import TAKEN

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Note,
        seen=NOTE_SEEN,
        joining=MOVES_AND_ARRIVES,
        leaving=STAYS,
        erasing=Erasing(unnamed=("author_id", "recipient_id")),
        archive=TAKEN,
    ),
    Belonging(
        Picture,
        seen=as_its("note"),
        joining=MOVES,
        leaving=follows(Picture.note_id),
        erasing=Erasing(),
        archive=Within("notes"),
    ),
)
