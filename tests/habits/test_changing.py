"""What a habit asks for changes from a day on, and what lies before stays as it was."""

from datetime import date, timedelta

import pytest

from tests.databases import acting
from tests.habits.planted import TEA, asked, habit, settled
from tests.world import (
    BENS_OWN,
    EACH,
    TODAY,
    TOGETHER,
    planted,
)
from tracker.domain.schedules import DAILY, TimesAMonth, TimesAWeek, TimesInDays
from tracker.domain.terms import Terms


def test_a_habit_is_changed_and_its_streak_counted_anew(app, world, ben):
    path = f"/habits/{world.habits[EACH]}/edit"
    answer = ben.submit(path, name="Another", often="week", times="3")

    (changed,) = habit(app, "Another")
    assert (answer.status_code, answer.location) == (303, f"/habits/{world.habits[EACH]}")
    assert asked(app, changed.id) == [Terms(date(2026, 2, 16), DAILY), Terms(TODAY, TimesAWeek(3))]
    assert (changed.mode, changed.shared) == ("each", True)
    settled(app, "ada")


def test_what_a_habit_asks_for_changes_from_today_on_and_before_stays(app, world, ben):
    path = f"/habits/{world.habits[BENS_OWN]}/edit"
    daily = asked(app, world.habits[BENS_OWN])[0]

    ben.submit(path, often="month", times_a_month="4", goal="2,5", unit="cups")
    monthly = Terms(TODAY, TimesAMonth(4), goal=2500)
    assert asked(app, world.habits[BENS_OWN]) == [daily, monthly]
    settled(app, "ada")

    ben.submit(path, often="days", times_in_days="2", days="9", since="2026-03-04")
    blocks = Terms(date(2026, 3, 4), TimesInDays(2, 9), goal=2500)
    assert asked(app, world.habits[BENS_OWN]) == [daily, blocks]
    settled(app, "ada")

    ben.submit(path, name="Another", goal="")
    assert asked(app, world.habits[BENS_OWN]) == [daily, blocks, Terms(TODAY, TimesInDays(2, 9))]
    (changed,) = habit(app, "Another")
    assert changed.unit == ""
    settled(app, "ada")


@pytest.mark.parametrize("unit", ["pages", ""])
def test_what_was_counted_is_not_called_by_another_unit(app, world, ben, unit):
    path = f"/habits/{world.habits[EACH]}/edit"
    ben.submit(path, to=path, goal="20", unit="minutes")
    track = world.tracks[f"{EACH} of ben"]
    ben.send(f"/tracks/{track}/ticks/{TODAY}/amount", **{f"amount-{track}": "12"})

    answer = ben.submit(path, to=path, unit=unit, name="Another")

    assert answer.status_code == 422
    assert "What was counted here is in minutes, and stays so." in answer.text
    assert [each.unit for each in habit(app, EACH)] == ["minutes"]
    for goal in ("30", "", "5"):
        assert ben.submit(path, to=path, goal=goal).status_code == 303
        assert [each.unit for each in habit(app, EACH)] == ["minutes"]


def test_a_unit_can_change_as_long_as_nothing_was_counted_in_it(app, world, ben):
    with acting(app):
        planted("New", by="ben")
    path = f"/habits/{habit(app, 'New')[0].id}/edit"

    for unit in ("minutes", "pages"):
        assert ben.submit(path, to=path, goal="20", unit=unit).status_code == 303

    assert [each.unit for each in habit(app, "New")] == ["pages"]


