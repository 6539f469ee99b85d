"""An account that only names an address keeps nobody from it, and tells nothing of its owner."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from tests.accounts.newcomers import EVE, NEW, accounts_of, begun, code_in, invited
from tests.accounts.test_hashing import Recorded
from tests.databases import acting, rows
from tests.world import NOW, PASSWORD, PASSWORD_HASH, SECRET, email, person
from tracker.accounts import addresses
from tracker.accounts.actions import CODE, Newcomer, register_unconfirmed
from tracker.accounts.queries import person_called, unconfirmed_called
from tracker.accounts.tokens import digest
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import AddressCode, Device, Mail, Person, Space
from tracker.spaces import actions as spaces

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")


def test_by_an_invitation_nobody_learns_who_has_an_account(mailing, world, browser):
    known, unknown = (invited(browser, world, email=address) for address in (email("ada"), EVE))
    for visitor in (known, unknown):
        visitor.submit("/settings", to="/logout")

    def tried(address, password, at):
        return at.send("/login", email=address, password=password).status_code

    assert [
        (
            tried(address, NEW["password"], at),
            tried(address, NEW["password"], browser()),
            tried(address, "wrong words", browser()),
        )
        for address, at in ((email("ada"), known), (EVE, unknown))
    ] == [(303, 422, 422)] * 2
    assert tried(email("ada"), PASSWORD, browser()) == 303


def test_no_address_is_told_by_the_work_of_logging_in_where_an_account_has_begun(mailing, world, browser):
    mailing.extensions["passwords"].hasher = Recorded(time_cost=1)
    known, unknown = (invited(browser, world, email=address) for address in (email("ada"), EVE))

    def rounds(address, at):
        hasher = mailing.extensions["passwords"].hasher = Recorded(time_cost=1)
        assert at.send("/login", email=address, password="wrong words").status_code == 422
        return hasher.rounds

    for visitor in (known, unknown):
        visitor.submit("/settings", to="/logout")
    assert rounds(email("ada"), known) == rounds(EVE, unknown) == [1, 1]
    assert (
        rounds(email("ada"), browser())
        == rounds(EVE, browser())
        == rounds("who@example.org", browser())
        == [1]
    )


def test_an_unconfirmed_address_gets_no_reset(mailing, world, browser, post):
    invited(browser, world)
    with acting(mailing):
        db.session.execute(delete(Mail))
    browser().submit("/reset", email=EVE)

    assert rows(mailing, select(Mail.kind)) == [("reset",)]
    assert post() == []


@pytest.mark.sql
def test_an_unconfirmed_address_is_free_for_its_owner(mailing, world, browser, post):
    squatter = invited(browser, world, name="Mallory")
    owner = begun(browser)
    code = code_in(post()[0])
    assert owner.send("/confirm", code=code).status_code == 303

    assert sorted(accounts_of(mailing)) == [("Eve", True), ("Mallory", False)]
    assert squatter.send("/confirm", code=code).status_code == 422
    assert squatter.page("/today")
    assert browser().send("/login", email=EVE, password=NEW["password"]).status_code == 303


def test_who_has_not_confirmed_can_give_another_address_with_their_password(mailing, world, browser, post):
    eve = invited(browser, world, email=email("ada"))
    assert eve.get("/confirm/address").status_code == 401
    eve.send("/settings/proof", password=NEW["password"])

    assert eve.submit("/confirm/address", email=EVE).location == "/confirm"

    code = next(code_in(mail) for mail in post() if mail["To"] == EVE)
    assert eve.send("/confirm", code=code).status_code == 303
    assert accounts_of(mailing) == [("Eve", True)]
    assert browser().send("/login", email=EVE, password=NEW["password"]).status_code == 303


def test_a_confirmed_address_is_not_changed_like_that(inside):
    with pytest.raises(Refused):
        addresses.name_another(person("ada"), EVE)

    assert person("ada").email == email("ada")


def test_the_end_of_an_account_that_only_names_an_address_takes_none_of_its_owners_mails(
    mailing, world, browser
):
    squatter = invited(browser, world, email=email("ada"))
    browser().submit("/reset", email=email("ada"))
    before = rows(mailing, select(Mail.kind, Mail.address).order_by(Mail.id))

    assert squatter.submit("/settings/delete", password=NEW["password"]).location == "/"

    assert (
        rows(mailing, select(Mail.kind, Mail.address).order_by(Mail.id))
        == before
        == [
            (CODE, email("ada")),
            ("reset", email("ada")),
        ]
    )


def test_where_no_mails_are_sent_any_more_the_page_says_so(app, visit):
    with acting(app):
        eve = register_unconfirmed(Newcomer("Eve", EVE, PASSWORD_HASH, "UTC", 0), now=NOW)
        spaces.live_by(eve, zone="UTC", day_ends_at=3, now=NOW)
    known = visit("")
    assert known.send("/login", email=EVE, password=PASSWORD).status_code == 422

    with acting(app):
        found = db.session.scalars(select(Person).where(Person.email == EVE)).one()
        db.session.add(Device(**log_in_of(found)))
    known.session = known.session | {"_user_id": "eves own token", "_fresh": True}
    assert "is not sending any mails now" in known.page("/confirm").text


def log_in_of(found):
    return {
        "person_id": found.id,
        "token_hash": digest("eves own token"),
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=1),
    }


def test_no_more_codes_are_kept_for_an_address_than_can_be_used(inside):
    for n in range(12):
        addresses.draw_code(EVE, secret=SECRET, now=NOW + timedelta(seconds=n))

    assert db.session.scalar(select(func.count()).select_from(AddressCode)) == 8


def test_two_may_name_one_address_and_one_may_have_it(inside):
    for name in ("One", "Other"):
        register_unconfirmed(Newcomer(name, EVE, PASSWORD_HASH, "UTC", 0), now=NOW)
    assert person_called(EVE) is None
    assert [each.name for each in unconfirmed_called(EVE)] == ["One", "Other"]
    assert [each.name for each in unconfirmed_called(EVE, "Other")] == ["Other"]
    (first, second) = db.session.scalars(select(Person).where(Person.email == EVE)).all()
    addresses.confirm(first, now=NOW)

    with pytest.raises(Refused):
        addresses.confirm(second, now=NOW)
    assert db.session.scalar(select(func.count()).select_from(Space).where(Space.id == second.space_id)) == 1


def test_the_pages_for_a_forgotten_password_say_it_to_everybody_alike(mailing, world, browser):
    invited(browser, world)

    for path in ("/reset", "/reset/sent"):
        shown = browser().page(path).text
        assert "No link can be sent to an address that was never confirmed." in shown
        assert "./tend reset-link" in shown
