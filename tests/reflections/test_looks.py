"""A look from outside: offered every four months, for its author alone."""

import pytest

from tests.reflections.written import LIST, LOOK, latest
from tests.visitors import Page
from tests.world import (
    ADAS_LOOK,
    NOW,
)

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each asks for a page of the same list, with other values"),
]


def test_a_look_from_outside_is_kept_with_its_answers(app, cleo):
    typed = {"body": "We were late.", "answers-0": "Both were tired.", "answers-2": "A breath."}
    answer = cleo.submit(LOOK, **typed)

    row = latest(app)
    assert (answer.status_code, row.kind, row.topic) == (303, "look", "conflict")
    assert (row.body, row.answers) == ("We were late.", ["Both were tired.", "", "A breath."])
    text = cleo.page(answer.location).text
    assert [words in text for words in typed.values()] == [True, True, True]
    again = cleo.page(f"{answer.location}/edit").form(f"{answer.location}/edit").values
    assert {name: again[name] for name in typed} == typed


def test_a_look_counts_the_seven_minutes_that_it_speaks_of(ada):
    page = ada.page(LOOK)

    assert [given["data-minutes"] for _tag, given in page.tags if "data-minutes" in given] == ["7"]
    assert "Seven minutes are enough." in page.text


def test_an_answer_at_its_limit_is_kept_and_a_longer_one_is_still_there(app, cleo):
    assert cleo.submit(LOOK, **{"answers-1": "ö" * 5_000}).status_code == 303

    answer = cleo.submit(LOOK, **{"answers-1": "ö" * 5_001})

    assert (answer.status_code, Page.of(answer).form(LOOK).values["answers-1"]) == (422, "ö" * 5_001)
    assert latest(app).answers[1] == "ö" * 5_000


def test_a_look_can_never_be_shared(app, world, ada, ben):
    path = f"{LIST}/{world.reflections[ADAS_LOOK]}"

    assert f"{path}/share" not in ada.page(path).actions
    assert ada.send(f"{path}/share").status_code == 404
    assert ben.get(path).status_code == 404


def test_a_look_is_offered_every_four_months(world, cleo, ada, moment):
    assert LOOK in cleo.page(LIST).links
    assert LOOK not in ada.page(LIST).links  # she had one on March 6
    moment.move_to(NOW.replace(month=7, day=3))
    assert LOOK not in ada.page(LIST).links
    moment.move_to(NOW.replace(month=7, day=4))
    assert LOOK in ada.page(LIST).links

    cleo.submit(LOOK, body="We were late.")

    assert LOOK not in cleo.page(LIST).links


def test_a_deleted_look_is_offered_again(world, ada):
    ada.send(f"{LIST}/{world.reflections[ADAS_LOOK]}/delete")

    assert LOOK in ada.page(LIST).links
