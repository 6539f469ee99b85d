"""After a restore, whoever had not confirmed their address gets in again by a code, in a browser of theirs alone."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.accounts.newcomers import EVE, NEW, accounts_of, code_in, invited
from tests.databases import acting
from tests.world import NOW, PASSWORD_HASH
from tracker.accounts import addresses
from tracker.accounts.actions import change_password
from tracker.accounts.queries import unconfirmed_called
from tracker.extensions import db
from tracker.models import Device, Person

pytestmark = pytest.mark.on_either(
    "each makes or puts back a backup by the same statements as the one beside it"
)

A_QUARTER = timedelta(minutes=15)


def put_back(mailing):
    """A restore asks everybody for a new password, and leaves nobody logged in."""
    with acting(mailing):
        db.session.execute(delete(Device))
        db.session.execute(update(Person).values(new_password_due=True))


@pytest.mark.everybodys("a restore is of everybody")
def test_after_a_restore_the_unconfirmed_get_in_again_by_a_code_in_a_browser_of_theirs(
    mailing, world, browser, post, moment
):
    eve = invited(browser, world)
    post()
    moment.shift(A_QUARTER)
    put_back(mailing)

    answer = eve.send("/login", email=EVE, password=NEW["password"])
    page = eve.page(answer.location)
    assert (answer.status_code, answer.location) == (303, "/confirm")
    assert "After the code, you choose a new password." in page.text
    assert "./tend reset-link" in page.text and "/confirm/address" not in page.source
    assert (eve.get("/today").status_code, accounts_of(mailing)) == (303, [("Eve", False)])

    wrong = eve.submit("/confirm", code="BCDF-GHJK")
    assert (wrong.status_code, accounts_of(mailing)) == (422, [("Eve", False)])
    moment.shift(A_QUARTER)
    code = code_in(post()[-1])
    answer = eve.submit("/confirm", code=code)
    assert answer.location.startswith("/reset/") and accounts_of(mailing) == [("Eve", True)]
    assert eve.submit(answer.location, password="another of eves own").status_code == 303
    assert eve.submit("/login", email=EVE, password="another of eves own").location == "/today"


@pytest.mark.everybodys("a restore is of everybody")
def test_whoever_registers_in_that_browser_confirms_their_own_address(mailing, world, browser, post):
    eve = invited(browser, world)
    put_back(mailing)
    eve.send("/login", email=EVE, password=NEW["password"])

    eve.submit("/register", **NEW | {"name": "Flo", "email": "flo@example.org"})

    page = eve.page("/confirm")
    assert "flo@example.org" in page.text
    assert "After the code, you choose a new password." not in page.text


@pytest.mark.everybodys("a restore is of everybody")
@pytest.mark.parametrize(("known", "password"), [(False, NEW["password"]), (True, "not her own words")])
def test_after_a_restore_nobody_else_comes_as_far_as_the_code(mailing, world, browser, known, password):
    eve = invited(browser, world)
    put_back(mailing)

    visitor = eve if known else browser()
    answer = visitor.send("/login", email=EVE, password=password)

    assert answer.status_code == 422
    assert visitor.get("/confirm").location == "/register"


@pytest.mark.everybodys("a restore is of everybody")
def test_a_password_that_is_none_any_more_leads_to_no_code(mailing, world, browser):
    """Whoever knew the old one, in a browser that was in it, learns nothing of the account from then on."""
    eve = invited(browser, world)
    put_back(mailing)
    eve.send("/login", email=EVE, password=NEW["password"])
    assert EVE in eve.page("/confirm").source

    with acting(mailing):
        [person] = unconfirmed_called(EVE)
        change_password(person, PASSWORD_HASH, now=NOW)
        addresses.name_another(person, "elsewhere@example.org")

    answer = eve.get("/confirm")
    assert (answer.status_code, answer.location) == (303, "/register")
    assert eve.send("/confirm/again").location == "/register"
