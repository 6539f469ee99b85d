"""Keeps what was found of habits and close weeks until it is looked for again, so that no page has to work it out."""

from dataclasses import asdict

from sqlalchemy import func, select

from tracker.accounts.queries import person_with
from tracker.domain.insights import FIRST_LOOK, Insight, latest_look
from tracker.extensions import db, read_only
from tracker.holding import hold_space
from tracker.models import CheckIn, InsightRow, Person
from tracker.sight import through
from tracker.trends.insights import KEPT, stands, worked_out

# In a space with weeks enough.
ENOUGH = (
    select(CheckIn.space_id)
    .group_by(CheckIn.space_id)
    .having(func.count(CheckIn.week.distinct()) >= FIRST_LOOK)
)
PEOPLE = select(Person.id).where(Person.space_id.in_(ENOUGH))


def keep_insights() -> int:
    """Work out what is due for anybody, and keep it; returns for how many.

    Commits for each of them, and holds no lock meanwhile: what takes long only reads.
    """
    kept = 0
    read_only()
    for person_id in db.session.scalars(PEOPLE).all():
        read_only()
        person = person_with(person_id)
        if person is not None and waits(person):
            home, (week_count, insight) = home_of(person), looked_at(person)
            db.session.remove()
            kept += keep(person_id, home, week_count, insight)
            db.session.commit()
        db.session.remove()
    return kept


def waits(person: Person) -> bool:
    """Whether what is kept for a person is not of the look whose answer stands."""
    week_count, kept = db.session.execute(KEPT, through(person)).one()
    return week_count >= FIRST_LOOK and not stands(kept, week_count)


def looked_at(person: Person) -> tuple[int, Insight]:
    """How many answered weeks there were at the look whose answer stands, and what it found."""
    week_count, _kept = db.session.execute(KEPT, through(person)).one()
    return latest_look(week_count).week_count, worked_out(person, week_count)


def home_of(person: Person) -> tuple[int, int]:
    """With whom a person is, and where: what was found is of those two, or of one alone."""
    return person.space_id, person.partner.id if person.partner else 0


def keep(person_id: int, home: tuple[int, int], week_count: int, insight: Insight) -> bool:
    """Keep what was found for a person, unless one has left, or joined somebody, meanwhile."""
    person = person_with(person_id)
    if person is None:
        return False
    hold_space(person)
    if home_of(person) != home:
        return False
    db.session.merge(
        InsightRow(
            person_id=person_id,
            space_id=person.space_id,
            week_count=week_count,
            weeks=insight.weeks,
            found=[asdict(each) for each in insight.found],
        )
    )
    return True
