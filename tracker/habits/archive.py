"""What an export may hold of habits, and the tables of them."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tracker.archives.checks import at, check_each, must, unlike
from tracker.archives.plain import Odd
from tracker.archives.rows import strategy_number
from tracker.archives.taken import Cell, Row, Taken, Weighed, each_half
from tracker.archives.things import Archive, Figures, Who
from tracker.catalogue.strategies import strategy_called
from tracker.domain.amounts import LARGEST, UNIT_LENGTH, plain
from tracker.domain.habits import CUE_LENGTH, NAME_LENGTH, TERMS_A_HABIT, TOUCH, Mode
from tracker.domain.remarks import LONGEST_REMARK
from tracker.domain.terms import WHOLE, may_be_summed
from tracker.domain.words import visible
from tracker.habits import things
from tracker.models import Habit, Remark, Tick
from tracker.sight import sees_habit

WHOSE = {
    Mode.EACH: [{Who.ME}, {Who.PARTNER}, {Who.ME, Who.PARTNER}],
    Mode.ONE: [{Who.ME}, {Who.PARTNER}],
    Mode.TOGETHER: [{Who.TOGETHER}],
}


def check_habits(archive: Archive) -> None:
    """Named by their places, and each as it can have been."""
    keys = things.keys_of(archive)
    must(keys == [f"h{n + 1}" for n in range(len(keys))])
    check_each(archive[things.HABITS], check_habit)


def check_habit(habit: things.Habit) -> None:
    must(visible(habit.name) and len(habit.name) <= NAME_LENGTH, "name")
    must(len(habit.cue) <= CUE_LENGTH, "cue")
    must(len(habit.unit) <= UNIT_LENGTH, "unit")
    must(strategy_called(habit.strategy) is not None, "strategy")
    must(habit.owner is Who.ME or (habit.owner is Who.PARTNER and habit.shared), "owner")
    must(not habit.by_note or strategy_number(habit.strategy) != TOUCH, "by_note")
    must(habit.left_on is None or may_have_been_left(habit), "left_on")
    with at("asks"):
        must(
            0 < len(habit.asks) <= TERMS_A_HABIT
            and all(one.since < other.since for one, other in pairwise(habit.asks))
        )
        check_each(habit.asks, check_asked)
    whose = [each.whose for each in habit.tracks]
    with at("tracks"):
        must(unlike(whose) and set(whose) in WHOSE[habit.mode])
        check_each(habit.tracks, check_track)


def may_have_been_left(habit: things.Habit) -> bool:
    """Whether somebody can have left a habit: it is one for one then, at rest as long as the other sees it."""
    return habit.mode is Mode.ONE and (habit.archived_on is not None or not habit.shared)


def check_asked(asked: things.Asked) -> None:
    must(0 <= asked.goal <= LARGEST, "goal")
    try:
        must(bool(asked.schedule))
    except ValueError:
        raise Odd("times") from None
    must(not asked.summed or (asked.goal > 0 and may_be_summed(asked.schedule)), "summed")


def check_track(track: things.Track) -> None:
    must(all(each >= 0 for each in counts(track.streak)), "streak")
    must(unlike(each.day for each in track.ticks), "ticks")
    with at("ticks"):
        check_each(track.ticks, check_tick)
        must(track.whose is Who.TOGETHER or all(each.by is None for each in track.ticks), "by")
    must(unlike((each.day, each.by) for each in track.remarks), "remarks")
    with at("remarks"):
        check_each(track.remarks, check_remark)


def check_tick(tick: things.Tick) -> None:
    must(tick.amount == WHOLE or 0 <= tick.amount <= LARGEST, "amount")
    must(tick.by in (None, Who.ME, Who.PARTNER), "by")


def check_remark(remark: things.Remark) -> None:
    must(remark.by in (Who.ME, Who.PARTNER), "by")
    must(remark.by is Who.ME or not remark.private, "private")
    must(len(remark.body) <= LONGEST_REMARK, "body")


def counts(streak: Figures) -> tuple[int, ...]:
    return streak.length, streak.longest, streak.graces, streak.to_wake, streak.resting_length, streak.kept


def tracks(archive: Archive) -> Iterator[tuple[things.Habit, things.Track]]:
    return ((habit, track) for habit in archive[things.HABITS] for track in habit.tracks)


def habit_rows(archive: Archive) -> Iterator[Row]:
    """A line for each track."""
    yield (
        *("key", "habit", "cue", "strategy", "done by", "owner", "shared", "unit", "whose", "starts on"),
        *("archived on", "asks per", "weekdays (0 Monday)", "times", "days", "goal", "goal in all"),
        *("streak", "first day", "last day", "longest", "first day of longest", "last day of longest"),
        *("graces", "more that wake it", "kept in total", "strength", "brought back from a file on"),
    )
    for habit, track in tracks(archive):
        asks = habit.asks[-1]
        yield (
            *(habit.key, habit.name, habit.cue, habit.strategy, habit.mode, habit.owner, habit.shared),
            *(habit.unit, track.whose, track.starts_on, habit.archived_on, asks.per),
            *(" ".join(map(str, asks.weekdays)), asks.times or "", asks.days or "", plain(asks.goal)),
            asks.summed,
            *(figures_of(track) if habit.counted else [""] * 10),
            habit.came_on,
        )


def figures_of(track: things.Track) -> Iterator[Cell]:
    """What a track has come to."""
    streak = track.streak
    yield from (streak.length, *span(streak.length, streak.first_on, streak.last_on))
    yield from (streak.longest, *span(streak.longest, streak.longest_first_on, streak.longest_last_on))
    yield from (streak.graces, streak.to_wake, streak.kept, track.strength)


def span(length: int, first: date, last: date) -> tuple[Cell, Cell]:
    return (first, last) if length else ("", "")


def tick_rows(archive: Archive) -> Iterator[Row]:
    """An amount that was not said is the whole of what was asked, and stands as nothing; so does who made a tick of both,
    where nobody knows, and who made one's own.
    """
    yield "key", "habit", "whose", "day", "amount", "unit", "ticked at", "ticked by"
    for habit, track in tracks(archive):
        for tick in track.ticks:
            amount = "" if tick.amount == WHOLE else plain(tick.amount) or "0"
            yield (
                *(habit.key, habit.name, track.whose, tick.day, amount, habit.unit, tick.ticked_at),
                tick.by or "",
            )


def remark_rows(archive: Archive) -> Iterator[Row]:
    yield "key", "habit", "whose", "day", "by", "private", "remark", "written at"
    for habit, track in tracks(archive):
        for remark in track.remarks:
            yield (
                *(habit.key, habit.name, track.whose, remark.day, remark.by, remark.private),
                *(remark.body, remark.written_at),
            )


def weighed(archive: Archive) -> Iterator[Weighed]:
    """Habits with all that hangs on them."""
    for habit in archive[things.HABITS]:
        yield Habit, habit.owner, 0
        for track in habit.tracks:
            yield from ((Tick, habit.owner, 0) for _tick in track.ticks)
            yield from ((Remark, each.by, len(each.body)) for each in track.remarks)


def whose(archive: Archive) -> Iterator[Who]:
    """Everybody whose habits, tracks and remarks there are."""
    yield from (each.owner for each in archive[things.HABITS])
    for _habit, track in tracks(archive):
        yield from (track.whose, *(remark.by for remark in track.remarks))
        yield from filter(None, (tick.by for tick in track.ticks))


def days(archive: Archive) -> Iterator[date]:
    """The days from which habits go on, and those that were ticked."""
    for habit in archive[things.HABITS]:
        yield from (habit.starts_on, *(asked.since for asked in habit.asks))
        yield from filter(None, [habit.archived_on])
    for _habit, track in tracks(archive):
        yield from (track.starts_on, *(tick.day for tick in track.ticks))


HABITS = Taken(
    things.HABITS,
    check_habits,
    things.habits_alone,
    half=each_half(things.HABITS),
    used=lambda person: sees_habit(person) & (Habit.owner_id == person.id),
    weighed=weighed,
    whose=whose,
    days=days,
    tables={"habits.csv": habit_rows, "ticks.csv": tick_rows, "remarks.csv": remark_rows},
)
