"""Two people who change the same plan at the same time."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.visitors import Page, Visitor
from tests.world import OUTING, OUTING_PLACE
from tracker.models import Outing


@pytest.fixture
def path(world):
    return f"/dates/{world.outings[OUTING]}/edit"


def stored(app, world):
    return kept(app, select(Outing).where(Outing.id == world.outings[OUTING]))[0]


def test_one_changes_a_plan(app, world, ada, ben, path):
    answer = ben.submit(path, title="Coffee", day="2026-03-13", starts_at="")

    made = stored(app, world)
    assert (answer.status_code, made.title, made.day, made.starts_at, made.version) == (
        303,
        "Coffee",
        date(2026, 3, 13),
        None,
        1,
    )
    assert (made.zone, made.preparer_id) == ("Europe/Berlin", world.people["ben"])
    assert "Coffee" in ada.page("/dates").text


def test_the_second_sees_what_changed_and_nothing_is_gone(app, world, ada, ben, path):
    adas = ada.page(path).form(path).values
    ben.submit(path, place="At Ben’s", day="2026-03-14")

    answer = ada.post(path, data=adas | {"title": "Ada’s words", "place": "At Ada’s"})

    page = Page.of(answer)
    assert answer.status_code == 422
    assert stored(app, world).place == "At Ben’s"
    assert "There now: At Ben’s You wrote: At Ada’s" in page.text
    assert "Mar 14, 2026" in page.text
    values = page.form(path).values
    assert (values["title"], values["place"], values["day"]) == ("Ada’s words", "At Ada’s", "2026-03-14")
    assert page.source.count("There now:") == 2  # the title is hers alone to change

    again = ada.post(path, data=values)

    made = stored(app, world)
    assert (again.status_code, made.title, made.place, made.day) == (
        303,
        "Ada’s words",
        "At Ada’s",
        date(2026, 3, 14),
    )


def test_a_third_change_meanwhile_is_seen_as_well(app, world, ada, ben, path):
    adas = ada.page(path).form(path).values
    ben.submit(path, place="Once")
    first = Page.of(ada.post(path, data=adas | {"place": "Ada’s"})).form(path).values
    ben.submit(path, place="Twice")

    answer = ada.post(path, data=first)

    assert (answer.status_code, "Twice" in answer.text, stored(app, world).place) == (422, True, "Twice")


def test_what_both_changed_alike_is_no_matter(app, world, ada, ben, path):
    adas = ada.page(path).form(path).values
    ben.submit(path, place="The same")

    assert ada.post(path, data=adas | {"place": "The same"}).status_code == 303
    assert stored(app, world).version == 1


def test_without_a_stamp_nothing_is_written_over(app, world, ada, path):
    values = {key: value for key, value in ada.page(path).form(path).values.items() if key != "seen"}

    answer = ada.post(path, data=values | {"place": "Elsewhere"})

    assert (answer.status_code, "Elsewhere" in answer.text) == (422, True)
    assert stored(app, world).place == OUTING_PLACE


def test_a_plan_that_was_deleted_meanwhile_is_not_there_and_the_words_are_shown(app, world, ada, ben, path):
    adas = ada.page(path).form(path).values
    ben.send(f"/dates/{world.outings[OUTING]}/off")
    ben.send(f"/dates/{world.outings[OUTING]}/delete")

    answer = ada.post(path, data=adas | {"note": "Many words"})

    assert (answer.status_code, "Many words" in answer.text) == (404, True)
    assert adas["seen"] not in answer.text and adas["once"] not in answer.text


def test_two_at_the_same_instant_one_after_the_other(concurrent):
    path = f"/dates/{concurrent.world.outings[OUTING]}/edit"
    people = [Visitor.of(name, concurrent.app) for name in ("ada", "ben")]
    filled = [each.page(path).form(path).values | {"place": f"Of {each.name}"} for each in people]

    answers = concurrent.at_once(
        *(
            lambda each=each, values=values: each.post(path, data=values)
            for each, values in zip(people, filled, strict=True)
        )
    )

    first = next(each.name for each, answer in zip(people, answers, strict=True) if answer.status_code == 303)
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert people[0].page(path).form(path).values["place"] == f"Of {first}"
