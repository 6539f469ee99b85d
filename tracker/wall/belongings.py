"""What becomes of notes and their pictures."""

from tracker.belonging import MOVES, MOVES_AND_ARRIVES, STAYS, Belonging, Declared, Erasing, follows
from tracker.models import Note, Picture

BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Note,
        joining=MOVES_AND_ARRIVES,
        leaving=STAYS,
        erasing=Erasing(unnamed=("author_id", "recipient_id")),
    ),
    Belonging(Picture, joining=MOVES, leaving=follows(Picture.note_id), erasing=Erasing()),
)
