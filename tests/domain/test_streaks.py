from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import references
from tests.whole import many
from tracker.domain.periods import Verdict
from tracker.domain.schedules import Period
from tracker.domain.streaks import NO_DAY, Counting, Streak

VERDICTS = {"k": Verdict.KEPT, "m": Verdict.MISSED, "x": Verdict.EXCUSED, "o": Verdict.OPEN}
DAY = timedelta(days=1)
START = date(2026, 3, 1)


def march(day):
    return START + (day - 1) * DAY


def extend(streak, period, verdict, *, strict=False):
    """The streak once one more period is known."""
    counting = Counting(streak, strict=strict)
    counting.take(period, verdict)
    return counting.streak()


def streak_over(marks, *, strict=False):
    """The streak over days from the first of March."""
    streak = Streak()
    for day, mark in enumerate(marks, start=1):
        streak = extend(streak, Period(march(day), march(day), target=1), VERDICTS[mark], strict=strict)
    return streak


def reference_over(marks, *, strict=False):
    judged = [([march(day)], VERDICTS[mark].value) for day, mark in enumerate(marks, start=1)]
    return references.streak_over(judged, strict=strict)


THE_DESIGNS = [
    ("k" * 10, (10, 2, 10)),
    ("kkkmkkkk", (7, 1, 7)),
    ("kkmmk", (1, 0, 2)),
    ("kkmmkkk", (5, 1, 5)),
    ("kkkkxxxxxxxkk", (6, 2, 6)),
    ("kmmk", (1, 0, 1)),
]

OURS = [
    ("", (0, 1, 0)),
    # open and excused periods change nothing, wherever they stand
    ("o", (0, 1, 0)),
    ("x", (0, 1, 0)),
    ("kko", (2, 1, 2)),
    ("kkoo", (2, 1, 2)),
    ("kkok", (3, 1, 3)),
    ("xkxkx", (2, 1, 2)),
    ("kkmxmk", (1, 0, 2)),
    # graces: one at the start, five kept ones earn another, two are the most
    ("m", (0, 0, 0)),
    ("mm", (0, 0, 0)),
    ("mmkkk", (3, 0, 3)),
    ("mk", (1, 0, 1)),
    ("kkkk", (4, 1, 4)),
    ("kkkkk", (5, 2, 5)),
    ("mkkkkk", (5, 1, 5)),
    ("kkkmkk", (5, 1, 5)),
    ("kkkkkmm", (5, 0, 5)),
    ("kkkkkmmm", (0, 0, 5)),
    ("kkkkkmmmkkk", (8, 0, 8)),
    # with two in hand nothing is saved up toward a further one
    ("k" * 9 + "m", (9, 1, 9)),
    ("k" * 9 + "mk", (10, 1, 10)),
    ("k" * 9 + "mkkkk", (13, 1, 13)),
    ("k" * 9 + "mkkkkk", (14, 2, 14)),
    # mending: three kept ones in a row, which excused and open ones do not part
    ("kkmmkk", (2, 0, 2)),
    ("kkmmkxkk", (5, 1, 5)),
    ("kkmmkoxkk", (5, 1, 5)),
    ("kkmmkkkk", (6, 1, 6)),
    # mended twice
    ("kkmmkkkmm", (0, 0, 5)),
    ("kkmmkkkmmkkk", (8, 0, 8)),
    # a grace earned while mending carries over a missed one, and the three begin anew
    ("kkkmmkk", (2, 1, 3)),
    ("kkkmmkkm", (2, 0, 3)),
    ("kkkmmkkmk", (3, 0, 3)),
    ("kkkmmkkmkk", (4, 0, 4)),
    ("kkkmmkkmkkk", (8, 0, 8)),
    # laid down again before it has mended, the longer one goes on waiting
    ("kkmmkm", (0, 0, 2)),
    ("kkmmkmkkk", (5, 1, 5)),
    ("kmmkkm", (0, 0, 2)),
    ("kmmkkmkkk", (5, 1, 5)),
]


@pytest.mark.parametrize(("marks", "found"), THE_DESIGNS + OURS)
def test_a_streak_comes_to_its_length_graces_and_longest(marks, found):
    streak = streak_over(marks)

    assert (streak.length, streak.graces, streak.longest) == found


@pytest.mark.parametrize(("marks", "found"), THE_DESIGNS + OURS)
def test_the_slow_one_comes_to_the_same(marks, found):
    slow = reference_over(marks)

    assert (slow.length, slow.graces, slow.longest) == found


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ("", (0, 0, 0)),
        ("kkk", (3, 3, 3)),
        ("kkm", (0, 2, 2)),
        ("kkkmkk", (2, 3, 5)),
        ("kkmkkk", (3, 3, 5)),
        ("kkmmkkk", (3, 3, 5)),
        ("k" * 10 + "m", (0, 10, 10)),
        ("kxkok", (3, 3, 3)),
        ("kxmok", (1, 1, 2)),
    ],
)
def test_a_strict_streak_has_no_graces_and_does_not_mend(marks, found):
    streak = streak_over(marks, strict=True)

    assert (streak.length, streak.longest, streak.kept) == found
    assert (streak.resting, streak.to_mend, streak.bent) == (False, 0, False)


