"""Couples who never lived: hardly any for whom nothing changes is told of a change, and a great one is seen."""

from random import Random

import pytest

from tests.references import slow_median
from tests.whole import many
from tracker.bench import steady
from tracker.bench.steady import A_WEEK, BEGIN, RISING, UNCHANGED, Manner
from tracker.domain.trends import CLOSENESS, Movement, movements_told

# Couples who never lived. The rule tells one in fifty of them, and a foil that calls a step of medians a change nearly all.
FEW = [f"few {number}" for number in range(many(20, 200))]


def naive(values):
    return len(values) >= 8 and abs(slow_median(values[-4:]) - slow_median(values[-8:-4])) >= 1


@pytest.mark.parametrize("name", ["scatter 1.1, memory 0.4", "near five, scatter 1.1", "gaps, scatter 0.8"])
def test_couples_for_whom_nothing_changes_are_hardly_ever_told_it_did(name):
    years = [year for number in FEW for year in steady.years_told(UNCHANGED[name], number)]

    assert sum(years) <= len(years) / 10


@pytest.mark.parametrize("number", FEW[:6])
def test_the_bench_tells_what_the_page_does(number):
    entries = steady.lived(Manner(0.6, 0.2, levels=(2, 3)), Random(number), 104, rise=2, after=50)
    looks = list(steady.told_at(entries, 104))

    assert looks == [
        (
            count,
            movements_told(
                [entry for entry in entries if entry.week < BEGIN + count * A_WEEK],
                BEGIN + (count - 1) * A_WEEK,
            )[CLOSENESS],
        )
        for count in range(1, 105, 4)
    ]
    assert [moved for _count, moved in looks if moved is not Movement.NONE] == [Movement.HIGHER]


def test_a_step_between_medians_would_tell_most_of_them():
    lines = [
        [entry.closeness for entry in steady.lived(UNCHANGED["scatter 0.7, memory 0.2"], Random(number), 52)]
        for number in FEW
    ]

    assert sum(any(naive(line[:n]) for n in range(52)) for line in lines) > 0.8 * len(FEW)


def test_a_rise_of_one_and_a_half_steps_is_seen_by_nearly_all_whose_weeks_are_alike():
    seen = [steady.seen_after(Manner(0.5, 0.2, levels=RISING), number, 1.5, 60) for number in FEW]

    assert sum(0 < each <= 16 for each in seen) >= 0.9 * len(FEW)


def test_a_page_calls_a_line_changed_less_often_than_one_in_twenty():
    pages = [steady.pages_told(UNCHANGED["five steps, scatter 1.1"], number) for number in FEW[:6]]

    assert sum(some for some, _all in pages) <= sum(every for _some, every in pages) / 20
