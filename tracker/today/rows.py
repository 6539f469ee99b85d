"""What was read for the page of a day, and the rows and the strip that come of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tracker.domain.days import week_days
from tracker.domain.habits import Mode, may_tick
from tracker.domain.pauses import paused
from tracker.domain.schedules import Per, Period
from tracker.domain.strategies import Strategy, strategy
from tracker.domain.streaks import Streak
from tracker.domain.terms import Terms, terms_on
from tracker.habits.circumstances import Circumstances, circumstances_of
from tracker.habits.company import Company, streak_of
from tracker.habits.tracks import SeenHabit, SeenTrack, before_all, ticks_since_settled, tracks_of
from tracker.models import Person


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for the page of a day: ``ticks`` are the amounts of each track by their day."""

    person: Person
    company: Company
    known: Circumstances
    tracks: Sequence[SeenTrack]
    ticks: Mapping[int, Mapping[date, int]]
    day: date
    days: Sequence[date]

    @property
    def today(self) -> date:
        """The reader's day."""
        return self.company.todays[self.person.id]

    @property
    def is_today(self) -> bool:
        """Whether it is the page of the day on which it is read."""
        return self.day == self.today


class Mark(NamedTuple):
    """One track on one day: whether it is ticked, whether that reached the goal, and the amount in thousandths.

    In its period it was done ``done_count`` times of ``target``; both are 0 where each asked day stands for itself.
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


def read_for(person: Person, day: date, company: Company) -> Read:
    """All that the page of a day needs of habits, in the week of that day and since streaks were settled."""
    weeks = person.space.weeks
    days = week_days(weeks.week_of(day), weeks)
    known = circumstances_of(person, after=before_all(person, days[0]))
    ticks: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for track_id, ticked_on, amount in ticks_since_settled(person, days[0], days[-1]):
        ticks[track_id][ticked_on] = amount
    tracks = tracks_of(person, since=before_all(person, days[0]))
    return Read(person, replace(company, pauses=known.pauses), known, tracks, ticks, day, days)


def by_habit(tracks: Sequence[SeenTrack]) -> list[tuple[SeenHabit, list[SeenTrack]]]:
    """Tracks with the habit that they are of, in the order of habits."""
    return [
        (group[0].habit, group)
        for group in (list(each) for _id, each in groupby(tracks, key=lambda track: track.habit_id))
    ]


def rows_of(read: Read, habits: Sequence[tuple[SeenHabit, list[SeenTrack]]]) -> list[Row]:
    """A row for each habit that is there on the day."""
    return [row_of(read, habit, tracks) for habit, tracks in habits if there_on(habit, read.day)]


def groups_of(rows: Sequence[Row]) -> Iterator[Group]:
    """The rows of each strategy."""
    for number, group in groupby(rows, key=lambda row: row.habit.strategy):
        yield Group(strategy(number), tuple(group))


def there_on(habit: SeenHabit, day: date) -> bool:
    """Whether a habit has begun on a day and is not in the archive."""
    return habit.starts_on <= day and (habit.archived_on is None or day < habit.archived_on)


def unshared(habit: SeenHabit, person: Person) -> bool:
    """Whether a habit for two still waits to be shared with the partner who is here."""
    return (
        person.partner is not None
        and not habit.shared
        and habit.mode != Mode.ONE
        and habit.archived_on is None
    )


def row_of(read: Read, habit: SeenHabit, tracks: Sequence[SeenTrack]) -> Row:
    """A habit on a day: one's own mark, the partner's, and what its schedule says of the period."""
    terms = terms_on(habit.terms, read.day)
    period = terms.period_of(read.day, read.company.space.weeks)
    marks = {track.owner_id: mark_of(read, track, terms, period) for track in tracks}
    partner_id = read.person.partner.id if read.person.partner else -1
    return Row(
        habit=habit,
        terms=terms,
        asked=period.target > 0,
        own=marks.get(read.person.id),
        partners=marks.get(partner_id),
        shared=marks.get(None),
    )


def mark_of(read: Read, track: SeenTrack, terms: Terms, period: Period) -> Mark:
    """How a track stands on the day."""
    ticks, day = read.ticks[track.id], read.day
    mine = track.owner_id in (None, read.person.id)
    by_period = terms.schedule.per is not Per.WEEKDAYS
    return Mark(
        track_id=track.id,
        ticked=day in ticks,
        reached=day in ticks and terms.reached(ticks[day]),
        tickable=mine and may_tick(day, starts_on=track.starts_on, today=read.today),
        streak=streak_of(track, ticks, read.company),
        amount=terms.amount_of(ticks.get(day, 0)),
        done_count=done_in(period, terms, ticks) if by_period else 0,
        target=period.target if by_period else 0,
    )


def done_in(period: Period, terms: Terms, ticks: Mapping[date, int]) -> int:
    """How many ticks count in a period."""
    return sum(period.first <= day <= period.last and terms.reached(amount) for day, amount in ticks.items())


def strip_of(read: Read) -> tuple[StripDay, ...]:
    """The days of the week, each with who ticked something on it."""
    own: set[date] = set()
    partners: set[date] = set()
    for track in read.tracks:
        if track.owner_id in (None, read.person.id):
            own.update(read.ticks[track.id])
        if track.owner_id != read.person.id and read.person.partner is not None:
            partners.update(read.ticks[track.id])
    pauses = read.company.pauses_for(read.person)
    return tuple(
        StripDay(
            day=each,
            own=each in own,
            partners=each in partners,
            paused=paused(pauses, each),
            chosen=each == read.day,
            to_come=each > read.today,
        )
        for each in read.days
    )
