"""The habits of a day with everybody's marks, in one's own order; and whether the day can be covered for the partner."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracker.catalogue.strategies import strategy
from tracker.domain.covers import coverable, covered_in_week, offered
from tracker.domain.habits import fresh_for, may_tick
from tracker.domain.schedules import Per, Period
from tracker.domain.strategies import Strategy
from tracker.domain.streaks import SaidStreak, Streak, said_of
from tracker.domain.terms import Terms, terms_on
from tracker.habits.circumstances import SeenCover
from tracker.habits.company import GrownTrack
from tracker.habits.tracks import SeenHabit, SeenTrack
from tracker.today.known import DayRead
from tracker.today.order import in_order

KNOWN_FROM = 3  # times that something was done


class Mark(NamedTuple):
    """One track on one day: whether it is ticked, whether that reached the goal, the amount (thousandths), and ``done_count`` of ``target`` in its period.

    Both are ticks, or amounts where the goal is a sum, of which ``left`` is what a tap books; 0 where each asked day stands
    for itself. ``ticker_id`` says of a tick of both who made it, where
    that is known.
    """

    track_id: int
    ticked: bool
    reached: bool
    amount: int
    tickable: bool
    streak: Streak
    shown: SaidStreak
    done_count: int
    target: int
    left: int
    ticker_id: int | None

    @property
    def kept(self) -> bool:
        """Whether its period has all that it asks for without this day."""
        return not self.ticked and 0 < self.target <= self.done_count


class Row(NamedTuple):
    """A habit on a day: one's own mark, the partner's, or the one that both share."""

    habit: SeenHabit
    terms: Terms
    asked: bool
    own: Mark | None
    partners: Mark | None
    shared: Mark | None

    @property
    def strategy(self) -> Strategy:
        """What the habit is for."""
        return strategy(self.habit.strategy)

    @property
    def mine(self) -> Mark | None:
        """What one ticks oneself: one's own, or what is of both; none of what the partner does for themselves."""
        return self.shared or self.own

    @property
    def needs_a_word(self) -> bool:
        """Whether a tick of both was made so rarely that nobody can know yet what its drawing means."""
        return self.shared is not None and self.shared.streak.kept < KNOWN_FROM

    @property
    def part(self) -> int:
        """How much of the goal is there while not all of it is, in hundredths."""
        mark = self.mine
        if not mark or not mark.ticked or mark.reached or not self.terms.goal:
            return 0
        there = mark.done_count if self.terms.summed else mark.amount
        return min(95, max(5, there * 100 // self.terms.goal))


def rows_of(known: DayRead, grown: Mapping[int, GrownTrack]) -> tuple[Row, ...]:
    """The habits that are there on the day, in the order of the one who asks; ``grown`` says how far each track has come."""
    tracks = {habit.id: tracks for habit, tracks in known.habits}
    there = (habit for habit, _tracks in known.habits if there_on(habit, known.day))
    return tuple(row_of(habit, tracks[habit.id], known, grown) for habit in in_order(known.person, there))


def there_on(habit: SeenHabit, day: date) -> bool:
    return habit.starts_on <= day and (habit.archived_on is None or day < habit.archived_on)


def row_of(
    habit: SeenHabit, tracks: Sequence[SeenTrack], known: DayRead, grown: Mapping[int, GrownTrack]
) -> Row:
    terms = terms_on(habit.terms, known.day)
    period = terms.period_of(known.day, known.company.weeks_of(habit))
    marks = {track.owner_id: mark_of(track, terms, period, known, grown[track.id].streak) for track in tracks}
    return Row(
        habit=habit,
        terms=terms,
        asked=period.target > 0,
        own=marks.get(known.own_id),
        partners=marks.get(known.partner_id),
        shared=marks.get(None),
    )


def mark_of(track: SeenTrack, terms: Terms, period: Period, known: DayRead, streak: Streak) -> Mark:
    ticks, day = known.ticks[track.id], known.day
    by_period = terms.schedule.per is not Per.WEEKDAYS
    done = done_in(period, terms, ticks) if by_period else 0
    reached = day in ticks and (done >= terms.goal if terms.summed else terms.reached(ticks[day]))
    return Mark(
        track_id=track.id,
        ticked=day in ticks,
        reached=reached,
        amount=terms.amount_of(ticks.get(day, 0)),
        tickable=tickable(track, known, reached=reached),
        streak=streak,
        shown=said_of(streak, since=track.starts_on, today=known.company.today_of(track.owner_id)),
        done_count=done,
        target=period.target if by_period else 0,
        left=terms.left(day, ticks, period) if terms.summed else 0,
        ticker_id=known.tickers.get(track.id),
    )


def tickable(track: SeenTrack, known: DayRead, *, reached: bool) -> bool:
    """Whether the one who asks can tick a track on the day, or take its tick back."""
    fresh = reached or fresh_for(known.day, strategy=track.habit.strategy, today=known.today)
    mine = track.owner_id in (None, known.own_id)
    return mine and fresh and may_tick(known.day, starts_on=track.starts_on, today=known.today)


def done_in(period: Period, terms: Terms, ticks: Mapping[date, int]) -> int:
    """How many ticks count in a period, or how much they come to."""
    return sum(terms.counted(ticks[day]) for day in ticks if period.first <= day <= period.last)


def may_be_covered(known: DayRead, rows: Iterable[Row]) -> bool:
    """Whether to offer that the day be covered: one has done something on it, the partner not yet, who could have; and none
    was covered this week.
    """
    todays, covers = known.company.todays, known.circumstances.covers
    since = known.company.all_in_since
    if not offered(known.day, own_today=known.today, late=known.late, both_since=since):
        return False
    if not partner_could_act(known) or covers_shown(known):
        return False
    given = [each.day for each in covers if each.giver_id == known.own_id]
    return (
        coverable(known.day, partners_today=todays[known.partner_id], own_today=known.today)
        and done_by_one_alone(rows)
        and not covered_in_week(known.day, given, known.company.weeks)
    )


def partner_could_act(known: DayRead) -> bool:
    """Whether there was anything on the day that the partner could have ticked."""
    theirs = (None, known.partner_id)
    return known.partner_id > 0 and any(
        track.owner_id in theirs and track.starts_on <= known.day and there_on(habit, known.day)
        for habit, tracks in known.habits
        for track in tracks
    )


def covers_shown(known: DayRead) -> list[SeenCover]:
    """The covers of the day, without one that whoever asks has put away."""
    return [
        each for each in known.circumstances.covers if each.day == known.day and each.shown_to(known.own_id)
    ]


def done_by_one_alone(rows: Iterable[Row]) -> bool:
    """Whether one has ticked something that the partner may know of, and the partner nothing, not even together."""
    done = False
    for row in rows:
        if (row.partners and row.partners.ticked) or (row.shared and row.shared.ticked):
            return False
        done = done or bool(row.own and row.own.ticked and row.habit.shared)
    return done
