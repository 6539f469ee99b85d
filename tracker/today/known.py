"""What the page of a day is made from: all of it is read here, from a handful of queries whatever the number of habits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from zoneinfo import ZoneInfo

from tracker.accounts.queries import link_made_on
from tracker.checkins.queries import current_week
from tracker.domain.days import ONE_DAY, week_days
from tracker.domain.habits import Mode
from tracker.domain.hours import is_late
from tracker.domain.kindness import DAYS_LOOKED_BACK
from tracker.domain.partings import is_quiet, is_that_day
from tracker.domain.proposals import lapsed_before
from tracker.domain.refusals import Refused
from tracker.domain.schedules import Period
from tracker.domain.streaks import Streak
from tracker.domain.terms import terms_on
from tracker.domain.texts import _
from tracker.habits.circumstances import Circumstances, circumstances_of
from tracker.habits.company import Company, GrownTrack, company_of, couple_streak_of, grown_of
from tracker.habits.tracks import (
    SeenHabit,
    SeenTick,
    SeenTrack,
    before_all,
    ticks_since_settled,
    tracks_of,
)
from tracker.models import Person
from tracker.spaces.queries import Doorstep, doorstep
from tracker.today.beside import Beside, beside

Ticks = Mapping[int, Mapping[date, int]]


@dataclass(frozen=True, slots=True)
class DayRead:
    """All that was read for the page of a day. ``own_id`` is the one who asks, ``partner_id`` whom they share their space
    with, 0 while they are alone. ``today`` is the day that the one who asks is living, ``days`` are those of
    the week of the ``day`` that is asked for; ``ticks`` are by track, as are the ``tickers`` of the day, who are known of
    ticks of both.

    ``clock`` is what their clock shows.
    Of two who have parted a short while ago it is ``quiet``: nothing reminds of closeness.
    ``habits`` each come with their tracks. ``week`` is the one whose check-in it is time for; all else that stands ``beside``
    is told on one's today alone.
    """

    person: Person
    own_id: int
    partner_id: int
    day: date
    today: date
    company: Company
    days: Sequence[date]
    circumstances: Circumstances
    habits: Sequence[tuple[SeenHabit, Sequence[SeenTrack]]]
    ticks: Ticks
    tickers: Mapping[int, int | None]
    every_tick: Sequence[SeenTick]
    clock: time
    week: date
    beside: Beside
    doorstep: Doorstep
    link_made_on: date | None
    quiet: bool
    on_the_day_of_parting: bool

    @property
    def late(self) -> bool:
        """Whether one's today comes to its end, by one's own clock."""
        return is_late(self.clock.hour, self.person.day_ends_at)

    @property
    def on_today(self) -> bool:
        """Whether the page is that of the day one is living."""
        return self.day == self.today


def known_on(day: date | None, person: Person, now: datetime) -> DayRead:
    """All there is to know for a day, or for the person's today; raises `Refused` for a day that has not come."""
    company = company_of(person, now)
    now_on = company.todays[person.id]
    return read_for(that_has_come(day or now_on, now_on), company, person, now)


def read_for(day: date, company: Company, person: Person, now: datetime) -> DayRead:
    days = week_days(company.weeks.week_of(day), company.weeks)
    first = min(days[0], day - DAYS_LOOKED_BACK * ONE_DAY)
    earlier = before_all(person, first)
    week = current_week(person, now)
    tracks = tracks_of(person, since=earlier)
    ticks = ticks_over(person, [Period(first, days[-1], target=0), *settled_sums(tracks, day, company)])
    circumstances = circumstances_of(person, after=earlier, lapsed_before=lapsed_before(now))
    return DayRead(
        person=person,
        own_id=person.id,
        partner_id=person.partner.id if person.partner else 0,
        day=day,
        today=company.todays[person.id],
        company=replace(company, pauses=circumstances.pauses),
        days=days,
        circumstances=circumstances,
        ticks=ticks_by_track(ticks),
        tickers={tick.track_id: tick.ticker_id for tick in ticks if tick.day == day},
        every_tick=ticks,
        clock=now.astimezone(ZoneInfo(person.zone)).time(),
        habits=by_habit(tracks),
        week=week,
        beside=beside(person, week, company.todays[person.id], now),
        doorstep=doorstep(person) if person.partner is None else Doorstep(),
        link_made_on=link_made_on(person, now),
        **parted_lately(person, now),
    )


def parted_lately(person: Person, now: datetime) -> dict[str, bool]:
    """Whether two have parted so short a time ago that it is quiet, and whether it is still that day."""
    parted_at = person.space.parted_at
    return {
        "quiet": is_quiet(parted_at, now),
        "on_the_day_of_parting": is_that_day(parted_at, now, rhythm=person.rhythm),
    }


def ticks_over(person: Person, spans: Sequence[Period]) -> list[SeenTick]:
    """The ticks from the first day of some spans to the last of any, and all that are not yet settled."""
    return ticks_since_settled(person, min(each.first for each in spans), max(each.last for each in spans))


def settled_sums(tracks: Iterable[SeenTrack], day: date, company: Company) -> Iterator[Period]:
    """The periods that hold a day, are settled, and are for a sum: on a day of the past all of them must be known."""
    for track in tracks:
        terms = terms_on(track.habit.terms, day)
        if terms.summed:
            period = terms.period_of(day, company.weeks_of(track.habit))
            if period.first <= track.settled_through:
                yield period


def that_has_come(day: date, now_on: date) -> date:
    """A day that has come; raises `Refused` for any other."""
    if day > now_on:
        raise Refused(_("That day has not come yet."))
    return day


def ticks_by_track(seen: Iterable[SeenTick]) -> Ticks:
    """Some ticks by track, the amount of each day; none for a track without any."""
    ticks: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for tick in seen:
        ticks[tick.track_id][tick.day] = tick.amount
    return ticks


def by_habit(tracks: Sequence[SeenTrack]) -> Sequence[tuple[SeenHabit, Sequence[SeenTrack]]]:
    groups = (tuple(each) for _id, each in groupby(tracks, key=lambda track: track.habit_id))
    return [(group[0].habit, group) for group in groups]


def grown_by(known: DayRead) -> Mapping[int, GrownTrack]:
    """How far each track has come."""
    return {
        track.id: grown_of(track, known.ticks[track.id], known.company)
        for _habit, tracks in known.habits
        for track in tracks
    }


def couple_streak(known: DayRead) -> Streak:
    """The streak of the two: from the ticks that count for both, and from the days on which one was covered.

    What is settled of it is not looked at again: with the ticks of those days, Today takes 3 % longer.
    """
    alone, settled = len(known.company.members) == 1, known.company.space.settled_through
    ticked = [
        (day, track.owner_id)
        for habit, tracks in known.habits
        if habit.shared or alone
        for track in tracks
        for day in known.ticks[track.id]
        if day > settled
    ]
    covered = [(each.day, each.covered_id) for each in known.circumstances.covers]
    return couple_streak_of([*ticked, *covered], known.company)


def unshared_count(known: DayRead) -> int:
    """How many habits for two still wait to be shared with the partner who is here."""
    if known.person.partner is None:
        return 0
    return sum(
        not habit.shared and habit.mode != Mode.ONE and habit.archived_on is None
        for habit, _tracks in known.habits
    )
