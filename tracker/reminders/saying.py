"""What there is to say under a key by now, looked up when it is about to be sent: nothing, for whoever has done it meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from tracker.accounts.queries import person_with
from tracker.checkins.queries import current_week, own_check_in
from tracker.domain.checkins import CheckInState, lived_in
from tracker.domain.days import ONE_DAY, Weeks, lived_at, today, week_before, week_days
from tracker.domain.partings import is_quiet
from tracker.domain.reminders import (
    AskedHabit,
    ReminderKey,
    ReminderKind,
    check_in_waits,
    key_in,
    letter_day,
    waits_on,
)
from tracker.domain.terms import terms_on
from tracker.extensions import db
from tracker.habits.circumstances import pauses_that_bear_on
from tracker.habits.company import Company, company_of, last_day_of
from tracker.habits.tracks import SeenTrack, ticks_on
from tracker.models import Person, ReminderRow, ReminderWays
from tracker.reminders.queries import tracks_to_remind_of, ways_of
from tracker.tidings.queries import something_waits

DAYS_TO_SETTLE_IN = 3  # in which nobody is asked for a check-in


@dataclass(frozen=True, slots=True)
class Reminding:
    """That somebody is to be reminded now. ``name`` is that of a habit, for whoever wants details; ``done`` of a letter, how
    often each habit was done in the week.
    """

    person: Person
    ways: ReminderWays
    about: ReminderKind
    name: str = ""
    done: Sequence[tuple[str, int]] = ()


def reminding(key: str, now: datetime) -> Reminding | None:
    """Whom to remind of what under a key, if anybody still: nothing where it is done, not asked for, or not wanted by now."""
    planned = key_in(key)
    person = person_with(planned.person_id)
    if person is None or person.disabled_at is not None:
        return None
    ways = ways_of(person)
    clocks = [now.astimezone(ZoneInfo(person.zone)).time()]
    if not planned.about.startswith(ReminderKind.ARRIVAL):
        clocks.append(planned.at)
    if any(map(ways.quiet_hours.holds, clocks)):
        return None
    return next(said_of(planned, person, ways, now), None)


def said_of(planned: ReminderKey, person: Person, ways: ReminderWays, now: datetime) -> Iterator[Reminding]:
    """One thing to say, or none."""
    day = lived_at(datetime.combine(planned.day, planned.at), person.rhythm)
    match planned.about:
        case ReminderKind.CHECK_IN:
            if is_set(planned, person) and asks_for_check_in(person, day, now):
                yield Reminding(person, ways, ReminderKind.CHECK_IN)
        case ReminderKind.LETTER:
            quiet = is_quiet(person.space.parted_at, now)
            if is_set(planned, person) and letter_day(day, person.space.weeks) and not quiet:
                done = week_of_habits(person, day, now) if ways.details else ()
                yield Reminding(person, ways, ReminderKind.LETTER, done=done)
        case about if about.startswith(ReminderKind.ARRIVAL):
            if ways.arrivals and ways.told and something_waits(person, today(person.rhythm, now), now):
                yield Reminding(person, ways, ReminderKind.ARRIVAL)
        case _:
            for track in tracks_to_remind_of(person, now):
                if str(track.habit_id) == planned.about and is_set(planned, person):
                    yield from habit_waiting(track, day, person, ways, now)


def is_set(planned: ReminderKey, person: Person) -> bool:
    """Whether its owner still wants to be reminded of it at that time."""
    about = (
        ReminderRow.habit_id == int(planned.about)
        if planned.about.isdigit()
        else ReminderRow.kind == planned.about
    )
    theirs = (ReminderRow.person_id == person.id, ReminderRow.at == planned.at, about)
    return db.session.scalar(select(ReminderRow.id).where(*theirs)) is not None


def habit_waiting(
    track: SeenTrack, day: date, person: Person, ways: ReminderWays, now: datetime
) -> Iterator[Reminding]:
    pauses = pauses_that_bear_on(track.habit_id, person.space_id)
    company = replace(company_of(person, now), pauses=pauses)
    if waits_on(day, asked_habit(track, day, company)):
        yield Reminding(person, ways, ReminderKind.HABIT, name=track.habit.name if ways.details else "")


def asked_habit(track: SeenTrack, day: date, company: Company) -> AskedHabit:
    """How far a habit has come in the period that holds a day."""
    habit, weeks = track.habit, company.weeks_of(track.habit)
    period = terms_on(habit.terms, day).period_of(day, weeks)
    return AskedHabit(
        strategy=habit.strategy,
        terms=habit.terms,
        weeks=weeks,
        starts_on=track.starts_on,
        ends_on=last_day_of(habit),
        pauses=company.pauses_of(track),
        ticks=ticks_on(track.id, after=period.first - ONE_DAY, until=period.last),
    )


def asks_for_check_in(person: Person, day: date, now: datetime) -> bool:
    """Whether the check-in is asked for on a day: not in somebody's first days, nor once they have put it away, nor while it is
    quiet, nor of a week that they have not lived here.
    """
    week, weeks = current_week(person, now), person.space.weeks
    if is_quiet(person.space.parted_at, now) or person.check_in_put_away == week:
        return False
    settled_in = today(person.rhythm, now) >= person.joined_on + DAYS_TO_SETTLE_IN * ONE_DAY
    if not settled_in or not lived_in(week, weeks, since=person.joined_on):
        return False
    own = own_check_in(person, week)
    return check_in_waits(day, week, weeks, CheckInState(own.state) if own else None)


def week_of_habits(person: Person, day: date, now: datetime) -> tuple[tuple[str, int], ...]:
    """How often somebody did each of their habits in the week before a day, those alone that they did."""
    weeks: Weeks = person.space.weeks
    days = week_days(week_before(day, weeks), weeks)
    counts: Mapping[str, int] = {
        track.habit.name: len(ticks_on(track.id, after=days[0] - ONE_DAY, until=days[-1]))
        for track in tracks_to_remind_of(person, now)
    }
    return tuple((name, count) for name, count in counts.items() if count)
