"""Whoever comes by an open invitation begins at once, and only names an address until they confirm it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from tests.accounts.newcomers import EVE, NEW, accounts_of, begun, code_in
from tests.accounts.test_guessing import asked_of
from tests.accounts.test_hashing import Recorded
from tests.databases import acting, rows
from tests.world import NOW, PASSWORD, PASSWORD_HASH, SECRET, email, involve, person
from tracker.accounts import addresses
from tracker.accounts.actions import CODE, Newcomer, change_password, register_unconfirmed
from tracker.accounts.queries import is_invited, person_called, unconfirmed_called
from tracker.accounts.tokens import digest
from tracker.domain.people import UNCONFIRMED_LOOKED_AT
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import AddressCode, Device, Invitation, Mail, Person, Space
from tracker.spaces import actions as spaces

A_QUARTER = timedelta(minutes=15)


def invited(browser, world, **changes):
    """Somebody who comes by Cleo's invitation, and is in at once."""
    involve("cleo")
    somebody = browser()
    path = f"/join/{world.cleos_key.token}"
    answer = somebody.send("/register", next=path, **(NEW | changes))
    assert (answer.status_code, answer.location) == (303, path)
    return somebody


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


def asks(mailing, world):
    """Whose address is that of whoever asks to join by Cleo's invitation."""
    with mailing.app_context():
        asking = select(Person.email).join(Invitation, Invitation.guest_id == Person.id)
        return db.session.scalars(asking.where(Invitation.id == world.cleos_invitation)).all()


@pytest.mark.sql
def test_the_one_screen_lets_one_begin_at_once_and_ask(mailing, world, browser, post):
    involve("cleo")
    path, eve = f"/join/{world.cleos_key.token}", browser()

    assert eve.submit(f"{path}/new", **NEW).location == path

    assert (accounts_of(mailing), asks(mailing, world)) == ([("Eve", False)], [EVE])
    (mail,) = post()
    assert eve.submit("/confirm", code=code_in(mail)).location == "/today"
    assert accounts_of(mailing) == [("Eve", True)]


def test_the_one_screen_tells_nobody_who_has_an_account(mailing, world, browser):
    involve("cleo")
    path = f"/join/{world.cleos_key.token}"

    def answered(address):
        somebody = browser()
        answer = somebody.send(f"{path}/new", **(NEW | {"email": address}))
        somebody.send("/join/withdraw")
        with acting(mailing):
            again = update(Invitation).where(Invitation.id == world.cleos_invitation)
            db.session.execute(again.values(guest_id=None, declined_at=None))
        return answer.status_code, answer.location, set(answer.headers.keys()), answer.text

    assert answered(email("ada")) == answered(EVE)
    assert rows(mailing, select(Mail.kind, Mail.address).order_by(Mail.id)) == [
        (CODE, email("ada")),
        (CODE, EVE),
    ]


def test_the_work_of_the_one_screen_tells_nobody_either(mailing, world, browser):
    involve("cleo")

    def asked(address):
        somebody = browser()
        somebody.form_token()
        path = f"/join/{world.cleos_key.token}/new"
        found = asked_of(mailing, lambda: somebody.send(path, **(NEW | {"email": address})))
        with acting(mailing):
            again = update(Invitation).where(Invitation.id == world.cleos_invitation)
            db.session.execute(again.values(guest_id=None))
        return found

    assert asked("who@example.org") == asked(email("ada"))


def test_whoever_names_what_many_have_named_confirms_first_and_comes_back_to_ask(
    mailing, world, browser, post
):
    involve("cleo")
    path, late = f"/join/{world.cleos_key.token}", browser()
    with acting(mailing):
        for n in range(UNCONFIRMED_LOOKED_AT):
            register_unconfirmed(Newcomer(f"One {n}", EVE, PASSWORD_HASH, "UTC", 0), now=NOW)

    answer = late.submit(f"{path}/new", **NEW)

    assert (answer.status_code, answer.location) == (303, "/confirm")
    assert asks(mailing, world) == []
    assert late.submit(answer.location, code=code_in(post()[-1])).location == path
    assert late.submit(path).location == path
    assert asks(mailing, world) == [EVE]


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


def test_the_pages_for_a_forgotten_password_say_it_to_everybody_alike(mailing, world, browser):
    invited(browser, world)

    for path in ("/reset", "/reset/sent"):
        shown = browser().page(path).text
        assert "No link can be sent to an address that was never confirmed." in shown
        assert "./tend reset-link" in shown
