"""An amount a week or a month: planted and changed in the form, gone on with on Today and on a day's page."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import kept, rows
from tests.settled import assert_settled, assert_shown
from tests.world import NOW, TODAY
from tracker.domain.schedules import DAILY, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import Terms
from tracker.extensions import db
from tracker.models import Habit, TermRow, Tick, Track

A_DAY = timedelta(days=1)
MONDAY = TODAY - TODAY.weekday() * A_DAY
RUN = {
    "name": "Run",
    "strategy": "6",
    "mode": "one",
    "often": "week",
    "times": "3",
    "goal": "10",
    "unit": "km",
    "summed": "y",
    "starts_on": str(MONDAY - 28 * A_DAY),
}


def terms_of_run(app):
    return [
        row.terms
        for row in kept(app, select(TermRow).join(Habit).where(Habit.name == "Run").order_by(TermRow.since))
    ]


def track_of_run(app):
    return rows(app, select(Track.id).join(Habit).where(Habit.name == "Run"))[0][0]


def ticks_of_run(app):
    return dict(rows(app, select(Tick.day, Tick.amount).where(Tick.track_id == track_of_run(app))))


@pytest.fixture
def run(app, ada):
    """Where the ticks of ten kilometres a week go, on a day."""
    ada.submit("/habits/new", **RUN)
    track_id = track_of_run(app)
    return lambda day, end="": f"/tracks/{track_id}/ticks/{day}{end}"


def some(app, ada, run, day, amount):
    name = f"amount-{track_of_run(app)}"
    return ada.send(run(day, "/amount"), **{name: amount})


@pytest.mark.parametrize(
    ("typed", "schedule"),
    [
        ({}, TimesAWeek(1)),
        ({"times": "900"}, TimesAWeek(1)),
        ({"often": "month", "times_a_month": ""}, TimesAMonth(1)),
        ({"often": "days", "days": "10", "times_in_days": "4"}, TimesInDays(1, 10)),
    ],
)
def test_an_amount_is_planted_for_all_of_a_week_a_month_or_so_many_days(app, ada, typed, schedule):
    answer = ada.submit("/habits/new", **(RUN | typed))

    assert answer.status_code == 303
    assert terms_of_run(app) == [Terms(MONDAY - 28 * A_DAY, schedule, goal=10_000, summed=True)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"often": "weekdays"}, "For a total, please choose a week, a month or a number of days"),
        ({"goal": ""}, "Please say how much it is in total."),
        ({"goal": "0"}, "Please say how much it is in total."),
        ({"often": "days", "days": "400"}, "Please give a number of days up to 365."),
    ],
)
def test_what_no_sum_can_be_is_said_and_what_was_typed_stays(app, ada, typed, sentence):
    answer = ada.submit("/habits/new", **(RUN | typed))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="km"' in answer.text and "<details" in answer.text
    assert kept(app, select(Habit).where(Habit.name == "Run")) == []


def test_a_goal_a_day_becomes_one_a_week_and_stays_it_when_saved_again(app, ada):
    ada.submit("/habits/new", **(RUN | {"often": "weekdays", "weekdays": list("0123456"), "summed": []}))
    (habit_id,) = rows(app, select(Habit.id).where(Habit.name == "Run"))[0]
    path = f"/habits/{habit_id}/edit"
    daily = Terms(MONDAY - 28 * A_DAY, DAILY, goal=10_000)
    weekly = Terms(TODAY, TimesAWeek(1), goal=30_000, summed=True)
    assert terms_of_run(app) == [daily]

    assert ada.submit(path, often="week", goal="30", summed="y").status_code == 303
    assert terms_of_run(app) == [daily, weekly]
    assert ada.submit(path).status_code == 303
    assert terms_of_run(app) == [daily, weekly]
    assert "30 km a week" in ada.page("/habits").text

    ada.submit(path, summed=[], times="2")
    assert terms_of_run(app) == [daily, Terms(TODAY, TimesAWeek(2), goal=30_000)]


def test_today_says_how_much_of_the_week_there_is_and_a_tap_books_what_is_left(app, ada, run):
    assert "0 of 10 km this week" in ada.page("/today").text

    some(app, ada, run, TODAY - A_DAY, "4")
    assert "4 of 10 km this week" in ada.page("/today").text
    ada.send(run(TODAY))

    assert ticks_of_run(app) == {TODAY - A_DAY: 4_000, TODAY: 6_000}
    assert "10 of 10 km this week" in ada.page("/today").text
    ada.send(run(TODAY))
    assert ticks_of_run(app) == {TODAY - A_DAY: 4_000, TODAY: 6_000}
    ada.send(run(TODAY, "/undo"))
    assert ticks_of_run(app) == {TODAY - A_DAY: 4_000}
    with app.app_context():
        assert_settled("ada", NOW)
        assert_shown("ada", NOW)
        db.session.rollback()


def test_a_day_with_some_of_it_is_done_in_part_until_all_of_it_is_there(app, ada, run):
    some(app, ada, run, TODAY, "4")
    assert "Run: 6 km left" in ada.page("/today").text

    ada.send(run(TODAY))

    assert ticks_of_run(app) == {TODAY: 10_000}
    assert "Run: done" in ada.page("/today").text


def test_where_nothing_is_left_a_tap_books_nothing_and_more_can_be_said(app, ada, run):
    some(app, ada, run, TODAY - A_DAY, "10")

    page = ada.page("/today")
    assert "All of it is done: Run" in page.text
    answer = ada.send(run(TODAY), came_from="/today")
    assert (answer.status_code, ticks_of_run(app)) == (303, {TODAY - A_DAY: 10_000})
    assert "All of it is done already. If it was more, say how much." in ada.page("/today").text

    some(app, ada, run, TODAY, "2,5")
    assert "12.5 of 10 km this week" in ada.page("/today").text


def test_amounts_of_other_weeks_and_of_other_terms_count_for_nothing(app, ada, run):
    some(app, ada, run, MONDAY - A_DAY, "9")
    some(app, ada, run, MONDAY, "1000000")

    assert "1,000,000 of 10 km this week" in ada.page(f"/today/{TODAY}").text
    assert "9 of 10 km this week" in ada.page(f"/today/{MONDAY - A_DAY}").text
    ada.send(run(MONDAY - 2 * A_DAY))
    assert ticks_of_run(app)[MONDAY - 2 * A_DAY] == 1_000


def test_a_settled_month_says_all_of_it_on_each_of_its_days(app, ada):
    ada.submit("/habits/new", **(RUN | {"often": "month", "goal": "50", "starts_on": "2026-01-01"}))
    track_id = track_of_run(app)
    for day, amount in (("2026-01-02", "20"), ("2026-01-30", "5")):
        ada.send(f"/tracks/{track_id}/ticks/{day}/amount", **{f"amount-{track_id}": amount})

    assert "25 of 50 km this month" in ada.page("/today/2026-01-30").text
    assert "25 of 50 km this month" in ada.page("/today/2026-01-02").text


def test_the_page_of_a_day_and_of_the_habit_say_the_sum(app, ada, run):
    some(app, ada, run, TODAY - A_DAY, "4")
    (habit_id,) = rows(app, select(Habit.id).where(Habit.name == "Run"))[0]
    track_id = track_of_run(app)

    day = ada.page(f"/tracks/{track_id}/days/{TODAY - A_DAY}")
    assert "Done 4 km" in day.text
    other = ada.page(f"/tracks/{track_id}/days/{TODAY}")
    assert "Tick what is left of it" in other.text
    ada.submit(f"/tracks/{track_id}/days/{TODAY}", to=f"/tracks/{track_id}/days/{TODAY}/tick")
    assert ticks_of_run(app)[TODAY] == 6_000
    assert "Tick what is left of it" not in ada.page(f"/tracks/{track_id}/days/{TODAY - 2 * A_DAY}").text

    text = ada.page(f"/habits/{habit_id}").text
    assert "10 km a week" in text
    assert "A week counts as kept once its amounts come to 10 km together, on however many days." in text
    assert "A day is done once it reaches" not in text
    assert "in the last 7 days" in text
