"""Takes ideas along, and brings them back."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from tracker.archives import things
from tracker.archives.checks import check_each, must
from tracker.archives.rows import add
from tracker.archives.taken import Bringing, Gathering, Row, Taken
from tracker.archives.things import Archive, Who
from tracker.archives.whose import whose
from tracker.dates.queries import seen_by as date_seen_by
from tracker.domain.ideas import IDEA_LENGTH
from tracker.domain.quotas import Kind as Quotas
from tracker.extensions import db
from tracker.models import OwnIdea


def gather(gathering: Gathering) -> dict[str, tuple[things.Idea, ...]]:
    """The ideas in the jar, in the order in which they were put in."""
    person = gathering.person
    rows = db.session.scalars(
        select(OwnIdea).where(date_seen_by(person, OwnIdea)).order_by(OwnIdea.made_at, OwnIdea.id)
    )
    ideas = tuple(things.Idea(whose(row.author_id, person), row.title, row.shared) for row in rows)
    return {"ideas": ideas}


def check_idea(idea: things.Idea) -> None:
    must(idea.by is Who.ME or (idea.by is Who.PARTNER and idea.shared), "by")
    must(0 < len(idea.title) <= IDEA_LENGTH, "title")


def bring(coming: Bringing, habits: Mapping[str, int]) -> None:
    add(
        OwnIdea,
        (
            {
                "space_id": coming.space_id,
                "author_id": coming.people[each.by],
                "shared": each.shared,
                "title": each.title,
                "made_at": moment,
            }
            for each, moment in zip(coming.archive.ideas, coming.moments, strict=False)
        ),
    )


def idea_rows(archive: Archive) -> Iterator[Row]:
    yield "idea", "from", "shared"
    for each in archive.ideas:
        yield each.title, each.by, each.shared


TAKEN = Taken(
    "ideas",
    lambda archive: check_each(archive.ideas, check_idea),
    gather=gather,
    bring=bring,
    used=lambda person: date_seen_by(person, OwnIdea),
    weighed=lambda archive: ((Quotas.IDEAS, each.by, 0) for each in archive.ideas),
    whose=lambda archive: (each.by for each in archive.ideas),
    tables={"ideas.csv": idea_rows},
)
