"""What was said of a day at a moment that is past: the later stands, in whatever order and however often it comes."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, tuple_

from tests.settled import assert_settled
from tests.whole import many
from tests.world import EACH, NOW, TODAY, TOGETHER, UNSHARED, own_track_id, person, planted
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.refusals import Refused
from tracker.domain.schedules import TimesAWeek
from tracker.extensions import db
from tracker.habits.actions import archive, plant, say, tick, untick
from tracker.habits.settling import settle_space
from tracker.habits.tracks import track_to_tick
from tracker.models import Habit, Tick

pytestmark = pytest.mark.on_either("each folds and reads streaks by the same statements as the one beside it")

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
YESTERDAY = TODAY - A_DAY
BOTH, ALL, A_BIT = TOGETHER, -1, 0.5

# Who said it, of what, of how many days ago, how many minutes ago, and how much.
ACTS = st.tuples(
    st.sampled_from(["ada", "ben"]),
    st.sampled_from([BOTH, EACH]),
    st.integers(0, 1),
    st.integers(0, 4),
    st.sampled_from([0, 0, ALL, 2_000, 5_000]),
)


def said_by(name, habit, *, amount=ALL, ago=A_MINUTE, day=TODAY):
    by = person(name)
    track = track_to_tick(by, own_track_id(habit, by))
    say(track, day, amount, by=by, made_at=NOW - ago, now=NOW)


def there(*track_days):
    """How much is ticked, and by whom where two can."""
    rows = db.session.execute(
        select(Tick.track_id, Tick.day, Tick.amount, Tick.ticker_id).where(
            tuple_(Tick.track_id, Tick.day).in_(track_days)
        )
    )
    return {(track_id, day): (amount, ticker) for track_id, day, amount, ticker in rows}


def today_of(habit, name="ada"):
    return there((own_track_id(habit, person(name)), TODAY))


def reference(acts):
    """Slow and obvious: of all that was said of each day of a track, the one that was said last, and of one moment the most."""
    ticks = {}
    for which in {each[:2] for each in acts}:
        *_, (_at, amount, who) = sorted(
            (at, amount if amount != ALL else A_BIT, who)
            for *of, at, amount, who in acts
            if tuple(of) == which
        )
        if amount:
            ticks[which] = (ALL if amount == A_BIT else amount, who)
    return ticks


@given(st.lists(ACTS, max_size=10), st.randoms(use_true_random=False))
@settings(max_examples=many(25, 500), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_queues_end_the_same_in_any_order_and_however_often_each_comes(inside, world, acts, chance):
    db.session.rollback()
    both, hers, his = (world.tracks[each] for each in (TOGETHER, f"{EACH} of ada", f"{EACH} of ben"))
    of = {("ada", EACH): hers, ("ben", EACH): his, ("ada", BOTH): both, ("ben", BOTH): both}
    days = [(track, day) for track in (both, hers, his) for day in (TODAY, YESTERDAY)]
    db.session.execute(delete(Tick).where(Tick.track_id.in_((both, hers, his)), Tick.day >= YESTERDAY))
    settle_space(person("ada"), NOW)
    ids = {name: person(name).id for name in ("ada", "ben")}
    coming = [*acts, *chance.sample(acts, len(acts) // 2)]
    chance.shuffle(coming)

    for name, habit, days_ago, minutes_ago, amount in coming:
        said_by(name, habit, amount=amount, ago=minutes_ago * A_MINUTE, day=TODAY - days_ago * A_DAY)

    expected = reference(
        [
            (
                of[name, habit],
                TODAY - days_ago * A_DAY,
                -minutes_ago,
                amount,
                ids[name] if habit == BOTH else None,
            )
            for name, habit, days_ago, minutes_ago, amount in acts
        ]
    )
    assert there(*days) == expected
    assert_settled("ada", NOW)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.sql
def test_of_a_tick_an_amount_and_its_end_the_later_stands(inside, order):
    acts = [(5_000, 3), (0, 2), (ALL, 1)]

    for each in order:
        amount, minutes_ago = acts[each]
        said_by("ada", UNSHARED, amount=amount, ago=minutes_ago * A_MINUTE)

    assert [amount for amount, _who in today_of(UNSHARED).values()] == [ALL]


def test_what_was_done_at_a_page_meanwhile_is_later(inside):
    ada = person("ada")
    track = track_to_tick(ada, own_track_id(UNSHARED, ada))
    tick(track, TODAY, by=ada, now=NOW)
    untick(track, TODAY, by=ada, now=NOW)

    said_by("ada", UNSHARED)
    assert today_of(UNSHARED) == {}

    tick(track, TODAY, by=ada, now=NOW)
    said_by("ada", UNSHARED, amount=0)
    assert list(today_of(UNSHARED).values()) == [(ALL, None)]


def test_what_is_ticked_once_more_has_been_said_once_more(inside):
    ada = person("ada")
    track = track_to_tick(ada, own_track_id(UNSHARED, ada))
    tick(track, TODAY, by=ada, now=NOW - 3 * A_MINUTE)
    tick(track, TODAY, by=ada, now=NOW - A_MINUTE)

    said_by("ada", UNSHARED, amount=0, ago=2 * A_MINUTE)

    assert list(today_of(UNSHARED).values()) == [(ALL, None)]


def test_a_day_of_touch_is_fresh_if_it_was_when_it_was_said(inside):
    planted("Close", by="ada", mode=Mode.EACH, since=TODAY - 9 * A_DAY, strategy=8)

    said_by("ada", "Close", ago=4 * A_DAY, day=TODAY - 4 * A_DAY)
    with pytest.raises(Refused):
        said_by("ada", "Close", ago=A_MINUTE, day=TODAY - 4 * A_DAY)

    assert there((own_track_id("Close", person("ada")), TODAY - 4 * A_DAY))


def test_nothing_is_said_of_a_day_to_come_nor_of_what_is_in_the_archive(inside):
    with pytest.raises(Refused):
        said_by("ada", UNSHARED, day=TODAY + A_DAY)

    archive(db.session.get(Habit, next(iter(habit_ids(UNSHARED)))), by=person("ada"), now=NOW)
    with pytest.raises(Refused):
        said_by("ada", UNSHARED)
    said_by("ada", UNSHARED, day=YESTERDAY)


def habit_ids(name):
    return db.session.scalars(select(Habit.id).where(Habit.name == name))


def test_of_a_sum_it_books_what_is_left(inside):
    walk = HabitPlan(
        6, "Walk", Mode.ONE, TimesAWeek(1), TODAY - 9 * A_DAY, "", goal=10_000, unit="km", summed=True
    )
    plant(walk, by=person("ada"), now=NOW)

    said_by("ada", "Walk", amount=4_000, day=YESTERDAY)
    said_by("ada", "Walk")

    assert list(today_of("Walk").values()) == [(6_000, None)]
