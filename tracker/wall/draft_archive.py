"""Takes along what somebody has begun to write, and brings it back."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.accounts.queries import person_numbered
from tracker.archives.checks import check_each, must, unlike
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_alone
from tracker.archives.things import Archive, Field
from tracker.domain.drafts import DRAFT_LENGTH, DraftKind
from tracker.sight import sees_draft
from tracker.wall import things
from tracker.wall.drafts import begun_by, keep


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """What a person has begun to write; what the partner has is the partner's to take along."""
    begun = {kind: begun_by(gathering.person, kind) for kind in DraftKind}
    return {things.DRAFTS: tuple(things.Begun(kind, words) for kind, words in begun.items() if words)}


def check(archive: Archive) -> None:
    """One of each kind at most, and each as it can have been."""
    must(unlike(each.kind for each in archive[things.DRAFTS]))
    check_each(archive[things.DRAFTS], check_draft)


def check_draft(draft: things.Begun) -> None:
    must(draft.kind in list(DraftKind), "kind")
    must(0 < len(draft.body) <= DRAFT_LENGTH, "body")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    """What one had begun, to go on with."""
    by = person_numbered(coming.by_id)
    for each in coming.archive[things.DRAFTS]:
        if by is not None:
            keep(each.body, DraftKind(each.kind), by=by)


def draft_rows(archive: Archive) -> Iterator[Row]:
    yield "kind", "draft"
    for each in archive[things.DRAFTS]:
        yield each.kind, each.body


TAKEN = Taken(
    things.DRAFTS,
    check,
    each_alone(things.DRAFTS),
    gather=gather,
    bring=bring,
    used=sees_draft,
    tables={"drafts.csv": draft_rows},
)
