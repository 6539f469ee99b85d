import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, permutations, product
from random import Random
from statistics import correlation, fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole import many
from tracker.bench import couples
from tracker.bench.couples import WITHOUT_EFFECT, couple, first_claim, first_sight, weeks_until
from tracker.bench.followers import FOLLOWING
from tracker.bench.lives import WITH_EFFECT, Chance
from tracker.domain.insights import (
    CANNOT_TELL,
    ENOUGH_WEEKS,
    FINDINGS,
    FIRST_LOOK,
    LEAST_WEEKS,
    SHUFFLES,
    SOMETHING_FOUND,
    TOO_EARLY,
    WEEKS_AROUND,
    Direction,
    Finding,
    Insight,
    Look,
    Week,
    blocks_of,
    clear_habits,
    comparison,
    felt_in,
    findings,
    goes_with_weeks,
    habits_that_vary,
    insight_of,
    latest_look,
    levels_of,
    more_of,
    seen_plainly,
    sentence_of,
    sentence_of_finding,
    shuffled_bests,
)

ADA, BEN = 1, 2
TEA, WALK, HUG = 11, 12, 13
MONDAY = date(2026, 3, 2)
A_WEEK = timedelta(weeks=1)

UNSAID = re.compile(
    r"\b(because|mak|made|lead|led|caus|thanks to|fail|los[est]|break|miss|should|better|worse)",
    re.IGNORECASE,
)

# Which of sixteen weeks had tea; it looks neither like a line nor like a rhythm.
SOME = "x..xx.x..xx.x.x."


def weeks_with(marks, close=6, apart=3, habit=TEA):
    """Weeks of which those marked had more of a habit, and were as close as `close` rather than `apart`."""
    return [
        Week(
            MONDAY + number * A_WEEK,
            {ADA: close if mark == "x" else apart, BEN: (close if mark == "x" else apart) - 1},
            {habit: 5 if mark == "x" else 2},
        )
        for number, mark in enumerate(marks)
    ]


def strong(number=0):
    return couple(WITH_EFFECT["strong, week by week"], "strong, week by week", number)


def found_in(weeks):
    return [(each.habit, each.direction) for each in insight_of(weeks).found]


@pytest.mark.parametrize("week_count", [0, 1, 7])
def test_below_eight_weeks_it_is_too_early(week_count):
    insight = insight_of(weeks_with((SOME * 2)[:week_count]))

    assert insight == Insight(week_count)
    assert insight.too_early


@pytest.mark.parametrize("week_count", [8, 15])
def test_below_sixteen_weeks_one_cannot_tell_however_clear_it_seems(week_count):
    insight = insight_of(weeks_with(SOME[:week_count]))

    assert insight == Insight(week_count)
    assert not insight.too_early


def test_what_went_together_is_found_with_plain_figures():
    assert insight_of(weeks_with(SOME)) == Insight(
        16, (Finding(TEA, Direction.MORE, 8, 8, closeness_with_more=5.5, closeness_with_less=2.5),)
    )


def test_closer_weeks_can_have_had_less_of_a_habit():
    assert insight_of(weeks_with(SOME, close=2, apart=5)) == Insight(
        16, (Finding(TEA, Direction.LESS, 8, 8, closeness_with_more=1.5, closeness_with_less=4.5),)
    )


def test_of_several_findings_the_clearest_comes_first():
    nearly = {3: 2}
    weeks = [
        replace(week, ticks={TEA: nearly.get(number, week.ticks[HUG]), WALK: number % 2, **week.ticks})
        for number, week in enumerate(weeks_with(SOME * 2, habit=HUG))
    ]

    assert found_in(weeks) == [(HUG, Direction.MORE), (TEA, Direction.MORE)]


def test_more_of_a_habit_is_above_its_mean_and_figures_have_one_decimal():
    weeks = weeks_with(SOME)
    at_mean = [replace(week, ticks={TEA: {5: 4, 2: 2}[week.ticks[TEA]]}) for week in weeks]
    at_mean[1] = replace(at_mean[1], ticks={TEA: 3})
    at_mean[2] = replace(at_mean[2], ticks={TEA: 1})
    uneven = [
        replace(week, closeness={ADA: week.closeness[ADA] + (number == 0)})
        for number, week in enumerate(weeks)
    ]

    assert sum(week.ticks[TEA] for week in at_mean) == 3 * 16
    assert [each.weeks_with_more for each in insight_of(at_mean).found] == [8]
    assert [each.closeness_with_more for each in insight_of(uneven).found] == [6.1]


