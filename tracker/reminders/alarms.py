"""The reminders of the days to come as a calendar sounds them: those alone that would be said, as far as is known by now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import NamedTuple

from tracker.checkins.queries import current_week, own_check_in
from tracker.domain.checkins import CheckInState, week_to_check_in
from tracker.domain.days import ONE_DAY, lived_at, today
from tracker.domain.partings import is_quiet
from tracker.domain.reminders import AskedHabit, check_in_waits, waits_on
from tracker.domain.terms import terms_on
from tracker.habits.circumstances import seen_pauses
from tracker.habits.company import Company, company_of, last_day_of
from tracker.habits.tracks import SeenTrack, ticks_on
from tracker.models import Person, ReminderWays
from tracker.reminders.queries import times_by_habit, tracks_to_remind_of, ways_of

DAYS_AHEAD = 14  # a program that looks once in a while knows of these


class HabitAlarm(NamedTuple):
    """One alarm by the clock of whoever hears it, known for good by ``about``, its date and its time; with the habit's name."""

    about: str
    day: date
    at: time
    name: str = ""


def alarms_of(person: Person, now: datetime) -> list[HabitAlarm]:
    """What somebody's calendar is to sound, where they want that; in no order."""
    ways = ways_of(person)
    if not ways.by_alarm:
        return []
    company = replace(company_of(person, now), pauses=seen_pauses(person.space_id))
    found = (*habit_alarms(person, company, now), *check_in_alarms(person, now))
    return [said(each, ways) for each in found if not ways.quiet_hours.holds(each.at)]


def said(alarm: HabitAlarm, ways: ReminderWays) -> HabitAlarm:
    """The same without what its owner does not want told."""
    return alarm if ways.details else alarm._replace(name="")


def habit_alarms(person: Person, company: Company, now: datetime) -> Iterator[HabitAlarm]:
    times = times_by_habit(person)
    for track in tracks_to_remind_of(person, now):
        habit = habit_ahead(track, company) if times[track.habit_id] else None
        for day, at, lived in ahead(person, times[track.habit_id], now):
            if habit and waits_on(lived, habit):
                yield HabitAlarm(str(track.habit_id), day, at, track.habit.name)


def habit_ahead(track: SeenTrack, company: Company) -> AskedHabit:
    """A habit with all that was done in the period that holds today, and since."""
    habit, weeks = track.habit, company.weeks_of(track.habit)
    day = company.today_of(track.owner_id) - ONE_DAY
    period = terms_on(habit.terms, day).period_of(day, weeks)
    return AskedHabit(
        strategy=habit.strategy,
        terms=habit.terms,
        weeks=weeks,
        starts_on=track.starts_on,
        ends_on=last_day_of(habit),
        pauses=company.pauses_of(track),
        ticks=ticks_on(track.id, after=period.first - ONE_DAY),
    )


def check_in_alarms(person: Person, now: datetime) -> Iterator[HabitAlarm]:
    current, weeks = current_week(person, now), person.space.weeks
    own = own_check_in(person, current)
    states = {current: CheckInState(own.state)} if own else {}
    for day, at, lived in ahead(person, times_by_habit(person)[None], now):
        week = week_to_check_in(lived, weeks)
        quiet = is_quiet(person.space.parted_at, now) or person.check_in_put_away == week
        if not quiet and check_in_waits(lived, week, weeks, states.get(week)):
            yield HabitAlarm("check-in", day, at)


def ahead(person: Person, times: tuple[time, ...], now: datetime) -> Iterator[tuple[date, time, date]]:
    """The dates ahead with each of some times, and the day that is lived then."""
    first = today(person.rhythm, now)
    for number in range(DAYS_AHEAD):
        day = first + number * ONE_DAY
        for at in times:
            yield day, at, lived_at(datetime.combine(day, at), person.rhythm)
