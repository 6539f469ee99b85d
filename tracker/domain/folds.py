"""Streaks and strength over the days of a track, and streaks over the days of a couple.

What lies in closed periods is folded once and kept as a state; a page adds the few periods that
are still open. So no page's cost grows with the years.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, takewhile

from tracker.domain.days import ONE_DAY, Weeks
from tracker.domain.pauses import PausedDays, paused, paused_days
from tracker.domain.periods import Verdict, verdict
from tracker.domain.schedules import Period
from tracker.domain.streaks import Counting, Streak
from tracker.domain.strength import Growing, Strength
from tracker.domain.terms import Terms, periods, unit_of

NOTHING: frozenset[date] = frozenset()
CHANGING = (Verdict.KEPT, Verdict.MISSED)


@dataclass(frozen=True, slots=True)
class TrackState:
    """A track's streak and strength up to and including the day ``through``, the last of a closed period."""

    streak: Streak
    strength: Strength
    through: date


@dataclass(frozen=True, slots=True)
class History:
    """What happened on a track, as far as the fold must know it.

    Weeks begin on a weekday, or as `Weeks` say. ``ticks`` holds the amount of each ticked day (`WHOLE` where none was said), ``pauses`` the
    days on which nothing was asked; both at least from the day after the state's. ``terms`` are
    the habit's, all of them. Days after ``ends_on`` (an archived habit) are left out.
    """

    terms: Sequence[Terms]
    starts_on: date
    ticks: Mapping[date, int]
    pauses: Collection[PausedDays]
    first_weekday: int | Weeks
    strict: bool = False
    ends_on: date = date.max


@dataclass(frozen=True, slots=True)
class Course:
    """Where a fold has come to, and where it stood before the first period that ends in each new year."""

    state: TrackState
    years: Mapping[int, TrackState] = field(default_factory=dict)


def beginning(starts_on: date) -> TrackState:
    """Nothing settled yet, for what starts on a day."""
    return TrackState(Streak(), Strength(), starts_on - ONE_DAY)


def settle(state: TrackState, history: History, first_open_day: date) -> TrackState:
    """What is settled once all periods that ended before the first open day are folded in."""
    return course(state, history, first_open_day).state


def course(state: TrackState, history: History, first_open_day: date) -> Course:
    """The same, with the states at the turns of the years on the way."""
    closed_until = min(first_open_day - ONE_DAY, history.ends_on)
    following = takewhile(
        lambda each: each[0].last <= closed_until, periods_after(state.through, history, closed_until)
    )
    first = next(following, None)
    if first is None:
        return Course(state)
    streak = Counting(state.streak, strict=history.strict)
    strength = Growing(state.strength, history.terms)
    paused_on = paused_days(history.pauses, state.through, closed_until)
    through, years, counted = state.through, {}, None
    for period, terms in chain([first], following):
        for year in range(through.year + 1, period.last.year + 1):
            years[year] = TrackState(streak.streak(), strength.strength(), through)
        if terms is not counted:
            counted = terms
            streak.turn(unit_of(terms.schedule))
        streak.take(period, closed(period, terms, history, paused_on, strength))
        through = period.last
    return Course(TrackState(streak.streak(), strength.strength(), through), years)


def closed(
    period: Period, terms: Terms, history: History, paused_on: frozenset[date], strength: Growing
) -> Verdict:
    """What a closed period comes to, with each of its days lived through."""
    done = paused_count = 0
    day = period.first
    while day <= period.last:
        amount = history.ticks.get(day)
        share = 0.0 if amount is None else terms.share(amount)
        done += 0 if amount is None else terms.counted(amount)
        if day in paused_on:
            paused_count += 1
            strength.rest(share)
        else:
            strength.live(share, terms)
        day += ONE_DAY
    return verdict(period, done=done, paused_count=paused_count, open=False)


