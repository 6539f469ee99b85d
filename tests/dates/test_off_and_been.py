"""A date is called off, planned again, said to have been, deleted and put back."""

from datetime import timedelta

import pytest

from tests.databases import acting
from tests.dates.stored import stored
from tests.world import DELETED_OUTING, DONE_LINE, DONE_OUTING, NOW, OUTING
from tracker.sweeping import sweep_rows


def test_a_date_is_called_off_and_planned_again(app, world, ada, ben):
    outing_id = world.outings[OUTING]
    answer = ben.submit(f"/dates/{outing_id}", to=f"/dates/{outing_id}/off")
    assert (answer.location, stored(app, outing_id).state) == ("/dates", "off")
    assert f"/dates/{outing_id}/again" in ben.page("/dates").actions

    assert ada.send(f"/dates/{outing_id}/again").status_code == 303

    assert (stored(app, outing_id).state, stored(app, outing_id).version) == ("planned", 2)


def test_calling_off_twice_is_calling_off_once(app, world, ada):
    outing_id = world.outings[OUTING]
    for _time in range(2):
        ada.send(f"/dates/{outing_id}/off")

    assert (stored(app, outing_id).state, stored(app, outing_id).version) == ("off", 1)


def test_a_date_that_has_been_gets_a_line(app, world, ada, ben, moment):
    outing_id = world.outings[OUTING]
    moment.shift(timedelta(days=1))

    answer = ada.submit(f"/dates/{outing_id}", to=f"/dates/{outing_id}/done", line="The soup!")

    assert (answer.status_code, stored(app, outing_id).state) == (303, "done")
    assert "The soup!" in ben.page("/dates").text
    ada.send(f"/dates/{outing_id}/again")
    assert (stored(app, outing_id).state, stored(app, outing_id).line) == ("planned", "The soup!")


def test_a_line_can_be_changed_later_and_the_date_has_still_been(app, world, ada):
    path = f"/dates/{world.outings[DONE_OUTING]}"

    ada.submit(path, to=f"{path}/done", line="Another line")

    page = ada.page("/dates")
    assert (stored(app, world.outings[DONE_OUTING]).line, f"{path}/again" in page.actions) == (
        "Another line",
        False,
    )


def test_what_was_said_to_have_been_by_mistake_is_still_to_come(app, world, ada):
    path = f"/dates/{world.outings[DONE_OUTING]}"

    ada.submit(path, to=f"{path}/again")

    assert stored(app, world.outings[DONE_OUTING]).state == "planned"


def test_before_its_day_a_date_has_not_been_and_the_line_is_still_there(app, world, ada):
    answer = ada.send(f"/dates/{world.outings[OUTING]}/done", line="Words to keep")

    assert (answer.status_code, "Words to keep" in answer.text) == (422, True)
    assert stored(app, world.outings[OUTING]).state == "planned"


def test_a_line_that_is_too_long_is_still_there(app, world, ada):
    answer = ada.send(f"/dates/{world.outings[DONE_OUTING]}/done", line="x" * 501)

    assert (answer.status_code, "x" * 501 in answer.text) == (422, True)
    assert stored(app, world.outings[DONE_OUTING]).line == DONE_LINE


def test_a_date_is_deleted_and_put_back_within_a_day(app, world, ada, ben, moment):
    outing_id = world.outings[DONE_OUTING]
    ada.submit(f"/dates/{outing_id}", to=f"/dates/{outing_id}/delete")
    assert [each.get(f"/dates/{outing_id}").status_code for each in (ada, ben)] == [404, 404]
    moment.shift(timedelta(hours=23))

    ada.submit("/dates", to=f"/dates/{outing_id}/put-back")

    assert DONE_LINE in ben.page(f"/dates/{outing_id}").text


@pytest.mark.everybodys("the clock sweeps for all")
def test_a_day_later_a_deleted_date_is_gone(app, world, ada, moment):
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"/dates/{world.outings[DELETED_OUTING]}/put-back").status_code == 404
    with acting(app):
        sweep_rows(NOW + timedelta(days=2))
    assert stored(app, world.outings[DELETED_OUTING]) is None
