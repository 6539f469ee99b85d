"""Gathers habits with their tracks, and the couple's streak."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from tracker.archives.plain import Id
from tracker.archives.things import Field, Figures, Who
from tracker.archives.whose import whose
from tracker.catalogue.strategies import strategy
from tracker.domain.habits import Mode
from tracker.domain.schedules import OnWeekdays, Per, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.streaks import Streak
from tracker.domain.terms import Terms
from tracker.extensions import db
from tracker.habits import things
from tracker.habits.circumstances import Circumstances, circumstances_of
from tracker.habits.company import Company, company_of, couple_streak_of, grown_of
from tracker.habits.tracks import SeenHabit, SeenTrack, tracks_of
from tracker.models import Habit, Person, Remark, Tick, Track
from tracker.sight import sees_habit, sees_remark

Ticked = tuple[date, int, datetime, int | None]  # day, amount, when it was ticked, and of one of both by whom


@dataclass(frozen=True, slots=True)
class GatheredHabits:
    """What was done, as fields of the archive, and the couple's streak.

    ``keys`` are those of the habits, by their ids; ``today`` is what day it is for the person.
    """

    fields: Mapping[Field[Any], object]
    streak: Figures
    keys: Mapping[int, str]
    today: date


def lived_by(person: Person, now: datetime) -> GatheredHabits:
    """Habits with their tracks, and the couple's streak: all that one look at the tracks is needed for."""
    known = circumstances_of(person, after=date.min)
    company = company_of(person, now, known.pauses)
    tracks = tracks_of(person, since=date.min)
    habits = list({track.habit_id: track.habit for track in tracks}.values())
    keys = {habit.id: f"h{n}" for n, habit in enumerate(habits, start=1)}
    ticks = ticks_there(person)
    of_tracks, owners = archived_tracks(person, tracks, ticks, company), owners_of(person)
    fields: dict[Field[Any], object] = {
        things.HABITS: tuple(
            archived_habit(
                each,
                n,
                whose(owners[each.id], person),
                of_tracks[each.id],
                counted=person.numbers_for(each.strategy, shared=each.shared),
            )
            for n, each in enumerate(habits, start=1)
        ),
    }
    streak = couples_streak(tracks, ticks, known, company)
    return GatheredHabits(fields, streak, keys, company.todays[person.id])


def owners_of(person: Person) -> dict[int, int]:
    """The owner of each habit there is for a person."""
    rows = db.session.execute(select(Habit.id, Habit.owner_id).where(sees_habit(person)))
    return {row.id: row.owner_id for row in rows}


