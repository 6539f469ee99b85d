from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.reminders.doing import choose
from tests.world import EACH, NOW, TODAY
from tracker.models import Habit, Track

LINE = f"It is time for “{EACH}”."


@pytest.fixture
def walk(app, ada, world):
    """Ada was to be reminded half an hour ago, of what she has not done today."""
    ada.submit(f"/habits/{world.habits[EACH]}/reminders", first="20:30")
    (track,) = kept(
        app,
        select(Track.id)
        .join(Habit, Habit.id == Track.habit_id)
        .where(Habit.name == EACH, Track.owner_id == world.people["ada"]),
    )
    ada.send(f"/tracks/{track}/ticks/{TODAY}/undo")
    ada.send(f"/tracks/{track}/days/{TODAY}/untick")
    return track


def test_it_stands_on_today_for_two_hours(ada, walk, moment):
    assert LINE in ada.page("/today").text

    moment.move_to(NOW + timedelta(hours=1, minutes=31))
    assert LINE not in ada.page("/today").text


def test_a_tick_takes_it_away(ada, walk):
    ada.send(f"/tracks/{walk}/days/{TODAY}/tick")

    assert LINE not in ada.page("/today").text


def test_it_stands_on_no_other_day_and_on_nobody_elses(ada, ben, walk):
    assert LINE not in ada.page(f"/today/{TODAY - timedelta(days=1)}").text
    assert LINE not in ben.page("/today").text


def test_it_is_silent_in_a_pause(ada, walk):
    ada.submit("/pauses", starts_on=str(TODAY), ends_on=str(TODAY))

    assert LINE not in ada.page("/today").text


def test_it_stands_there_only_where_that_is_wanted(app, ada, walk):
    with app.app_context():
        choose(here=False)

    assert LINE not in ada.page("/today").text


def test_many_are_one_line(ada, world, walk):
    for habit in list(world.habits.values()):
        if ada.get(f"/habits/{habit}/reminders").status_code == 200:
            ada.submit(f"/habits/{habit}/reminders", first="20:45")

    assert (
        ada.page("/today").text.count("It is time for") <= 2
    )  # beside the day, and the line that leads there