def test_means_that_look_alike_are_not_told():
    found = Finding(TEA, Direction.LESS, 8, 8, closeness_with_more=4.0, closeness_with_less=4.0)

    assert not seen_plainly(found, score=-4.0)
    assert seen_plainly(replace(found, closeness_with_less=4.1), score=-4.0)


@pytest.mark.parametrize("score", [0.2, 4.0])
def test_plain_means_have_to_lie_as_the_score_has_it_however_small_that_is(score):
    found = Finding(TEA, Direction.MORE, 8, 8, closeness_with_more=4.1, closeness_with_less=4.0)

    assert (seen_plainly(found, score), seen_plainly(found, -score)) == (True, False)


def test_a_link_that_the_plain_means_do_not_show_is_not_told():
    high = [replace(week, closeness={ADA: 3 if week.ticks[TEA] == 5 else 2}) for week in weeks_with(SOME)]
    last = [replace(week, week=week.week + 16 * A_WEEK, closeness={ADA: 7}) for week in weeks_with("." * 24)]
    weeks = high + last

    assert found_in(high) == [(TEA, Direction.MORE)]
    assert found_in(weeks) == []
    assert comparison(weeks).scores[TEA] > 3


@pytest.mark.parametrize(
    ("week_count", "look"),
    [
        (16, Look(16, 1 / 300)),
        (23, Look(16, 1 / 300)),
        (24, Look(24, 1 / 300)),
        (103, Look(96, 1 / 300)),
        (104, Look(104, 1 / 300)),
        (155, Look(104, 1 / 300)),
        (156, Look(156, 1 / 1000)),
        (207, Look(156, 1 / 1000)),
        (208, Look(208, 1 / 1000)),
    ],
)
def test_the_answer_of_the_latest_look_stands(week_count, look):
    assert latest_look(week_count) == look


def test_all_looks_of_twelve_years_are_wrong_in_at_most_one_of_twenty():
    looks = {latest_look(week_count) for week_count in range(FIRST_LOOK, 12 * 52 + 1)}

    assert len(looks) == 22
    assert sum(look.share for look in looks) == pytest.approx(1 / 20)


def test_between_looks_the_answer_stays():
    weeks = weeks_with(SOME * 2)
    other = weeks_with("." * 16 + "x......")[16:]

    assert insight_of(weeks[:16]).found
    assert insight_of(weeks[:16] + other) == insight_of(weeks[:16])
    assert insight_of(weeks[:16] + other + weeks[23:24]) != insight_of(weeks[:24])


def test_only_the_latest_two_years_count():
    long = [replace(week, week=week.week - 104 * A_WEEK, ticks={}) for week in strong()]

    assert insight_of(long + strong()) == Insight(104, findings(strong(), 1 / 1000))
    assert insight_of(long + strong()).found


@pytest.mark.parametrize("week_count", [160, 207, 208])
def test_the_latest_weeks_are_enough(week_count):
    long = [replace(week, week=week.week - 104 * A_WEEK) for week in strong(1)]
    weeks = (long + strong())[:week_count]

    assert (
        insight_of(weeks[-ENOUGH_WEEKS:], earlier=week_count - ENOUGH_WEEKS)
        == insight_of(weeks)
        == Insight(104, insight_of(weeks).found)
    )


def test_where_too_few_weeks_are_handed_over_nothing_is_looked_at():
    assert insight_of(strong()[:10], earlier=210) == Insight(0)


def test_two_runs_come_to_the_same():
    assert insight_of(strong()) == insight_of(strong())
    assert couple(WITHOUT_EFFECT["silent"], "a", 1) == couple(WITHOUT_EFFECT["silent"], "a", 1)


def bests(weeks):
    return list(islice(shuffled_bests(comparison(weeks)), 20))


