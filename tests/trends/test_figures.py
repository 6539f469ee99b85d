"""The figures that the pages name are those by which it is worked out."""

from pathlib import Path

import pytest

from config import ROOT
from tracker.domain import insights, trends

OWN, INSIGHTS = (Path(ROOT) / "templates" / "trends" / name for name in ("_own.html", "_insights.html"))
NUMBERS = {2: "two", 4: "four", 8: "eight", 20: "twenty"}
STEPS = {0.5: "half a step"}
ORDINALS = {4: "fourth"}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (OWN, f"your last {trends.LATEST_WEEKS[0]} or {trends.LATEST_WEEKS[1]} answers"),
        (OWN, f"at least {STEPS[trends.LEAST_STEP]} away from up to {trends.MOST_BEFORE} before them"),
        (OWN, f"{NUMBERS[trends.TIMES_CHANCE]} times as far as chance would put them"),
        (OWN, f"every {ORDINALS[trends.WEEKS_TO_A_LOOK]} week"),
        (OWN, f"the first time once there are {2 * trends.LATEST_WEEKS[0]} answers"),
        (INSIGHTS, f"after every {NUMBERS[insights.WEEKS_TO_A_LOOK]} weeks"),
        (INSIGHTS, f"after {NUMBERS[insights.WINDOW_WEEKS // 52]} years once a year"),
    ],
)
def test_a_page_names_the_figures_that_hold(page, words):
    assert words in page.read_text()


def test_late_looks_are_a_year_apart():
    assert insights.WEEKS_TO_A_LATE_LOOK == 52
