"""A day is ticked and unticked, once however often it is sent, and only where there is one to tick."""

from datetime import timedelta

import pytest

from tests.habits.planted import settled, ticks
from tests.visitors import Visitor
from tests.world import (
    EACH,
    NOW,
    TODAY,
    TOGETHER,
)


def test_a_day_is_ticked_and_unticked(app, world, ada):
    track_id = world.tracks[f"{EACH} of ada"]
    path = f"/tracks/{track_id}/ticks/{TODAY}"
    answer = ada.send(path, came_from="/today?x=1")

    assert (answer.status_code, answer.location) == (303, f"/today?x=1#habit-{world.habits[EACH]}")
    assert TODAY in ticks(app, track_id)
    settled(app, "ada")
    ada.send(f"{path}/undo")
    assert TODAY not in ticks(app, track_id)
    settled(app, "ada")


def test_the_button_on_the_page_ticks_and_takes_back(app, world, ada):
    track_id = world.tracks[f"{EACH} of ada"]
    path = f"/tracks/{track_id}/ticks/{TODAY}"

    def buttons():
        return [
            given["formaction"]
            for tag, given in ada.page("/today").tags
            if tag == "button" and "formaction" in given
        ]

    assert path in buttons()
    ada.send(path, came_from="/today")
    assert path not in buttons()
    assert f"{path}/undo" in buttons()


def test_ticking_twice_is_ticking_once(app, world, ada, ben):
    own, shared = world.tracks[f"{EACH} of ada"], world.tracks[TOGETHER]
    for _time in range(2):
        assert ada.send(f"/tracks/{own}/ticks/{TODAY}").status_code == 303
        assert ada.send(f"/tracks/{shared}/ticks/{TODAY}").status_code == 303
        assert ben.send(f"/tracks/{shared}/ticks/{TODAY}").status_code == 303
    assert (ticks(app, own).count(TODAY), ticks(app, shared).count(TODAY)) == (1, 1)

    for _time in range(2):
        assert ben.send(f"/tracks/{shared}/ticks/{TODAY}/undo").status_code == 303
    assert ticks(app, shared).count(TODAY) == 0


def test_ticking_twice_at_the_same_instant_is_ticking_once(concurrent):
    track_id = concurrent.world.tracks[TOGETHER]

    def tick(name):
        return lambda: Visitor.of(name, concurrent.app).send(f"/tracks/{track_id}/ticks/{TODAY}").status_code

    assert concurrent.at_once(tick("ada"), tick("ben"), tick("ada")) == [303, 303, 303]
    assert ticks(concurrent.app, track_id).count(TODAY) == 1


@pytest.mark.parametrize("day", ["2026-03-12", "2026-02-15", "2999-12-31", "1900-01-01"])
def test_a_day_to_come_or_before_the_start_is_kindly_refused(app, world, ada, day):
    track_id = world.tracks[f"{EACH} of ada"]
    before = ticks(app, track_id)
    for path in (f"/tracks/{track_id}/ticks/{day}", f"/tracks/{track_id}/ticks/{day}/undo"):
        answer = ada.send(path, came_from="/today")
        assert (answer.status_code, answer.location) == (303, "/today")
        assert "A day can be ticked" in ada.page("/today").text

    assert ticks(app, track_id) == before


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "0000-01-01", "9999-12-31", "2026-3-1", "٢٠٢٦-٠٣-٠١"]
)
def test_a_day_that_does_not_exist_is_an_address_that_does_not(world, ada, day):
    paths = [f"/tracks/{world.tracks[f'{EACH} of ada']}/ticks/{day}", f"/today/{day}"]

    assert [ada.send(paths[0]).status_code, ada.get(paths[1]).status_code] == [404, 404]


def test_the_partners_track_is_not_there_to_tick(app, world, ada):
    track_id = world.tracks[f"{EACH} of ben"]
    before = ticks(app, track_id)

    assert ada.send(f"/tracks/{track_id}/ticks/{TODAY}").status_code == 404
    assert ada.send(f"/tracks/{track_id}/ticks/2026-03-09/undo").status_code == 404
    assert ticks(app, track_id) == before


def test_a_page_sent_after_midnight_books_the_date_it_shows(app, world, ada, moment):
    track_id = world.tracks[f"{EACH} of ada"]
    moment.move_to(NOW.replace(hour=23))  # midnight in Berlin; her day goes on until three
    path = f"/tracks/{track_id}/ticks/{TODAY}"
    assert f'formaction="{path}"' in ada.page("/today").source

    moment.shift(timedelta(hours=4))
    ada.send(path, came_from=f"/today/{TODAY}")

    assert ticks(app, track_id)[-1] == TODAY
    assert ada.page("/today").title.startswith("Thursday, March 12")