def ticks_there(person: Person) -> dict[int, list[Ticked]]:
    """The ticks of each track there is for a person, in the order of their days."""
    rows = db.session.execute(
        select(Tick.track_id, Tick.day, Tick.amount, Tick.ticked_at, Tick.ticker_id)
        .join(Track, Track.id == Tick.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(sees_habit(person))
        .order_by(Tick.track_id, Tick.day)
    )
    ticks = defaultdict(list)
    for track_id, day, amount, ticked_at, ticker_id in rows:
        ticks[track_id].append((day, amount, ticked_at, ticker_id))
    return ticks


def since_settled(track: SeenTrack, ticks: Sequence[Ticked]) -> dict[date, int]:
    return {day: amount for day, amount, _at, _by in ticks if day > track.settled_through}


def archived_tracks(
    person: Person,
    tracks: Sequence[SeenTrack],
    ticks: Mapping[int, list[Ticked]],
    company: Company,
) -> dict[int, list[things.Track]]:
    """The tracks of each habit, one's own first."""
    remarks = remarks_there(person)
    of_habits = defaultdict(list)
    for track in sorted(tracks, key=lambda track: whose(track.owner_id, person)):
        owner, ticked = whose(track.owner_id, person), ticks.get(track.id, [])
        latest = since_settled(track, ticked)
        counted = person.numbers_for(track.habit.strategy, shared=track.habit.shared)
        grown = grown_of(track, latest, company) if counted else None
        of_habits[track.habit_id].append(
            things.Track(
                whose=owner,
                starts_on=track.starts_on,
                streak=figures(grown.streak) if grown else Figures(),
                strength=round(grown.strength, 4) if grown else 0.0,
                ticks=tuple(
                    things.Tick(day, amount, at if owner is Who.ME else None, made_by(ticker_id, person))
                    for day, amount, at, ticker_id in ticked
                ),
                remarks=tuple(remarks[track.id]),
                id=Id(track.id),
            )
        )
    return of_habits


def made_by(ticker_id: int | None, person: Person) -> Who | None:
    """Who made a tick of both, as the one who asks would say it; nobody who is not here any more."""
    here = {person.id, person.partner.id} if person.partner else {person.id}
    return whose(ticker_id, person) if ticker_id in here else None


def couples_streak(
    tracks: Sequence[SeenTrack],
    ticks: Mapping[int, list[Ticked]],
    known: Circumstances,
    company: Company,
) -> Figures:
    """The couple's streak; there is none without a couple."""
    if len(company.members) == 1:
        return Figures()
    settled_through = company.space.settled_through
    ticked = {
        (day, track.owner_id)
        for track in tracks
        if track.habit.shared
        for day, _amount, _at, _by in ticks.get(track.id, [])
        if day > settled_through
    }
    covered = {(each.day, each.covered_id) for each in known.covers}
    return figures(couple_streak_of(ticked | covered, company))


def figures(streak: Streak) -> Figures:
    """What of a streak is told."""
    told = Figures.__dataclass_fields__.keys() - {"resting_length"}
    return Figures(**{name: getattr(streak, name) for name in told})


def remarks_there(person: Person) -> dict[int, list[things.Remark]]:
    """The remarks on each track: one's own, and those that the partner shares."""
    partner_id = person.partner.id if person.partner else None
    rows = db.session.scalars(
        select(Remark)
        .join(Track, Track.id == Remark.track_id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(
            sees_habit(person),
            sees_remark(person),
            or_(Remark.author_id == person.id, Remark.author_id == partner_id),
        )
    )
    remarks = defaultdict(list)
    for row in rows:
        own = row.author_id == person.id
        remarks[row.track_id].append(
            things.Remark(
                day=row.day,
                by=Who.ME if own else Who.PARTNER,
                body=row.body,
                private=row.private,
                written_at=row.written_at if own else None,
            )
        )
    for each in remarks.values():
        each.sort(key=lambda remark: (remark.day, remark.by))
    return remarks


def archived_habit(
    habit: SeenHabit, number: int, owner: Who, tracks: list[things.Track], *, counted: bool
) -> things.Habit:
    """A habit by its place among those that are seen: its own would tell of those that are not."""
    return things.Habit(
        key=f"h{number}",
        position=number,
        name=habit.name,
        strategy=strategy(habit.strategy).slug,
        mode=Mode(habit.mode),
        owner=owner,
        shared=habit.shared,
        starts_on=habit.starts_on,
        asks=tuple(asked(each) for each in habit.terms),
        tracks=tuple(tracks),
        cue=habit.cue,
        unit=habit.unit,
        archived_on=habit.archived_on,
        counted=counted,
        id=Id(habit.id),
        came_on=habit.came_on,
        left_on=habit.left_on,
        by_note=habit.by_note,
    )


def asked(terms: Terms) -> things.Asked:
    match terms.schedule:
        case OnWeekdays(weekdays):
            return things.Asked(terms.since, Per.WEEKDAYS, tuple(sorted(weekdays)), goal=terms.goal)
        case TimesAWeek(times) | TimesAMonth(times):
            return things.Asked(
                terms.since, terms.schedule.per, times=times, goal=terms.goal, summed=terms.summed
            )
        case TimesInDays(times, days):
            return things.Asked(
                terms.since, Per.DAYS, times=times, days=days, goal=terms.goal, summed=terms.summed
            )
