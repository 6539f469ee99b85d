"""Streaks over the days of a track, and over the days of a couple.

What lies in closed periods is folded once and kept as `Settled`; a page adds the few periods
that are still open. So no page's cost grows with the years.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.days import ONE_DAY
from tracker.domain.pauses import Pause, paused, paused_count
from tracker.domain.periods import Verdict, verdict
from tracker.domain.schedules import Period, Schedule, periods
from tracker.domain.streaks import Streak, extend

COUPLE = 2


@dataclass(frozen=True, slots=True)
class Settled:
    """A streak up to and with the day ``through``, the last of a closed period."""

    streak: Streak
    through: date


@dataclass(frozen=True, slots=True)
class History:
    """What happened on a track, as far as the fold must know it.

    ``ticks`` and ``pauses`` hold at least what lies after the settled days; days after
    ``ends_on`` (an archived habit) are left out.
    """

    schedule: Schedule
    starts_on: date
    ticks: Collection[date]
    pauses: Collection[Pause]
    first_weekday: int
    strict: bool = False
    ends_on: date = date.max


def beginning(starts_on: date) -> Settled:
    """Nothing settled yet, for what starts on a day."""
    return Settled(Streak(), starts_on - ONE_DAY)


def settle(settled: Settled, history: History, first_open_day: date) -> Settled:
    """What is settled once all periods that ended before the first open day are folded in."""
    for period in periods_after(settled, history, first_open_day - ONE_DAY):
        if period.last >= first_open_day:
            break
        found = verdict_on(period, history, open=False)
        settled = Settled(extend(settled.streak, period, found, strict=history.strict), period.last)
    return settled


def streak_today(settled: Settled, history: History, today: date, first_open_day: date) -> Streak:
    """The streak as it stands: what is settled, and what is known of the periods after."""
    settled = settle(settled, history, first_open_day)
    streak = settled.streak
    for period in periods_after(settled, history, today):
        found = verdict_on(period, history, open=period.last >= first_open_day)
        streak = extend(streak, period, found, strict=history.strict)
    return streak


def periods_after(settled: Settled, history: History, until: date) -> Iterator[Period]:
    """The periods that follow what is settled, without the days before the start and after the end."""
    since = settled.through + ONE_DAY
    until = min(until, history.ends_on)
    for period in periods(history.schedule, since, until, history.first_weekday):
        yield clipped(period, history)


def clipped(period: Period, history: History) -> Period:
    """The period without the days before the start and after the end."""
    if history.starts_on <= period.first and period.last <= history.ends_on:
        return period
    return replace(period, first=max(period.first, history.starts_on), last=min(period.last, history.ends_on))


def verdict_on(period: Period, history: History, *, open: bool) -> Verdict:
    """What a period of the track comes to."""
    if period.first == period.last:
        tick_count = int(period.first in history.ticks)
    else:
        tick_count = sum(period.first <= day <= period.last for day in history.ticks)
    return verdict(
        period,
        tick_count=tick_count,
        paused_count=paused_count(history.pauses, period.first, period.last) if history.pauses else 0,
        open=open,
    )


@dataclass(frozen=True, slots=True)
class CoupleHistory:
    """Who was there and who ticked what, as far as the couple's streak must know it.

    ``joined_on`` holds the first day of each member, ``tickers`` for each day the members with at
    least one tick that counts: their own, a shared one for both.
    """

    joined_on: Mapping[int, date]
    tickers: Mapping[date, Collection[int]]
    pauses: Collection[Pause]
    strict: bool = False


def settle_couple(settled: Settled, history: CoupleHistory, first_open_day: date) -> Settled:
    """What is settled of the couple's streak once all days before the first open one are folded in."""
    streak, day = settled.streak, settled.through + ONE_DAY
    while day < first_open_day:
        streak = extended_by_day(streak, history, day, open=False)
        day += ONE_DAY
    return Settled(streak, day - ONE_DAY)


def couple_streak_today(
    settled: Settled, history: CoupleHistory, today: date, first_open_day: date
) -> Streak:
    """The couple's streak as it stands; ``today`` is the later of the two partners' days."""
    settled = settle_couple(settled, history, first_open_day)
    streak, day = settled.streak, settled.through + ONE_DAY
    while day <= today:
        streak = extended_by_day(streak, history, day, open=True)
        day += ONE_DAY
    return streak


def extended_by_day(streak: Streak, history: CoupleHistory, day: date, *, open: bool) -> Streak:
    """The couple's streak after one more day."""
    period = Period(day, day, target=1)
    return extend(streak, period, couple_verdict(history, day, open=open), strict=history.strict)


def couple_verdict(history: CoupleHistory, day: date, *, open: bool) -> Verdict:
    """What a day comes to for the couple: kept when each member who was there has ticked something.

    Before the second came, nothing is asked of the couple; what the first shares of that time counts.
    """
    there = {member for member, joined_on in history.joined_on.items() if joined_on <= day}
    if there and there.issubset(history.tickers.get(day, ())):
        return Verdict.KEPT
    if len(there) < len(history.joined_on) or paused(history.pauses, day):
        return Verdict.EXCUSED
    return Verdict.OPEN if open else Verdict.MISSED


def tickers_by_day(
    ticks: Collection[tuple[date, int | None]], members: Collection[int]
) -> dict[date, set[int]]:
    """For each day the members who ticked, from ticks with their owner; one without an owner is everyone's.

    >>> tickers_by_day([(date(2026, 3, 1), None), (date(2026, 3, 2), 7)], members=[7, 8])
    {datetime.date(2026, 3, 1): {8, 7}, datetime.date(2026, 3, 2): {7}}
    """
    tickers: dict[date, set[int]] = {}
    for day, owner in ticks:
        tickers.setdefault(day, set()).update(members if owner is None else [owner])
    return tickers
