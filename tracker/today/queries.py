"""The page of a day, built whole from a handful of queries whatever the number of habits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.checkins.queries import current_week, states_for
from tracker.dates.queries import Shown, outings_around
from tracker.domain.checkins import State, lived_in
from tracker.domain.covers import coverable, covered_in_week
from tracker.domain.days import ONE_DAY
from tracker.domain.milestones import Milestone, to_tell
from tracker.domain.pauses import paused
from tracker.domain.refusals import Refused
from tracker.domain.streaks import Streak
from tracker.domain.texts import _
from tracker.habits.circumstances import Circumstances, SeenCover
from tracker.habits.company import Company, company_of, couple_streak_of
from tracker.habits.tracks import SeenTrack
from tracker.models import Person
from tracker.spaces.queries import Doorstep, doorstep
from tracker.talk.queries import talk_waits
from tracker.today.rows import (
    Group,
    Read,
    Row,
    StripDay,
    by_habit,
    groups_of,
    read_for,
    rows_of,
    strip_of,
    unshared,
)


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
    day = day or company.todays[person.id]
    if day > company.todays[person.id]:
        raise Refused(_("That day has not come yet."))
    return page_of(read_for(person, day, company), now)


def page_of(read: Read, now: datetime) -> TodayPage:
    """The page that comes of what was read, and of what else there is to tell."""
    person, day, week = read.person, read.day, current_week(read.person, now)
    own_state, partners_state = states_for(person, week)
    habits = by_habit(read.tracks)
    rows = rows_of(read, habits)
    streak = streak_shown(read)
    return TodayPage(
        day=day,
        today=read.today,
        earlier=day - ONE_DAY,
        later=None if read.is_today else day + ONE_DAY,
        strip=strip_of(read),
        groups=tuple(groups_of(rows)),
        streak=streak,
        cover=next((each for each in read.known.covers if each.day == day), None),
        coverable=may_be_covered(read, rows),
        milestone=to_tell(streak, read.known.told) if read.is_today else None,
        paused=paused(read.company.pauses_for(person), day),
        unshared_count=sum(unshared(habit, person) for habit, _tracks in habits),
        habit_count=sum(habit.archived_on is None for habit, _tracks in habits),
        doorstep=doorstep(person) if person.partner is None else Doorstep(),
        check_in=own_state,
        check_in_due=bool(habits) and lived_in(week, person.space.weeks, since=person.joined_on),
        partners_check_in=partners_state,
        week=week,
        talk_waits=read.is_today and talk_waits(person, now),
        outings=outings_around(person, read.today) if read.is_today else (),
    )


def streak_shown(read: Read) -> Streak:
    """The couple's streak as it stands with all that was read."""
    ticks = counted_ticks(read.tracks, read.ticks, read.company)
    return couple_streak_of([*ticks, *covered_days(read.known)], read.company)


def covered_days(known: Circumstances) -> list[tuple[date, int | None]]:
    """The days on which somebody was covered, as if they had ticked something."""
    return [(each.day, each.covered_id) for each in known.covers if not each.declined]


def may_be_covered(read: Read, rows: Sequence[Row]) -> bool:
    """Whether it can be offered to cover a day: one has done something on it, the partner has not yet.

    And it must be the first of one's own in a week, on a day that nobody has covered.
    """
    person, company, day = read.person, read.company, read.day
    partner = person.partner
    if partner is None or any(row.partners and row.partners.ticked for row in rows):
        return False
    shared = [row.own for row in rows if row.own and row.habit.shared]
    given = [each.day for each in read.known.covers if each.giver_id == person.id]
    return (
        coverable(day, partners_today=company.todays[partner.id], own_today=company.todays[person.id])
        and any(mark.ticked for mark in shared)
        and not any(row.shared and row.shared.ticked for row in rows)
        and not any(each.day == day for each in read.known.covers)
        and not covered_in_week(day, given, company.space.weeks)
    )


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
