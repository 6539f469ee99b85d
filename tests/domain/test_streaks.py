import re
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.whole import many
from tracker.domain.periods import Verdict
from tracker.domain.schedules import Period
from tracker.domain.streaks import NO_DAY, Counting, GoingRun, Streak, graces_of

VERDICTS = {"k": Verdict.KEPT, "m": Verdict.MISSED, "x": Verdict.EXCUSED, "o": Verdict.OPEN}
UNITS = {"day": "weekdays 0", "week": "week 0", "month": "month 0", "10 days": "days 10"}
DAY = timedelta(days=1)
START = date(2026, 3, 1)
NONE = 0


def march(day):
    return START + (day - 1) * DAY


def extend(streak, period, verdict, *, strict=False, unit="day"):
    """The streak once one more period is known."""
    counting = Counting(streak, strict=strict)
    counting.turn(unit)
    counting.take(period, verdict)
    return counting.streak()


def streak_over(marks, *, strict=False, unit="day"):
    """The streak over periods that are as long as a day, from the first of March."""
    streak = Streak()
    for day, mark in enumerate(marks, start=1):
        period = Period(march(day), march(day), target=1)
        streak = extend(streak, period, VERDICTS[mark], strict=strict, unit=unit)
    return streak


def reference_over(marks, *, strict=False, unit="day"):
    judged = [([march(day)], VERDICTS[mark].value, UNITS[unit]) for day, mark in enumerate(marks, start=1)]
    return references.streak_over(judged, strict=strict)


def written_out(short):
    """What the design writes in short: `k×20 m×7` is twenty kept ones and seven that were not."""
    parts = (part.partition("×") for part in short.split())
    return "".join(marks * int(times or 1) for marks, _sign, times in parts)


# What is shown; the graces in hand, or below 0 those owed; and the longest. None shown: the graces with which one begins.
THE_DESIGNS = [
    ("day", "k×10", 10, 3, 10),
    ("day", "kkkmkkkk", 7, 3, 7),
    ("day", "kkmmk", 3, 2, 3),
    ("day", "kmmk", 2, 1, 2),
    ("day", "kkkkxxxxxxxkk", 6, 3, 6),
    ("day", "k×20 mmm", 20, 0, 20),
    ("day", "k×20 mmmm", 20, -1, 20),
    ("day", "k×20 m×6", 20, -3, 20),
    ("day", "k×20 m×6 k", 21, -2, 21),
    ("day", "k×20 m×6 kkk", 23, 0, 23),
    ("day", "k×20 m×7", NONE, 0, 20),
    ("day", "kkkm×90", 270, 3 - 1, 270),
    ("day", "kkm×120", 240, 3 - 1, 240),
    ("week", "k×10 mm", 10, 0, 10),
    ("week", "k×10 mmm", 10, -1, 10),
    ("week", "k×10 m×5", NONE, 0, 10),
    ("month", "k×10 m", 10, 0, 10),
    ("month", "k×10 mm", 10, -1, 10),
    ("month", "k×10 mmm", NONE, 0, 10),
]

OURS = [
    ("day", "", NONE, 0, 0),
    # open and excused periods change nothing, wherever they stand
    ("day", "ox", NONE, 0, 0),
    ("day", "kkoxok", 3, 3, 3),
    # the first gives one beside the one there is
    ("day", "k", 1, 2, 1),
    ("day", "m×9 k", 1, 2, 1),
    ("week", "k", 1, 2, 1),
    ("week", "kk", 2, 2, 2),
    ("month", "k", 1, 1, 1),
    # blocks of days forgive as days do
    ("10 days", "k×20 m×6", 20, -3, 20),
    ("10 days", "k×20 m×7", NONE, 0, 20),
    # three of ten for ever are no long streak, and no more than a week of quiet ends one
    ("day", "k×20 m×7 k", 1, 2, 20),
    # what begins while one rests goes on where that is over
    ("day", "k×9 m×6 k mm m", 1, -1, 10),
    ("week", "k×9 m×4 k mm", 1, 0, 10),
]


def standing(streak):
    return streak.length, streak.graces - streak.to_wake, streak.longest


@pytest.mark.parametrize(("unit", "short", "shown", "graces", "longest"), THE_DESIGNS + OURS)
def test_a_streak_comes_to_what_is_shown_its_graces_and_its_longest(unit, short, shown, graces, longest):
    assert standing(streak_over(written_out(short), unit=unit)) == (shown, graces, longest)


@pytest.mark.parametrize(("unit", "short", "shown", "graces", "longest"), THE_DESIGNS + OURS)
def test_the_slow_one_comes_to_the_same(unit, short, shown, graces, longest):
    assert standing(reference_over(written_out(short), unit=unit)) == (shown, graces, longest)


