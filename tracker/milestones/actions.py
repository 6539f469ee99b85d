"""What people do with milestones: put one away that they have read of."""

from datetime import datetime

from tracker.domain.days import today
from tracker.domain.milestones import Milestone, MilestoneKind, may_be
from tracker.extensions import db
from tracker.holding import hold_space
from tracker.models import MilestoneRow, Person, Telling


def put_away(kind: str, number: int, *, by: Person, now: datetime) -> None:
    """Put a milestone away that one has read of. Twice is once; what is none of ours is passed over."""
    if kind not in list(MilestoneKind) or not may_be(milestone := Milestone(MilestoneKind(kind), number)):
        return
    hold_space(by)
    telling = db.session.get(Telling, (by.id, milestone.kind.value, number))
    if telling is None:
        telling = Telling(person_id=by.id, kind=kind, number=number, space_id=by.space_id)
        db.session.add(telling)
    telling.space_id = by.space_id  # what was told in an earlier space is told anew in this one
    if db.session.get(MilestoneRow, (by.space_id, kind, number)) is None:
        on = today(by.rhythm, now)
        db.session.add(MilestoneRow(space_id=by.space_id, kind=kind, number=number, reached_on=on))