def test_swapping_the_partners_changes_nothing():
    for name in ("strong, week by week", "silent"):
        weeks = couple({**WITH_EFFECT, **WITHOUT_EFFECT}[name], name, 1)
        swapped = [
            replace(
                week, closeness={ADA + BEN - who: close for who, close in reversed(week.closeness.items())}
            )
            for week in weeks
        ]

        assert insight_of(swapped) == insight_of(weeks)
        assert bests(swapped) == bests(weeks)


def test_who_always_feels_a_little_closer_changes_no_finding():
    def shifted(by):
        weeks = WITHOUT_EFFECT["silent"](Chance(2))
        return [
            replace(week, closeness={who: close + by * (who == BEN) for who, close in week.closeness.items()})
            for week in weeks
        ]

    assert comparison(shifted(2)) == comparison(shifted(0))
    assert bests(shifted(2)) == bests(shifted(0))
    raised = [
        replace(week, closeness={**week.closeness, BEN: week.closeness[BEN] + 2}) for week in weeks_with(SOME)
    ]
    assert insight_of(raised).found == (Finding(TEA, Direction.MORE, 8, 8, 6.5, 3.5),)


def test_the_order_of_habits_changes_nothing():
    turned = [replace(week, ticks=dict(reversed(week.ticks.items()))) for week in strong()]

    assert insight_of(turned) == insight_of(strong())
    assert bests(turned) == bests(strong())


def test_habits_that_never_vary_or_were_hardly_there_change_nothing():
    more = [
        replace(week, ticks={**week.ticks, 0: 7, 98: 0} | ({99: number % 3} if number < 7 else {}))
        for number, week in enumerate(strong())
    ]

    assert habits_that_vary(more) == [1, 2, 3, 4, 5, 6]
    assert insight_of(more) == insight_of(strong())
    assert bests(more) == bests(strong())


def test_a_habit_counts_from_eight_weeks_on():
    weeks = [replace(week, ticks={TEA: number % 3}) for number, week in enumerate(weeks_with("." * 8))]

    assert habits_that_vary(weeks) == [TEA]
    assert habits_that_vary(weeks[1:]) == []


def at(*numbers, answering=(ADA, BEN)):
    return [Week(MONDAY + number * A_WEEK, dict.fromkeys(answering, 4), {}) for number in numbers]


@pytest.mark.parametrize(
    ("weeks", "sizes"),
    [
        (at(), []),
        (at(*range(8)), [8]),
        (at(*range(19)), [8, 8, 3]),
        # over one unanswered week a block goes on, over two it does not
        (at(0, 1, 3, 5, 6), [5]),
        (at(0, 1, 4, 5, 6), [2, 3]),
        (at(*range(0, 40, 2)), [8, 8, 4]),
        # as long as one person answered all of it
        (at(0, 1) + at(2, answering=[ADA]) + at(3), [4]),
        (at(0, 1) + at(2, answering=[ADA]) + at(3, answering=[BEN]) + at(4), [3, 2]),
    ],
)
def test_a_block_holds_weeks_that_followed_one_another(weeks, sizes):
    assert [len(block) for block in blocks_of(weeks)] == sizes
    assert [week for block in blocks_of(weeks) for week in block] == weeks


def test_from_three_weeks_on_a_block_is_compared():
    sizes = [
        [len(block) for block in comparison(weeks_with((SOME * 2)[:count])).blocks] for count in (18, 19)
    ]

    assert sizes == [[8, 8], [8, 8, 3]]


def test_in_a_block_those_count_who_answered_all_of_it():
    both = [{ADA: 4, BEN: 2}, {ADA: 6, BEN: 3}, {ADA: 3, BEN: 7}]
    one = [{ADA: 4, BEN: 2}, {ADA: 6}, {ADA: 3, BEN: 7}]

    assert levels_of([Week(MONDAY, each, {}) for each in both]) == (0, 1.5, 2)
    assert levels_of([Week(MONDAY, each, {}) for each in one]) == (0, 2, -1)


