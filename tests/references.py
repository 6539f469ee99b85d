"""Slow and obvious ways to the answers of the domain, for tests to compare with.

Written from the design alone: a whole history goes in, every day of it is looked at from the very start, and lists of
days come out. Nothing here knows the domain's code; weekdays are numbered as in `date.weekday()`.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
NEVER = date.min

Days = list[date]
Judged = tuple[Days, str, str]  # the days of a period, its verdict, and what periods are counted in


@dataclass(frozen=True)
class Outcome:
    """What a streak has come to. Lengths count kept periods; one without any lasts from `NEVER` to `NEVER`.

    `graces` are those in hand, `to_wake` the kept periods that wake it. `ended` holds length, first and last day of each
    that was shown until it was over.
    """

    length: int = 0
    first_on: date = NEVER
    last_on: date = NEVER
    graces: int = 0
    to_wake: int = 0
    longest: int = 0
    longest_first_on: date = NEVER
    longest_last_on: date = NEVER
    kept: int = 0
    returns: int = 0
    ended: tuple[tuple[int, date, date], ...] = field(default=(), compare=False)


def outcome_of(streak: Any) -> Outcome:
    """What a streak of the domain has come to, in the words used here."""
    return Outcome(
        length=streak.length,
        first_on=streak.first_on,
        last_on=streak.last_on,
        graces=streak.graces,
        to_wake=streak.to_wake,
        longest=streak.longest,
        longest_first_on=streak.longest_first_on,
        longest_last_on=streak.longest_last_on,
        kept=streak.kept,
        returns=streak.returns,
    )


def reminded_at(day: date, hour: int, minute: int, zone: str) -> list[datetime]:
    """When a clock shows a time on a date: looked at minute by minute, the first one. Of a time that it skips, so many minutes
    after the last one before it as there would have been. None where that is another date.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("UTC"))
    wanted = datetime(day.year, day.month, day.day, hour, minute)
    shown = []
    for minutes in range(-40 * 60, 40 * 60):
        at = noon + timedelta(minutes=minutes)
        shown.append((at, at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)))
    found = [at for at, wall in shown if wall == wanted][:1]
    if not found:
        at, wall = [each for each in shown if each[1] < wanted][-1]
        found = [at + (wanted - wall)]
    return [at for at in found if at.astimezone(ZoneInfo(zone)).date() == day]


def today(zone: str, day_ends_at: int, now: datetime) -> date:
    """The date on the wall, or the one before as long as the hour at which the day ends has not come."""
    wall = now.astimezone(ZoneInfo(zone))
    written = date(wall.year, wall.month, wall.day)
    return written - ONE_DAY if wall.hour < day_ends_at else written


def week_of(day: date, first_weekday: int) -> date:
    """The first date of a week: back from the day until the weekday is right."""
    while day.weekday() != first_weekday:
        day -= ONE_DAY
    return day


def is_paused(day: date, pauses: Iterable[tuple[date, date]]) -> bool:
    """Whether one of the pauses, from one day to another, holds the day."""
    return any(first <= day <= last for first, last in pauses)


@dataclass(frozen=True)
class Asked:
    """What a habit asks for from a day on: on `weekdays`, or so many `times` per week, month or `days` counted from
    that day. `goal` is the amount a tick must reach to count, 0 for any; or, `summed`, all the ticks of a period."""

    since: date
    per: str
    times: int = 0
    days: int = 0
    weekdays: frozenset[int] = frozenset()
    goal: int = 0
    summed: bool = False

    def label(self, day: date, first_weekday: int) -> object:
        """What days of the same period have in common."""
        if self.per == "weekdays":
            return day
        if self.per == "week":
            return week_of(day, first_weekday)
        if self.per == "month":
            return day.year, day.month
        return (day - self.since).days // self.days

    def target(self, days: Days) -> int:
        if self.per == "weekdays":
            return [day.weekday() in self.weekdays for day in days].count(True)
        return self.times

    def share(self, amount: int | None) -> float:
        """What a tick with an amount (-1 for a plain one, None for none at all) is of the goal."""
        if amount is None:
            return 0.0
        if amount == -1 or self.goal == 0:
            return 1.0
        return min(amount, self.goal) / self.goal


