"""An export comes back piece by piece: short pieces, seen by nobody before the last, gone on with or swept away."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.exports.bringing import is_back, without_ids
from tests.exports.lives import fresh, fresh_couple, live_on, taken
from tests.exports.on_the_way import arrivals, brought, coming, seen_by_two, unveiled
from tests.house.doors import everything
from tests.world import NOW, TODAY
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.pauses import PausedDays
from tracker.domain.refusals import Refused
from tracker.domain.schedules import DAILY
from tracker.exports import actions
from tracker.exports.alone import half, own
from tracker.exports.pieces import TICKS_AT_ONCE, WORDS_AT_ONCE, pieces_of
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.settling import settle_space
from tracker.habits.things import HABITS, Remark, Tick
from tracker.imports.sweeping import sweep
from tracker.pauses import actions as pauses
from tracker.spaces.leaving import leave

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either(
        "each lets a file come piece by piece by the same statements as the one beside it", one_in=10
    ),
]


def with_decades(first, days=9_000, remarks=0):
    """The same with a habit that was ticked, and written about, for decades."""
    habit, *others = first[HABITS]
    track, *beside = habit.tracks
    begun = TODAY - timedelta(days=days)
    whole = replace(
        track,
        starts_on=begun,
        ticks=tuple(Tick(begun + timedelta(days=n)) for n in range(days) if n % 9),
        remarks=tuple(Remark(begun + timedelta(days=n), track.whose, f"day {n}") for n in range(remarks)),
    )
    asks = (replace(habit.asks[0], since=begun), *habit.asks[1:])
    older = replace(habit, starts_on=begun, asks=asks, tracks=(whole, *beside))
    lived = replace(first, space=replace(first.space, founded_on=begun))
    return lived.with_things({HABITS: (older, *others)})


def test_nothing_of_it_is_seen_before_it_is_whole(lived):
    first = lived["ada"]
    fresh_couple()
    before = seen_by_two()
    arriving = coming(first)

    for _piece in pieces_of(arriving.archive):
        assert brought(arriving, most=1) == 1
        assert seen_by_two() == before
    assert brought(arriving) == 0
    assert unveiled(arriving)

    assert is_back(archive_of(fresh("Ada"), NOW), of=first)
    assert arrivals() == []
    assert_all_settled()


def assert_all_settled():
    """Whatever is settled in the space is what a fold from the start gives."""
    assert settle_space(fresh("Ada"), NOW).changed_count == 0


@pytest.mark.parametrize("cut", [0, 1, 2, 7])
def test_what_was_cut_off_is_gone_on_with(lived, cut):
    first = lived["ada"]
    fresh_couple()
    count = len(pieces_of(half(first)))
    brought(coming(first), most=cut)

    arriving = coming(first, now=NOW + timedelta(minutes=5))
    assert brought(arriving) == count - cut
    assert unveiled(arriving)

    assert is_back(archive_of(fresh("Ada"), NOW), of=first)


def test_two_whose_files_come_at_once_each_go_on_with_their_own(lived):
    fresh_couple()
    files = {name: lived[name.lower()] for name in ("Ada", "Ben")}
    for name, file in files.items():
        brought(coming(file, name), most=2)

    left = {name: brought(coming(file, name)) for name, file in files.items()}

    assert left == {name: len(pieces_of(half(file))) - 2 for name, file in files.items()}


def test_what_was_cut_off_can_be_thrown_away_whole(lived):
    first = lived["ada"]
    fresh_couple()
    before = everything()
    brought(coming(first), most=9)
    assert everything() != before

    actions.throw_away(fresh("Ada").id)
    sweep(NOW)

    assert everything() == before


def test_what_nobody_comes_back_to_is_swept_after_a_day(lived):
    first = lived["ada"]
    fresh_couple()
    before = everything()
    brought(coming(first))

    sweep(NOW + timedelta(hours=23))
    assert len(arrivals()) == 1
    sweep(NOW + timedelta(hours=25))

    assert everything() == before


def test_no_space_in_which_anybody_lives_is_swept(lived):
    before = everything()

    sweep(NOW + timedelta(days=400))

    assert everything() == before


def pause(name):
    days = PausedDays(TODAY - timedelta(days=9), TODAY - timedelta(days=5))
    pauses.pause(days, both=True, by=fresh(name), now=NOW)


def move_far_away(name):
    fresh(name).zone = "Pacific/Kiritimati"


@pytest.mark.parametrize("change", [pause, move_far_away])
def test_what_changes_meanwhile_is_counted(lived, change):
    """Streaks were worked out before it changed: so they are worked out anew."""
    first = lived["ada"]
    fresh_couple()
    arriving = coming(first)
    brought(arriving)
    change("Ben")
    db.session.commit()

    assert not unveiled(arriving)
    again = coming(first)
    assert brought(again) == len(pieces_of(half(first)))
    assert unveiled(again)

    assert_all_settled()
    sweep(NOW)
    assert len(archive_of(fresh("Ada"), NOW)[HABITS]) == len(half(first)[HABITS])


def test_hidden_habits_of_the_partner_count_as_they_did(lived):
    first = lived["ada"]
    first = replace(first, space=replace(first.space, strict=True, first_weekday=3))
    fresh_couple()
    hidden = HabitPlan(1, "hidden", Mode.ONE, DAILY, TODAY - timedelta(days=30), private=True)
    habits.plant(hidden, by=fresh("Ben"), now=NOW)
    settle_space(fresh("Ben"), NOW)
    db.session.commit()
    arriving = coming(first)
    brought(arriving)

    assert unveiled(arriving)

    assert_all_settled()
    assert [each.name for each in archive_of(fresh("Ben"), NOW)[HABITS] if each.name == "hidden"]


def test_where_something_was_begun_meanwhile_nothing_comes(lived):
    first = lived["ada"]
    fresh_couple()
    arriving = coming(first)
    brought(arriving)
    habits.plant(HabitPlan(1, "new", Mode.ONE, DAILY, TODAY), by=fresh("Ada"), now=NOW)
    db.session.commit()

    with pytest.raises(Refused):
        unveiled(arriving)
    db.session.rollback()

    assert [each.name for each in archive_of(fresh("Ada"), NOW)[HABITS]] == ["new"]


def test_who_leaves_meanwhile_begins_anew_in_their_own_space(lived):
    first = lived["ada"]
    fresh_couple()
    brought(coming(first))
    leave(by=fresh("Ada"), now=NOW)
    db.session.commit()

    arriving = coming(first)
    assert arriving.archive == own(first)
    assert brought(arriving) == len(pieces_of(own(first)))
    assert unveiled(arriving)
    sweep(NOW)

    assert without_ids(archive_of(fresh("Ada"), NOW)) == without_ids(own(first))
    assert archive_of(fresh("Ben"), NOW)[HABITS] == ()


def test_two_who_press_at_once_bring_it_once(concurrent):
    with concurrent.app.app_context():
        live_on()
        first = taken("ada")
        fresh_couple()

    def press():
        arriving = coming(first)
        db.session.rollback()
        for number, write in actions.pieces_left(arriving):
            mine = actions.bring_piece(arriving, number, write)
            db.session.commit()
            if not mine:
                return False
        return unveiled(arriving)

    answers = concurrent.at_once(press, press)

    with concurrent.app.app_context():
        if True not in answers:  # each was in the other's way: whoever presses once more goes on
            assert press()
        assert is_back(archive_of(fresh("Ada"), NOW), of=first)
        assert arrivals() == []


def test_each_piece_is_small(lived):
    """Counted, not timed: so many rows are written while others wait, however many there are."""
    first = with_decades(lived["ada"], remarks=2_000)
    fresh_couple()
    written = []

    def count(_connection, _cursor, statement, parameters, _context, executemany):
        if statement.startswith("INSERT"):
            written[-1] += len(parameters) if executemany else 1

    arriving = coming(first)
    event.listen(db.engine, "after_cursor_execute", count)
    try:
        for number, write in actions.pieces_left(arriving):
            written.append(0)
            assert actions.bring_piece(arriving, number, write)
            db.session.commit()
        assert sum(written) > 10_000
        assert max(written) <= TICKS_AT_ONCE + WORDS_AT_ONCE
        written.append(0)
        assert unveiled(arriving)
        assert written[-1] < WORDS_AT_ONCE
    finally:
        event.remove(db.engine, "after_cursor_execute", count)

    assert_all_settled()
    (whole, asked) = (each[HABITS][0].tracks[0].ticks for each in (archive_of(fresh("Ada"), NOW), first))
    assert [tick.day for tick in whole] == [tick.day for tick in asked]


def test_nothing_is_held_while_a_piece_is_worked_out(concurrent):
    """While streaks are folded, somebody else holds the very space, and all of SQLite."""
    with concurrent.app.app_context():
        live_on()
        first = with_decades(taken("ada"))
        fresh_couple()
        arriving = coming(first)
        db.session.rollback()
        pieces = actions.pieces_left(arriving)
        db.session.rollback()
        for number, write in pieces:
            assert concurrent.at_once(rename) == [None]
            assert actions.bring_piece(arriving, number, write)
            db.session.commit()
            if number > 3:
                break


def rename():
    fresh("Ben").name = "Benjamin"
    db.session.commit()
