"""What a script of ours is told that asks only where an answer leads."""

import pytest

WAY = {"Tend-Part": "way"}


def test_it_is_told_where_an_answer_leads_and_goes_nowhere(ada):
    led = ada.get("/join/waiting")
    told = ada.get("/join/waiting", headers=WAY)

    assert (led.status_code, led.location) == (303, "/today")
    assert (told.status_code, told.headers["Tend-At"], told.location, told.text) == (204, "/today", None, "")


@pytest.mark.parametrize("headers", [WAY, {"Tend-Part": "main"}, {}])
def test_of_an_answer_that_leads_nowhere_nothing_is_told(ada, headers):
    answer = ada.get("/today", headers=headers)

    assert (answer.status_code, "Tend-At" in answer.headers) == (200, False)


def test_whoever_is_not_logged_in_any_more_is_told_the_way_there(guest):
    assert guest.get("/today", headers=WAY).headers["Tend-At"] == "/login"
