"""The evening on which one of two has left, and the month after it."""

from datetime import timedelta

import pytest

from tests.databases import acting
from tests.world import (
    ADAS_OWN_OUTING,
    BENS_OUTING,
    BENS_OWN,
    EACH,
    NOW,
    OUTING,
    SPACE,
    TODAY,
    TOGETHER,
    couple,
    habit_called,
    outing,
    person,
    planted,
)
from tracker.dates.queries import dates_page
from tracker.domain.garden import Stage
from tracker.domain.habits import Mode
from tracker.domain.partings import QUIET_FOR
from tracker.garden.queries import garden_page
from tracker.habits import actions as habits
from tracker.models import Note
from tracker.spaces import actions as spaces
from tracker.today.queries import today_page
from tracker.wall import actions as wall
from tracker.wall.queries import wall_page

pytestmark = pytest.mark.on_either(
    "each parts two, and reads pages by the same statements as the one beside it"
)

A_MONTH_ON = NOW + QUIET_FOR
A_SECOND = timedelta(seconds=1)
A_YEAR_AGO = NOW.replace(year=2025)
BOTH = pytest.mark.parametrize("name", ["ada", "ben"])


def words_of(name, now=NOW):
    """What Today says to somebody before the day, in words that are not filled in."""
    return [each.words.text for each in today_page(person(name), None, now).news]


@BOTH
def test_that_evening_nobody_is_asked_for_what_was_meant_for_two(inside, name):
    planted("alone so far", by="ada", mode=Mode.EACH, since=TODAY)
    spaces.leave(by=person("ben"), now=NOW)

    page = today_page(person(name), None, NOW)
    asked = {row.habit.name: row.habit.mode for row in page.rows}
    assert set(asked.values()) == {Mode.ONE}
    assert (BENS_OWN in asked) == (name == "ben")


@BOTH
def test_what_was_for_two_rests_and_can_be_gone_on_with_alone(inside, name):
    spaces.leave(by=person("ben"), now=NOW)
    for habit in (EACH, TOGETHER):
        resting = habit_called(habit, name)
        assert (resting.archived_on, resting.shared) == (TODAY, False)
        habits.bring_back(resting, by=person(name), now=NOW)

    page = today_page(person(name), None, NOW)
    assert {EACH, TOGETHER} <= {row.habit.name for row in page.rows}


def test_whoever_stays_reads_who_has_left_and_is_led_to_help_and_to_a_page_to_write_on(ada, ben, moment):
    ben.submit("/settings/leave")

    page = ada.page("/today")
    assert "Ben has left this space. What is yours is still here." in page.text
    for path in ("/help", "/reflections/new?topic=free"):
        assert path in page.links
        assert ada.get(path).status_code == 200

    moment.shift(timedelta(days=1))
    page = ada.page("/today")
    assert "Your partner has left this space. What is yours is still here." in page.text
    assert "Ben" not in page.text

    ada.submit("/today", to="/farewell")
    assert "has left" not in ada.page("/today").text


def test_whoever_leaves_is_told_nothing_of_the_kind(ada, ben):
    ben.submit("/settings/leave")
    ben.page("/today")

    assert "has left" not in ben.page("/today").text


@BOTH
def test_for_a_month_today_reminds_nobody_of_closeness(inside, name):
    spaces.leave(by=person("ben"), now=NOW)
    spaces.put_farewell_away(by=person("ada"))
    outing("of one's own", TODAY, by=name)
    planted("of one's own", by=name, since=TODAY)

    days = [NOW + timedelta(days=days) for days in (0, 1, 5, 12, 29)]
    assert [words_of(name, now) for now in days] == [[]] * 5
    outing("of one's own", (NOW + QUIET_FOR).date(), by=name)
    assert "Tonight: %(title)s" in words_of(name, A_MONTH_ON) or "Today: %(title)s" in words_of(
        name, A_MONTH_ON
    )


