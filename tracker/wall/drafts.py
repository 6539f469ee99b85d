"""What somebody has begun to write, on the wall or for the jar: kept until it is sent, for them alone.

What was begun for somebody who has left is laid aside when two part: it is offered to nobody else as theirs.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from tracker.domain.drafts import MOST_LEFT, DraftKind
from tracker.domain.refusals import Missing, Refused
from tracker.domain.stamps import Parts, stamp
from tracker.domain.texts import _
from tracker.domain.undo import is_gone
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import DraftRow, Person
from tracker.parting import Parting
from tracker.policies import Rows, forget, goes_with
from tracker.sight import ASKER, sees_draft

BEGUN = select(DraftRow.body).where(
    sees_draft(ASKER), DraftRow.kind == bindparam("kind"), DraftRow.parted_at.is_(None)
)


def begun_by(person: Person, kind: DraftKind) -> str:
    """What a person has begun to write of a kind; nothing where they have not."""
    return db.session.connection().scalar(BEGUN, {"person_id": person.id, "kind": kind}) or ""


def laid_aside(person: Person, *kinds: DraftKind) -> Sequence[DraftRow]:
    """What a person has begun for somebody who has left, the latest first."""
    theirs = (sees_draft(person), DraftRow.kind.in_(kinds), DraftRow.parted_at.is_not(None))
    return db.session.scalars(
        select(DraftRow)
        .where(*theirs, DraftRow.deleted_at.is_(None))
        .order_by(DraftRow.parted_at.desc(), DraftRow.id)
    ).all()


def one_aside(person: Person, draft_id: int, *, deleted: bool = False) -> DraftRow:
    """One that a person has begun for somebody who has left, or `Missing`."""
    gone = DraftRow.deleted_at.is_not(None) if deleted else DraftRow.deleted_at.is_(None)
    aside = (DraftRow.id == draft_id, DraftRow.parted_at.is_not(None), gone)
    found = db.session.scalar(select(DraftRow).where(sees_draft(person), *aside))
    if found is None:
        raise Missing("draft")
    return found


def as_begun(words: str) -> Parts:
    """What a draft says, as a form is made from it; nothing where there is none."""
    return {"body": words} if words else {}


def keep(words: str, kind: DraftKind, *, by: Person) -> None:
    """Keep what somebody is writing in place of what they had written before; without a word, there is none."""
    hold_space(by)
    draft = under_way(by, kind)
    if draft is None and words:
        db.session.add(DraftRow(author_id=by.id, kind=kind, space_id=by.space_id, body=words))
    elif draft is not None and words:
        draft.body = words
    elif draft is not None:
        db.session.delete(draft)
    db.session.flush()


def under_way(by: Person, kind: DraftKind) -> DraftRow | None:
    found = select(DraftRow).where(
        DraftRow.author_id == by.id, DraftRow.kind == kind, DraftRow.parted_at.is_(None)
    )
    return db.session.scalar(found.execution_options(populate_existing=True))


def sent(kind: DraftKind, words: str, seen: str, *, by: Person) -> None:
    """Take the draft away that a note was made of: the one its form had ``seen``, or one that says just that.

    What was begun in another window meanwhile stays.
    """
    hold_space(by)
    begun = begun_by(by, kind)
    if begun and (begun == words or stamp(as_begun(begun)) == seen):
        keep("", kind, by=by)


def go_on(draft_id: int, *, by: Person) -> DraftRow:
    """Go on, knowingly, with what was begun for somebody who has left. Raises `Refused` where another is under way."""
    hold_space(by)
    draft = one_aside(by, draft_id)
    if under_way(by, DraftKind(draft.kind)) is not None:
        raise Refused(_("You have begun another one. Send that first, or empty it."))
    draft.parted_at = None
    db.session.flush()
    return draft


def throw_away(draft: DraftRow, *, now: datetime) -> None:
    """Let go of what was begun for somebody who has left. For a day it can be put back; then it is gone."""
    draft.deleted_at = now


def put_back(draft: DraftRow, *, now: datetime) -> None:
    """Put back what was thrown away; after a day it is gone: `Missing`."""
    if is_gone(draft.deleted_at, now):
        raise Missing("draft")
    draft.deleted_at = None


def part_with_drafts(drafts: Rows, parting: Parting) -> None:
    """What either has begun for the other is for nobody any more, and stays theirs."""
    begun = update(DraftRow).where(DraftRow.space_id == parting.old_id, DraftRow.parted_at.is_(None))
    db.session.execute(begun.values(parted_at=parting.now).execution_options(synchronize_session=False))
    goes_with(DraftRow.author_id).act(drafts, parting)
    for each in (parting.person, parting.partner):
        aside = (DraftRow.author_id == each.id, DraftRow.parted_at.is_not(None))
        latest = select(DraftRow.id).where(*aside).order_by(DraftRow.parted_at.desc(), DraftRow.id)
        forget(DraftRow, DraftRow.id.in_(latest.offset(MOST_LEFT)))
