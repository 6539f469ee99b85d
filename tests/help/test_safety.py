"""The page on staying safe, and who is named as running this Tend."""

import pytest

from config import SettingError, settings_from
from tests.databases import close, made
from tests.house.doors import everything
from tests.visitors import Page, Visitor

SAFETY = "/safety"


@pytest.mark.parametrize("reader", ["ada", "cleo", ""])
def test_it_says_who_sees_what_how_one_leaves_and_what_devices_keep(visit, reader):
    page = visit(reader).page(SAFETY)

    for words in ("Who can see what", "Leaving, in steps", "Traces on devices", "Whoever runs the server"):
        assert words in page.text
    assert {"/help#part-1", "/help#part-2", "/help#part-3"} <= {*page.links}


def test_whoever_is_logged_in_finds_each_step_behind_a_link_and_a_guest_none(visit):
    steps = {"/settings/export", "/settings/security", "/settings/keys", "/settings/leave"}

    assert steps <= {*visit("ada").page(SAFETY).links}
    assert steps - {*visit("cleo").page(SAFETY).links} == {"/settings/leave"}
    assert steps & {*visit().page(SAFETY).links} == set()


def test_that_somebody_reads_it_is_kept_nowhere(app, ada):
    with app.app_context():
        before = everything()

    answer = ada.get(SAFETY)

    assert ("Set-Cookie" in answer.headers, answer.headers["Cache-Control"]) == (False, "no-store")
    with app.app_context():
        assert everything() == before


@pytest.mark.parametrize("path", ["/help", "/settings", "/settings/security"])
def test_help_and_the_settings_lead_there(ada, path):
    assert SAFETY in ada.page(path).links


def test_whoever_leaves_is_led_to_the_steps(ada):
    assert f"{SAFETY}#leaving" in ada.page("/settings/leave").links


@pytest.mark.parametrize("reader", ["ada", "cleo", ""])
def test_a_guest_finds_places_and_nothing_of_anybodys(visit, reader):
    links = {*visit(reader).page("/help").links}

    assert ("/help/appointments" in links) == ("/help/summary" in links) == bool(reader)


def test_the_places_meant_are_there_and_their_addresses_do_not_tell_what_for(guest):
    page = guest.page("/help")
    anchors = {attributes["id"] for _tag, attributes in page.tags if "id" in attributes}

    assert {"part-1", "part-2", "part-3"} <= anchors
    assert not {"urgent", "violence", "afraid"} & anchors


@pytest.fixture
def named(keeper, world, tmp_path):
    app = made(keeper.url, tmp_path, TEND_RUN_BY="Robin & Co")
    yield app
    close(app)


@pytest.mark.parametrize("path", ["/register", SAFETY])
def test_who_runs_it_is_named_if_they_said_so(named, guest, path):
    told = Visitor.of("", named).get(path)

    assert "run by Robin & Co." in Page.of(told).text
    assert "run by somebody you know." in guest.page(path).text


@pytest.mark.parametrize("reader", ["", "dan"])
def test_whoever_joins_is_told_as_well(world, visit, reader):
    page = visit(reader).page(f"/join/{world.cleos_key.token}")

    assert "run by somebody you know." in page.text
    assert f"{SAFETY}#who-sees" in page.links


@pytest.mark.parametrize("name", ["x" * 81, "two\nlines", "\x07"])
def test_a_name_is_one_line(tmp_path, name):
    with pytest.raises(SettingError, match=r"TEND_RUN_BY .* should be a name of at most 80 characters"):
        settings_from({"TEND_DATA": str(tmp_path), "TEND_RUN_BY": name})
