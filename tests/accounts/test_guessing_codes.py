"""Codes and links to a space cannot be guessed by looking."""

import pytest
from sqlalchemy import func, select

from tests.databases import kept
from tests.world import email
from tracker.models import Limit

pytestmark = pytest.mark.on_either("each counts tries by the same statements as the one beside it")


CODE = "/join/BCDFG-HJKMN"


@pytest.mark.sql
def test_codes_cannot_be_guessed_by_looking_either(visit):
    guest = visit("")
    statuses = [guest.get(CODE).status_code for _try in range(61)]

    assert statuses == [404] * 60 + [429]


def test_a_code_hidden_among_other_letters_is_counted_too(guest):
    statuses = [guest.get("/join/BCDFGHJKMNaeiouaeiouaeiouaeiouae").status_code for _try in range(61)]

    assert statuses[-1] == 429


@pytest.mark.sql
def test_who_has_a_link_comes_in_whoever_guesses_beside_them(world, visit):
    guest = visit("")
    for _try in range(61):
        guest.get(CODE)

    assert "Cleo" in guest.page(f"/join/{world.cleos_key.token}").text
    assert guest.get(f"/join/{world.cleos_key.code}").status_code == 429


def test_looking_at_ones_own_invitation_by_its_code_does_not_count(app, world, guest):
    email("cleo")
    statuses = {guest.get(f"/join/{world.cleos_key.code}").status_code for _try in range(70)}

    assert statuses == {200}
    assert kept(app, select(func.coalesce(func.sum(Limit.try_count), 0))) == [0]


def test_a_page_that_is_only_read_counts_nothing(app, world, guest):
    email("cleo")
    guest.get(f"/join/{world.cleos_key.token}")

    assert kept(app, select(Limit.key)) == []
