"""Finding habits, always through the person who asks."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Boolean, bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from tracker.domain.habits import Mode
from tracker.domain.refusals import Missing
from tracker.domain.stamps import Parts
from tracker.domain.terms import WHOLE
from tracker.extensions import db
from tracker.models import Habit, Person, Tick, Track
from tracker.sight import ASKER, sees_habit, through

IN_ORDER = (Habit.archived_on.is_not(None), Habit.strategy, Habit.position, Habit.id)
KEPT = Habit.archived_on.is_(None)
ALL = (
    select(Habit)
    .where(sees_habit(ASKER))
    .options(selectinload(Habit.tracks), selectinload(Habit.term_rows))
    .order_by(*IN_ORDER)
)
TO_WRITE_ABOUT = (
    select(Habit.id, Habit.name)
    .where(
        sees_habit(ASKER),
        or_(KEPT & or_(Habit.shared, bindparam("alone", type_=Boolean)), Habit.id == bindparam("besides")),
    )
    .order_by(*IN_ORDER)
)
COUNT = select(func.count()).select_from(Habit).where(sees_habit(ASKER), KEPT)


def habits_of(person: Person) -> Sequence[Habit]:
    """All habits there are for a person, the archived ones last, with their tracks."""
    return db.session.scalars(ALL, through(person)).all()


def habit_of(person: Person, habit_id: int) -> Habit:
    """One habit that is there for a person, with its tracks and terms, or `Missing`."""
    habit = (
        db.session.scalars(
            select(Habit)
            .where(Habit.id == habit_id, sees_habit(person))
            .options(selectinload(Habit.tracks), joinedload(Habit.term_rows))
        )
        .unique()
        .one_or_none()
    )
    if habit is None:
        raise Missing("habit")
    return habit


def unshared_habits(person: Person) -> Sequence[Habit]:
    """A person's own habits that the partner does not see, apart from archived ones."""
    return (
        db.session.scalars(
            select(Habit)
            .where(
                Habit.space_id == person.space_id,
                Habit.owner_id == person.id,
                Habit.shared.is_(False),
                Habit.archived_on.is_(None),
            )
            .options(joinedload(Habit.term_rows))
            .order_by(Habit.strategy, Habit.position, Habit.id)
        )
        .unique()
        .all()
    )


def habits_to_write_about(person: Person, *, besides: int | None = None) -> list[tuple[int, str]]:
    """Id and name of the habits that a note can be about: those that both see and still do, and one besides."""
    asked = {**through(person), "alone": person.partner is None, "besides": besides}
    return [(habit_id, name) for habit_id, name in db.session.execute(TO_WRITE_ABOUT, asked)]


def habit_count(person: Person) -> int:
    """How many habits the person's space holds for them, apart from archived ones."""
    return db.session.scalars(COUNT, through(person)).one()


def has_counted(habit: Habit) -> bool:
    """Whether any amount stands on a habit's days: one that was said, or a whole goal."""
    since = min((each.since for each in habit.terms if each.goal), default=date.max)
    counted = (Tick.amount != WHOLE) | (Tick.day >= since)
    of_habit = (Tick.track_id == Track.id) & (Track.habit_id == habit.id)
    return bool(db.session.scalar(select(exists().where(of_habit, counted))))


def as_it_is(habit: Habit) -> Parts:
    """What a habit says, part by part, for the form that changes it."""
    for_oneself = {"private": not habit.shared} if habit.mode == Mode.ONE else {}
    return {
        "name": habit.name,
        "cue": habit.cue,
        "strategy": habit.strategy,
        **for_oneself,
        "schedule": habit.terms[-1].schedule,
        "goal": habit.terms[-1].goal,
        "summed": habit.terms[-1].summed,
        "unit": habit.unit,
        "by_note": habit.by_note,
        "archived": habit.archived_on is not None,
    }