def test_after_one_is_over_a_new_one_begins_with_a_grace_and_the_one_it_is_given():
    streak = streak_over(written_out("k×20 m×7 k"))

    assert streak.runs == (GoingRun(1, march(28), 2),)


def test_four_of_seven_for_a_year_are_all_counted():
    assert max(streak_over("kkkkmmm" * 52).length, streak_over("kmkmkmk" * 52).length) == 208


def test_three_of_ten_for_ever_are_no_long_streak():
    lengths = [streak_over(("kkkmmmmmmm" * 36)[:n]).length for n in range(361)]

    assert max(lengths) == 3


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("", (0, 0, 0)),
        ("kkk", (3, 3, 3)),
        ("kkm", (0, 2, 2)),
        ("kkkmkk", (2, 3, 5)),
        ("kkmkkk", (3, 3, 5)),
        ("k" * 10 + "m", (0, 10, 10)),
        ("kxkok", (3, 3, 3)),
        ("kxmok", (1, 1, 2)),
    ],
)
@pytest.mark.parametrize("unit", UNITS)
def test_a_strict_streak_has_no_graces_and_does_not_rest(marks, found, unit):
    streak = streak_over(marks, strict=True, unit=unit)

    assert (streak.length, streak.longest, streak.kept) == found
    assert (streak.resting, streak.graces, streak.returns) == (False, 0, 0)


@pytest.mark.parametrize(
    ("marks", "shown", "longest"),
    [
        ("", (NO_DAY, NO_DAY), (NO_DAY, NO_DAY)),
        ("xo", (NO_DAY, NO_DAY), (NO_DAY, NO_DAY)),
        ("xkk", (march(2), march(3)), (march(2), march(3))),
        ("kkxo", (march(1), march(2)), (march(1), march(2))),
        ("kkmk", (march(1), march(4)), (march(1), march(4))),
        ("kmmmmmm", (NO_DAY, NO_DAY), (march(1), march(1))),
        ("kmmmmmmk", (march(8), march(8)), (march(1), march(1))),
        ("kmmmmmkm", (march(1), march(7)), (march(1), march(7))),
        ("kmmmmmkmm", (march(7), march(7)), (march(1), march(7))),
    ],
)
def test_what_is_shown_and_the_longest_know_their_first_and_last_day(marks, shown, longest):
    streak = streak_over(marks)

    assert (streak.first_on, streak.last_on) == shown
    assert (streak.longest_first_on, streak.longest_last_on) == longest


def test_a_longer_period_gives_a_streak_its_first_and_its_last_day():
    week = Period(march(2), march(8), target=3)

    assert extend(Streak(), week, Verdict.KEPT, unit="week") == Streak(
        runs=(GoingRun(1, march(2), 2),),
        kept_on=march(8),
        longest=1,
        longest_first_on=march(2),
        longest_last_on=march(8),
        kept=1,
        unit="week",
    )


@pytest.mark.parametrize(
    ("marks", "resting", "to_wake", "asleep"),
    [
        ("", False, 0, False),
        ("mmm", False, 0, False),
        ("kkm", False, 0, False),
        ("kmmm", True, 1, True),
        ("kmmmm", True, 2, True),
        ("kmmmmk", True, 1, True),
        ("kmmmmkk", False, 0, False),
        ("kmmmmmm", False, 0, True),
        ("kmmmmmmk", False, 0, False),
    ],
)
def test_a_resting_streak_says_how_many_kept_periods_wake_it(marks, resting, to_wake, asleep):
    streak = streak_over(marks)

    assert (streak.resting, streak.to_wake, streak.asleep) == (resting, to_wake, asleep)


@pytest.mark.parametrize(
    ("short", "count"),
    [
        ("k×9", 0),
        ("k×9 mmm kkk", 0),
        ("k×9 mmmm", 0),
        ("k×9 mmmm kkk", 0),
        ("k×9 mmmm kkkk", 1),
        ("k×9 mmmm kkkk×3", 1),
        ("k×9 mmmmkkkk×3", 3),
        # to and fro about the edge of a rest is no return each time
        ("k×9 mmm mk×20", 0),
        # one that is over does not return
        ("k×9 m×7 kkkk", 0),
    ],
)
def test_one_that_has_rested_and_holds_all_its_graces_again_has_returned(short, count):
    assert streak_over(written_out(short)).returns == count


BOUNDS = {"day": 3, "week": 2, "month": 1}


def test_the_bounds_are_those_of_the_design():
    assert {unit: graces_of(unit) for unit in BOUNDS} == BOUNDS


