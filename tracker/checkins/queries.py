"""Finding check-ins. What the partner wrote leaves here only through the domain's seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select

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
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class WeekPage:
    """A week's check-in: one's own, the partner's as far as it has opened, and whether it can be written."""

    week: date
    window: Window
    writable: bool
    to_come: bool
    own: Sheet
    partners: Sheet
    current: bool
    earlier: tuple[EarlierWeek, ...]


@dataclass(frozen=True, slots=True)
class EarlierWeek:
    """A week there is something to see of: where one's own check-in stands, and whether the partner's is open."""

    week: date
    own: State | None
    opened: bool


# A person's own, and of the partner's in this space what waits for this person or has opened to them.
THERE = or_(
    CheckIn.author_id == bindparam("person_id"),
    (CheckIn.author_id == bindparam("partner_id"))
    & (CheckIn.space_id == bindparam("space_id"))
    & or_(
        CheckIn.state == State.SEALED,
        (CheckIn.state == State.OPENED) & (CheckIn.opened_to_id == bindparam("person_id")),
    ),
)

STATES = select(CheckIn.author_id, CheckIn.state).where(THERE, CheckIn.week == bindparam("week"))
OF_WEEK = select(CheckIn).where(THERE, CheckIn.week == bindparam("week"))
OF_OTHER_WEEKS = (
    select(CheckIn.week, CheckIn.author_id, CheckIn.state)
    .where(THERE, CheckIn.week != bindparam("week"))
    .order_by(CheckIn.week.desc())
)

NOTHING_YET = Sheet(State.DRAFT, Answers(), None)


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
    rows = db.session.scalars(OF_WEEK, {**through(person), "week": week}).all()
    own = next((row for row in rows if row.author_id == person.id), None)
    partners = next((row for row in rows if row.author_id != person.id), None)
    now_on, current = today(person.rhythm, now), current_week(person, now)
    days = window(week, person.space.check_in_weekday)
    writable = days.open_on(now_on) and week.weekday() == person.space.first_weekday
    if not (own or partners or writable or week == current):
        raise Missing("week")
    return WeekPage(
        week=week,
        window=days,
        writable=writable,
        to_come=now_on < days.opens_on,
        own=seen(own, Role.AUTHOR),
        partners=seen(partners, Role.PARTNER),
        current=week == current,
        earlier=earlier_weeks(person, but=week),
    )


def earlier_weeks(person: Person, *, but: date) -> tuple[EarlierWeek, ...]:
    """The other weeks there is something to see of, the latest first."""
    rows = db.session.execute(OF_OTHER_WEEKS, {**through(person), "week": but})
    own: dict[date, State] = {}
    opened: dict[date, bool] = {}
    for week, author_id, state in rows:
        if author_id == person.id:
            own[week] = State(state)
        elif state == State.OPENED:
            opened[week] = True
    weeks = sorted(own.keys() | opened.keys(), reverse=True)
    return tuple(EarlierWeek(week, own.get(week), week in opened) for week in weeks)


def seen(row: CheckIn | None, role: Role) -> Sheet:
    """A check-in as somebody in this role may see it: before it opens the partner learns that it is sealed, no more."""
    if row is None:
        return NOTHING_YET
    state = State(row.state)
    return Sheet(
        state, answers_for(role, state, answers_in(row)), row.saved_at if role is Role.AUTHOR else None
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
    )


def own_check_in(person: Person, week: date) -> CheckIn | None:
    """A person's own check-in for a week, as it is now."""
    return written_by(person.id, week)


def partners_check_in(person: Person, week: date) -> CheckIn | None:
    """The partner's check-in for a week in the shared space, as it is now: for the domain, never for a page."""
    if person.partner is None:
        return None
    found = written_by(person.partner.id, week)
    return found if found and found.space_id == person.space_id else None


def written_by(author_id: int, week: date) -> CheckIn | None:
    return db.session.scalar(
        select(CheckIn)
        .where(CheckIn.author_id == author_id, CheckIn.week == week)
        .execution_options(populate_existing=True)
    )


def states_for(person: Person, week: date) -> tuple[State | None, State | None]:
    """Where one's own check-in for a week stands, and the partner's as far as one may know."""
    rows = db.session.connection().execute(STATES, {**through(person), "week": week})
    states = {author_id: State(state) for author_id, state in rows}
    own = states.pop(person.id, None)
    return own, next(iter(states.values()), None)
