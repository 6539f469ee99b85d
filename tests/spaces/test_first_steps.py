"""First steps, the page of an invitation, and the line that "Later" leaves on Today."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.world import email, involve
from tracker.catalogue.strategies import EASIEST, FIRST_STEPS
from tracker.models import Habit, Person, Space

LINE = "Invite your partner"
NEW = {"name": "Eve", "email": "eve@example.org", "password": "eves own words", "zone": "Pacific/Auckland"}
FOLDED = re.compile(r"<details\b.*?</details>", re.DOTALL)


@pytest.fixture
def eve(guest):
    """Somebody who has just begun."""
    guest.submit("/register", **NEW)
    return guest


def chosen_on(page):
    return page.form("/welcome").values.get("habit")


def test_two_small_things_are_chosen_already_for_whoever_begins(eve):
    page = eve.page("/welcome")

    assert chosen_on(page) == [each.slug for each in EASIEST]
    assert page.source.count('name="habit"') == len(FIRST_STEPS)


def test_what_is_sent_is_planted_and_the_invitation_comes_next(eve):
    assert eve.submit("/welcome", habit=["look-up"]).location == "/invite"

    assert "Later" in eve.page("/invite").text
    assert "Put the phone down" in eve.page("/today").text
    assert chosen_on(eve.page("/welcome")) is None


def test_what_was_chosen_stays_chosen_where_the_form_is_looked_at_again(eve):
    answer = eve.send("/welcome", zone="Middle/Earth", name="", habit=["look-up"])

    assert answer.status_code == 422
    assert re.findall(r'value="([a-z-]+)" checked', answer.text) == ["look-up"]
    assert '<details class="unfolds" open>' in answer.text


def test_whoever_waits_to_come_in_chooses_for_themselves(world, eve):
    involve("cleo")
    eve.submit(f"/join/{world.cleos_key.token}")

    assert chosen_on(eve.page("/welcome")) is None


def test_the_zone_stands_in_one_line_that_unfolds(eve):
    (line,) = [each for each in FOLDED.findall(eve.page("/welcome").source) if 'name="zone"' in each]

    assert re.sub(r"\s+", " ", re.sub("<[^>]+>", "", line)).strip().startswith("Auckland time · change")
    assert 'value="Pacific/Auckland" selected' in line


def test_words_to_send_are_there_with_the_link_and_go_to_nobody_by_us(dan):
    dan.submit("/invite")
    page = dan.page("/invite")

    (words,) = [given for tag, given in page.tags if tag == "textarea"]
    assert "name" not in words
    outside = re.sub(r"<form\b.*?</form>", "", page.source, flags=re.DOTALL)
    written = re.search(r"<textarea[^>]*>(.*?)</textarea>", outside, re.DOTALL)[1]
    assert re.search(r"\n\nhttp://127\.0\.0\.1:8000/join/[A-Za-z0-9]{32}\Z", written)
    assert "Dan" not in written


def test_picture_and_code_are_folded(dan):
    dan.submit("/invite")
    page = dan.page("/invite").source

    assert 'class="qr"' in "".join(FOLDED.findall(page))
    assert 'class="qr"' not in FOLDED.sub("", page)
    assert "Together on one sofa" in page


def test_later_leaves_one_line_at_the_foot_of_today(eve):
    eve.submit("/welcome", habit=["look-up"])

    main = eve.page("/today").source.rpartition('<p class="quiet later">')
    assert (main[1] != "", LINE in main[2]) == (True, True)


@pytest.mark.parametrize("name", ["ada", "ben"])
def test_nobody_of_two_is_asked_to_invite(visit, name):
    assert LINE not in visit(name).page("/today").text


def test_while_it_is_quiet_after_a_parting_nothing_asks_to_invite(ada, ben, moment):
    ben.submit("/settings/leave")
    assert [LINE in each.page("/today").text for each in (ada, ben)] == [False, False]

    moment.shift(timedelta(days=32))

    assert [LINE in each.page("/today").text for each in (ada, ben)] == [True, True]


def test_with_somebody_at_the_door_the_line_is_not_there(world, cleo, dan):
    assert LINE in cleo.page("/today").text
    involve("cleo")
    dan.send(f"/join/{world.cleos_key.token}")

    for visitor in (cleo, dan):
        assert LINE not in visitor.page("/today").text


def test_the_page_of_an_invitation_can_look_whether_somebody_asks(world, cleo, dan):
    assert "Nobody has asked yet" in cleo.page("/invite/asked").text
    involve("cleo")
    dan.send(f"/join/{world.cleos_key.token}")

    assert cleo.get("/invite/asked").location == "/invite"
    assert "Nobody has asked yet" in dan.page("/invite/asked").text


def test_who_is_two_already_is_led_back_from_there(ada, guest):
    assert ada.get("/invite/asked").location == "/invite"
    assert guest.get("/invite/asked").location.startswith("/login")


@pytest.mark.sql
def test_first_steps_name_the_space_set_the_zone_and_plant_what_was_chosen(app, world, cleo):
    answer = cleo.submit(
        "/welcome", name="Our home", zone="Asia/Tokyo", habit=["long-hug", "long-hug", "roses"]
    )

    assert (answer.status_code, answer.location) == (303, "/invite")
    assert kept(app, select(Space.name).where(Space.id == world.spaces["cleo"])) == ["Our home"]
    assert kept(app, select(Person.zone).where(Person.email == email("cleo"))) == ["Asia/Tokyo"]
    assert len(kept(app, select(Habit.id).where(Habit.space_id == world.spaces["cleo"]))) == 2


@pytest.mark.sql
@pytest.mark.parametrize("wrong", [{"zone": "Middle/Earth"}, {"name": "x" * 81}, {"zone": ""}])
def test_first_steps_that_cannot_be_taken_are_said_in_words(cleo, wrong):
    typed = {"name": "Our home", "zone": "Asia/Tokyo"} | wrong

    assert cleo.send("/welcome", **typed).status_code == 422


@pytest.mark.sql
def test_the_name_of_a_space_for_two_is_not_changed_by_first_steps(app, world, ben):
    before = kept(app, select(Space.name).where(Space.id == world.spaces["ada"]))
    ben.send("/welcome", name="Taken over", zone="Europe/Lisbon")

    assert kept(app, select(Space.name).where(Space.id == world.spaces["ada"])) == before
