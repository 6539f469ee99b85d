"""What somebody makes of a strategy: its bed in the garden, and what came of its tool in the last four weeks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select

from tracker.domain.days import ONE_DAY, bounds
from tracker.domain.milestones import Milestone
from tracker.domain.outings import OutingState
from tracker.domain.strategies import Strategy
from tracker.extensions import db
from tracker.garden.beds import Bed, Garden, garden_of
from tracker.models import Acknowledgement, Appointment, CheckIn, Note, Outing, Person, Reflection
from tracker.planned import seen_by as planned_for
from tracker.sight import LOOKS_BACK_ON, sees_note, sees_reflection, through

LATELY = 28


@dataclass(frozen=True, slots=True)
class CameOfTool:
    """What came of a strategy's tool lately: of the one who asks, of the partner, of both; and a day that goes with it."""

    own: int = 0
    partners: int = 0
    both: int = 0
    on: date | None = None
    milestone: Milestone | None = None


@dataclass(frozen=True, slots=True)
class StrategyLived:
    """A strategy as somebody lives it: what grows, and what came of its tool."""

    bed: Bed
    came: CameOfTool


@dataclass(frozen=True, slots=True)
class WhoAsks:
    """Who asks, what grows for them, and since when things are counted, as a day and as its first instant."""

    person: Person
    garden: Garden
    since: date
    begins: datetime


def lived(person: Person, strategy: Strategy, now: datetime) -> StrategyLived:
    """What a person sees of a strategy: all of their own, and of the partner's what is shared."""
    garden = garden_of(person, now, strategies=(strategy,), lately=LATELY)
    since = garden.today - (LATELY - 1) * ONE_DAY
    asked = WhoAsks(person, garden, since, bounds(person.rhythm, since)[0])
    came_of = CAME.get(strategy.slug)
    return StrategyLived(garden.beds[0], came_of(asked) if came_of else CameOfTool())


def came_of_reflections(asked: WhoAsks) -> CameOfTool:
    """Entries begun lately; of the partner's those that are shared."""
    person = asked.person
    counted = count_by(Reflection.author_id == person.id).where(
        sees_reflection(person),
        Reflection.deleted_at.is_(None),
        Reflection.written_on >= asked.since,
    )
    return whose(counted)


def came_of_dates(asked: WhoAsks) -> CameOfTool:
    """Dates that have been lately, and the day of the next."""
    days = db.session.execute(
        select(Outing.state, Outing.day)
        .where(
            planned_for(asked.person, Outing),
            ((Outing.state == OutingState.DONE) & Outing.day.between(asked.since, asked.garden.today))
            | ((Outing.state == OutingState.PLANNED) & (Outing.day >= asked.garden.today)),
        )
        .order_by(Outing.day)
    ).all()
    planned = [day for state, day in days if state == OutingState.PLANNED]
    return CameOfTool(both=len(days) - len(planned), on=planned[0] if planned else None)


def came_of_hearing(asked: WhoAsks) -> CameOfTool:
    """Answers in a check-in that one of the two has heard lately."""
    person = asked.person
    two = [each.id for each in (person, person.partner) if each]
    return whose(
        count_by(Acknowledgement.author_id == person.id).where(
            Acknowledgement.space_id == person.space_id,
            Acknowledgement.author_id.in_(two),
            Acknowledgement.heard_at >= asked.begins,
        )
    )


def came_of_help(asked: WhoAsks) -> CameOfTool:
    """The day of the next appointment."""
    return CameOfTool(
        on=db.session.scalar(
            select(func.min(Appointment.day)).where(
                planned_for(asked.person, Appointment), Appointment.day >= asked.garden.today
            )
        )
    )


def came_of_milestones(asked: WhoAsks) -> CameOfTool:
    """All the milestones there are, and the latest."""
    told = sorted((day, milestone) for milestone, day in asked.garden.told.items())
    return CameOfTool(both=len(told), on=told[-1][0], milestone=told[-1][1]) if told else CameOfTool()


def came_of_notes(asked: WhoAsks) -> CameOfTool:
    """Notes on the wall."""
    person = asked.person
    return whose(
        count_by(Note.author_id == person.id).where(
            sees_note(person), Note.deleted_at.is_(None), Note.written_at >= asked.begins
        )
    )


def came_of_check_ins(asked: WhoAsks) -> CameOfTool:
    """Weeks of which there is an answer to look back on, and the latest of them."""
    count, latest = db.session.execute(
        select(func.count(CheckIn.week.distinct()), func.max(CheckIn.week)).where(
            LOOKS_BACK_ON, CheckIn.week > asked.since - 7 * ONE_DAY
        ),
        through(asked.person),
    ).one()
    return CameOfTool(both=count, on=latest)


CAME: Mapping[str, Callable[[WhoAsks], CameOfTool]] = {
    "understand": came_of_reflections,
    "time": came_of_dates,
    "empathy": came_of_hearing,
    "help": came_of_help,
    "patience": came_of_milestones,
    "gratitude": came_of_notes,
    "open": came_of_check_ins,
}


def count_by(is_own: ColumnElement[bool]) -> Select[bool, int]:
    """How many rows are one's own, and how many are not."""
    return select(is_own, func.count()).group_by(is_own)


def whose(counted: Select[bool, int]) -> CameOfTool:
    """How many are one's own, and how many the partner's."""
    counts = {bool(is_own): count for is_own, count in db.session.execute(counted)}
    return CameOfTool(own=counts.get(True, 0), partners=counts.get(False, 0))
