"""What becomes of notes and their pictures."""

from sqlalchemy import ColumnElement, select

from tracker.archives.taken import Within
from tracker.belonging import Belonging, Declared
from tracker.counted import Counted, in_use_by
from tracker.domain.drafts import MOST_LEFT, DraftKind
from tracker.domain.quotas import Bound, Quota
from tracker.domain.texts import _
from tracker.domain.undo import UNDO_FOR
from tracker.models import DraftRow, Note, Person, Picture
from tracker.passing import after
from tracker.policies import MOVES, MOVES_AND_ARRIVES, STAYS_ONCE_GIVEN, Erasing, Policy, follows
from tracker.sight import DRAFT_SEEN, NOTE_SEEN, as_its
from tracker.wall import draft_archive
from tracker.wall.archive import TAKEN
from tracker.wall.drafts import part_with_drafts


def on_own_notes(person: Person) -> ColumnElement[bool]:
    return Picture.note_id.in_(select(Note.id).where(in_use_by(Note.author_id)(person)))


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        Note,
        seen=NOTE_SEEN,
        joining=MOVES_AND_ARRIVES,
        leaving=STAYS_ONCE_GIVEN,
        erasing=Erasing(unnamed=("author_id", "recipient_id")),
        passing=after(Note.deleted_at, UNDO_FOR),
        archive=TAKEN,
        room=Counted(
            in_use_by(Note.author_id),
            Quota(
                20_000,
                _(
                    "You have %(most)s notes here, and there is no room for more. Delete an old one "
                    "first; an export keeps it for you."
                ),
                5_000_000,
                _(
                    "There is room for %(letters)s characters in your notes, and this would be more. Delete an old one first; "
                    "an export keeps it for you."
                ),
            ),
            (Note.body, Note.searched),
            copies=2,
        ),
    ),
    Belonging(
        Picture,
        seen=as_its("note"),
        joining=MOVES,
        leaving=follows(Picture.note_id),
        erasing=Erasing(),
        archive=Within("notes"),
        room=Counted(
            on_own_notes,
            Quota(
                200,
                _(
                    "You have %(most)s pictures here, and there is no room for more. Take one off an "
                    "older note first; an export keeps it for you."
                ),
            ),
        ),
    ),
    Belonging(
        DraftRow,
        seen=DRAFT_SEEN,
        joining=MOVES,
        leaving=Policy("goes with author_id; what either has begun is laid aside", part_with_drafts),
        erasing=Erasing(goes=("author_id",)),
        passing=after(DraftRow.deleted_at, UNDO_FOR),
        archive=draft_archive.TAKEN,
        room=Bound(
            len(DraftKind) + MOST_LEFT,
            "One of each kind, and the latest of those begun for somebody who has left.",
        ),
    ),
)
