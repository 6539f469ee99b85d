"""Finding check-ins, always through the person who asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.orm import load_only
from sqlalchemy.sql.base import ExecutableOption

from tracker.checkins.hearing import Said, heard_in
from tracker.checkins.sheets import NOTHING_SAID, NOTHING_YET, OF_WEEK, Sheet, seen
from tracker.domain.checkins import Answers, CheckInState, Window, lived_in, week_to_check_in, window
from tracker.domain.days import is_week, today, week_before
from tracker.domain.refusals import Missing
from tracker.domain.sight import Role
from tracker.extensions import db
from tracker.models import CheckIn, Person
from tracker.sight import KNOWS_OF_CHECK_IN, OWN_CHECK_IN, through


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week's check-in: one's own, the partner's as far as it has opened, and whether it can be written.

    ``small_thing_before`` is what one had set oneself the week before. Of a week from before one was here ``first_opens_on``
    says when the first one of one's own can be written.
    """

    week: date
    window: Window
    writable: bool
    to_come: bool
    own: Sheet
    partners: Sheet
    small_thing_before: str
    current: bool
    first_opens_on: date | None
    earlier: tuple[EarlierWeek, ...]


@dataclass(frozen=True, slots=True)
class EarlierWeek:
    """A week there is something to see of: where one's own check-in stands, and whether the partner's is open."""

    week: date
    own: CheckInState | None
    opened: bool


# Where one's own check-in of a week stands, and the partner's as far as one may know, as a part of other statements.
STATE = select(CheckIn.state).where(KNOWS_OF_CHECK_IN, CheckIn.week == bindparam("week"))
OWN_STATE = STATE.where(OWN_CHECK_IN).scalar_subquery()
PARTNERS_STATE = STATE.where(~OWN_CHECK_IN).scalar_subquery()
RECENT_STATES = select(CheckIn.week, CheckIn.author_id, CheckIn.state).where(
    KNOWS_OF_CHECK_IN, or_(CheckIn.week == bindparam("week"), CheckIn.week >= bindparam("since"))
)
SET_THE_WEEK_BEFORE = select(CheckIn.small_thing).where(
    OWN_CHECK_IN, CheckIn.week == bindparam("before"), CheckIn.state != CheckInState.DRAFT
)

A_WEEK = timedelta(weeks=1)
LISTED = 6 * A_WEEK


def current_week(person: Person, now: datetime) -> date:
    """The week whose check-in it is time for."""
    return week_to_check_in(today(person.rhythm, now), person.space.weeks)


def week_page(person: Person, week: date, now: datetime) -> WeekPage:
    """All there is to see of a week; raises `Missing` for one that has not begun or that nobody wrote in."""
    now_on, current = today(person.rhythm, now), current_week(person, now)
    of_both = {**through(person), "week": week}
    states = db.session.execute(RECENT_STATES, of_both | {"since": current - LISTED}).all()
    here = {author_id: CheckInState(state) for each, author_id, state in states if each == week}
    days = window(week, person.space.weeks)
    writable = days.open_on(now_on) and (bool(here) or is_week(week, person.space.weeks))
    if not (here or writable or week == current):
        raise Missing("week")
    rows = {row.author_id: row for row in db.session.scalars(OF_WEEK, of_both)}
    heard = heard_in(rows.values(), person)
    return WeekPage(
        week=week,
        window=days,
        writable=writable,
        to_come=now_on < days.opens_on,
        own=own_sheet(rows, heard, person),
        partners=partners_sheet(here, rows, heard, person),
        small_thing_before=set_before(person, week) if writable else "",
        current=week == current,
        first_opens_on=first_opens_on(person, week),
        earlier=other_weeks([each for each in states if each[0] != week], person),
    )


def first_opens_on(person: Person, week: date) -> date | None:
    """When the first week that somebody lives here can be looked back on, where a week lies before it."""
    weeks, since = person.space.weeks, person.joined_on
    return None if lived_in(week, weeks, since=since) else window(weeks.week_of(since), weeks).opens_on


def set_before(person: Person, week: date) -> str:
    """The small thing that somebody had set themselves the week before."""
    of_theirs = {"person_id": person.id, "before": week_before(week, person.space.weeks)}
    return db.session.scalar(SET_THE_WEEK_BEFORE, of_theirs) or ""


def other_weeks(states: Sequence[Row[date, int, str]], person: Person) -> tuple[EarlierWeek, ...]:
    """The weeks there is something to see of, the latest first."""
    own = {week: CheckInState(state) for week, author_id, state in states if author_id == person.id}
    opened = {
        week for week, author_id, state in states if author_id != person.id and state == CheckInState.OPENED
    }
    return tuple(
        EarlierWeek(week, own.get(week), week in opened) for week in sorted(own.keys() | opened, reverse=True)
    )


def own_sheet(rows: Mapping[int, CheckIn], heard: Said, person: Person) -> Sheet:
    """One's own check-in, all of it."""
    row = rows.get(person.id)
    return seen(row, Role.AUTHOR, heard.get(row.id, NOTHING_SAID)) if row else NOTHING_YET


def partners_sheet(
    states: Mapping[int, CheckInState], rows: Mapping[int, CheckIn], heard: Said, person: Person
) -> Sheet:
    """The partner's, as far as it is there: before it opens one learns that it is sealed, no more."""
    for row in rows.values():
        if row.author_id != person.id:
            return seen(row, Role.PARTNER, heard.get(row.id, NOTHING_SAID))
    waiting = (state for author_id, state in states.items() if author_id != person.id)
    return Sheet(next(waiting, CheckInState.DRAFT), Answers())


def own_check_in(person: Person, week: date) -> CheckIn | None:
    """A person's own check-in for a week, as it is now."""
    return written_by(person.id, week)


def partners_check_in(person: Person, week: date) -> CheckIn | None:
    """Where the partner's check-in for a week in the shared space stands now, without a word of it."""
    if person.partner is None:
        return None
    found = written_by(person.partner.id, week, load_only(*STANDING, raiseload=True))
    return found if found and found.space_id == person.space_id else None


STANDING = (CheckIn.space_id, CheckIn.state, CheckIn.opened_at, CheckIn.opened_to_id)


def written_by(author_id: int, week: date, *only: ExecutableOption) -> CheckIn | None:
    """Somebody's check-in of a week as it stands in the database now, if there is one."""
    return db.session.scalar(
        select(CheckIn)
        .where(CheckIn.author_id == author_id, CheckIn.week == week)
        .options(*only)
        .execution_options(populate_existing=True)
    )