def test_a_week_that_one_person_answered_does_not_shift_the_mean():
    weeks = [{ADA: 6, BEN: 2}, {ADA: 6}, {BEN: 2}, {ADA: 6, BEN: 2}]

    felt = felt_in([Week(MONDAY + number * A_WEEK, each, {}) for number, each in enumerate(weeks)])

    assert list(felt.values()) == [4, 4, 4, 4]


def test_weeks_in_which_a_habit_was_not_there_count_for_nothing_in_it():
    weeks = weeks_with(SOME * 2)
    paused = [replace(week, ticks={}) if number in (4, 5, 20) else week for number, week in enumerate(weeks)]
    contrast = comparison(paused).contrasts[TEA]

    assert [number for number, each in enumerate(contrast) if each == 0] == [4, 5, 20]
    assert [(each.weeks_with_more, each.weeks_with_less) for each in insight_of(paused).found] == [(14, 15)]


@pytest.mark.parametrize(
    ("marks", "closeness"),
    [
        # what is only steady within its block is left out
        ("........xxxxxxxx", range(16)),
        ("xx..............", [4] * 16),
    ],
)
def test_there_is_nothing_to_compare_where_nothing_turns(marks, closeness):
    weeks = [
        replace(week, closeness={ADA: close})
        for week, close in zip(weeks_with(marks), closeness, strict=True)
    ]

    assert comparison(weeks).scores == {}
    assert insight_of(weeks) == Insight(16)


# The slow, obvious one: all orders within the blocks, one by one, in fractions.


def residuals(values, positions):
    """What is left of values after their best straight line."""
    n, sum_t, sum_tt = len(values), sum(positions), sum(each * each for each in positions)
    sum_v, sum_tv = sum(values), sum(t * v for t, v in zip(positions, values, strict=True))
    slope = Fraction(n * sum_tv - sum_t * sum_v, n * sum_tt - sum_t**2)
    level = Fraction(sum_v, n) - slope * Fraction(sum_t, n)
    return [v - level - slope * t for t, v in zip(positions, values, strict=True)]


