"""The page of a day, built whole from a handful of queries whatever the number of habits."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from tracker.checkins.queries import current_week, states_for
from tracker.dates.queries import Shown, outings_around
from tracker.domain.checkins import State, lived_in
from tracker.domain.covers import coverable, covered_in_week
from tracker.domain.days import ONE_DAY, week_days
from tracker.domain.habits import Mode, may_tick
from tracker.domain.milestones import Milestone, to_tell
from tracker.domain.pauses import paused
from tracker.domain.refusals import Refused
from tracker.domain.schedules import Per, Period
from tracker.domain.strategies import Strategy, strategy
from tracker.domain.streaks import Streak
from tracker.domain.terms import Terms, terms_on
from tracker.domain.texts import _
from tracker.habits.circumstances import Circumstances, SeenCover, circumstances_of
from tracker.habits.company import Company, company_of, couple_streak_of, streak_of
from tracker.habits.tracks import SeenHabit, SeenTrack, before_all, ticks_since_settled, tracks_of
from tracker.models import Person
from tracker.spaces.queries import Doorstep, doorstep
from tracker.talk.queries import talk_waits


class Mark(NamedTuple):
    """One track on one day: whether it is ticked, whether that reached the goal, the amount (thousandths), and ``done_count`` of ``target`` in its period.

    Target and count are 0 where each asked day stands for itself.
    """

    track_id: int
    ticked: bool
    reached: bool
    amount: int
    tickable: bool
    streak: Streak
    done_count: int
    target: int


class Row(NamedTuple):
    """A habit on a day: one's own mark, the partner's, or the one that both share."""

    habit: SeenHabit
    terms: Terms
    asked: bool
    own: Mark | None
    partners: Mark | None
    shared: Mark | None


@dataclass(frozen=True, slots=True)
class Group:
    """The habits of one strategy on a day."""

    strategy: Strategy
    rows: tuple[Row, ...]


class StripDay(NamedTuple):
    """A day in the strip of the week, and who has ticked something on it."""

    day: date
    own: bool
    partners: bool
    paused: bool
    chosen: bool
    to_come: bool


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The habits of a day with their ticks and streaks, for the one who asks."""

    day: date
    today: date
    earlier: date
    later: date | None
    strip: tuple[StripDay, ...]
    groups: tuple[Group, ...]
    streak: Streak
    cover: SeenCover | None
    coverable: bool
    milestone: Milestone | None
    paused: bool
    unshared_count: int
    habit_count: int
    doorstep: Doorstep
    check_in: State | None
    check_in_due: bool
    partners_check_in: State | None
    week: date
    talk_waits: bool
    outings: tuple[Shown, ...]


def today_page(person: Person, day: date | None, now: datetime) -> TodayPage:
    """The page of a day, or of the person's today; raises `Refused` for a day that has not come."""
    company = company_of(person, now)
    now_on = company.todays[person.id]
    day = day or now_on
    if day > now_on:
        raise Refused(_("That day has not come yet."))
    weeks = person.space.weeks
    week = weeks.week_of(day)
    days = week_days(week, weeks)
    known = circumstances_of(person, after=before_all(person, days[0]))
    company = replace(company, pauses=known.pauses)
    ticks: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for track_id, ticked_on, amount in ticks_since_settled(person, days[0], days[-1]):
        ticks[track_id][ticked_on] = amount
    tracks = tracks_of(person, since=before_all(person, days[0]))
    habits = by_habit(tracks)
    asked_week = current_week(person, now)
    own_state, partners_state = states_for(person, asked_week)
    rows = [
        row_of(habit, of_habit, day, person, company, ticks)
        for habit, of_habit in habits
        if there_on(habit, day)
    ]
    streak = couple_streak_of(
        [*counted_ticks(tracks, ticks, company), *covered_days(known)],
        company,
    )
    return TodayPage(
        day=day,
        today=now_on,
        earlier=day - ONE_DAY,
        later=day + ONE_DAY if day < now_on else None,
        strip=strip_of(days, day, now_on, tracks, ticks, person, company),
        groups=tuple(
            Group(strategy(number), tuple(group))
            for number, group in groupby(rows, key=lambda row: row.habit.strategy)
        ),
        streak=streak,
        cover=next((each for each in known.covers if each.day == day), None),
        coverable=may_be_covered(day, person, company, rows, known),
        milestone=to_tell(streak, known.told) if day == now_on else None,
        paused=paused(company.pauses_for(person), day),
        unshared_count=sum(unshared(habit, person) for habit, _tracks in habits),
        habit_count=sum(habit.archived_on is None for habit, _tracks in habits),
        doorstep=doorstep(person) if person.partner is None else Doorstep(),
        check_in=own_state,
        check_in_due=bool(habits) and lived_in(asked_week, weeks, since=person.joined_on),
        partners_check_in=partners_state,
        week=asked_week,
        talk_waits=day == now_on and talk_waits(person, now),
        outings=outings_around(person, now_on) if day == now_on else (),
    )


