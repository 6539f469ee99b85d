"""How somebody learns to put Tend on their home screen, and what becomes of their log-in there."""

import pytest

from tests.databases import close, made
from tests.visitors import Visitor
from tracker.extensions import db

NAME = "Garden list"


def test_the_page_says_what_to_tap_and_what_becomes_of_the_log_in(ada):
    page = ada.page("/settings/home-screen")

    assert "/settings/home-screen" in ada.page("/settings").links
    for words in (
        "“Add to Home Screen”",
        "a log-in of its own, apart from the one in Safari",
        "“Add to Home screen” or “Install”",
        "It opens with the log-in of that browser",
        "Notices come to an iPhone only there",
        "can give it a name and a picture that tell nothing",
        "begins with http, not https",
    ):
        assert words in page.text
    assert {"/settings/keys", "/safety/exit"} <= set(page.links)


@pytest.fixture
def neutral(keeper, world, tmp_path):
    """The same place over https, with a name that tells nothing."""
    app = made(keeper.url, tmp_path, TEND_PUBLIC_URL="https://localhost", TEND_NAME=NAME)
    if keeper.url.endswith(":memory:"):
        with app.app_context(), db.engine.begin() as connection:
            connection.connection.driver_connection.deserialize(keeper.kept)
    yield app
    close(app)


def test_over_https_and_with_another_name_it_says_less(neutral):
    ada = Visitor.of("ada", neutral)
    ada.set_cookie("__Host-tend", ada.signer.dumps(ada.session))

    answer = ada.get("/settings/home-screen", base_url="https://localhost")

    assert answer.status_code == 200
    assert f"<strong>{NAME}</strong>" in answer.text
    assert "“Add to Home Screen”" in answer.text
    assert "can give it a name" not in answer.text
    assert "begins with http, not https" not in answer.text


def test_what_the_exit_cannot_do_names_the_icon(guest):
    assert "An icon that you have put there stays" in guest.page("/safety/exit").text
    assert "An icon of Tend’s stays where somebody has put it" in guest.page("/safety").text