def asked_on(terms: Collection[Asked], day: date) -> Asked:
    """The latest terms that have begun, or the first."""
    begun = [each for each in terms if each.since <= day]
    return begun[-1] if begun else next(iter(terms))


def judged_track(
    *,
    terms: Collection[Asked],
    starts_on: date,
    ends_on: date,
    ticks: Mapping[date, int],
    pauses: Collection[tuple[date, date]],
    first_weekday: int,
    today: date,
    first_open_day: date,
) -> list[Judged]:
    """The periods of a track up to the one that holds today, each as its days and its verdict."""
    judged = []
    for days in track_periods(terms, starts_on, ends_on, first_weekday, today):
        asked = asked_on(terms, days[0])
        counting = [day for day in ticks if asked.share(ticks[day]) == 1]
        if asked.summed:
            found = judge_sum(days, asked, ticks, pauses, first_weekday, first_open_day)
        else:
            whole = whole_period(days, asked, first_weekday)
            found = judge(days, asked.target(days), counting, pauses, first_open_day, whole)
        judged.append((days, found, f"{asked.per} {asked.days}"))
    return judged


def track_periods(
    terms: Collection[Asked], starts_on: date, ends_on: date, first_weekday: int, today: date
) -> list[Days]:
    """The days of each period. None before the start or after the end, and none that go over a change of terms."""
    periods: list[Days] = []
    day = starts_on
    while day <= ends_on and (day <= today or goes_on(periods, terms, day, first_weekday)):
        if goes_on(periods, terms, day, first_weekday):
            periods[-1].append(day)
        else:
            periods.append([day])
        day += ONE_DAY
    return periods


def goes_on(periods: list[Days], terms: Collection[Asked], day: date, first_weekday: int) -> bool:
    """Whether the day belongs to the last of the periods rather than to a new one."""
    if not periods:
        return False
    before, now = asked_on(terms, periods[-1][-1]), asked_on(terms, day)
    return before == now and now.label(periods[-1][-1], first_weekday) == now.label(day, first_weekday)


def strength(
    *,
    terms: Collection[Asked],
    starts_on: date,
    ends_on: date,
    ticks: Mapping[date, int],
    pauses: Collection[tuple[date, date]],
    today: date,
    first_open_day: date,
) -> float:
    """The strength on a day, each day anew from all that was ever ticked. Open days lift it or leave it."""
    value = 0.0
    lived: Days = []
    day = starts_on
    while day <= min(today, ends_on):
        if not is_paused(day, pauses):
            lived.append(day)
            asked = asked_on(terms, day)
            times, days = pace_of(asked)
            kept = 0.5 ** (math.sqrt(times / days) / 13)
            window, target = (1, 1) if times >= days else (2 * days, 2 * times)
            if asked.summed:
                window, target = days, 1
            since = lived[-window] if len(lived) >= window else starts_on
            done = [asked_on(terms, each).share(ticks.get(each)) for each in all_days(since, day)]
            after = value * kept + min(1, sum(done) / target) * (1 - kept)
            value = max(value, after) if day >= first_open_day else after
        day += ONE_DAY
    return value


def pace_of(asked: Asked) -> tuple[int, int]:
    """So many times in so many days; a month has thirty."""
    if asked.per == "weekdays":
        return len(asked.weekdays), 7
    return asked.times, {"week": 7, "month": 30}.get(asked.per, asked.days)


def all_days(first: date, last: date) -> Days:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def judge(
    days: Days,
    target: int,
    ticks: Collection[date],
    pauses: Collection[tuple[date, date]],
    first_open_day: date,
    whole: Collection[date] = (),
) -> str:
    """The verdict on some days, in the design's order; where nothing is asked they are excused, ticked or not.

    They may be a part of the `whole` of a period, of which half must be there."""
    if target == 0:
        return "excused"
    if len([day for day in days if day in ticks]) >= target:
        return "kept"
    there = [day for day in days if not is_paused(day, pauses)]
    if len(there) < target or len(there) < len(whole) / 2:
        return "excused"
    if [day for day in days if day >= first_open_day]:
        return "open"
    return "missed"


