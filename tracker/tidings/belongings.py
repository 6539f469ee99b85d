"""What becomes of what the other did and one has not seen yet."""

from sqlalchemy import select

from tracker.archives.taken import NotTaken
from tracker.belonging import Belonging, Declared
from tracker.domain.quotas import Bound
from tracker.domain.tidings import TOLD_FOR, TidingKind
from tracker.extensions import db
from tracker.models import Note, Person, TidingRow
from tracker.passing import after
from tracker.policies import Erasing, Policy, Rows, Welcome, arriving, ends
from tracker.sight import BY_ITS_PERSON
from tracker.telling import MOST_WAITING, tell_to


def tell_of_notes(tidings: Rows, welcome: Welcome) -> None:
    """What either had written for whoever joins is told to the other, as it arrives. It comes before the notes do."""
    people = {
        each.id: each
        for each in db.session.scalars(
            select(Person).where(Person.id.in_((welcome.host_id, welcome.guest_id)))
        )
    }
    for recipient_id, arrives in arriving(Note, welcome):
        newest = select(Note.id).where(arrives, Note.deleted_at.is_(None)).order_by(Note.written_at.desc())
        found = db.session.scalars(newest.limit(MOST_WAITING)).all()
        tell_to(people[recipient_id], TidingKind.NOTE, found, welcome.now)


BELONGINGS: tuple[Declared, ...] = (
    Belonging(
        TidingRow,
        seen=BY_ITS_PERSON,
        joining=Policy("begins with the notes that arrive", tell_of_notes),
        leaving=ends("there is nobody any more who did it for one"),
        erasing=Erasing(goes=("person_id",)),
        passing=after(TidingRow.at, TOLD_FOR),
        archive=NotTaken("it tells of what is there, and goes when it is seen"),
        room=Bound(MOST_WAITING, "The oldest go as others come."),
    ),
)
