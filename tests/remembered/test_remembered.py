from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.databases import kept
from tests.visitors import Page
from tests.world import (
    ADAS_OWN_DAY,
    BENS_OWN_DAY,
    CLEOS_DAY,
    DELETED_DAY,
    NOW,
    REMEMBERED,
    TODAY,
    person,
)
from tracker.domain.refusals import Refused
from tracker.domain.remembered import Yearly
from tracker.models import RememberedDay
from tracker.remembered import actions
from tracker.remembered.queries import remembered_by

PATH = "/dates/days"


def count(app):
    return kept(app, select(func.count()).select_from(RememberedDay))[0]


def seen(name):
    return {each.remembered.name: (each.wait, each.years) for each in remembered_by(person(name), TODAY)}


def test_each_sees_what_is_for_both_and_what_they_wrote_alone(inside):
    assert seen("ada") == {ADAS_OWN_DAY: (19, 0), REMEMBERED: (21, 12)}
    assert seen("ben") == {BENS_OWN_DAY: (20, 0), REMEMBERED: (21, 12)}
    assert seen("cleo") == {CLEOS_DAY: (354, 11)}


def test_a_day_is_remembered_by_both(ada, ben):
    answer = ada.submit(PATH, name="We met", day="29", month="2", year="2016")

    assert (answer.status_code, answer.location) == (303, PATH)
    said = ben.page(PATH).text
    assert "We met" in said and "Sunday, February 28" in said and "11 years" in said


def test_soon_it_is_on_the_first_page_too(ada):
    said = ada.page("/dates").text

    assert REMEMBERED in said and "in 21 days" in said and "12 years" in said


def test_it_is_on_the_first_page_for_two_months_only(app, ada):
    ada.submit(PATH, name="in the autumn", day="1", month="10")

    assert "in the autumn" in ada.page(PATH).text
    assert "in the autumn" not in ada.page("/dates").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"day": "31", "month": "4"},
        {"day": "30", "month": "2"},
        {"day": "0"},
        {"day": "x"},
        {"day": ""},
        {"month": "13"},
        {"month": ""},
        {"year": "14"},
        {"year": "20146"},
        {"year": "-500"},
        {"year": "²014"},
        {"day": "29", "month": "2", "year": "2025"},
    ],
    ids=str,
)
def test_what_cannot_be_is_said_in_words_and_nothing_typed_is_gone(app, ada, wrong):
    before = count(app)
    typed = {"name": "Words to keep", "day": "3", "month": "4", "year": "2014", **wrong}

    answer = ada.send(PATH, **typed)

    values = Page.of(answer).form(PATH).values
    assert (answer.status_code, "field__error" in answer.text, count(app)) == (422, True, before)
    assert (values["name"], values["year"]) == (typed["name"], typed["year"])


def test_a_form_that_is_sent_twice_remembers_one(app, ada):
    form = ada.page(PATH).form(PATH).values | {"name": "We met"}
    before = count(app)

    for _time in range(2):
        ada.post(PATH, data=form)

    assert count(app) == before + 1


def test_it_is_shared_taken_away_and_put_back(world, ada, ben, moment):
    own = f"{PATH}/{world.remembered[ADAS_OWN_DAY]}"
    ada.submit(PATH, to=f"{own}/share")
    assert ADAS_OWN_DAY in ben.page(PATH).text
    ben.submit(PATH, to=f"{own}/delete")
    assert ADAS_OWN_DAY not in ada.page(PATH).text
    moment.shift(timedelta(hours=23))

    ben.submit(PATH, to=f"{own}/put-back")

    assert ADAS_OWN_DAY in ada.page(PATH).text


def test_a_day_later_it_is_gone(world, ada, moment):
    moment.shift(timedelta(hours=23, seconds=1))

    assert ada.send(f"{PATH}/{world.remembered[DELETED_DAY]}/put-back").status_code == 404


def test_there_is_room_for_many_and_not_for_all(inside, room_for):
    room_for(RememberedDay, 1)

    with pytest.raises(Refused):
        actions.remember("One more", Yearly(1, 1), by=person("ada"), now=NOW)


def own_path(app, name, what="edit"):
    day_id = kept(app, select(RememberedDay.id).where(RememberedDay.name == name))[0]
    return f"{PATH}/{day_id}/{what}"


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_either_can_change_a_day_of_both(app, visit, who):
    path = own_path(app, REMEMBERED)
    begun = visit(who).page(path).form(path).values
    assert (begun["name"], begun["year"]) == (REMEMBERED, "2014")

    answer = visit(who).submit(path, name="We met", day="29", month="2", year="")

    assert (answer.status_code, answer.location) == (303, PATH)
    assert kept(
        app, select(RememberedDay.month, RememberedDay.day, RememberedDay.year).filter_by(name="We met")
    )
    for name in ("ada", "ben"):
        said = visit(name).page(PATH).text
        assert "We met" in said and REMEMBERED not in said


def test_what_cannot_be_is_said_in_words_and_the_day_stays(app, ada):
    answer = ada.submit(own_path(app, REMEMBERED), name="Changed", day="31", month="4")

    assert answer.status_code == 422
    assert "This month has no such day." in Page.of(answer).text and "Changed" in answer.text
    assert REMEMBERED in ada.page(PATH).text


def test_ones_own_day_is_nobody_elses_to_change(app, ada, ben):
    path = own_path(app, ADAS_OWN_DAY)

    assert ben.get(path).status_code == ben.send(path, name="x", day="1", month="1").status_code == 404
    assert "Your partner does not see it." in ada.page(path).text


def test_what_is_deleted_meanwhile_cannot_be_changed(app, ada, ben):
    path = own_path(app, REMEMBERED)
    ben.send(own_path(app, REMEMBERED, "delete"))

    assert ada.send(path, name="x", day="1", month="1").status_code == 404