def exact_bests(blocks, habits):
    """The best score of any habit in each order, the order that was lived first."""
    table = []
    for habit in habits:
        mean = Fraction(sum(week.ticks[habit] for block in blocks for week in block), sum(map(len, blocks)))
        left = [
            residuals(
                [int(week.ticks[habit] > mean) for week in block],
                [(week.week - MONDAY) // A_WEEK for week in block],
            )
            for block in blocks
        ]
        orders = product(*(permutations([week.closeness[ADA] for week in block]) for block in blocks))
        sums = [
            sum(x * y for own, felt in zip(left, order, strict=True) for x, y in zip(own, felt, strict=True))
            for order in orders
        ]
        deviation = float(fmean(each * each for each in sums)) ** 0.5
        table.append([abs(float(each)) / deviation for each in sums])
    return [max(column) for column in zip(*table, strict=True)]


@pytest.mark.parametrize("seed", range(4))
def test_the_shuffles_agree_with_all_orders_one_by_one(seed):
    chance = Random(seed)
    blocks = [
        [
            Week(
                MONDAY + number * A_WEEK,
                {ADA: chance.choice((2, 4, 5, 7))},
                {TEA: chance.randint(0, 7), WALK: chance.randint(0, 3)},
            )
            for number in numbers
        ]
        for numbers in ((0, 1, 2, 4), (10, 11, 12, 13))
    ]
    weeks = blocks[0] + blocks[1]
    compared = comparison(weeks)
    highest = max(abs(each) for each in compared.scores.values())
    exact = exact_bests(blocks, [TEA, WALK])

    drawn = list(islice(shuffled_bests(compared), 4000))

    assert blocks_of(weeks) == blocks
    assert highest == pytest.approx(exact[0])
    for least in (highest, *sorted(exact)[:: len(exact) // 5]):
        exactly = fmean(each > least - 1e-9 for each in exact)
        assert fmean(each > least - 1e-9 for each in drawn) == pytest.approx(exactly, abs=0.03)


def test_a_habit_is_clear_only_when_the_best_of_all_seldom_reaches_it():
    weeks = strong(3)[:32]
    compared = comparison(weeks)
    score = max(compared.scores.values())
    reached = sum(each > score - 1e-9 for each in islice(shuffled_bests(compared), SHUFFLES))
    chance = (reached + 1) / (SHUFFLES + 1)

    assert 0 < reached < SHUFFLES / 2
    assert [each.habit for each in findings(weeks, chance)] == [1]
    assert findings(weeks, chance - 1 / (SHUFFLES + 1)) == ()


# Couples who never lived. A right method stays below these bounds with near certainty: they allow for ten times its rate.
FEW = range(12)
MOST_CLAIMS = 3


def tells_too_much(weeks):
    """The naive one, a foil: all weeks shuffled, as if each were drawn anew."""
    felt = [fmean(week.closeness.values()) for week in weeks]
    habits = [[week.ticks[habit] for week in weeks] for habit in habits_that_vary(weeks)]

    def best(levels):
        return max(abs(correlation(levels, ticks)) for ticks in habits)

    chance, seen = Random(1), best(felt)
    return sum(best(chance.sample(felt, len(felt))) >= seen for _ in range(39)) < 2


@pytest.mark.parametrize("name", list(WITHOUT_EFFECT)[:: many(3, 1)])
def test_couples_without_effect_are_hardly_ever_told_of_one_in_two_years(name):
    claims = [first_claim(couple(WITHOUT_EFFECT[name], name, number)) for number in FEW]

    assert sum(each > 0 for each in claims) <= MOST_CLAIMS


def test_shuffling_all_weeks_would_tell_them():
    told = [tells_too_much(couple(WITHOUT_EFFECT["drifting"], "drifting", number)) for number in FEW]

    assert sum(told) > 2 * MOST_CLAIMS


def unguarded(weeks):
    """What is found without a look at how earlier weeks were, a foil."""
    seen = weeks[:104]
    compared = comparison(seen)
    return [(habit, compared.scores[habit] > 0) for habit in clear_habits(compared, 1 / 40)]


FOLLOWS_FOUR = "follow four weeks"


def test_who_does_more_after_close_weeks_is_not_told_that_closer_weeks_had_less_of_it():
    weeks = [couple(FOLLOWING[FOLLOWS_FOUR], FOLLOWS_FOUR, number) for number in range(30)]
    told = [unguarded(each) for each in weeks]

    assert sum(bool(each) for each in told) >= 3
    assert not any(more for each in told for _habit, more in each)
    assert [each for each in weeks if insight_of(each).found] == []


def test_nor_who_makes_up_after_others_that_they_had_more():
    weeks = [couple(FOLLOWING["all make up"], "all make up", number) for number in range(30)]
    told = [unguarded(each) for each in weeks]

    assert {more for each in told for _habit, more in each} == {True}
    assert [each for each in weeks if insight_of(each).found] == []


@pytest.mark.parametrize("close", [6, 2])
def test_what_earlier_weeks_say_too_stays_told(close):
    """Of a habit that comes in stretches, as closeness does."""
    weeks = weeks_with("xx..xxx...xx.xxx...xx..xxx..xx..", close=close, apart=4)

    assert found_in(weeks) == [(TEA, Direction.MORE if close == 6 else Direction.LESS)]


def slow_before(weeks, habit, lags):
    """By the correlation as the library has it."""
    more, felt = more_of(habit, weeks), felt_in(weeks)
    pairs = [
        (above, fmean(near))
        for week, above in more.items()
        if (near := [felt[week - n * A_WEEK] for n in lags if week - n * A_WEEK in felt])
    ]
    if len(pairs) < 8 or any(len(set(each)) == 1 for each in zip(*pairs, strict=True)):
        return 0
    z = correlation(*zip(*pairs, strict=True)) * len(pairs) ** 0.5
    return (z >= 2.5) - (z <= -2.5)


def test_looked_at_are_the_week_before_the_one_before_that_a_month_and_the_week_after():
    assert [[*lags] for lags in WEEKS_AROUND] == [[1], [2], [1, 2, 3, 4], [-1]]


@pytest.mark.parametrize("lags", WEEKS_AROUND)
@pytest.mark.parametrize("name", ["all follow", "one makes up", "patchy", "close weeks left out"])
def test_following_agrees_with_the_slow_way(name, lags):
    weeks = couple(WITHOUT_EFFECT[name], name, 5)[:60]

    for habit in habits_that_vary(weeks):
        assert goes_with_weeks(more_of(habit, weeks), felt_in(weeks), lags) == slow_before(weeks, habit, lags)


def test_a_strong_effect_is_seen_by_most_within_a_year_and_a_half():
    seen = [(1, Direction.MORE) in found_in(strong(number)[:72]) for number in FEW]

    assert sum(seen) >= 9


def test_it_is_first_seen_at_the_first_look_that_finds_it():
    weeks = strong()
    looked = {count: found_in(weeks[:count]) for count in range(FIRST_LOOK, 105, 8)}

    first = next(count for count, found in looked.items() if (1, Direction.MORE) in found)

    assert first_sight(weeks) == first_sight(weeks[: first + 7]) == first
    assert first_claim(weeks) == next(count for count, found in looked.items() if found)
    assert (first_sight(weeks[: first - 1]), first_claim(weeks[: FIRST_LOOK - 1])) == (0, 0)


@pytest.mark.parametrize(
    ("seen", "half", "most"),
    [([16] * 9 + [24], 16, 16), ([24, 16, 0, 32], 24, 0), ([0, 0, 16], 0, 0), (list(range(1, 11)), 5, 9)],
)
def test_how_long_a_part_of_couples_takes_counts_those_who_never_see(seen, half, most):
    assert (weeks_until(seen, couples.HALF), weeks_until(seen, couples.MOST)) == (half, most)


WEEKS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.dictionaries(st.sampled_from((ADA, BEN)), st.integers(1, 7), min_size=1),
        st.dictionaries(st.integers(1, 4), st.integers(0, 14)),
    ),
    max_size=40,
)


@settings(max_examples=many(60, 100), derandomize=True, deadline=None)
@given(lived=WEEKS, earlier=st.integers(0, 200))
def test_whatever_two_people_lived_there_is_an_answer(lived, earlier):
    week, weeks = MONDAY, []
    for ahead, closeness, ticks in lived:
        week += ahead * A_WEEK
        weeks.append(Week(week, closeness, ticks))

    insight = insight_of(weeks, earlier=earlier)

    assert insight.weeks <= min(104, earlier + len(weeks))
    assert insight.too_early == (insight.weeks < LEAST_WEEKS)
    for each in insight.found:
        assert (each.closeness_with_more > each.closeness_with_less) == (each.direction is Direction.MORE)
        assert each.weeks_with_more + each.weeks_with_less == sum(
            each.habit in week.ticks for week in weeks[: insight.weeks]
        )


def said(sentence):
    return sentence.text % sentence.values


def test_what_is_said_has_the_number_of_weeks():
    found = insight_of(weeks_with(SOME))

    assert said(sentence_of(Insight(5))).endswith("Weeks so far: 5.")
    assert said(sentence_of(Insight(8))).startswith("From 8 weeks of check-ins, we cannot tell")
    assert said(sentence_of(found)).startswith("We looked at 16 weeks. What went together")


def test_a_finding_is_said_in_plain_figures_either_way():
    more = Finding(TEA, Direction.MORE, 14, 10, closeness_with_more=5.3, closeness_with_less=4.0)
    less = replace(more, direction=Direction.LESS, closeness_with_more=4.0, closeness_with_less=5.3)

    assert said(sentence_of_finding(more, "Tea")) == (
        "Closer weeks and more of “Tea” went together: in the 14 weeks with more of it you felt 5.3 of 7 close "
        "on average, and 4.0 in the 10 weeks with less."
    )
    assert said(sentence_of_finding(less, "Tea")) == (
        "Closer weeks and less of “Tea” went together: in the 10 weeks with less of it you felt 5.3 of 7 close "
        "on average, and 4.0 in the 14 weeks with more. It may well be what you turn to when a week is hard."
    )


@pytest.mark.parametrize("text", [TOO_EARLY, CANNOT_TELL, SOMETHING_FOUND, *FINDINGS.values()])
def test_no_text_claims_a_cause_or_blames(text):
    assert not UNSAID.search(text)
