"""Finding dates, always through the person who asks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, select

from tracker.domain.days import today
from tracker.domain.hours import is_evening
from tracker.domain.outings import OutingPlan, OutingState, Preparer, Wall, clocks, days_until
from tracker.domain.partings import is_quiet
from tracker.domain.remembered import SOON
from tracker.extensions import db
from tracker.ideas.queries import jar_of
from tracker.models import Outing, OwnIdea, Person
from tracker.planned import seen_by
from tracker.remembered.queries import ComingDay, remembered_by
from tracker.sight import ASKER, through

A_PAGE = 20
MOST_OFF = 10
OFF_FOR = timedelta(days=92)  # so long a date that was called off stays in sight
A_FEW = 5

THERE = select(Outing).where(seen_by(ASKER, Outing))
LATEST_FIRST = (
    Outing.day.desc(),
    Outing.starts_at.desc().nulls_last(),
    Outing.made_at.desc(),
    Outing.id,
)
PLANNED = THERE.where(Outing.state == OutingState.PLANNED)
OFF = (
    THERE.where(Outing.state == OutingState.OFF, Outing.day > bindparam("since"))
    .order_by(*LATEST_FIRST)
    .limit(MOST_OFF)
)
BEEN = (
    THERE.where(Outing.state == OutingState.DONE)
    .order_by(*LATEST_FIRST)
    .offset(bindparam("past"))
    .limit(A_PAGE + 1)
)


class SeenOuting(NamedTuple):
    """A date as the page of a day reads it: a plain row, a third of the work of one that can be changed."""

    id: int
    shared: bool
    title: str
    day: date
    starts_at: time | None
    zone: str
    preparer_id: int | None
    both_prepare: bool


# The next date between two days, those without a time first, as a part of other statements.
NEAREST = (
    select(*(getattr(Outing, each) for each in SeenOuting._fields))
    .where(
        seen_by(ASKER, Outing),
        Outing.state == OutingState.PLANNED,
        Outing.day.between(bindparam("first"), bindparam("last")),
    )
    .order_by(Outing.day, Outing.starts_at.asc().nulls_first(), Outing.made_at, Outing.id)
    .limit(1)
    .subquery()
)


@dataclass(frozen=True, slots=True)
class ShownOuting:
    """A date as the one who asks sees it.

    ``begins`` is what the clock shows where it was planned, None without a time; ``yours`` what one's own
    clock shows then, where that is something else. ``wait`` counts the days to it, less than 0 once it is over.
    """

    outing: Outing | SeenOuting
    preparer: Preparer
    begins: datetime | None
    yours: datetime | None
    wall: Wall
    wait: int

    @property
    def own(self) -> bool:
        """Whether the one who asks is the only one who sees it."""
        return not self.outing.shared

    @property
    def tonight(self) -> bool:
        """Whether it is today, and in the evening by the clock of the one who asks."""
        at = self.yours or self.begins
        return self.wait == 0 and at is not None and is_evening(at.hour)


@dataclass(frozen=True, slots=True)
class DatesPage:
    """What comes next, what waits for a word on how it was, what has been, and what was called off.

    Of the days to remember those that come soon. While it is ``quiet`` after a parting, nothing of it is held out.
    ``older`` says how many have been shown where more follow, else 0.
    """

    coming: tuple[ShownOuting, ...]
    waiting: tuple[ShownOuting, ...]
    been: tuple[ShownOuting, ...]
    off: tuple[ShownOuting, ...]
    older: int
    jar: Sequence[OwnIdea]
    soon: tuple[ComingDay, ...]
    quiet: bool


def dates_page(person: Person, now: datetime, *, past: int = 0) -> DatesPage:
    """All there is to see of a person's dates; of those that have been a page, from the ``past``-th on."""
    now_on = today(person.rhythm, now)
    planned = [shown_to(person, each, now_on) for each in planned_outings(person)]
    been = been_from(person, past)
    return DatesPage(
        coming=tuple(each for each in planned if each.wait >= 0),
        waiting=tuple(each for each in planned if each.wait < 0),
        been=tuple(shown_to(person, each, now_on) for each in been[:A_PAGE]),
        off=tuple(shown_to(person, each, now_on) for each in off_lately(person, now_on)),
        older=past + A_PAGE if len(been) > A_PAGE else 0,
        jar=jar_of(person, A_FEW),
        soon=tuple(each for each in remembered_by(person, now_on) if each.wait <= SOON),
        quiet=is_quiet(person.space.parted_at, now),
    )


def planned_outings(person: Person) -> list[Outing]:
    """The dates that are planned, in order."""
    return in_order(db.session.scalars(PLANNED, through(person)))


def off_lately(person: Person, now_on: date) -> Sequence[Outing]:
    """The dates that were called off a while ago at most, the latest first, a few of them."""
    return db.session.scalars(OFF, {**through(person), "since": now_on - OFF_FOR}).all()


def in_order(outings: Iterable[Outing]) -> list[Outing]:
    """Dates by their days, and on a day by their times, those without one first."""
    return sorted(outings, key=lambda each: (each.day, each.starts_at or time.min, each.made_at, each.id))


def been_from(person: Person, past: int) -> Sequence[Outing]:
    """The dates that have been, the latest first, a page of them and one more if there is one."""
    return db.session.scalars(BEEN, {**through(person), "past": past}).all()


def shown_to(person: Person, outing: Outing | SeenOuting, now_on: date) -> ShownOuting:
    """A date as somebody sees it on their today."""
    at = clocks(outing.day, outing.starts_at, outing.zone, own_zone=person.zone)
    return ShownOuting(
        outing=outing,
        preparer=preparer_of(outing, person),
        begins=at.begins,
        yours=at.yours,
        wall=at.wall,
        wait=days_until(outing.day, today=now_on),
    )


def preparer_of(outing: Outing | SeenOuting, person: Person) -> Preparer:
    """Who prepares a date, as this person would say it."""
    if outing.both_prepare:
        return Preparer.BOTH
    if outing.preparer_id is None:
        return Preparer.NOBODY
    return Preparer.ME if outing.preparer_id == person.id else Preparer.PARTNER


def plan_of(outing: Outing, person: Person) -> OutingPlan:
    """A date as it is planned, as this person would say it."""
    return OutingPlan(
        title=outing.title,
        day=outing.day,
        starts_at=outing.starts_at,
        minutes=outing.minutes,
        place=outing.place,
        prepared_by=preparer_of(outing, person),
        note=outing.note,
        repeat_weeks=outing.repeat_weeks,
    )