@pytest.mark.parametrize(
    ("marks", "current", "longest"),
    [
        ("", (NO_DAY, NO_DAY), (NO_DAY, NO_DAY)),
        ("xo", (NO_DAY, NO_DAY), (NO_DAY, NO_DAY)),
        ("xkk", (march(2), march(3)), (march(2), march(3))),
        ("kkxo", (march(1), march(2)), (march(1), march(2))),
        ("kkmk", (march(1), march(4)), (march(1), march(4))),
        ("kkmm", (NO_DAY, NO_DAY), (march(1), march(2))),
        ("kkmmk", (march(5), march(5)), (march(1), march(2))),
        ("kkmmkk", (march(5), march(6)), (march(1), march(2))),
        ("kkmmkkk", (march(1), march(7)), (march(1), march(7))),
        ("kmmkkmkkk", (march(4), march(9)), (march(4), march(9))),
        ("kkmmkmkkk", (march(1), march(9)), (march(1), march(9))),
    ],
)
def test_current_and_longest_streak_know_their_first_and_last_day(marks, current, longest):
    streak = streak_over(marks)

    assert (streak.first_on, streak.last_on) == current
    assert (streak.longest_first_on, streak.longest_last_on) == longest


def test_a_longer_period_gives_a_streak_its_first_and_its_last_day():
    week = Period(march(2), march(8), target=3)

    assert extend(Streak(), week, Verdict.KEPT) == Streak(
        length=1,
        first_on=march(2),
        last_on=march(8),
        toward_grace=1,
        longest=1,
        longest_first_on=march(2),
        longest_last_on=march(8),
        kept=1,
    )


@pytest.mark.parametrize(
    ("marks", "bent"),
    [("", False), ("k", False), ("km", True), ("kmx", True), ("kmo", True), ("kmk", False), ("kmm", False)],
)
def test_a_streak_is_bent_once_a_grace_has_carried_it(marks, bent):
    assert streak_over(marks).bent is bent


@pytest.mark.parametrize(
    ("marks", "waiting", "to_mend"),
    [
        ("kk", 0, 0),
        ("kkm", 0, 0),
        ("mm", 0, 0),
        ("kkmm", 2, 3),
        ("kkmmk", 2, 2),
        ("kkmmkk", 2, 1),
        ("kkmmkkx", 2, 1),
        ("kkmmkkk", 0, 0),
        ("kkmmkm", 2, 3),
        ("kmmkkm", 2, 3),
        ("kkkmmkk", 3, 1),
        ("kkkmmkkm", 3, 3),
        ("kkkmmkkmk", 3, 2),
    ],
)
def test_a_resting_streak_says_how_many_kept_periods_mend_it(marks, waiting, to_mend):
    streak = streak_over(marks)

    assert (streak.resting, streak.resting_length, streak.to_mend) == (waiting > 0, waiting, to_mend)


MARKS = st.text("kkkkmmxo", max_size=40)


@settings(max_examples=many(150, 2000), derandomize=True, deadline=None)
@given(marks=MARKS, strict=st.booleans())
def test_streaks_agree_with_the_slow_ones(marks, strict):
    assert references.outcome_of(streak_over(marks, strict=strict), strict=strict) == reference_over(
        marks, strict=strict
    )


@settings(max_examples=many(100, 300), derandomize=True, deadline=None)
@given(marks=MARKS, mark=st.sampled_from("kmxo"), strict=st.booleans())
def test_the_total_never_goes_down_nor_does_the_longest(marks, mark, strict):
    before, after = streak_over(marks, strict=strict), streak_over(marks + mark, strict=strict)

    assert after.kept == before.kept + (mark == "k")
    assert after.longest >= before.longest
    assert after.longest >= after.length


@settings(max_examples=many(100, 300), derandomize=True, deadline=None)
@given(marks=MARKS, strict=st.booleans())
def test_excused_and_open_periods_change_nothing(marks, strict):
    streak = streak_over(marks, strict=strict)
    period = Period(march(99), march(99), target=1)

    assert extend(streak, period, Verdict.EXCUSED, strict=strict) == streak
    assert extend(streak, period, Verdict.OPEN, strict=strict) == streak


COUNTS = st.integers(0, 9999)
STREAKS = st.builds(
    Streak,
    length=COUNTS,
    first_on=st.dates(),
    last_on=st.dates(),
    graces=st.integers(0, 2),
    toward_grace=st.integers(0, 4),
    bent=st.booleans(),
    resting_length=COUNTS,
    resting_first_on=st.dates(),
    mending=st.integers(0, 2),
    longest=COUNTS,
    longest_first_on=st.dates(),
    longest_last_on=st.dates(),
    kept=COUNTS,
)
