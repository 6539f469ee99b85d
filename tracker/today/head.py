"""The head of a day's page: the day with those beside it, its week, and how the two of them are doing."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.domain.days import ONE_DAY
from tracker.domain.hours import TimeOfDay, time_of_day
from tracker.domain.kindness import DAYS_LOOKED_BACK
from tracker.domain.pauses import paused
from tracker.domain.streaks import SaidStreak, Streak, said_of
from tracker.today.known import DayRead


class StripDay(NamedTuple):
    """A day in the strip of the week, and who has ticked something on it."""

    day: date
    own: bool
    partners: bool
    paused: bool
    chosen: bool
    to_come: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A day, the days beside it that have come, whether it is paused, and the couple's streak as it stands.

    ``time`` is that of the day. After a while without a tick one has been ``away``:
    then the page shows no number of before.
    """

    day: date
    today: date
    time: TimeOfDay
    earlier: date
    later: date | None
    paused: bool
    away: bool
    streak: Streak
    shown: SaidStreak


def head_of(known: DayRead, streak: Streak) -> Head:
    """The head of the page."""
    held = paused(known.company.pauses_for(known.person), known.day)
    return Head(
        day=known.day,
        today=known.today,
        time=time_of_day(known.clock.hour, known.person.day_ends_at),
        earlier=known.day - ONE_DAY,
        later=None if known.on_today else known.day + ONE_DAY,
        paused=held,
        away=not held and has_been_away(known),
        streak=streak,
        shown=said_of(streak, since=known.company.all_in_since, today=known.today),
    )


def has_been_away(known: DayRead) -> bool:
    """Whether somebody who has been here for longer did nothing in all the days that are looked back on, and not yet today."""
    since = known.today - DAYS_LOOKED_BACK * ONE_DAY
    if not known.on_today or known.person.joined_on >= since or has_acted(known, since):
        return False
    return any(habit.archived_on is None and habit.starts_on <= since for habit, _tracks in known.habits)


def has_acted(known: DayRead, since: date) -> bool:
    """Whether somebody ticked anything themselves since a day: on a line of their own, or on one of both."""
    own = {track.id for _habit, tracks in known.habits for track in tracks if track.owner_id == known.own_id}
    return any(
        tick.day >= since and (tick.track_id in own or tick.ticker_id == known.own_id)
        for tick in known.every_tick
    )


def strip_of(known: DayRead) -> tuple[StripDay, ...]:
    """The days of the week."""
    own, partners = ticked_days(known)
    pauses, now_on = known.company.pauses_for(known.person), known.today
    return tuple(
        StripDay(
            day=each,
            own=each in own,
            partners=each in partners,
            paused=paused(pauses, each),
            chosen=each == known.day,
            to_come=each > now_on,
        )
        for each in known.days
    )


def ticked_days(known: DayRead) -> tuple[set[date], set[date]]:
    """The days on which one has ticked something, and those on which the partner has, whom there may not be."""
    own: set[date] = set()
    partners: set[date] = set()
    for _habit, tracks in known.habits:
        for track in tracks:
            if track.owner_id in (None, known.own_id):
                own.update(known.ticks[track.id])
            if track.owner_id != known.own_id and known.partner_id:
                partners.update(known.ticks[track.id])
    return own, partners
