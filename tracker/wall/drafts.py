"""What somebody has begun to write, on the wall or for the jar: kept until it is sent, for them alone."""

from sqlalchemy import bindparam, select

from tracker.domain.drafts import DraftKind
from tracker.domain.stamps import Parts, stamp
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import DraftRow, Person
from tracker.sight import ASKER, sees_draft

BEGUN = select(DraftRow.body).where(sees_draft(ASKER), DraftRow.kind == bindparam("kind"))


def begun_by(person: Person, kind: DraftKind) -> str:
    """What a person has begun to write of a kind; nothing where they have not."""
    return db.session.connection().scalar(BEGUN, {"person_id": person.id, "kind": kind}) or ""


def as_begun(words: str) -> Parts:
    """What a draft says, as a form is made from it; nothing where there is none."""
    return {"body": words} if words else {}


def keep(words: str, kind: DraftKind, *, by: Person) -> None:
    """Keep what somebody is writing in place of what they had written before; without a word, there is none."""
    hold_space(by)
    draft = db.session.get(DraftRow, (by.id, kind), populate_existing=True)
    if draft is None and words:
        db.session.add(DraftRow(author_id=by.id, kind=kind, space_id=by.space_id, body=words))
    elif draft is not None and words:
        draft.body = words
    elif draft is not None:
        db.session.delete(draft)
    db.session.flush()


def sent(kind: DraftKind, words: str, seen: str, *, by: Person) -> None:
    """Take the draft away that a note was made of: the one its form had ``seen``, or one that says just that.

    What was begun in another window meanwhile stays.
    """
    hold_space(by)
    begun = begun_by(by, kind)
    if begun and (begun == words or stamp(as_begun(begun)) == seen):
        keep("", kind, by=by)
