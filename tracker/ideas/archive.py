"""Takes ideas along, and brings them back."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from tracker.archives.checks import check_each, must
from tracker.archives.plain import Id
from tracker.archives.rows import add, ids_for
from tracker.archives.taken import Bringing, Gathering, Row, Taken, each_alone, each_half
from tracker.archives.things import Archive, Field, Who
from tracker.archives.whose import own_instant, whose
from tracker.domain.ideas import IDEA_LENGTH
from tracker.extensions import db
from tracker.ideas import things
from tracker.models import OwnIdea
from tracker.planned import seen_by as date_seen_by


def gather(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The ideas in the jar, in the order in which they were put in."""
    person = gathering.person
    rows = db.session.scalars(
        select(OwnIdea).where(date_seen_by(person, OwnIdea)).order_by(OwnIdea.made_at, OwnIdea.id)
    )
    ideas = tuple(
        things.Idea(
            whose(row.author_id, person),
            row.title,
            row.shared,
            Id(row.id),
            row.came_on,
            own_instant(row, person),
        )
        for row in rows
    )
    return {things.IDEAS: ideas}


def check_idea(idea: things.Idea) -> None:
    must(idea.by is Who.ME or (idea.by is Who.PARTNER and idea.shared), "by")
    must(0 < len(idea.title) <= IDEA_LENGTH, "title")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    there = coming.archive[things.IDEAS]
    add(
        OwnIdea,
        (
            {
                "id": idea_id,
                "came_on": coming.on,
                "space_id": coming.space_id,
                "author_id": coming.people[each.by],
                "shared": each.shared,
                "title": each.title,
                "made_at": made_at,
            }
            for idea_id, each, made_at in zip(
                ids_for(OwnIdea, [each.id for each in there]), there, coming.made(there), strict=True
            )
        ),
        by_id=coming.by_id,
    )


def idea_rows(archive: Archive) -> Iterator[Row]:
    yield "idea", "from", "shared", "brought back from a file on"
    for each in archive[things.IDEAS]:
        yield each.title, each.by, each.shared, each.came_on


TAKEN = Taken(
    things.IDEAS,
    lambda archive: check_each(archive[things.IDEAS], check_idea),
    each_alone(things.IDEAS),
    half=each_half(things.IDEAS),
    gather=gather,
    bring=bring,
    used=lambda person: date_seen_by(person, OwnIdea) & (OwnIdea.author_id == person.id),
    weighed=lambda archive: ((OwnIdea, each.by, 0) for each in archive[things.IDEAS]),
    whose=lambda archive: (each.by for each in archive[things.IDEAS]),
    tables={"ideas.csv": idea_rows},
)