@pytest.mark.parametrize("unit", BOUNDS)
def test_one_more_tick_makes_nothing_smaller_in_any_pattern_of_twelve(unit):
    found = {
        "".join(marks): streak_over(marks, unit=unit) for n in range(13) for marks in product("km", repeat=n)
    }

    for marks, streak in found.items():
        for quiet in re.finditer("m", marks):
            more = found[marks[: quiet.start()] + "k" + marks[quiet.end() :]]
            assert more.length >= streak.length, (marks, quiet.start())
            assert more.longest >= streak.longest, (marks, quiet.start())
            assert more.kept == streak.kept + 1


@pytest.mark.parametrize("unit", BOUNDS)
def test_the_few_runs_that_are_left_are_as_good_as_all_there_could_be(unit):
    for marks in product("km", repeat=12):
        streak = streak_over(marks, unit=unit)
        assert references.outcome_of(streak) == reference_over(marks, unit=unit), "".join(marks)


@pytest.mark.parametrize(("unit", "most"), [("day", 5), ("week", 4), ("month", 2)])
def test_at_most_five_runs_are_left_whatever_was_kept(unit, most):
    """Which graces the runs hold is all that says how they go on: from each such set one goes on with either mark."""
    ways = {(): ""}
    beginnings = [""]
    for marks in beginnings:
        for longer in (marks + "k", marks + "m"):
            graces = tuple(run.graces for run in streak_over(longer, unit=unit).runs)
            if graces not in ways:
                ways[graces] = longer
                beginnings.append(longer)

    assert max(map(len, ways)) == most


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        # what is owed is forgiven, and no more is held than the new unit has room for
        (("day", "k×20 m×6"), ("week", ""), (20, 1)),
        (("day", "k×20"), ("month", ""), (20, 1)),
        (("day", "k×20"), ("week", ""), (20, 2)),
        (("day", "k×20 m×3"), ("week", ""), (20, 1)),
        (("week", "k×20 m×4"), ("day", "mm"), (20, -1)),
        (("day", "k×20 m×6"), ("10 days", ""), (20, 1)),
        # the same unit forgives nothing
        (("day", "k×20 m×6"), ("day", ""), (20, -3)),
        # what was over stays over
        (("day", "k×20 m×7"), ("week", ""), (0, 0)),
    ],
)
def test_another_unit_forgives_what_is_owed(first, then, found):
    streak = streak_over(written_out(first[1]), unit=first[0])
    counting = Counting(streak)
    counting.turn(then[0])
    for mark in then[1]:
        counting.take(Period(march(40), march(40), target=1), VERDICTS[mark])

    assert standing(counting.streak())[:2] == found


def test_another_unit_gives_a_strict_streak_no_grace():
    counting = Counting(streak_over("kkk", strict=True), strict=True)
    counting.turn("week")
    counting.take(Period(march(4), march(10), target=1), Verdict.MISSED)

    assert counting.streak().length == 0


MARKS = st.text("kkkkmmxo", max_size=40)
EACH_UNIT = st.sampled_from(sorted(UNITS))


@settings(max_examples=many(60, 2000), derandomize=True, deadline=None)
@given(marks=MARKS, strict=st.booleans(), unit=EACH_UNIT)
def test_streaks_agree_with_the_slow_ones(marks, strict, unit):
    found = references.outcome_of(streak_over(marks, strict=strict, unit=unit))

    assert found == reference_over(marks, strict=strict, unit=unit)


@settings(max_examples=many(40, 1000), derandomize=True, deadline=None)
@given(marks=st.text("kkkmmmxo", min_size=1, max_size=60), place=st.integers(0, 59), unit=EACH_UNIT)
def test_one_more_tick_makes_nothing_smaller(marks, place, unit):
    place %= len(marks)
    before = streak_over(marks, unit=unit)
    after = streak_over(marks[:place] + "k" + marks[place + 1 :], unit=unit)

    assert after.length >= before.length
    assert after.longest >= before.longest
    assert after.kept >= before.kept


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(marks=MARKS, mark=st.sampled_from("kmxo"), strict=st.booleans())
def test_the_total_never_goes_down_nor_does_the_longest(marks, mark, strict):
    before, after = streak_over(marks, strict=strict), streak_over(marks + mark, strict=strict)

    assert after.kept == before.kept + (mark == "k")
    assert after.longest >= before.longest
    assert after.longest >= after.length


@settings(max_examples=many(40, 300), derandomize=True, deadline=None)
@given(marks=st.text("kkkkmmxo", min_size=1, max_size=40), strict=st.booleans())
def test_excused_and_open_periods_change_nothing(marks, strict):
    streak = streak_over(marks, strict=strict)
    period = Period(march(99), march(99), target=1)

    assert extend(streak, period, Verdict.EXCUSED, strict=strict) == streak
    assert extend(streak, period, Verdict.OPEN, strict=strict) == streak