def streak_today(state: TrackState, history: History, today: date, first_open_day: date) -> Streak:
    """The streak as it stands: what is settled, and what is known of the periods after, closed or open."""
    if (
        first_open_day - ONE_DAY <= state.through >= max(history.ticks, default=state.through)
        and history.terms[-1].since <= state.through
    ):
        return state.streak  # what is open, and nothing more, changes nothing
    until = min(today, history.ends_on)
    paused_on = paused_days(history.pauses, state.through, until) if history.pauses else NOTHING
    streak: Counting | None = None
    for period, terms in periods_after(state.through, history, today):
        found, unit = verdict_on(period, terms, history, paused_on, first_open_day), unit_of(terms.schedule)
        if found in CHANGING or unit != state.streak.unit:
            streak = streak or Counting(state.streak, strict=history.strict)
            streak.turn(unit)
            streak.take(period, found)
    return streak.streak() if streak else state.streak


def verdict_on(
    period: Period, terms: Terms, history: History, paused_on: frozenset[date], first_open_day: date
) -> Verdict:
    """What a period comes to that may be open."""
    done = paused_count = 0
    day = period.first
    while day <= period.last:
        amount = history.ticks.get(day)
        done += 0 if amount is None else terms.counted(amount)
        paused_count += day in paused_on
        day += ONE_DAY
    return verdict(period, done=done, paused_count=paused_count, open=period.last >= first_open_day)


def strength_today(state: TrackState, history: History, today: date, first_open_day: date) -> float:
    """The strength as it stands, from 0 to 1. What is done on a day that is still open lifts it; nothing else counts."""
    state = settle(state, history, first_open_day)
    strength = Growing(state.strength, history.terms)
    paused_on = paused_days(history.pauses, state.through, min(today, history.ends_on))
    for day, share, terms in days_after(state.through, history, today):
        before = strength.value
        if day in paused_on:
            strength.rest(share)
        else:
            strength.live(share, terms)
        if day >= first_open_day:
            strength.value = max(before, strength.value)
    return strength.value


def days_after(through: date, history: History, until: date) -> Iterator[tuple[date, float, Terms]]:
    """Each day that follows what is settled, with how much was done on it of what the terms asked."""
    until = min(until, history.ends_on)
    for period, terms in periods_after(through, history, until):
        day = period.first
        while day <= min(period.last, until):
            amount = history.ticks.get(day)
            yield day, 0.0 if amount is None else terms.share(amount), terms
            day += ONE_DAY


def periods_after(through: date, history: History, until: date) -> Iterator[tuple[Period, Terms]]:
    """The periods that follow what is settled, each with its terms, without the days before the start and after the end."""
    until = min(until, history.ends_on)
    for period, terms in periods(history.terms, through + ONE_DAY, until, history.first_weekday):
        yield clipped(period, history), terms


def clipped(period: Period, history: History) -> Period:
    """The period without the days before the start and after the end."""
    if history.starts_on <= period.first and period.last <= history.ends_on:
        return period
    return period._replace(first=max(period.first, history.starts_on), last=min(period.last, history.ends_on))


@dataclass(frozen=True, slots=True)
class Settled:
    """A couple's streak up to and including the day ``through``, which is closed for both.

    ``days`` has a letter for each day from the founding on: what it came to. So a single day can be
    put right without looking at all the others again.
    """

    streak: Streak
    through: date
    days: str = ""


@dataclass(frozen=True, slots=True)
class CoupleHistory:
    """Who was there and who ticked what, as far as the couple's streak must know it.

    ``joined_on`` holds the first day of each member, ``tickers`` for each day the members with at
    least one tick that counts: their own, a shared one for both; and whoever was covered on it.
    """

    joined_on: Mapping[int, date]
    tickers: Mapping[date, Collection[int]]
    pauses: Collection[PausedDays]
    strict: bool = False


LETTERS = {Verdict.KEPT: "k", Verdict.EXCUSED: "x", Verdict.MISSED: "m"}
VERDICTS = {letter: verdict for verdict, letter in LETTERS.items()}


def founding(founded_on: date) -> Settled:
    """Nothing settled yet, for a space founded on a day."""
    return Settled(Streak(), founded_on - ONE_DAY)


