"""Finding check-ins. What the partner wrote leaves here only through the domain's seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.orm import load_only
from sqlalchemy.sql.base import ExecutableOption

from tracker.domain.checkins import Answers, State, Window, week_to_check_in, window
from tracker.domain.days import today
from tracker.domain.refusals import Missing
from tracker.domain.sight import Role, answers_for
from tracker.extensions import db
from tracker.models import CheckIn, Person


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's check-in for a week as the one who asks may see it."""

    state: State
    answers: Answers
    saved_at: datetime | None = None
    habit_id: int | None = None


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week's check-in: one's own, the partner's as far as it has opened, and whether it can be written.

    ``small_thing_before`` is what one had set oneself the week before.
    """

    week: date
    window: Window
    writable: bool
    to_come: bool
    own: Sheet
    partners: Sheet
    small_thing_before: str
    current: bool
    earlier: tuple[EarlierWeek, ...]


@dataclass(frozen=True, slots=True)
class EarlierWeek:
    """A week there is something to see of: where one's own check-in stands, and whether the partner's is open."""

    week: date
    own: State | None
    opened: bool


OWN = CheckIn.author_id == bindparam("person_id")
PARTNERS = (CheckIn.author_id == bindparam("partner_id")) & (CheckIn.space_id == bindparam("space_id"))
OPENED_TO_THEM = (CheckIn.state == State.OPENED) & (CheckIn.opened_to_id == bindparam("person_id"))
# Of what a person learns that it is there: their own, and of the partner's what waits for them or has opened to them.
THERE = or_(OWN, PARTNERS & or_(CheckIn.state == State.SEALED, OPENED_TO_THEM))
# What a person may read. A sealed word never leaves the database for anybody but its author.
READABLE = or_(OWN, PARTNERS & OPENED_TO_THEM)

STATES = select(CheckIn.author_id, CheckIn.state).where(THERE, CheckIn.week == bindparam("week"))
RECENT_STATES = select(CheckIn.week, CheckIn.author_id, CheckIn.state).where(
    THERE, or_(CheckIn.week == bindparam("week"), CheckIn.week >= bindparam("since"))
)
OF_WEEK = select(CheckIn).where(READABLE, CheckIn.week == bindparam("week"))
SET_THE_WEEK_BEFORE = select(CheckIn.small_thing).where(
    OWN, CheckIn.week == bindparam("before"), CheckIn.state != State.DRAFT
)

A_WEEK = timedelta(weeks=1)
LISTED = 12 * A_WEEK
NOTHING_YET = Sheet(State.DRAFT, Answers())


def through(person: Person) -> dict[str, int | None]:
    """What the statements above must know of the one who asks."""
    partner_id = person.partner.id if person.partner else None
    return {"person_id": person.id, "partner_id": partner_id, "space_id": person.space_id}


def current_week(person: Person, now: datetime) -> date:
    """The week whose check-in it is time for."""
    space = person.space
    return week_to_check_in(today(person.rhythm, now), space.first_weekday, space.check_in_weekday)


def week_page(person: Person, week: date, now: datetime) -> WeekPage:
    """All there is to see of a week; raises `Missing` for one that has not begun or that nobody wrote in."""
    now_on, current = today(person.rhythm, now), current_week(person, now)
    of_both = {**through(person), "week": week}
    states = db.session.execute(RECENT_STATES, of_both | {"since": current - LISTED}).all()
    here = {author_id: State(state) for each, author_id, state in states if each == week}
    days = window(week, person.space.check_in_weekday)
    writable = days.open_on(now_on) and week.weekday() == person.space.first_weekday
    if not (here or writable or week == current):
        raise Missing("week")
    rows = {row.author_id: row for row in db.session.scalars(OF_WEEK, of_both)}
    return WeekPage(
        week=week,
        window=days,
        writable=writable,
        to_come=now_on < days.opens_on,
        own=own_sheet(rows.pop(person.id, None)),
        partners=partners_sheet(here, rows, person),
        small_thing_before=set_before(person, week) if writable else "",
        current=week == current,
        earlier=other_weeks([each for each in states if each[0] != week], person),
    )


def set_before(person: Person, week: date) -> str:
    """The small thing that somebody had set themselves the week before."""
    of_theirs = {"person_id": person.id, "before": week - A_WEEK}
    return db.session.scalar(SET_THE_WEEK_BEFORE, of_theirs) or ""


def other_weeks(states: Sequence[Row[date, int, str]], person: Person) -> tuple[EarlierWeek, ...]:
    """The weeks there is something to see of, the latest first."""
    own = {week: State(state) for week, author_id, state in states if author_id == person.id}
    opened = {week for week, author_id, state in states if author_id != person.id and state == State.OPENED}
    return tuple(
        EarlierWeek(week, own.get(week), week in opened) for week in sorted(own.keys() | opened, reverse=True)
    )


def own_sheet(row: CheckIn | None) -> Sheet:
    """One's own check-in, all of it."""
    return seen(row, Role.AUTHOR) if row else NOTHING_YET


def partners_sheet(states: Mapping[int, State], rows: Mapping[int, CheckIn], person: Person) -> Sheet:
    """The partner's, as far as it is there: before it opens one learns that it is sealed, no more."""
    for row in rows.values():
        return seen(row, Role.PARTNER)
    waiting = (state for author_id, state in states.items() if author_id != person.id)
    return Sheet(next(waiting, State.DRAFT), Answers())


def seen(row: CheckIn, role: Role) -> Sheet:
    """A check-in as somebody in this role may see it."""
    state, own = State(row.state), role is Role.AUTHOR
    return Sheet(
        state=state,
        answers=answers_for(role, state, answers_in(row)),
        saved_at=row.saved_at if own else None,
        habit_id=row.habit_id if own else None,
    )


def stamp(saved_at: datetime | None) -> str:
    """What tells one draft from a later one; nothing where none was saved yet."""
    return saved_at.isoformat() if saved_at else ""


def answers_in(row: CheckIn) -> Answers:
    """The answers in a row, as the domain knows them."""
    return Answers(
        appreciated=tuple(row.appreciated),
        went_well=row.went_well,
        closeness=row.closeness or 0,
        ratings=tuple(sorted((int(number), step) for number, step in row.ratings.items())),
        talk_about=row.talk_about,
        feel_loved=row.feel_loved,
        small_thing=row.small_thing,
        private_line=row.private_line,
        small_thing_went=row.small_thing_went or 0,
    )


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
    return db.session.scalar(
        select(CheckIn)
        .where(CheckIn.author_id == author_id, CheckIn.week == week)
        .options(*only)
        .execution_options(populate_existing=True)
    )


def states_for(person: Person, week: date) -> tuple[State | None, State | None]:
    """Where one's own check-in for a week stands, and the partner's as far as one may know."""
    rows = db.session.connection().execute(STATES, {**through(person), "week": week})
    states = {author_id: State(state) for author_id, state in rows}
    own = states.pop(person.id, None)
    return own, next(iter(states.values()), None)
