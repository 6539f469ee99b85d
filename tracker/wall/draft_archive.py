"""Takes along what somebody has begun to write, and brings it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import check_each, must, unlike
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_alone
from tracker.archives.things import Archive, Field, Who
from tracker.domain.drafts import DRAFT_LENGTH, MOST_LEFT, DraftKind
from tracker.extensions import db
from tracker.models import DraftRow, Person
from tracker.sight import sees_draft
from tracker.wall import things


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """What a person has begun to write; what the partner has is the partner's to take along."""
    person = gathering.person
    rows = db.session.scalars(
        select(DraftRow)
        .where(sees_draft(person), DraftRow.deleted_at.is_(None))
        .order_by(DraftRow.parted_at.is_not(None), DraftRow.kind.desc(), DraftRow.parted_at, DraftRow.id)
    )
    begun = (things.Begun(row.kind, row.body, for_whom(row, person), Id(row.id)) for row in rows)
    return {things.DRAFTS: tuple(begun)}


def for_whom(draft: DraftRow, person: Person) -> Who:
    """Whom it was begun for: of one alone that is whoever joins."""
    if draft.parted_at is not None:
        return Who.FORMER
    return Who.PARTNER if person.partner is not None else Who.WAITING


def check(archive: Archive) -> None:
    """One of each kind at most beside those for somebody who has left, and each as it can have been."""
    left = [each.to is Who.FORMER for each in archive[things.DRAFTS]]
    must(sum(left) <= MOST_LEFT + len(DraftKind))
    must(unlike(each.kind for each in archive[things.DRAFTS] if each.to is not Who.FORMER))
    check_each(archive[things.DRAFTS], check_draft)


def check_draft(draft: things.Begun) -> None:
    must(draft.kind in list(DraftKind), "kind")
    must(draft.to in (Who.PARTNER, Who.FORMER, Who.WAITING), "to")
    must(0 < len(draft.body) <= DRAFT_LENGTH, "body")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    """What one had begun, to go on with. What was for somebody is for nobody who is here, before one says so."""
    drafts = coming.archive[things.DRAFTS]
    add(
        DraftRow,
        (
            {
                "id": draft_id,
                "author_id": coming.by_id,
                "space_id": coming.space_id,
                "kind": each.kind,
                "body": each.body,
                "parted_at": None if each.to is Who.WAITING else coming.now,
            }
            for draft_id, each in zip(ids_for(DraftRow, [each.id for each in drafts]), drafts, strict=True)
        ),
        by_id=coming.by_id,
    )


def draft_rows(archive: Archive) -> Iterator[Row]:
    yield "kind", "draft", "to"
    for each in archive[things.DRAFTS]:
        yield each.kind, each.body, each.to


TAKEN = Taken(
    things.DRAFTS,
    check,
    each_alone(things.DRAFTS),
    gather=gather,
    bring=bring,
    used=sees_draft,
    whose=lambda archive: (each.to for each in archive[things.DRAFTS]),
    tables={"drafts.csv": draft_rows},
)
