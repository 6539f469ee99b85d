"""What people do with their reminders: set times, choose ways, want none any more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import delete, select, update

from tracker.domain.refusals import Refused
from tracker.domain.reminders import LETTER_AT, MOST_TIMES_A_DAY, ReminderKind, next_due
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.models import Person, ReminderRow, ReminderWays
from tracker.reminders.queries import AT_FIRST, habit_to_remind_of, has_letter


def remind_of_habit(habit_id: int, times: Collection[time], *, by: Person, now: datetime) -> None:
    """Be reminded of a habit at these times and no others; of one that is not there, or of touch, it is `Missing`."""
    habit_to_remind_of(by, habit_id, now)
    set_times(ReminderKind.HABIT, times, habit_id, by=by, now=now)


def remind_of_check_in(times: Collection[time], *, by: Person, now: datetime) -> None:
    """Be reminded of the check-in, on its day, at these times and no others."""
    set_times(ReminderKind.CHECK_IN, times, by=by, now=now)


def set_times(
    kind: ReminderKind, times: Collection[time], habit_id: int | None = None, *, by: Person, now: datetime
) -> None:
    """Let there be a reminder of a kind at these times alone. The times that stay keep what is known of them."""
    if len(times) > MOST_TIMES_A_DAY:
        raise Refused(_("There is room for %(most)s times a day."), most=MOST_TIMES_A_DAY)
    theirs = (
        ReminderRow.person_id == by.id,
        ReminderRow.kind == kind,
        ReminderRow.habit_id == habit_id if habit_id else ReminderRow.habit_id.is_(None),
    )
    db.session.execute(delete(ReminderRow).where(*theirs, ReminderRow.at.not_in(times)))
    there = set(db.session.scalars(select(ReminderRow.at).where(*theirs)))
    for at in sorted(set(times) - there):
        look_at = next_due([at], by.zone, now)
        db.session.add(
            ReminderRow(
                space_id=by.space_id, person_id=by.id, habit_id=habit_id, kind=kind, at=at, look_at=look_at
            )
        )
    db.session.flush()


@dataclass(frozen=True, slots=True)
class ChosenWays:
    """How somebody wants to be reminded, as they have said it."""

    here: bool
    by_mail: bool
    by_push: bool
    by_alarm: bool
    details: bool
    arrivals: bool
    wording: str
    quiet_from: time
    quiet_until: time
    letter: bool


AS_AT_FIRST = ChosenWays(**AT_FIRST, letter=False)


def choose_ways(chosen: ChosenWays, *, locale: str, by: Person, now: datetime) -> None:
    """Be reminded in these ways and no others; mails are written as ``locale`` says."""
    ways = db.session.get(ReminderWays, by.id)
    if ways is None:
        ways = ReminderWays(person_id=by.id, **AT_FIRST)
        db.session.add(ways)
    for name in AT_FIRST:
        setattr(ways, name, getattr(chosen, name))
    ways.locale = locale
    if has_letter(by) is not chosen.letter:
        set_times(ReminderKind.LETTER, [LETTER_AT] if chosen.letter else [], by=by, now=now)


def turn_off(what: ReminderKind, *, by: Person) -> None:
    """Send somebody no mails of a kind any more: no letter, not that something waits, or no reminders. Twice is once."""
    ways = update(ReminderWays).where(ReminderWays.person_id == by.id)
    match what:
        case ReminderKind.LETTER:
            letters = (ReminderRow.person_id == by.id, ReminderRow.kind == ReminderKind.LETTER)
            db.session.execute(delete(ReminderRow).where(*letters))
        case ReminderKind.ARRIVAL:
            db.session.execute(ways.values(arrivals=False))
        case _:
            db.session.execute(ways.values(by_mail=False))


def look_anew(person: Person, now: datetime) -> None:
    """Look at once at when somebody's reminders come, since their clock shows another time from now on."""
    db.session.execute(update(ReminderRow).where(ReminderRow.person_id == person.id).values(look_at=now))
