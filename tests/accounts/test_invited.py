"""Whoever comes by an open invitation begins at once, and only names an address until they confirm it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.accounts.newcomers import EVE, NEW, accounts_of, code_in, invited
from tests.databases import acting
from tests.world import NOW, PASSWORD_HASH, SECRET, involve
from tracker.accounts import addresses
from tracker.accounts.actions import Newcomer, register_unconfirmed
from tracker.accounts.queries import is_invited
from tracker.domain.people import UNCONFIRMED_LOOKED_AT
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import Invitation

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")


@pytest.mark.sql
def test_whoever_comes_by_an_invitation_begins_at_once_and_confirms_later(mailing, world, browser, post):
    eve = invited(browser, world)
    path = f"/join/{world.cleos_key.token}"

    assert accounts_of(mailing) == [("Eve", False)]
    assert eve.submit(path).location == path
    assert "not confirmed yet" in eve.page("/today").text
    assert "/confirm" in eve.page("/settings").links
    (mail,) = post()
    assert eve.submit("/confirm", code=code_in(mail)).location == "/today"

    assert accounts_of(mailing) == [("Eve", True)]
    assert "not confirmed yet" not in eve.page("/today").text
    assert eve.get("/confirm").location == "/today"


def test_an_account_that_was_there_before_has_nothing_to_confirm(ada):
    assert "not confirmed yet" not in ada.page("/today").text
    assert [ada.get("/confirm").location, ada.send("/confirm/again").location] == ["/today", "/today"]


@pytest.mark.parametrize("ended", ["revoked", "past", "used", "unknown", "elsewhere"])
def test_without_an_open_invitation_nobody_begins_at_once(mailing, world, browser, moment, ended):
    involve("cleo")
    path = {"unknown": f"/join/{'x' * 32}", "elsewhere": "/today"}.get(
        ended, f"/join/{world.cleos_key.token}"
    )
    with acting(mailing):
        changed = {
            "revoked": {"revoked_at": NOW},
            "past": {"expires_at": NOW},
            "used": {"guest_id": world.people["dan"]},
        }.get(ended)
        if changed:
            this = update(Invitation).where(Invitation.id == world.cleos_invitation)
            db.session.execute(this.values(**changed))

    answer = browser().send("/register", next=path, **NEW)

    assert (answer.status_code, answer.location) == (303, "/confirm")
    assert accounts_of(mailing) == []


def test_an_invitation_is_open_until_its_time_is_over(inside, world):
    involve("cleo")
    ends_at = db.session.get(Invitation, world.cleos_invitation).expires_at

    found = [
        is_invited(world.cleos_key.token, SECRET, at) for at in (ends_at - timedelta(seconds=1), ends_at)
    ]

    assert found == [True, False]


def test_a_code_of_an_invitation_lets_one_begin_as_well_as_its_link(mailing, world, browser):
    involve("cleo")
    path = f"/join/{world.cleos_key.code.lower()}"

    assert browser().send("/register", next=path, **NEW).location == path
    assert accounts_of(mailing) == [("Eve", False)]


def test_however_many_name_an_address_none_of_them_is_kept_out(mailing, world, browser, post):
    """One more than are looked at would be; so it begins once its address is confirmed, as without an invitation."""
    eve = invited(browser, world)
    with acting(mailing):
        for n in range(UNCONFIRMED_LOOKED_AT - 1):
            register_unconfirmed(Newcomer(f"One {n}", EVE, PASSWORD_HASH, "UTC", 0), now=NOW)
        other = register_unconfirmed(Newcomer("Other", "other@example.org", PASSWORD_HASH, "UTC", 0), now=NOW)
        with pytest.raises(Refused):
            addresses.name_another(other, EVE)

    eve.send("/logout")
    assert eve.send("/login", email=EVE, password=NEW["password"]).location == "/today"
    path = f"/join/{world.cleos_key.token}"
    late = browser()
    assert late.send("/register", next=path, **NEW).location == "/confirm"
    assert late.submit("/confirm", code=code_in(post()[-1])).location == path
