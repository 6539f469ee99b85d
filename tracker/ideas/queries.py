"""Finding ideas for dates, always through the person who asks."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from tracker.extensions import db
from tracker.models import OwnIdea, Person
from tracker.planned import seen_by
from tracker.sight import ASKER, through

IN_THE_JAR = (
    select(OwnIdea)
    .where(seen_by(ASKER, OwnIdea))
    .order_by(OwnIdea.made_at.desc(), OwnIdea.id)
    .limit(bindparam("most"))
)


def jar_of(person: Person, most: int) -> Sequence[OwnIdea]:
    """The ideas in the jar that are there for a person, the newest first."""
    return db.session.scalars(IN_THE_JAR, {**through(person), "most": most}).all()