def covered_days(known: Circumstances) -> list[tuple[date, int | None]]:
    """The days on which somebody was covered, as if they had ticked something."""
    return [(each.day, each.covered_id) for each in known.covers if not each.declined]


def may_be_covered(
    day: date, person: Person, company: Company, rows: Sequence[Row], known: Circumstances
) -> bool:
    """Whether it can be offered to cover a day: one has done something on it, the partner not yet, and none was covered this week."""
    partner = person.partner
    if partner is None or any(row.partners and row.partners.ticked for row in rows):
        return False
    shared = [row.own for row in rows if row.own and row.habit.shared]
    given = [each.day for each in known.covers if each.giver_id == person.id]
    return (
        coverable(day, partners_today=company.todays[partner.id], own_today=company.todays[person.id])
        and any(mark.ticked for mark in shared)
        and not any(row.shared and row.shared.ticked for row in rows)
        and not any(each.day == day for each in known.covers)
        and not covered_in_week(day, given, company.space.weeks)
    )


def by_habit(tracks: Sequence[SeenTrack]) -> list[tuple[SeenHabit, list[SeenTrack]]]:
    return [
        (group[0].habit, group)
        for group in (list(each) for _id, each in groupby(tracks, key=lambda track: track.habit_id))
    ]


def there_on(habit: SeenHabit, day: date) -> bool:
    return habit.starts_on <= day and (habit.archived_on is None or day < habit.archived_on)


def unshared(habit: SeenHabit, person: Person) -> bool:
    """Whether a habit for two still waits to be shared with the partner who is here."""
    return (
        person.partner is not None
        and not habit.shared
        and habit.mode != Mode.ONE
        and habit.archived_on is None
    )


def row_of(
    habit: SeenHabit,
    tracks: Iterable[SeenTrack],
    day: date,
    person: Person,
    company: Company,
    ticks: Mapping[int, Mapping[date, int]],
) -> Row:
    terms = terms_on(habit.terms, day)
    period = terms.period_of(day, company.space.weeks)
    by_period = terms.schedule.per is not Per.WEEKDAYS

    def mark_of(track: SeenTrack) -> Mark:
        ticked_on = ticks[track.id]
        mine = track.owner_id in (None, person.id)
        return Mark(
            track_id=track.id,
            ticked=day in ticked_on,
            reached=day in ticked_on and terms.reached(ticked_on[day]),
            tickable=mine and may_tick(day, starts_on=track.starts_on, today=company.todays[person.id]),
            streak=streak_of(track, ticked_on, company),
            amount=terms.amount_of(ticked_on.get(day, 0)),
            done_count=done_in(period, terms, ticked_on) if by_period else 0,
            target=period.target if by_period else 0,
        )

    marks = {track.owner_id: mark_of(track) for track in tracks}
    partner_id = person.partner.id if person.partner else -1
    return Row(
        habit=habit,
        terms=terms,
        asked=period.target > 0,
        own=marks.get(person.id),
        partners=marks.get(partner_id),
        shared=marks.get(None),
    )


def done_in(period: Period, terms: Terms, ticks: Mapping[date, int]) -> int:
    """How many ticks count in a period."""
    return sum(period.first <= day <= period.last and terms.reached(amount) for day, amount in ticks.items())


def counted_ticks(
    tracks: Sequence[SeenTrack], ticks: Mapping[int, Mapping[date, int]], company: Company
) -> list[tuple[date, int | None]]:
    """Day and owner of the loaded ticks that count for the couple."""
    alone = len(company.members) == 1
    return [
        (ticked_on, track.owner_id)
        for track in tracks
        if track.habit.shared or alone
        for ticked_on in ticks[track.id]
    ]


def strip_of(
    days: Iterable[date],
    chosen: date,
    now_on: date,
    tracks: Sequence[SeenTrack],
    ticks: Mapping[int, Mapping[date, int]],
    person: Person,
    company: Company,
) -> tuple[StripDay, ...]:
    own: set[date] = set()
    partners: set[date] = set()
    for track in tracks:
        if track.owner_id in (None, person.id):
            own.update(ticks[track.id])
        if track.owner_id != person.id and person.partner is not None:
            partners.update(ticks[track.id])
    pauses = company.pauses_for(person)
    return tuple(
        StripDay(
            day=each,
            own=each in own,
            partners=each in partners,
            paused=paused(pauses, each),
            chosen=each == chosen,
            to_come=each > now_on,
        )
        for each in days
    )
