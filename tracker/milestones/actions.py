"""What people do with milestones: put one away that they have read of. Which there are follows from ticks alone."""

from datetime import date, datetime

from sqlalchemy import delete, select

from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.milestones.queries import milestones_of
from tracker.models import MilestoneRow, Person, Telling


def put_away(kind: str, number: int, *, by: Person, now: datetime) -> None:
    """Put a milestone away that one has read of. Twice is once; what nobody has come to is passed over."""
    hold_space(by)
    if kind not in list(MilestoneKind):
        return
    milestone = Milestone(MilestoneKind(kind), number)
    reached_on = milestones_of(by, now).get(milestone)
    if reached_on is None:
        return
    telling = db.session.get(Telling, (by.id, kind, number))
    if telling is None:
        telling = Telling(person_id=by.id, kind=kind, number=number, space_id=by.space_id)
        db.session.add(telling)
    telling.space_id = by.space_id  # what was told in an earlier space is told anew in this one
    keep(milestone, reached_on, by)


def keep_those_told(by: Person, now: datetime) -> None:
    """Keep what the members have come to of all that they say they were told of: of anything else a file tells nothing."""
    told = db.session.execute(select(Telling.kind, Telling.number).where(Telling.space_id == by.space_id))
    told_of = {Milestone(MilestoneKind(kind), number) for kind, number in told}
    for milestone, reached_on in milestones_of(by, now).items():
        if milestone in told_of:
            keep(milestone, reached_on, by)


def keep(milestone: Milestone, reached_on: date, by: Person) -> None:
    """A milestone once kept stays, whatever is ticked or taken back later.

    What one came to before the other was in is another one: two come to theirs anew, and each is told of it.
    """
    key = {"space_id": by.space_id, "kind": milestone.kind.value, "number": milestone.number}
    row = db.session.get(MilestoneRow, tuple(key.values()))
    if row is None:
        db.session.add(MilestoneRow(**key, reached_on=reached_on))
    elif row.reached_on < by.all_in_since <= reached_on:
        row.reached_on = reached_on
        of_it = [getattr(Telling, name) == value for name, value in key.items()]
        db.session.execute(delete(Telling).where(*of_it, Telling.person_id != by.id))
