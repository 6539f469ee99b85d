"""What to take along to an appointment: written and checked off by whoever sees it."""

from datetime import timedelta

import pytest

from tests.appointments.paths import NEW, TYPED, path_to
from tests.visitors import Page
from tests.world import (
    ADAS_TO_BRING,
    APPOINTMENT,
    DELETED_TO_BRING,
    NOW,
    TO_BRING,
    TODAY,
    appointment,
    bring,
    person,
)
from tracker.appointments.queries import appointment_page, thing_to_bring
from tracker.catalogue.beginnings import TO_BRING as SUGGESTIONS
from tracker.domain.appointments import ITEMS_AN_APPOINTMENT
from tracker.domain.refusals import Missing
from tracker.extensions import db
from tracker.models import Appointment


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
