"""Appointments: only one's own unless they are for both, with what to take along."""

from datetime import date, time, timedelta
from threading import Event
from time import sleep

import pytest
from sqlalchemy import select

from tests.bad_input import KEPT, NOTHING
from tests.databases import kept
from tests.house.doors import everything
from tests.visitors import Page, Visitor
from tests.world import (
    ADAS_APPOINTMENT,
    ADAS_TO_BRING,
    APPOINTMENT,
    APPOINTMENT_PLACE,
    APPOINTMENT_WITH_DAN,
    BENS_APPOINTMENT,
    BENS_TO_BRING,
    CLEOS_APPOINTMENT,
    DANS_APPOINTMENT,
    DANS_TO_BRING,
    DELETED_APPOINTMENT,
    DELETED_TO_BRING,
    NOW,
    TO_BRING,
    TODAY,
    appointment,
    bring,
    couple,
    person,
)
from tracker.appointments import actions, queries
from tracker.appointments.queries import appointment_page, thing_to_bring
from tracker.catalogue.beginnings import TO_BRING as SUGGESTIONS
from tracker.domain.appointments import ITEMS_AN_APPOINTMENT
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Appointment, ToBring
from tracker.planned import seen_by
from tracker.spaces import actions as spaces

LIST = "/help/appointments"
NEW = "/help/appointments/new"
TYPED = {
    "who": "Marta",
    "day": "2026-03-20",
    "starts_at": "17:15",
    "place": "Bridge Street",
    "reach": "020",
    "note": "Bell",
}


def path_to(world, name, act=""):
    return f"/help/appointments/{world.appointments[name]}{act}"


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


def names(world, name, who):
    by = person(who)
    made = db.session.get(Appointment, world.appointments[name])
    return [(each.name, each.packed) for each in appointment_page(by, made, NOW).to_bring]


def test_the_list_of_what_to_bring_is_written_and_checked_off_by_both(app, world, ada, ben):
    path = path_to(world, APPOINTMENT)
    thing = world.to_bring[TO_BRING]

    assert ada.submit(path, to=f"{path}/bring", name="Tissues").status_code == 303
    ben.send(f"/help/bring/{thing}/pack")
    ben.send(f"/help/bring/{thing}/pack")

    with app.app_context():
        assert names(world, APPOINTMENT, "ada") == [(TO_BRING, True), ("Tissues", False)]
    ada.send(f"/help/bring/{thing}/unpack")
    with app.app_context():
        assert names(world, APPOINTMENT, "ada") == [(TO_BRING, False), ("Tissues", False)]


def test_a_suggestion_is_one_tap_and_is_offered_once(world, ada):
    path = path_to(world, APPOINTMENT)
    words = SUGGESTIONS[3]
    assert f'value="{words}"' in ada.page(path).source

    ada.send(f"{path}/bring", name=words)

    page = ada.page(path)
    assert words in page.text
    assert f'value="{words}"' not in page.source


def test_what_stays_at_home_can_be_taken_along_after_all(app, world, ada, moment):
    thing = world.to_bring[TO_BRING]
    ada.send(f"/help/bring/{thing}/delete")
    with app.app_context():
        assert names(world, APPOINTMENT, "ada") == []

    ada.send(f"/help/bring/{thing}/put-back")
    with app.app_context():
        assert names(world, APPOINTMENT, "ada") == [(TO_BRING, False)]

    ada.send(f"/help/bring/{thing}/delete")
    moment.shift(timedelta(days=1, seconds=1))
    assert ada.send(f"/help/bring/{thing}/put-back").status_code == 404


@pytest.mark.parametrize(("typed", "said"), [("", "there is none yet"), ("x" * 121, "121 characters")])
def test_something_to_bring_has_a_name(world, ada, typed, said):
    answer = ada.submit(path_to(world, APPOINTMENT), to=path_to(world, APPOINTMENT, "/bring"), name=typed)

    assert (answer.status_code, said in Page.of(answer).text) == (422, True)


def test_there_is_an_end_to_both_lists(app, world, ada, room_for):
    room_for(Appointment, 10)
    with app.app_context():
        made = db.session.get(Appointment, world.appointments[APPOINTMENT])
        for _ in range(ITEMS_AN_APPOINTMENT - 1):
            bring("Tea", made, by="ada")
        db.session.commit()
    path = path_to(world, APPOINTMENT)
    answer = ada.submit(path, to=f"{path}/bring", name="One more")
    assert (answer.status_code, "One more" in answer.text) == (422, True)

    with app.app_context():
        for _ in range(10 - 4):
            appointment("Tea", TODAY, by="ada")
        db.session.commit()
    answers = [ada.submit(NEW, **TYPED).status_code for _ in range(3)]
    assert answers[-1] == 422


