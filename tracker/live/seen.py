"""What somebody has before them that their partner can change, read as plain rows in one look.

What stands here is what the two do day by day: the ticks of days that are still open, what is written about them, the newest notes,
the check-ins of late, dates to come. It is read through the rules of `sight`, as every page reads it, and holds no moment at which
something was written and no count of changes: what is as it was before reads as it did. What is one's own to change is left
out where it can be.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from tracker.domain.checkins import CheckInState
from tracker.domain.days import A_WEEK, ONE_DAY
from tracker.domain.proposals import lapsed_before
from tracker.domain.tidings import TOLD_FOR
from tracker.extensions import db
from tracker.live.asking import WhoLooks
from tracker.models import (
    Acknowledgement,
    CheckIn,
    Cover,
    Habit,
    Note,
    Outing,
    Pause,
    Picture,
    Proposal,
    Remark,
    TermRow,
    Tick,
    Track,
)
from tracker.models.types import Instant
from tracker.planned import seen_by
from tracker.sight import ASKER, KNOWS_OF_CHECK_IN, OWN_CHECK_IN, sees_habit, sees_note, sees_remark
from tracker.tidings.queries import WAITING

NEWEST = 9  # notes: a page of the wall, and the one above it
WEEKS_BACK = 4 * A_WEEK
# Written out: handed in anew for each cell, the look takes a third longer.
NOTHING: Any = literal_column("''")
BETWEEN: Any = literal_column("' · '")


class LivePart(StrEnum):
    """What there is to be told apart: a page asks anew only for what it shows."""

    DAY = "day"
    WALL = "wall"
    WEEK = "week"
    DATES = "dates"
    TALK = "talk"
    ARRIVALS = "arrivals"


def told(part: LivePart, *cells: Any) -> Any:
    """A row of a part as one line of text. As cells of their own, what is read takes twice as long to be told apart."""
    texts: list[Any] = [func.coalesce(cast(each, String), NOTHING) for each in cells]
    line = reduce(lambda line, text: line + BETWEEN + text, texts)
    return select(literal_column(f"'{part}'"), line)


SINCE = bindparam("since", type_=Date)
OF_WEEKS = CheckIn.week >= bindparam("since_week", type_=Date)
# Of the habits that two see, as it is of the partner's or of both; what is one's own line the partner cannot change.
SHARED = sees_habit(ASKER) & Habit.shared
NOT_OWN = or_(Track.owner_id.is_(None), Track.owner_id != ASKER.id)
SEEN_WITH_ITS_HABIT = or_(
    Pause.habit_id.is_(None), Pause.habit_id.in_(select(Habit.id).where(SHARED).scalar_subquery())
)
NEWEST_NOTES = (
    select(Note.id)
    .where(sees_note(ASKER), Note.deleted_at.is_(None))
    .order_by(Note.written_at.desc(), Note.id.desc())
    .limit(NEWEST)
    .subquery()
)


def on_tracks(statement: Any, of: Any) -> Any:
    """What lies on days of tracks that are not one's own alone, of habits that two see, since a day."""
    return (
        statement.join(Track, Track.id == of.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(SHARED, of.day > SINCE)
    )


def for_whom(offered: Any, whose: Any) -> ColumnElement[str]:
    """Whether a pause of the partner's is offered. Of one's own it stays untold: whether it was put away is theirs alone."""
    return case((offered & (whose != ASKER.id), literal("offered")), else_=literal(""))


def preparers(outing: type[Outing]) -> ColumnElement[str]:
    return case((outing.both_prepare, literal("both")), else_=cast(outing.preparer_id, String))


SEEN = union_all(
    on_tracks(told(LivePart.DAY, Tick.track_id, Tick.day, Tick.amount, Tick.ticker_id), Tick).where(NOT_OWN),
    on_tracks(told(LivePart.DAY, Remark.track_id, Remark.day, Remark.author_id, Remark.body), Remark).where(
        sees_remark(ASKER), Remark.author_id != ASKER.id
    ),
    told(
        LivePart.DAY,
        *(Habit.id, Habit.owner_id, Habit.strategy, Habit.name, Habit.cue, Habit.unit, Habit.mode),
        *(Habit.starts_on, Habit.archived_on, Habit.by_note),
        *(TermRow.since, TermRow.per, TermRow.weekdays, TermRow.times, TermRow.days, TermRow.goal),
    )
    .join(TermRow, TermRow.habit_id == Habit.id)
    .where(SHARED, or_(Habit.archived_on.is_(None), Habit.archived_on > SINCE)),
    told(
        LivePart.DAY,
        *(Pause.id, Pause.habit_id, Pause.person_id, Pause.starts_on, Pause.ends_on),
        for_whom(Pause.offered, Pause.person_id),
    ).where(Pause.space_id == ASKER.space_id, Pause.ends_on > SINCE, SEEN_WITH_ITS_HABIT),
    told(LivePart.DAY, Cover.id, Cover.giver_id, Cover.covered_id, Cover.day, Cover.line).where(
        Cover.space_id == ASKER.space_id, Cover.day > SINCE
    ),
    told(LivePart.DAY, Proposal.id, Proposal.what, Proposal.value).where(
        Proposal.space_id == ASKER.space_id,
        Proposal.proposer_id == ASKER.partner_id,
        Proposal.put_away_at.is_(None),
        Proposal.ended_at.is_(None),
        Proposal.made_at > bindparam("lapsed_before", type_=Instant),
    ),
    told(
        LivePart.WALL,
        *(Note.id, Note.author_id, Note.body, Note.strategy, Note.reaction, Note.answer),
        *(Note.pinned_at.is_not(None), Picture.digest, Picture.description),
    )
    .join(NEWEST_NOTES, NEWEST_NOTES.c.id == Note.id)
    .outerjoin(Picture, Picture.note_id == Note.id),
    told(LivePart.WEEK, CheckIn.id, CheckIn.week, CheckIn.state).where(
        KNOWS_OF_CHECK_IN, OF_WEEKS, ~OWN_CHECK_IN
    ),
    told(LivePart.WEEK, CheckIn.id, CheckIn.week, CheckIn.state).where(
        OWN_CHECK_IN, OF_WEEKS, CheckIn.state == CheckInState.OPENED
    ),
    told(LivePart.WEEK, Acknowledgement.check_in_id, Acknowledgement.question, Acknowledgement.line)
    .join(CheckIn, CheckIn.id == Acknowledgement.check_in_id)
    .where(OWN_CHECK_IN, OF_WEEKS, Acknowledgement.author_id != ASKER.id),
    told(
        LivePart.DATES,
        *(Outing.id, Outing.title, Outing.day, Outing.starts_at, Outing.minutes),
        *(Outing.place, preparers(Outing), Outing.note, Outing.state, Outing.line),
    ).where(seen_by(ASKER, Outing), Outing.shared, Outing.day > SINCE),
)


def seen_by_asker(asker: WhoLooks, now: datetime) -> Mapping[LivePart, list[str]]:
    """What somebody has before them, a line for each thing, in no order, by the part that it is of."""
    day = asker.today
    asked = {
        **asker.through,
        "since": day - 2 * ONE_DAY,
        "since_week": day - WEEKS_BACK,
        "lapsed_before": lapsed_before(now),
    }
    seen: dict[LivePart, list[str]] = {each: [] for each in LivePart}
    seen[LivePart.DAY] += [repr(asker.names)]
    seen[LivePart.TALK] += asker.talk
    for part, line in db.session.connection().execute(SEEN, asked).all():
        seen[part].append(line)
    if asker.waits:
        there = {**asker.through, "today": day, "since": now - TOLD_FOR}
        for kind, thing_id, _at, name, on in db.session.connection().execute(WAITING, there).all():
            seen[LivePart.ARRIVALS].append(repr((kind, thing_id, name, on)))
    return seen