def settle_couple(settled: Settled, history: CoupleHistory, first_open_day: date) -> Settled:
    """What is settled of the couple's streak once all days before the first open one are folded in."""
    since = settled.through + ONE_DAY
    if since >= first_open_day:
        return settled
    days = letters(history, since, first_open_day)
    streak = over_letters(settled.streak, days, since, strict=history.strict)
    return Settled(streak, first_open_day - ONE_DAY, settled.days + days)


def letters(history: CoupleHistory, since: date, until: date) -> str:
    """What the closed days from one on, and before another, come to."""
    day, found = since, []
    paused_on = paused_days(history.pauses, since, until)
    while day < until:
        found.append(LETTERS[couple_verdict(history, day, paused=day in paused_on, open=False)])
        day += ONE_DAY
    return "".join(found)


def over_letters(streak: Streak, days: str, since: date, *, strict: bool) -> Streak:
    """The streak after some closed days in a row, each a letter."""
    counting, day = counting_days(streak, strict=strict), since
    for letter in days:
        if letter != "x":
            counting.take(Period(day, day, target=1), VERDICTS[letter])
        day += ONE_DAY
    return counting.streak()


def counting_days(streak: Streak, *, strict: bool) -> Counting:
    """A couple's streak on its way: it is over days."""
    counting = Counting(streak, strict=strict)
    counting.turn("day")
    return counting


def put_right(settled: Settled, history: CoupleHistory, day: date) -> Settled:
    """What is settled once a single closed day is looked at anew; all that follows from it is counted again."""
    founded_on = settled.through - (len(settled.days) - 1) * ONE_DAY
    place = (day - founded_on).days
    letter = LETTERS[couple_verdict(history, day, paused=paused(history.pauses, day), open=False)]
    if place < 0 or settled.days[place] == letter:
        return settled
    days = settled.days[:place] + letter + settled.days[place + 1 :]
    return Settled(over_letters(Streak(), days, founded_on, strict=history.strict), settled.through, days)


def couple_streak_today(
    settled: Settled, history: CoupleHistory, today: date, first_open_day: date
) -> Streak:
    """The couple's streak as it stands; ``today`` is the later of the two partners' days."""
    streak, day = counting_days(settled.streak, strict=history.strict), settled.through + ONE_DAY
    paused_on = paused_days(history.pauses, day, today)
    while day <= today:
        verdict = couple_verdict(history, day, paused=day in paused_on, open=day >= first_open_day)
        streak.take(Period(day, day, target=1), verdict)
        day += ONE_DAY
    return streak.streak()


def couple_course(
    settled: Settled, history: CoupleHistory, today: date, first_open_day: date
) -> Iterator[tuple[date, Streak]]:
    """Each day that was kept, from the founding on, with the couple's streak as it stood then; the open days among them."""
    founded_on = settled.through - (len(settled.days) - 1) * ONE_DAY
    counting, day = counting_days(Streak(), strict=history.strict), founded_on
    paused_on = paused_days(history.pauses, settled.through, today)
    while day <= max(today, settled.through):
        if day <= settled.through:
            verdict = VERDICTS[settled.days[(day - founded_on).days]]
        else:
            verdict = couple_verdict(history, day, paused=day in paused_on, open=day >= first_open_day)
        counting.take(Period(day, day, target=1), verdict)
        if verdict is Verdict.KEPT:
            yield day, counting.streak()
        day += ONE_DAY


def couple_verdict(history: CoupleHistory, day: date, *, paused: bool, open: bool) -> Verdict:
    """What a day comes to for the couple: kept when each member has ticked something.

    It begins on the day all of them are in: before, nothing is asked of the couple, and nothing counts for it.
    """
    if day < max(history.joined_on.values(), default=day):
        return Verdict.EXCUSED
    if history.joined_on and history.joined_on.keys() <= set(history.tickers.get(day, ())):
        return Verdict.KEPT
    if paused:
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
