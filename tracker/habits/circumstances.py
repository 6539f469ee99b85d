"""Finding what bears on a couple's days beside ticks: pauses, covers, and the milestones somebody has been told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    Date,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from tracker.domain.milestones import Milestone, MilestoneKind
from tracker.domain.pauses import PausedDays
from tracker.domain.proposals import Way
from tracker.extensions import db
from tracker.models import Cover, Habit, MilestoneRow, Pause, Person, Proposal, Telling, Track
from tracker.models.types import BIG, Instant
from tracker.sight import through


class SeenPause(NamedTuple):
    """A pause as a page reads it: of one habit or none, of one person or both."""

    habit_id: int | None
    person_id: int | None
    days: PausedDays


class SeenOffer(NamedTuple):
    """A pause of the partner's that one can make one of both."""

    id: int
    days: PausedDays


class SeenCover(NamedTuple):
    """A day on which one partner stood in for the other. It counts for both, declined or not; who declined sees no line."""

    id: int
    giver_id: int
    covered_id: int
    day: date
    line: str
    declined: bool
    came_on: date | None = None

    def shown_to(self, person_id: int) -> bool:
        """Whether somebody still sees it: whoever gave it always does."""
        return self.giver_id == person_id or not self.declined


class SeenProposal(NamedTuple):
    """What the partner proposes for both, or has changed, as a page reads it. ``value`` is a weekday, where it is about one."""

    id: int
    what: Way
    value: int


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What bears on a couple's days beside ticks: pauses, covers, and the milestones somebody has been told of, with their days.

    ``offers`` are pauses of the partner's that can be one's own too, and ``proposals`` those of theirs that are open; of
    both, none that was put away.
    """

    pauses: list[SeenPause]
    covers: list[SeenCover]
    told: dict[Milestone, date]
    proposals: list[SeenProposal]
    offers: list[SeenOffer]


SEEN_PAUSES = select(Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on).where(
    Pause.space_id == bindparam("space_id")
)
# Pauses that ended before anything that is still to be folded say nothing that is not in a state already.
EARLIEST_SETTLED = (
    select(func.min(Track.settled_through))
    .join(Habit, Habit.id == Track.habit_id)
    .where(Track.space_id == bindparam("space_id"), Habit.archived_on.is_(None))
)
# All else that Today must know of a couple, in one look: pauses, covers, and what somebody has been told. Where a column
# means nothing for a kind of row, it holds nothing. Three looks would be two queries more on Today, of the six there may be.
NO_ID, NO_TEXT, NO_DAY = cast(null(), BIG), literal(""), cast(null(), Date)
CIRCUMSTANCES: CompoundSelect[Any] = union_all(
    select(
        literal("pause").label("what"),
        Pause.id,
        Pause.habit_id,
        Pause.person_id,
        NO_ID.label("giver_id"),
        Pause.starts_on.label("since"),
        Pause.ends_on.label("until"),
        NO_TEXT.label("line"),
        case((Pause.offered, literal("offered")), else_=NO_TEXT).label("kind"),
        NO_ID.label("number"),
    ).where(
        Pause.space_id == bindparam("space_id"),
        or_(
            Pause.ends_on > bindparam("after"),
            Pause.ends_on > EARLIEST_SETTLED.scalar_subquery(),
            Pause.offered,
        ),
    ),
    select(
        case((Cover.declined, literal("declined")), else_=literal("cover")),
        *(Cover.id, NO_ID, Cover.covered_id, Cover.giver_id),
        *(Cover.day, Cover.came_on, Cover.line, NO_TEXT, NO_ID),
    ).where(Cover.space_id == bindparam("space_id"), Cover.day > bindparam("after")),
    select(
        literal("told"),
        *(NO_ID, NO_ID, Telling.person_id, NO_ID),
        *(MilestoneRow.reached_on, MilestoneRow.reached_on, NO_TEXT, Telling.kind, Telling.number),
    )
    .join(
        MilestoneRow,
        (MilestoneRow.space_id == Telling.space_id)
        & (MilestoneRow.kind == Telling.kind)
        & (MilestoneRow.number == Telling.number),
    )
    .where(Telling.person_id == bindparam("person_id"), Telling.space_id == bindparam("space_id")),
    select(
        literal("proposal"),
        *(Proposal.id, NO_ID, NO_ID, NO_ID),
        *(NO_DAY, NO_DAY, NO_TEXT, Proposal.what, Proposal.value),
    ).where(
        Proposal.space_id == bindparam("space_id"),
        Proposal.proposer_id == bindparam("partner_id"),
        Proposal.put_away_at.is_(None),
        Proposal.ended_at.is_(None),
        Proposal.made_at > bindparam("lapsed_before", type_=Instant),
    ),
)
NEVER = datetime.max.replace(tzinfo=UTC)


def seen_pauses(space_id: int) -> list[SeenPause]:
    """All pauses in a space, as a page reads them."""
    return pauses_in(db.session.connection().execute(SEEN_PAUSES, {"space_id": space_id}))


def pauses_that_bear_on(habit_id: int, space_id: int) -> list[SeenPause]:
    """The pauses in a space that are of one habit or of none."""
    these = SEEN_PAUSES.where(or_(Pause.habit_id == habit_id, Pause.habit_id.is_(None)))
    these = these.order_by(Pause.starts_on, Pause.ends_on, Pause.id)
    return pauses_in(db.session.connection().execute(these, {"space_id": space_id}))


def pauses_in(rows: Iterable[Any]) -> list[SeenPause]:
    return [
        SeenPause(habit_id, person_id, PausedDays(starts_on, ends_on))
        for habit_id, person_id, starts_on, ends_on in rows
    ]


def circumstances_of(person: Person, *, after: date, lapsed_before: datetime = NEVER) -> Circumstances:
    """What bears on the days after one, or on what is not settled of any track: pauses, covers, and milestones told.

    What the partner proposes is told where it is said since when it would still be open.
    """
    asked = {**through(person), "after": after, "lapsed_before": lapsed_before}
    rows = db.session.connection().execute(CIRCUMSTANCES, asked)
    pauses: list[SeenPause] = []
    covers: list[SeenCover] = []
    told: dict[Milestone, date] = {}
    proposals: list[SeenProposal] = []
    offers: list[SeenOffer] = []
    for what, row_id, habit_id, person_id, giver_id, since, until, line, kind, number in rows:
        match what:
            case "pause":
                pauses.append(SeenPause(habit_id, person_id, PausedDays(since, until)))
                if kind and person_id != person.id:
                    offers.append(SeenOffer(row_id, PausedDays(since, until)))
            case "told":
                told[Milestone(MilestoneKind(kind), number)] = since
            case "proposal":
                proposals.append(SeenProposal(row_id, Way(kind), number))
            case _:
                covers.append(SeenCover(row_id, giver_id, person_id, since, line, what == "declined", until))
    return Circumstances(pauses, covers, told, proposals, offers)
