"""Appointments: only one's own unless they are for both."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from tests.appointments.paths import NEW, TYPED, path_to
from tests.bad_input import KEPT, NOTHING
from tests.databases import kept
from tests.house.doors import everything
from tests.visitors import Page
from tests.world import (
    ADAS_APPOINTMENT,
    ADAS_TO_BRING,
    APPOINTMENT,
    APPOINTMENT_PLACE,
    BENS_APPOINTMENT,
    TO_BRING,
)
from tracker.extensions import db
from tracker.models import Appointment

LIST = "/help/appointments"


def stored(app, who):
    (found,) = kept(app, select(Appointment).where(Appointment.who == who))
    return found


def test_an_appointment_is_only_ones_own_unless_one_says_otherwise(app, ada, ben):
    answer = ada.submit(NEW, **TYPED)

    made = stored(app, "Marta")
    assert (answer.status_code, answer.location) == (303, f"{LIST}/{made.id}")
    assert (made.shared, made.day, made.starts_at, made.zone) == (
        False,
        date(2026, 3, 20),
        time(17, 15),
        "Europe/Berlin",
    )
    assert (made.place, made.reach, made.note) == ("Bridge Street", "020", "Bell")
    page = ada.page(answer.location)
    assert "not shared" in page.text and "Bridge Street" in page.text
    assert "Marta" not in ben.page(LIST).text
    assert ben.get(answer.location).status_code == 404


def test_one_for_both_is_there_for_both_and_changed_by_whoever_made_it(app, ada, ben):
    path = ada.submit(NEW, **TYPED, for_both="y").location

    assert "Marta" in ben.page(LIST).text
    assert ada.submit(f"{path}/edit", place="Elsewhere").status_code == 303
    assert "Elsewhere" in ben.page(path).text


@pytest.mark.parametrize("act", ["edit", "share", "keep", "delete", "put-back"])
def test_one_for_both_is_not_the_others_to_change(app, world, ada, ben, act):
    path = path_to(world, APPOINTMENT)
    page = ben.page(path)
    if act == "put-back":
        ada.send(f"{path}/delete")
    with app.app_context():
        before = everything()
        db.session.rollback()

    answer = ben.send(f"{path}/{act}", **TYPED)

    assert answer.status_code == 404
    assert ben.get(f"{path}/edit").status_code == 404
    assert not {f"{path}/edit", f"{path}/{act}"} & {*page.links, *page.actions}
    assert "Ada wrote it down" in page.text
    with app.app_context():
        assert everything() == before
        db.session.rollback()


def test_one_who_is_alone_is_not_asked_whom_it_is_for(app, cleo):
    page = cleo.page(NEW)

    assert 'name="for_both"' not in page.source
    cleo.submit(NEW, **TYPED, for_both="y")
    assert not stored(app, "Marta").shared


def test_a_form_that_is_sent_twice_makes_one(app, ada):
    form = ada.page(NEW).form(NEW).values | TYPED
    for _ in range(2):
        assert ada.post(NEW, data=form).status_code == 303

    assert stored(app, "Marta").who == "Marta"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"who": " "}, "with whom"),
        ({"who": "x" * 121}, "121 characters"),
        ({"day": ""}, "choose a day"),
        ({"day": "2026-02-30"}, "not a date"),
        ({"day": "2036-01-01"}, "five years ahead"),
        ({"day": "1999-01-01"}, "a year back"),
        ({"starts_at": "25:00"}, "not a time"),
        ({"place": "x" * 201}, "201 characters"),
        ({"reach": "x" * 201}, "201 characters"),
        ({"note": "x" * 2001}, "2001 characters"),
    ],
)
def test_what_cannot_be_is_said_with_all_that_was_typed(ada, wrong, said):
    answer = ada.submit(NEW, **{**TYPED, **wrong})

    page = Page.of(answer)
    assert (answer.status_code, said in page.text) == (422, True)
    values = page.form(NEW).values
    kept_as_typed = {key: value for key, value in TYPED.items() if key not in wrong}
    assert {key: values[key] for key in kept_as_typed} == kept_as_typed


@pytest.mark.parametrize(("typed", "stays"), KEPT.items())
def test_odd_words_come_back_as_they_went_in(app, ada, typed, stays):
    answer = ada.submit(NEW, **{**TYPED, "who": typed, "note": typed})

    made = stored(app, stays)
    assert (answer.status_code, made.note) == (303, stays)
    assert ada.get(answer.location).status_code == 200


@pytest.mark.parametrize("typed", NOTHING)
def test_words_in_which_there_is_nothing_are_none(ada, typed):
    assert ada.submit(NEW, **{**TYPED, "who": typed}).status_code == 422


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [("2026-03-29", "02:30", "go forward"), ("2026-10-25", "02:30", "comes twice")],
)
def test_a_night_on_which_the_clocks_change_is_named(ada, day, at, said):
    answer = ada.submit(NEW, **{**TYPED, "day": day, "starts_at": at})

    assert said in ada.page(answer.location).text


def test_each_reads_it_by_their_own_clock(world, ben):
    text = ben.page(path_to(world, APPOINTMENT)).text

    assert "by your clock" in text and "The time is that of Europe/Berlin" in text


def test_what_has_been_moves_to_a_quiet_list(app, world, ben):
    page = ben.page(LIST)

    assert (
        page.text.index(APPOINTMENT)
        < page.text.index("Past appointments")
        < page.text.index(BENS_APPOINTMENT)
    )


@pytest.mark.everybodys("there are none at all")
def test_with_none_the_list_invites(app, guest, visit, world):
    with app.app_context():
        for each in db.session.scalars(select(Appointment)):
            db.session.delete(each)
        db.session.commit()

    assert "write it down here" in visit("ada").page(LIST).text


def test_whoever_changes_it_in_two_windows_sees_what_changed_and_nothing_is_gone(app, world, ada, visit):
    path = path_to(world, APPOINTMENT, "/edit")
    adas = ada.page(path).form(path).values
    visit("ada").submit(path, place="At Ben’s", day="2026-03-24")

    answer = ada.post(path, data=adas | {"note": "Ada’s words", "place": "At Ada’s"})

    page = Page.of(answer)
    assert (answer.status_code, stored(app, APPOINTMENT).place) == (422, "At Ben’s")
    assert page.source.count("There now:") == 2
    values = page.form(path).values
    assert (values["note"], values["place"], values["day"]) == ("Ada’s words", "At Ada’s", "2026-03-24")
    assert ada.post(path, data=values).status_code == 303
    assert (stored(app, APPOINTMENT).place, stored(app, APPOINTMENT).note) == ("At Ada’s", "Ada’s words")


def test_without_a_stamp_nothing_is_written_over(app, world, ada):
    path = path_to(world, APPOINTMENT, "/edit")
    values = {key: value for key, value in ada.page(path).form(path).values.items() if key != "seen"}

    answer = ada.post(path, data=values | {"place": "Elsewhere"})

    assert (answer.status_code, "Elsewhere" in answer.text) == (422, True)
    assert stored(app, APPOINTMENT).place == APPOINTMENT_PLACE


def test_what_is_ones_own_can_be_shared_and_kept_alone_again(app, world, ada, ben):
    path = path_to(world, ADAS_APPOINTMENT)
    ada.send(f"{path}/share")
    assert ADAS_TO_BRING in ben.page(path).text

    ada.send(f"{path}/keep")

    assert ben.get(path).status_code == 404
    assert ADAS_TO_BRING in ada.page(path).text


def test_what_is_deleted_can_be_put_back_for_a_day(app, world, ada, ben, moment):
    path = path_to(world, APPOINTMENT)
    ada.send(f"{path}/delete")
    assert ben.get(path).status_code == 404

    assert ada.send(f"{path}/put-back").status_code == 303
    assert TO_BRING in ben.page(path).text

    ada.send(f"{path}/delete")
    moment.shift(timedelta(days=1, seconds=1))
    assert ada.send(f"{path}/put-back").status_code == 404


def test_the_list_says_what_comes_next_and_leads_to_help_and_to_why(ada, cleo):
    for whoever in (ada, cleo):
        page = whoever.page(LIST)

        assert "What comes next" in page.text
        ways = {
            given.get("href") for tag, given in page.tags if tag == "a" and "button" in given.get("class", "")
        }
        assert ways >= {"/help", "/guide/help"}