def test_before_there_were_such_reminders(inside):
    assert "Tomorrow: %(title)s" in words_of("ada")


@BOTH
def test_for_a_month_no_other_page_looks_back_or_ahead_at_the_two(app, name):
    with app.app_context():
        written = wall.write("A year ago", by=person("ben"), now=A_YEAR_AGO)
        assert isinstance(written, Note)
        outing("to be told of", TODAY - timedelta(days=2), by=name)
        assert held_out("ada") == (True, True, False)
        spaces.leave(by=person("ben"), now=NOW)

        assert [held_out("ada", now) for now in (NOW, A_MONTH_ON - A_SECOND)] == [(False, False, True)] * 2
        assert dates_page(person(name), A_MONTH_ON).quiet is False


def held_out(name, now=NOW):
    """Whether there is a garden's or a wall's look back at another year; and whether dates keep quiet."""
    by = person(name)
    return (
        bool(garden_page(by, now).back),
        bool(wall_page(by, now).memories),
        dates_page(by, now).quiet,
    )


def test_pages_keep_quiet_with_what_they_would_hold_out(ada, ben):
    before = ada.page("/dates").text
    assert "An idea for today" in before and "Days to remember" in before
    week = f"/today/{TODAY - timedelta(days=TODAY.weekday())}"
    assert 'class="reminder"' in ada.page(week).source

    ben.submit("/settings/leave")

    for visitor in (ada, ben):
        page = visitor.page("/dates").text
        assert "An idea for today" not in page and "How was it?" not in page
        assert 'class="reminder"' not in visitor.page(week).source
    assert ADAS_OWN_OUTING in ada.page("/dates").text
    assert OUTING in ada.page("/dates").text and BENS_OUTING in ben.page("/dates").text


def test_with_nothing_of_ones_own_today_says_that_nothing_is_asked(ada, ben, app):
    ben.submit("/settings/leave")
    with acting(app):
        habits.archive(habit_called(BENS_OWN, "ben"), by=person("ben"), now=NOW)

    page = ben.page("/today").text
    assert "Nothing is asked of you here." in page
    assert "Begin with two small things" not in page


@BOTH
def test_what_grew_rests_in_the_garden_for_that_month(inside, name):
    spaces.leave(by=person("ben"), now=NOW)

    beds = {bed.strategy.number: bed for bed in garden_page(person(name), A_MONTH_ON - A_SECOND).beds}
    plants = [beds[number].plant for number in (3, 9)]
    assert [(plant.resting, plant.stage is Stage.BED) for plant in plants] == [(True, False)] * 2
    later = {bed.strategy.number: bed.plant.stage for bed in garden_page(person(name), A_MONTH_ON).beds}
    assert [later[number] for number in (3, 9)] == [Stage.BED] * 2


def test_for_that_month_no_page_is_headed_by_the_name_of_the_two(ada, ben, moment):
    assert SPACE in ada.page("/help").text
    ben.submit("/settings/leave")

    assert SPACE not in ada.page("/help").text + ben.page("/help").text
    assert SPACE in ada.page("/settings/space").source
    moment.shift(QUIET_FOR)
    assert SPACE in ada.page("/help").text


def test_somebody_new_ends_the_quiet(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    for name in ("ada", "cleo"):
        assert person(name).space.parted_at is None
        assert not today_page(person(name), None, NOW).quiet
        assert not any("has left" in words for words in words_of(name))


def test_the_day_on_which_somebody_is_named_is_that_of_whoever_stays(inside):
    """Ada lives in Berlin: at half past one there it is still the evening on which Ben left."""
    spaces.leave(by=person("ben"), now=NOW)

    later = [NOW + timedelta(hours=hours) for hours in (5, 7)]
    named = [
        "%(name)s has left this space. What is yours is still here." in words_of("ada", each)
        for each in later
    ]
    assert named == [True, False]
