"""A line beside a day: one's own, shared or private, changed, deleted and put back."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.bad_input import KEPT, NOTHING
from tests.databases import kept
from tests.history.read import ADAS, day_of, remarks
from tests.visitors import Page
from tests.world import (
    ADAS_PRIVATE,
    ADAS_PRIVATE_REMARK,
    ADAS_REMARK,
    ARCHIVED,
    TODAY,
    TOGETHER,
    person,
)
from tracker.accounts.room import stored_count
from tracker.extensions import db
from tracker.models import Remark


@pytest.mark.parametrize(("typed", "private"), [({}, False), ({"private": "y"}, True)])
def test_a_remark_is_written_with_or_without_a_tick(app, world, ada, typed, private):
    path = day_of(world, TOGETHER, "2026-02-25")

    answer = ada.submit(path, body="  It rained,\r\nwe went anyway ", **typed)

    assert answer.location == f"/habits/{world.habits[TOGETHER]}/2026?month=2#day-2026-02-25"
    written = [("It rained,\nwe went anyway", private)]
    assert remarks(app, world.tracks[TOGETHER], date(2026, 2, 25)) == written
    assert "Feb 25: quiet, with a remark" in Page.of(ada.get(answer.location)).text


def test_a_remark_is_changed_and_there_is_one(app, world, ada):
    path = day_of(world, ADAS, TODAY)
    form = ada.page(path).form(path)

    ada.submit(path, body="Another", private="y")

    assert (form.values["body"], "private" in form.values) == (ADAS_REMARK, False)
    assert remarks(app, world.tracks[ADAS]) == [("Another", True)]
    assert ada.page(path).form(path).values["private"] == "y"


def test_a_private_remark_leaves_no_trace_for_the_partner(app, world, ada, ben):
    path, year = day_of(world, TOGETHER, TODAY), f"/habits/{world.habits[TOGETHER]}"

    assert ADAS_PRIVATE_REMARK in ada.page(path).source
    assert "Mar 11: still open, with a remark" in ada.page(year).text
    assert ADAS_PRIVATE_REMARK not in ben.page(path).source
    assert "Mar 11: still open, with a remark" not in ben.page(year).text


def test_both_write_about_a_day_they_share(app, world, ada, ben):
    path = day_of(world, TOGETHER, TODAY)
    ada.submit(path, body="From Ada", private=[])
    ben.submit(path, body="From Ben")

    assert remarks(app, world.tracks[TOGETHER]) == [("From Ada", False), ("From Ben", False)]
    assert "Ada From Ada" in ben.page(path).text
    assert ben.page(path).form(path).values["body"] == "From Ben"


def test_on_a_habit_that_only_one_sees_a_remark_is_private_unless_said_otherwise(world, ada):
    alone, shared = (day_of(world, name, TODAY) for name in (f"{ADAS_PRIVATE} of ada", TOGETHER))
    ada.send(f"{shared}/remark/delete")

    assert ada.page(alone).form(alone).values.get("private") == "y"
    assert "private" not in ada.page(shared).form(shared).values


def test_a_remark_is_deleted_and_put_back(app, world, ada):
    path = day_of(world, TOGETHER, TODAY)

    answer = ada.submit(path, to=f"{path}/remark/delete")
    assert (answer.status_code, answer.location) == (303, path)
    assert remarks(app, world.tracks[TOGETHER]) == []

    page = ada.page(path)
    undo = next(form for form in page.forms if form.values.get("body") == ADAS_PRIVATE_REMARK)
    ada.post(undo.action, data=undo.values)
    assert remarks(app, world.tracks[TOGETHER]) == [(ADAS_PRIVATE_REMARK, True)]
    assert ADAS_PRIVATE_REMARK not in str(ada.session)


def test_what_is_not_written_cannot_be_deleted(world, ben):
    assert ben.send(day_of(world, TOGETHER, TODAY) + "/remark/delete").status_code == 404


@pytest.mark.parametrize(("typed", "stored"), KEPT.items())
def test_a_remark_is_kept_as_it_was_meant(app, world, ada, typed, stored):
    ada.submit(day_of(world, ADAS, "2026-03-02"), body=typed)

    assert remarks(app, world.tracks[ADAS], date(2026, 3, 2)) == [(stored, False)]


@pytest.mark.parametrize("typed", [*NOTHING, "x" * 501])
def test_a_remark_needs_some_words_and_not_too_many(app, world, ada, typed):
    path = day_of(world, ADAS, "2026-03-02")

    answer = ada.submit(path, body=typed)

    assert answer.status_code == 422
    assert remarks(app, world.tracks[ADAS], date(2026, 3, 2)) == []


def test_the_last_remark_that_there_is_room_for_is_written_and_can_be_written_anew(app, world, ada, room_for):
    with app.app_context():
        written = stored_count(Remark, person("ada"), most=100)
        db.session.rollback()
    room_for(Remark, written + 1)
    days = [date(2026, 3, 2), date(2026, 3, 3)]

    said = [ada.submit(day_of(world, ADAS, day), body=body) for day, body in zip(days, "ab", strict=True)]
    ada.submit(day_of(world, ADAS, days[0]), body="c")

    assert said[0].status_code == 303
    assert [remarks(app, world.tracks[ADAS], day) for day in days] == [[("c", False)], []]


def test_a_remark_as_long_as_can_be_survives_its_undoing(app, world, ada):
    path, body = day_of(world, ADAS, TODAY), "".join(chr(0x1F300 + n) for n in range(500))
    ada.submit(path, body=body)

    ada.submit(path, to=f"{path}/remark/delete")

    assert len(ada.get_cookie("tend").value) < 4000
    assert body in [form.values.get("body") for form in ada.page(path).forms]


def test_no_day_takes_a_remark_on_which_nothing_can_have_been(app, world, ada):
    before = kept(app, select(func.count()).select_from(Remark))

    for name, day in [(ADAS, "2026-02-15"), (ADAS, "2026-03-12"), (f"{ARCHIVED} of ada", "2026-03-01")]:
        assert ada.send(day_of(world, name, day), body="Too far").status_code in (404, 422)

    assert kept(app, select(func.count()).select_from(Remark)) == before
