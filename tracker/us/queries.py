"""The weeks of two people: what both could see happen, in sums, without times of day and without anything private."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, Executable, Select, bindparam, cast, func, null, or_, select, union_all

from tracker.domain.days import Weeks, bounds, today, week_before
from tracker.domain.habits import TOUCH
from tracker.domain.milestones import Milestone, MilestoneKind, sentence_of
from tracker.domain.outings import OutingState
from tracker.domain.texts import Sentence
from tracker.extensions import db
from tracker.habits.tracks import HAS_NUMBERS
from tracker.models import CheckIn, Habit, MilestoneRow, Note, Outing, Person, Telling, Tick, Track
from tracker.planned import seen_by
from tracker.sight import ASKER, LOOKS_BACK_ON, through

WEEKS_AT_ONCE = 8


@dataclass(slots=True)
class WeekOfUs:
    """What came about in a week, named by its first date. Ticks are summed over both: who did how much is not told."""

    week: date
    tick_count: int = 0
    together_count: int = 0
    own_notes: int = 0
    partners_notes: int = 0
    dates: list[tuple[int, str]] = field(default_factory=list)
    check_in: date | None = None
    milestones: list[Sentence] = field(default_factory=list)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell of it."""
        return not (
            self.tick_count
            or self.own_notes
            or self.partners_notes
            or self.dates
            or self.check_in
            or self.milestones
        )


@dataclass(frozen=True, slots=True)
class UsPage:
    """Some weeks, the latest first, and the week to go on before, if there was any life here by then.

    On ``tended_before`` days, 0 on all but the latest weeks, the one who looks did something before both were in: nobody
    else is told.
    """

    weeks: tuple[WeekOfUs, ...]
    before: date | None
    latest: bool
    tended_before: int


def counted() -> Executable:
    """Ticks by day, together or not, of what both share; alone, of all that is one's own.

    In the same look, on no day, what `before_both` says.
    """
    together = Track.owner_id.is_(None)
    return union_all(
        select(together, Tick.day, func.count())
        .select_from(Tick)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(
            Habit.space_id == bindparam("space_id"),
            or_(Habit.shared, bindparam("alone")),
            HAS_NUMBERS,
            Tick.day.between(bindparam("first"), bindparam("last")),
        )
        .group_by(together, Tick.day),
        before_both(),
    )


def before_both() -> Select[bool, date, int]:
    """On how many days somebody did something before both were in, whether alone or with somebody who has left."""
    return (
        select(cast(null(), Boolean), cast(null(), Date), func.count(Tick.day.distinct()))
        .select_from(Tick)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(
            Habit.space_id == bindparam("space_id"),
            HAS_NUMBERS,
            or_(Track.owner_id == bindparam("person_id"), Tick.ticker_id == bindparam("person_id")),
            Tick.day < bindparam("all_in_since"),
        )
    )


COUNTED = counted()
IN_THEM: tuple[Any, Any] = (bindparam("first"), bindparam("last"))
ALONE = bindparam("alone", type_=Boolean)
# Alone there is no partner: then it is to or from nobody.
MINE = (Note.author_id == ASKER.id) & or_(
    Note.waiting, Note.recipient_id.is_not_distinct_from(ASKER.partner_id)
)
THEIRS = Note.author_id.is_not_distinct_from(ASKER.partner_id) & (Note.recipient_id == ASKER.id)
WRITTEN = select(Note.author_id, Note.written_at).where(
    Note.space_id == ASKER.space_id,
    Note.deleted_at.is_(None),
    Note.written_at >= bindparam("begins"),
    Note.written_at < bindparam("ends"),
    or_(MINE, THEIRS),
)
GONE_OUT = (
    select(Outing.day, Outing.id, Outing.title)
    .where(
        seen_by(ASKER, Outing),
        or_(Outing.shared, ALONE),
        Outing.state == OutingState.DONE,
        Outing.day.between(*IN_THEM),
    )
    .order_by(Outing.day, Outing.starts_at.nulls_first(), Outing.made_at, Outing.id)
)
READ_BY_BOTH = select(CheckIn.week).where(
    LOOKS_BACK_ON,
    or_(CheckIn.author_id == ASKER.partner_id, CheckIn.opened_to_id == ASKER.partner_id, ALONE),
    CheckIn.week.between(*IN_THEM),
)
SAME = (Telling.kind == MilestoneRow.kind) & (Telling.number == MilestoneRow.number)
TOLD = (
    select(MilestoneRow.kind, MilestoneRow.number, MilestoneRow.reached_on)
    .join(Telling, (Telling.space_id == MilestoneRow.space_id) & SAME)
    .where(
        Telling.person_id == ASKER.id,
        MilestoneRow.space_id == ASKER.space_id,
        MilestoneRow.reached_on.between(*IN_THEM),
    )
    .order_by(MilestoneRow.reached_on)
)


