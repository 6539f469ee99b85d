"""Who can make an account: anybody, whoever is invited, or nobody; and whoever has an admission always."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from tests.accounts.newcomers import NEW, accounts_of, code_in
from tests.databases import acting, kept
from tests.visitors import Visitor
from tests.world import NOW, SECRET, email, involve
from tracker.accounts import actions
from tracker.accounts.actions import admit
from tracker.extensions import db
from tracker.models import Admission, Beginning

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")

CLOSED, INVITED, OPEN = "closed", "invited", "open"
HOW_ONE_CAN = "By invitation"


@pytest.fixture
def chosen(app: Flask, mailing: Flask) -> Iterator[Callable[[str], None]]:
    """What whoever runs Tend has chosen: `chosen(INVITED)`."""
    before = [(each, each.config["TEND"]) for each in (app, mailing)]

    def choose(registration: str) -> None:
        for each, settings in before:
            each.config["TEND"] = replace(settings, registration=registration)

    yield choose
    for each, settings in before:
        each.config["TEND"] = settings


def admission(app: Flask) -> str:
    """The address of the page that a new admission opens."""
    with acting(app):
        return f"/register/{admit(secret=SECRET, now=NOW)}"


def admissions(app: Flask) -> int:
    return kept(app, select(func.count()).select_from(Admission))[0]


@pytest.mark.parametrize("who", [INVITED, CLOSED, ""])
def test_nobody_comes_unasked_and_the_page_says_how_one_can(app, chosen, guest, who):
    chosen(who)

    for answer in (guest.get("/register"), guest.send("/register", **NEW)):
        assert answer.status_code == 403
        assert HOW_ONE_CAN in answer.text
        assert ('href="/join"' in answer.text) is (who != CLOSED)
    assert accounts_of(app) == []


@pytest.mark.parametrize("who", [OPEN, INVITED, CLOSED])
def test_pages_for_guests_offer_an_account_only_where_one_can_be_had(chosen, guest, who):
    chosen(who)

    for path in ("/", "/login"):
        links = guest.page(path).links
        assert ("/register" in links) is (who == OPEN)
        assert ("/join" in links) is (path == "/" or who != OPEN)


def test_a_tend_that_stays_open_is_open(app, chosen, guest):
    chosen("")
    with acting(app):
        db.session.add(Beginning(mark="before", at=NOW, stays_open=True))

    assert guest.submit("/register", **NEW).location == "/welcome"


@pytest.mark.parametrize("who", [OPEN, INVITED])
def test_by_an_invitation_somebody_new_comes(app, world, chosen, guest, who):
    involve("cleo")
    chosen(who)
    path = f"/join/{world.cleos_key.token}"

    assert f"{path}/new" in guest.page(path).links
    assert guest.submit(f"{path}/new", **NEW).location == path
    assert len(accounts_of(app)) == 1


def test_nor_by_an_invitation_where_nobody_new_comes(app, world, chosen, guest):
    chosen(CLOSED)
    path = f"/join/{world.cleos_key.token}"

    page = guest.page(path)
    assert f"{path}/new" not in page.links
    assert "There are no new accounts here at the moment" in page.text
    assert guest.get(f"{path}/new").location == path
    assert guest.send(f"{path}/new", **NEW).location == path
    assert guest.send("/register", next=path, **NEW).status_code == 403
    assert accounts_of(app) == []


def test_whoever_invites_is_told_that_nobody_new_comes(chosen, visit):
    told = "New accounts are closed here."
    for who in (OPEN, INVITED, CLOSED):
        chosen(who)
        dan = visit("dan")
        dan.submit("/invite")
        assert (told in dan.page("/invite").text) is (who == CLOSED)


@pytest.mark.sql
@pytest.mark.parametrize("who", [OPEN, INVITED, CLOSED])
def test_an_admission_lets_one_in_once(app, chosen, visit, who):
    chosen(who)
    path, for_others = admission(app), admission(app)

    assert visit("").submit(path, **NEW).location == "/welcome"

    assert (len(accounts_of(app)), admissions(app)) == (1, 1)
    assert visit("").get(for_others).status_code == 200
    another = visit("").send(path, **(NEW | {"email": "mallory@example.org"}))
    assert another.status_code == 404
    assert "This link has ended" in another.text


def test_what_was_wrong_in_the_form_uses_no_admission(app, chosen, guest):
    chosen(CLOSED)
    path = admission(app)

    assert "has an account here already" in guest.send(path, **(NEW | {"email": email("ada")})).text
    assert guest.send(path, **(NEW | {"password": "short"})).status_code == 422

    assert admissions(app) == 1
    assert guest.submit(path, **NEW).location == "/welcome"


def test_two_who_use_one_at_the_same_instant_are_not_both_let_in(app, chosen, guest, monkeypatch):
    chosen(CLOSED)
    path = admission(app)
    whole = actions.use_admission

    def used_meanwhile(one: Admission) -> None:
        db.session.execute(delete(Admission))
        whole(one)

    monkeypatch.setattr(actions, "use_admission", used_meanwhile)
    answer = guest.send(path, **NEW)

    assert "This link has been used by now." in answer.text
    assert accounts_of(app) == []


@pytest.mark.parametrize(("later", "status"), [(timedelta(days=6), 200), (timedelta(days=8), 404)])
def test_it_holds_for_a_week(app, chosen, guest, moment, later, status):
    chosen(CLOSED)
    path = admission(app)
    moment.shift(later)

    assert guest.get(path).status_code == status


def test_one_cut_short_says_so(app, guest):
    assert "This link is not complete" in guest.get(admission(app)[:-5]).text


def test_whoever_is_logged_in_needs_none(app, ada):
    assert ada.get(admission(app)).location == "/today"


@pytest.mark.sql
def test_where_mails_are_sent_one_begins_by_it_at_once_and_confirms_later(mailing, chosen, browser, post):
    chosen(CLOSED)
    eve = browser()

    assert eve.submit(admission(mailing), **NEW).location == "/welcome"

    assert (accounts_of(mailing), admissions(mailing)) == ([("Eve", False)], 0)
    (mail,) = post()
    eve.submit("/confirm", code=code_in(mail))
    assert accounts_of(mailing) == [("Eve", True)]


def test_whoever_has_begun_may_look_for_another_address(mailing, chosen, browser: Callable[..., Visitor]):
    chosen(OPEN)
    eve = browser()
    assert eve.send("/register", **(NEW | {"email": "evve@example.org"})).location == "/confirm"
    chosen(INVITED)

    assert eve.get("/register").status_code == 200
    assert eve.send("/register", **NEW).location == "/confirm"
    assert browser().get("/register").status_code == 403
