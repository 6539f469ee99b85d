"""On the one screen of an invitation somebody makes an account and asks to join."""

import pytest
from sqlalchemy import select, update

from tests.accounts.newcomers import EVE, NEW, accounts_of, code_in
from tests.accounts.test_asked_mails import asked_of
from tests.databases import acting, rows
from tests.world import NOW, PASSWORD_HASH, email, involve
from tracker.accounts.actions import CODE, Newcomer, register_unconfirmed
from tracker.domain.people import UNCONFIRMED_LOOKED_AT
from tracker.extensions import db
from tracker.models import Invitation, Mail, Person

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")


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