def us_page(person: Person, now: datetime, *, before: date | None = None) -> UsPage:
    """The weeks before the one that holds a day; without one, the latest."""
    lie = person.space.weeks
    current, founded = lie.week_of(today(person.rhythm, now)), lie.week_of(person.space.founded_on)
    last = min(current, week_before(lie.week_of(before), lie)) if before else current
    weeks = {week: WeekOfUs(week) for week in latest_weeks(last, founded, lie)}
    first, tended_before = min(weeks, default=founded), 0
    if weeks:
        tended_before = count_ticks(person, weeks, latest=before is None)
        count_notes(person, weeks)
        find_dates(person, weeks)
        find_check_ins(person, weeks)
        find_milestones(person, weeks)
    return UsPage(
        weeks=tuple(sorted(weeks.values(), key=lambda each: each.week, reverse=True)),
        before=first if first > founded else None,
        latest=last == current,
        tended_before=tended_before,
    )


def latest_weeks(week: date, founded: date, weeks: Weeks) -> Iterator[date]:
    """So many weeks up to one, the latest first, and none from before the first."""
    for _n in range(WEEKS_AT_ONCE):
        if week < founded:
            return
        yield week
        week = week_before(week, weeks)


def days_of(person: Person, weeks: Iterable[date]) -> tuple[date, date]:
    """The first day of some weeks, and the last."""
    named = list(weeks)
    return min(named), person.space.weeks.last_day_of(max(named))


def within(person: Person, weeks: Iterable[date]) -> dict[str, Any]:
    """What a statement must know of whoever looks, and of the days of some weeks."""
    first, last = days_of(person, weeks)
    return {**through(person), "alone": person.partner is None, "first": first, "last": last}


def count_ticks(person: Person, weeks: dict[date, WeekOfUs], *, latest: bool) -> int:
    """Only what both see counts, so that both read the same; for one alone that is all of it.

    Returns on how many days the one who looks did something before both were in, where it is told: with the latest weeks.
    """
    first, last = days_of(person, weeks)
    of_both = {
        "space_id": person.space_id,
        "alone": person.partner is None,
        "numbers_of_touch": person.numbers_for(TOUCH),
        "person_id": person.id,
        "all_in_since": person.all_in_since if latest and person.partner else date.min,
    }
    rows = db.session.execute(COUNTED, {**of_both, "first": first, "last": last})
    tended_before = 0
    for together, day, count in rows:
        if day is None:
            tended_before = count
            continue
        week = weeks[person.space.weeks.week_of(day)]
        week.tick_count += count
        week.together_count += count if together else 0
    return tended_before


def count_notes(person: Person, weeks: dict[date, WeekOfUs]) -> None:
    """Notes from either to the other who is here now, or to whoever joins, by the day of whoever looks."""
    first, last = days_of(person, weeks)
    times = {"begins": bounds(person.rhythm, first)[0], "ends": bounds(person.rhythm, last)[1]}
    rows = db.session.execute(WRITTEN, {**through(person), **times})
    counts: defaultdict[tuple[date, bool], int] = defaultdict(int)
    for author_id, written_at in rows:
        week = person.space.weeks.week_of(today(person.rhythm, written_at))
        counts[week, author_id == person.id] += 1
    for (week, own), count in counts.items():
        if own:
            weeks[week].own_notes = count
        else:
            weeks[week].partners_notes = count


def find_dates(person: Person, weeks: dict[date, WeekOfUs]) -> None:
    """The dates that have been, each with its name: those that both see; alone, all of one's own."""
    for day, outing_id, title in db.session.execute(GONE_OUT, within(person, weeks)):
        weeks[person.space.weeks.week_of(day)].dates.append((outing_id, title))


def find_check_ins(person: Person, weeks: dict[date, WeekOfUs]) -> None:
    """Weeks whose check-in both can read; alone, those one has kept."""
    for week in db.session.scalars(READ_BY_BOTH, within(person, weeks)):
        weeks[person.space.weeks.week_of(week)].check_in = week


def find_milestones(person: Person, weeks: dict[date, WeekOfUs]) -> None:
    """Put the milestones that one was told of into their weeks: whether the other was is nobody's business."""
    for kind, number, day in db.session.execute(TOLD, within(person, weeks)):
        reached = Milestone(MilestoneKind(kind), number)
        weeks[person.space.weeks.week_of(day)].milestones.append(
            sentence_of(reached, alone=person.alone_on(day))
        )