@pytest.mark.parametrize(("name", "deleted"), [(TO_BRING, False), (DELETED_TO_BRING, True)])
def test_what_was_taken_off_the_list_is_there_to_be_put_back_and_for_nothing_else(
    inside, world, name, deleted
):
    thing_id = world.to_bring[name]

    assert thing_to_bring(person("ada"), thing_id, deleted=deleted).id == thing_id
    with pytest.raises(Missing):
        thing_to_bring(person("ada"), thing_id, deleted=not deleted)


def test_what_only_one_sees_hides_its_list_as_well(world, ben):
    thing = world.to_bring[ADAS_TO_BRING]

    assert [
        ben.send(f"/help/bring/{thing}/{act}").status_code for act in ("pack", "unpack", "delete", "put-back")
    ] == [404] * 4


def there_for(name):
    by = person(name)
    rows = db.session.scalars(select(Appointment).where(seen_by(by, Appointment))).all()
    things = db.session.scalars(
        select(ToBring.name).where(
            ToBring.appointment_id.in_([each.id for each in rows]), ToBring.space_id == by.space_id
        )
    )
    return {each.who for each in rows} | set(things)


ADAS = {APPOINTMENT, TO_BRING, DELETED_TO_BRING, ADAS_APPOINTMENT, ADAS_TO_BRING}
BENS = {BENS_APPOINTMENT, BENS_TO_BRING}


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_what_is_for_both_stays_its_authors_and_vanishes_for_the_other(inside, world, leaver):
    spaces.leave(by=person(leaver), now=NOW)

    assert (there_for("ada"), there_for("ben")) == (ADAS, BENS)
    assert there_for("dan") == {DANS_APPOINTMENT, DANS_TO_BRING, APPOINTMENT_WITH_DAN}
    deleted = db.session.scalars(select(Appointment).where(Appointment.who == DELETED_APPOINTMENT)).one()
    assert (deleted.author_id, deleted.space_id) == (world.people["ben"], person("ben").space_id)


@pytest.mark.parametrize("leaver", ["ada", "ben"])
def test_the_other_is_told_by_no_page_that_there_is_one(app, world, ada, ben, leaver):
    {"ada": ada, "ben": ben}[leaver].submit("/settings/leave")
    path = path_to(world, APPOINTMENT)

    assert [ben.get(each).status_code for each in (path, f"{path}/edit")] == [404, 404]
    assert ben.send(f"/help/bring/{world.to_bring[TO_BRING]}/pack").status_code == 404
    assert [ada.get(each).status_code for each in (path, f"{path}/edit")] == [200, 200]


def test_the_next_to_join_sees_none_of_it_unasked(inside):
    spaces.leave(by=person("ben"), now=NOW)
    couple("ada", "cleo", NOW)

    assert there_for("ada") == ADAS
    assert there_for("cleo") == {CLEOS_APPOINTMENT}


def test_an_account_that_is_deleted_takes_its_own_and_what_it_thought_of_taking_along(inside):
    spaces.erase(by=person("ben"), now=NOW)

    assert there_for("ada") == ADAS - {TO_BRING}
    left = set(db.session.scalars(select(Appointment.who)))
    assert left & {BENS_APPOINTMENT, DELETED_APPOINTMENT} == set()


@pytest.mark.sql
@pytest.mark.parametrize("what", ["pack", "unpack", "delete", "put-back"])
def test_of_what_is_kept_to_oneself_at_that_instant_the_other_packs_nothing(concurrent, what):
    """Ada has taken it back, and nothing of that is written yet when Ben asks: he waits, and it is not there for him."""
    name = DELETED_TO_BRING if what == "put-back" else TO_BRING
    app, thing_id = concurrent.app, concurrent.world.to_bring[name]
    before = kept(app, select(ToBring).where(ToBring.id == thing_id))[0]
    was, taken_back, ben = (before.packed, before.deleted_at), Event(), Visitor.of("ben", app)

    def keeps():
        ada = person("ada")
        actions.unshare(queries.own_appointment(ada, before.appointment_id), by=ada)
        db.session.flush()
        taken_back.set()
        sleep(0.5)
        db.session.commit()

    def packs():
        db.session.rollback()
        assert taken_back.wait(30)
        return ben.send(f"/help/bring/{thing_id}/{what}").status_code

    assert concurrent.at_once(keeps, packs) == [None, 404]
    after = kept(app, select(ToBring).where(ToBring.id == thing_id))[0]
    assert (after.packed, after.deleted_at) == was
