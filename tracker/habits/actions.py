"""What people do with habits."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select

from tracker.accounts.room import make_room
from tracker.domain.days import ONE_DAY, today
from tracker.domain.habits import (
    HABITS_A_SPACE,
    TERMS_A_HABIT,
    TOUCH,
    HabitPlan,
    Mode,
)
from tracker.domain.refusals import Refused
from tracker.domain.sayings import said
from tracker.domain.terms import WHOLE, Terms, changed
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.extensions import db
from tracker.habits import queries
from tracker.habits.asking import ask, asked_from, store_terms, tick_by_notes, unit_after
from tracker.habits.refusing import (
    refuse_day,
    refuse_left,
    refuse_others,
    refuse_stale,
    refuse_start,
    refuse_turn,
)
from tracker.habits.saying import latest, write_late, write_tick, write_untick
from tracker.habits.settling import settle_day, settle_habit, settle_space
from tracker.habits.sums import booked
from tracker.habits.tracks import SeenTrack
from tracker.hands import signed
from tracker.holding import hold_space, hold_with
from tracker.models import Habit, Pause, Person, Track
from tracker.telling import tell


def plant(plan: HabitPlan, *, by: Person, now: datetime) -> Habit:
    """Start a habit. While alone, or when private, the partner does not see it."""
    refuse_start(plan.starts_on, by, now)
    make_room(Habit, by=by)
    refuse_crowd(by)
    habit = Habit(
        space_id=by.space_id,
        owner_id=by.id,
        strategy=plan.strategy,
        name=plan.name,
        cue=plan.cue,
        unit=plan.unit,
        mode=plan.mode,
        shared=by.partner is not None and not (plan.private and plan.mode is Mode.ONE),
        starts_on=plan.starts_on,
        position=last_position(by) + 1,
        created_at=now,
        by_note=plan.by_note,
    )
    db.session.add(habit)
    db.session.flush()
    store_terms(habit, [Terms(plan.starts_on, plan.schedule, plan.goal, plan.summed)])
    add_track(habit, None if habit.mode == Mode.TOGETHER else by.id, plan.starts_on)
    if habit.mode == Mode.EACH and by.partner is not None:
        add_partners_track(habit, by.partner, now)
    tell_of(habit, by, now)
    return habit


def change(habit: Habit, plan: HabitPlan, *, by: Person, now: datetime, since: date | None = None) -> None:
    """Change what a habit is called, what it asks for from a day on (today), and who sees it. For whom it is stays."""
    hold_habit(habit, by)
    refuse_others(habit, by)
    if not plan.private:
        refuse_left(habit)
    since = asked_from(habit, since, by, now)
    refuse_turn(habit, plan.strategy)
    unit = unit_after(habit, plan)
    with signed(habit, by=by):
        habit.strategy, habit.name, habit.cue, habit.unit = plan.strategy, plan.name, plan.cue, unit
    tick_by_notes(habit, plan.by_note, by=by, now=now)
    was_shared = habit.shared
    if habit.mode == Mode.ONE:
        habit.shared = by.partner is not None and not plan.private
    terms = changed(habit.terms, Terms(since, plan.schedule, plan.goal, plan.summed))
    if len(terms) > max(TERMS_A_HABIT, len(habit.terms)):
        raise Refused(
            _("This habit has changed %(most)s times by now. Archive it, and begin a new one."),
            most=TERMS_A_HABIT,
        )
    ask(habit, terms, by=by, now=now)
    if not was_shared:
        habit.left_on = None
        tell_of(habit, by, now)
    settle_habit(habit, by, now, couple=habit.shared != was_shared)


def share(habits: Iterable[Habit], *, by: Person, now: datetime) -> None:
    """Let the partner see habits and all that was ticked on them; what is for each gets a track for them."""
    hold_space(by)
    if by.partner is None:
        raise Refused(_("You can share habits once your partner is here."))
    for habit in habits:
        refuse_others(habit, by)
        if not habit.shared:
            habit.shared, habit.left_on = True, None
            tell_of(habit, by, now)
            if habit.mode == Mode.EACH:
                add_partners_track(habit, by.partner, now)
    settle_space(by, now)


def tell_of(habit: Habit, by: Person, now: datetime) -> None:
    """Tell the partner of a habit that they see from now on; of touch nothing ever reminds."""
    if habit.shared and habit.strategy != TOUCH:
        tell(TidingKind.HABIT, habit.id, by=by, now=now)


def archive(habit: Habit, *, by: Person, now: datetime) -> None:
    """Put a habit away from today on, with all that was ticked on it."""
    hold_habit(habit, by)
    refuse_others(habit, by)
    if habit.archived_on is None:
        habit.archived_on = today(by.rhythm, now)
        settle_habit(habit, by, now)


def bring_back(habit: Habit, *, by: Person, now: datetime) -> None:
    """Take up an archived habit again; the days it lay in the archive count as a pause."""
    hold_habit(habit, by)
    refuse_others(habit, by)
    refuse_left(habit)
    if habit.archived_on is None:
        return
    refuse_crowd(by)
    until = today(by.rhythm, now) - ONE_DAY
    if habit.archived_on <= until:
        away = Pause(space_id=by.space_id, habit_id=habit.id, starts_on=habit.archived_on, ends_on=until)
        db.session.add(away)
    habit.archived_on = None
    settle_habit(habit, by, now)


def hold_habit(habit: Habit, by: Person) -> None:
    """Hold the space, and know a habit in it with its terms as it is from then on; `Missing` where it has gone meanwhile."""
    hold_with(habit, by)
    queries.habit_of(by, habit.id)


def move(habit: Habit, steps: int, *, by: Person) -> None:
    """Move a habit up (-1) or down (1) among those of its strategy; at the end it stays."""
    hold_space(by)
    group = [
        each for each in queries.habits_of(by) if each.strategy == habit.strategy and each.archived_on is None
    ]
    here = group.index(habit) if habit in group else 0
    there = here + steps
    if 0 <= there < len(group) and habit in group:
        group.insert(there, group.pop(here))
        places = sorted(each.position for each in group)
        for each, place in zip(group, places, strict=True):
            each.position = place


def tick(track: SeenTrack, day: date, *, by: Person, now: datetime, amount: int = WHOLE) -> None:
    """Mark a day on a track as done, all of it or an amount (in thousandths). Ticking twice is ticking once.

    An amount of 0 takes the tick back. One of both keeps who made it. All of a sum is what is left of it.
    """
    if amount == 0:
        untick(track, day, by=by, now=now)
        return
    refuse_day(track, day, by, now)
    refuse_left(track.habit)
    refuse_stale(track, day, by, now)
    write_tick(track, day, booked(amount, track, day, by=by), by=by, now=now)
    settle_day(track, day, by=by, now=now)


def untick(track: SeenTrack, day: date, *, by: Person, now: datetime) -> None:
    """Take a tick back. Taking it back twice is taking it back once."""
    refuse_day(track, day, by, now)
    write_untick(track, day, at=now)
    settle_day(track, day, by=by, now=now)


def say(track: SeenTrack, day: date, amount: int, *, by: Person, made_at: datetime, now: datetime) -> None:
    """Tick a day, or with an amount of 0 take its tick back, as somebody has at a moment that is past.

    What was said of that day later stands, whoever said it. Saying it twice is saying it once.
    """
    refuse_day(track, day, by, now)
    if amount:
        refuse_left(track.habit)
        refuse_stale(track, day, by, made_at)
    if latest(track, day) >= said(made_at, amount, by.id if track.owner_id is None else 0):
        return
    if amount:
        write_late(track, day, booked(amount, track, day, by=by), by=by, made_at=made_at)
    else:
        write_untick(track, day, at=made_at)
    settle_day(track, day, by=by, now=now)


def add_track(habit: Habit, owner_id: int | None, starts_on: date) -> None:
    """A new track, on which nothing is settled yet."""
    db.session.add(
        Track(
            space_id=habit.space_id,
            habit_id=habit.id,
            owner_id=owner_id,
            starts_on=starts_on,
            settled_through=starts_on - ONE_DAY,
        )
    )
    db.session.flush()


def add_partners_track(habit: Habit, partner: Person, now: datetime) -> None:
    """The partner's track begins with their today: what they did before, nobody else can say."""
    add_track(habit, partner.id, max(habit.starts_on, today(partner.rhythm, now)))


def last_position(person: Person) -> int:
    """Where the last habit of a space stands; 0 without any."""
    return db.session.scalar(select(func.max(Habit.position)).where(Habit.space_id == person.space_id)) or 0


def refuse_crowd(by: Person) -> None:
    """Raise `Refused` where a space has as many habits as there is room for."""
    if queries.habit_count(by) >= HABITS_A_SPACE:
        raise Refused(
            _("There is room for %(most)s habits. Archive one that you no longer need first."),
            most=HABITS_A_SPACE,
        )
