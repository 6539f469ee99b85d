"""What is found in the weeks of two, from when on, and in which words it is said."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.felt_weeks import A_WEEK, ADA, BEN, HUG, MONDAY, SOME, TEA, WALK, found_in, weeks_with
from tests.whole import many
from tracker.domain.insights import (
    CANNOT_TELL,
    FINDINGS,
    LEAST_WEEKS,
    SOMETHING_FOUND,
    TOO_EARLY,
    Direction,
    Finding,
    Insight,
    Week,
    comparison,
    insight_of,
    seen_plainly,
    sentence_of,
    sentence_of_finding,
)

UNSAID = re.compile(
    r"\b(because|mak|made|lead|led|caus|thanks to|fail|los[est]|break|miss|should|better|worse)",
    re.IGNORECASE,
)


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


WEEKS = st.lists(
    st.tuples(
        st.integers(1, 4),
        st.dictionaries(st.sampled_from((ADA, BEN)), st.integers(1, 7), min_size=1),
        st.dictionaries(st.integers(1, 4), st.integers(0, 14)),
    ),
    max_size=40,
)


@settings(max_examples=many(30, 100), derandomize=True, deadline=None)
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