@pytest.mark.parametrize(
    ("name", "who"), [(EACH, "ada"), (EACH, "ben"), (TOGETHER, "ada"), (TOGETHER, "ben")]
)
def test_what_two_tend_changes_from_today_on_and_the_past_of_both_stays(app, world, visit, name, who):
    path, visitor = f"/habits/{world.habits[name]}/edit", visit(who)
    before = asked(app, world.habits[name])
    wanted = {"often": "month", "times_a_month": "28", "goal": "40", "unit": "cups"}
    by_hand = visitor.page(path).form(path).values | wanted | {"since": str(TODAY - timedelta(days=9))}

    answer = visitor.post(path, data=by_hand)

    assert answer.status_code == 422
    assert "You both tend this habit, so what it asks for changes from today on." in answer.text
    assert 'value="28"' in answer.text and 'value="cups"' in answer.text
    assert asked(app, world.habits[name]) == before
    page = visitor.page(path)
    assert "since" not in page.form(path).values
    assert "What came before stays as it was, for both of you." in page.text

    assert visitor.submit(path, **wanted).status_code == 303
    assert asked(app, world.habits[name]) == [*before, Terms(TODAY, TimesAMonth(28), goal=40_000)]
    settled(app, "ada", "ben")


def test_saved_as_it_was_a_habit_asks_for_the_same(app, world, ben):
    path = f"/habits/{world.habits[EACH]}/edit"
    before = asked(app, world.habits[EACH])

    assert ben.submit(path, cue="Another").status_code == 303

    assert asked(app, world.habits[EACH]) == before


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"often": "month", "times_a_month": "29"}, "Please give a number from one to 28."),
        ({"often": "month", "times_a_month": ""}, "Please give a number from one to 28."),
        (
            {"often": "days", "times_in_days": "4", "days": "3"},
            "Please give a number that fits into the days.",
        ),
        ({"often": "days", "times_in_days": "1", "days": "366"}, "Please give a number of days up to 365."),
        ({"often": "days", "times_in_days": "1", "days": "ten"}, "Please give a number of days up to 365."),
        ({"goal": "a lot"}, "Please give a number up to a million, such as 20 or 2.5."),
        ({"goal": "-1"}, "Please give a number up to a million, such as 20 or 2.5."),
        ({"goal": "1000001"}, "Please give a number up to a million, such as 20 or 2.5."),
        ({"goal": "1", "unit": "m" * 25}, "This has 25 characters, and there is room for 24."),
    ],
)
def test_what_a_habit_cannot_ask_for_is_said_and_what_was_typed_stays(app, world, ben, wrong, words):
    before = asked(app, world.habits[EACH])

    answer = ben.submit(f"/habits/{world.habits[EACH]}/edit", name="Another", **wrong)

    assert (answer.status_code, words in answer.text, "Another" in answer.text) == (422, True, True)
    assert all(f'value="{typed}"' in answer.text for name, typed in wrong.items() if name == "goal")
    assert asked(app, world.habits[EACH]) == before


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-12", "What a habit asks for can change from today on, or from an earlier day."),
        ("2026-02-30", "This is not a date."),
    ],
)
def test_a_habit_of_ones_own_changes_from_no_day_to_come(app, world, ben, day, words):
    before = asked(app, world.habits[BENS_OWN])

    answer = ben.submit(f"/habits/{world.habits[BENS_OWN]}/edit", name="Another", often="week", since=day)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert asked(app, world.habits[BENS_OWN]) == before


def test_numbers_beside_the_schedule_that_is_meant_are_nobodys_mistake(app, world, ben):
    answer = ben.submit(
        f"/habits/{world.habits[EACH]}/edit", often="week", times="2", times_a_month="many", days="", since=""
    )

    assert answer.status_code == 303
    assert asked(app, world.habits[EACH])[-1] == Terms(TODAY, TimesAWeek(2))


def test_for_whom_a_habit_is_cannot_be_changed_by_a_form_made_by_hand(app, world, ben):
    ben.submit(
        f"/habits/{world.habits[EACH]}/edit",
        **(TEA | {"mode": "one", "private": "y", "starts_on": "2026-01-01"}),
    )

    (changed,) = habit(app, "Tea for two")
    assert (changed.mode, changed.shared, changed.starts_on) == ("each", True, date(2026, 2, 16))
