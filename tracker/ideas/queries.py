"""Finding ideas for dates, always through the person who asks."""

from collections.abc import Sequence

from sqlalchemy import select

from tracker.extensions import db
from tracker.models import OwnIdea, Person
from tracker.planned import seen_by


def jar_of(person: Person, most: int) -> Sequence[OwnIdea]:
    """The ideas in the jar that are there for a person, the newest first."""
    return db.session.scalars(
        select(OwnIdea)
        .where(seen_by(person, OwnIdea))
        .order_by(OwnIdea.made_at.desc(), OwnIdea.id)
        .limit(most)
    ).all()