def whole_period(days: Days, asked: Asked, first_weekday: int) -> Days:
    """All days of the period to which some days belong, as if its terms had always held and always went on."""
    longest = max(31, asked.days)
    around = [days[0] + n * ONE_DAY for n in range(-longest, longest + 1)]
    return [day for day in around if asked.label(day, first_weekday) == asked.label(days[0], first_weekday)]


def judge_sum(
    days: Days,
    asked: Asked,
    ticks: Mapping[date, int],
    pauses: Collection[tuple[date, date]],
    first_weekday: int,
    first_open_day: date,
) -> str:
    """The verdict on some days whose amounts are added up; a tick without one is the whole goal."""
    amounts = [ticks[day] for day in days if day in ticks]
    if -1 in amounts or sum(amounts) >= asked.goal:
        return "kept"
    whole = whole_period(days, asked, first_weekday)
    if len([day for day in days if not is_paused(day, pauses)]) < len(whole) / 2:
        return "excused"
    if [day for day in days if day >= first_open_day]:
        return "open"
    return "missed"


def judged_couple(
    *,
    starts_on: date,
    joined_on: Mapping[str, date],
    ticks: Mapping[str, Collection[date]],
    together: Collection[date],
    pauses: Collection[tuple[date, date]],
    today: date,
    first_open_day: date,
) -> list[Judged]:
    """The days of a couple up to today, each with its verdict. `ticks` are each partner's own, `together` shared ones."""
    judged = []
    day = starts_on
    while day <= today:
        ticked = [who for who in joined_on if day in ticks.get(who, ()) or day in together]
        if [who for who, since in joined_on.items() if since > day]:
            verdict = "excused"
        elif joined_on and ticked == list(joined_on):
            verdict = "kept"
        elif is_paused(day, pauses):
            verdict = "excused"
        elif day >= first_open_day:
            verdict = "open"
        else:
            verdict = "missed"
        judged.append(([day], verdict, "weekdays 0"))
        day += ONE_DAY
    return judged


@dataclass
class SlowRun:
    """A run with all its kept periods; one begins with each that is kept, and all of them are remembered."""

    kept: list[Days]
    graces: int
    rested: bool = False


MOST_GRACES = {"weekdays": 3, "days": 3, "week": 2, "month": 1}


def streak_over(judged: Iterable[Judged], *, strict: bool = False) -> Outcome:
    """The streak over judged periods: every run there could be, side by side, with every kept period of each."""
    kept: list[Days] = []
    runs: list[SlowRun] = []
    longest: list[Days] = []
    ended: list[list[Days]] = []
    before, returns = "", 0
    for days, verdict, unit in judged:
        most = 0 if strict else MOST_GRACES[unit.split()[0]]
        start = min(most, 1)
        if before not in ("", unit):
            for run in runs:
                run.graces = max(start, min(run.graces, most))
        before = unit
        if verdict == "kept":
            kept.append(days)
            runs.append(SlowRun([], start))
            for run in runs:
                run.kept.append(days)
                run.graces = min(most, run.graces + 1)
        elif verdict == "missed":
            for run in runs:
                run.graces -= 1
            ended += [run.kept for run in runs[:1] if run.graces < -most]
            runs = [run for run in runs if run.graces >= -most]
        for run in runs[:1]:
            if len(run.kept) > len(longest):
                longest = list(run.kept)
            if run.graces < 0:
                run.rested = True
            elif verdict == "kept" and run.graces == most and run.rested:
                run.rested, returns = False, returns + 1
    shown, owed = (runs[0].kept, runs[0].graces) if runs else ([], 0)
    return Outcome(
        length=len(shown),
        first_on=shown[0][0] if shown else NEVER,
        last_on=shown[-1][-1] if shown else NEVER,
        graces=max(owed, 0),
        to_wake=max(-owed, 0),
        longest=len(longest),
        longest_first_on=longest[0][0] if longest else NEVER,
        longest_last_on=longest[-1][-1] if longest else NEVER,
        kept=len(kept),
        returns=returns,
        ended=tuple((len(run), run[0][0], run[-1][-1]) for run in ended),
    )


def slow_median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
