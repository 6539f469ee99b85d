"""Takes milestones along in an export, and brings them back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select

from tracker.archives.checks import must, unlike
from tracker.archives.rows import add, rows_of
from tracker.archives.taken import Bringing, Gathering, Taken, each_alone
from tracker.archives.things import Archive, Field
from tracker.domain.milestones import Milestone, MilestoneKind, may_be
from tracker.extensions import db
from tracker.habits.circumstances import circumstances_of
from tracker.milestones import things
from tracker.models import Telling

MOST_MILESTONES = 1_000  # more than anybody comes to


def gather_milestones(gathering: Gathering) -> Mapping[Field[Any], object]:
    """The milestones this person has been told of; whether the partner has is nobody's business."""
    told = circumstances_of(gathering.person, after=date.max).told
    milestones = [
        things.Milestone(each.kind.value, each.number, reached_on) for each, reached_on in told.items()
    ]
    in_order = sorted(milestones, key=lambda each: (each.reached_on, each.kind, each.number))
    return {things.MILESTONES: tuple(in_order)}


def check_milestones(archive: Archive) -> None:
    """Each once, and such as there can be."""
    must(len(archive[things.MILESTONES]) <= MOST_MILESTONES)
    must(unlike((each.kind, each.number) for each in archive[things.MILESTONES]))
    must(
        all(
            each.kind in list(MilestoneKind) and may_be(Milestone(MilestoneKind(each.kind), each.number))
            for each in archive[things.MILESTONES]
        )
    )


def bring_milestones(coming: Bringing, habits: Mapping[str, int]) -> None:
    """Whoever brings them back has heard of them, and is not told once more. What they heard of elsewhere is for elsewhere.

    It says nothing of what two have come to, which follows from ticks, nor of what the partner has read.
    """
    elsewhere = (Telling.person_id == coming.by_id) & (Telling.space_id != coming.space_id)
    db.session.execute(delete(Telling).where(elsewhere))
    told = rows_of(select(Telling.kind, Telling.number).where(Telling.person_id == coming.by_id))
    add(
        Telling,
        (
            {
                "person_id": coming.by_id,
                "kind": each.kind,
                "number": each.number,
                "space_id": coming.space_id,
            }
            for each in coming.archive[things.MILESTONES]
            if (each.kind, each.number) not in told
        ),
        by_id=coming.by_id,
    )


MILESTONES = Taken(
    things.MILESTONES,
    check_milestones,
    each_alone(things.MILESTONES),
    gather=gather_milestones,
    bring=bring_milestones,
    days=lambda archive: (each.reached_on for each in archive[things.MILESTONES]),
)
