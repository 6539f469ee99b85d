"""Finding somebody's reminders, and the ways in which they want them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from tracker.domain.days import today
from tracker.domain.refusals import Missing
from tracker.domain.reminders import LATE_AFTER, ReminderKind, come_due, may_remind
from tracker.extensions import db
from tracker.habits.tracks import SeenHabit, SeenTrack, tracks_of
from tracker.models import Person, ReminderRow, ReminderWays
from tracker.sight import ASKER

ALL_TIMES = select(ReminderRow.habit_id, ReminderRow.at).where(
    ReminderRow.person_id == bindparam("person_id"), ReminderRow.kind != ReminderKind.LETTER
)
# Whether there is anything that could stand on Today, as a part of another statement.
IS_REMINDED_HERE = (
    exists().where(ReminderRow.person_id == ASKER.id, ReminderRow.kind == ReminderKind.HABIT)
    & ~exists().where(ReminderWays.person_id == ASKER.id, ReminderWays.here.is_(False))
).label("is_reminded_here")

# Whether somebody was told by mail or on a device that something waits, or is about to be; likewise.
IS_TOLD = (
    exists()
    .where(
        ReminderWays.person_id == ASKER.id,
        or_(ReminderWays.told, ReminderWays.arrival_at.is_not(None)),
    )
    .label("is_told")
)


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """What somebody is reminded of: the habits that they do themselves, each with its times, and the check-in."""

    habits: Sequence[tuple[SeenHabit, tuple[time, ...]]]
    check_in: tuple[time, ...]


def reminders_page(person: Person, now: datetime) -> RemindersPage:
    """All that somebody can be reminded of, with the times at which they are."""
    times = times_by_habit(person)
    habits = [track.habit for track in tracks_to_remind_of(person, now)]
    return RemindersPage([(each, times[each.id]) for each in habits], times[None])


def times_by_habit(person: Person) -> Mapping[int | None, tuple[time, ...]]:
    """The times of somebody's reminders by habit, that of the check-in under none; no time where there is none."""
    found: defaultdict[int | None, tuple[time, ...]] = defaultdict(tuple)
    rows = db.session.connection().execute(ALL_TIMES.order_by(ReminderRow.at), {"person_id": person.id})
    for habit_id, at in rows:
        found[habit_id] += (at,)
    return found


def times_of(person: Person, habit_id: int | None) -> tuple[time, ...]:
    """The times at which somebody is reminded of a habit, or of the check-in where none is named."""
    return times_by_habit(person)[habit_id]


def tracks_to_remind_of(person: Person, now: datetime) -> list[SeenTrack]:
    """The tracks that somebody does themselves and can be reminded of: not in the archive, and none of touch."""
    day = today(person.rhythm, now)
    return [
        track
        for track in tracks_of(person, since=day)
        if track.owner_id in (None, person.id)
        and may_remind(track.habit.strategy)
        and track.habit.archived_on is None
    ]


def habit_to_remind_of(person: Person, habit_id: int, now: datetime) -> SeenHabit:
    """A habit of which somebody can be reminded, or `Missing`."""
    found = (track.habit for track in tracks_to_remind_of(person, now) if track.habit_id == habit_id)
    habit = next(found, None)
    if habit is None:
        raise Missing("habit")
    return habit


def ways_of(person: Person) -> ReminderWays:
    """How somebody wants to be reminded; as everybody is at first, where they have never said."""
    found = db.session.get(ReminderWays, person.id)
    return found or ReminderWays(person_id=person.id, **AT_FIRST)


AT_FIRST: Mapping[str, Any] = {
    "here": True,
    "by_mail": False,
    "by_push": True,
    "by_alarm": False,
    "details": False,
    "arrivals": False,
    "wording": "",
    "quiet_from": time(22),
    "quiet_until": time(7),
}


def has_letter(person: Person) -> bool:
    """Whether somebody gets a weekly letter."""
    there = select(ReminderRow.id).where(
        ReminderRow.person_id == person.id, ReminderRow.kind == ReminderKind.LETTER
    )
    return db.session.scalar(there) is not None


def reminded_lately(person: Person, now: datetime) -> frozenset[int | None]:
    """Of which habits somebody was to be reminded in the last two hours, and of the check-in as none."""
    rows = db.session.connection().execute(ALL_TIMES, {"person_id": person.id}).all()
    since = now - LATE_AFTER
    return frozenset(habit_id for habit_id, at in rows if come_due([at], person.zone, since, now))
