import re

import pytest
from sqlalchemy import select

from tests.databases import kept, rows
from tests.visitors import Page, Visitor
from tests.world import PASSWORD, SECRET, email, person
from tracker.accounts.links import reset_token, signer
from tracker.domain.links import unlettered
from tracker.extensions import db
from tracker.models import Device, Mail

NEW = "a new password"


def link(app, name="ada", secret=SECRET):
    with app.app_context():
        token = reset_token(person(name), secret)
        db.session.rollback()
    return f"/reset/{token}"


def mails(app):
    return rows(app, select(Mail.kind, Mail.address).order_by(Mail.id))


def test_a_link_sets_a_new_password_and_ends_all_log_ins(app, world, visit):
    ada, guest = visit("ada"), visit("")
    answer = guest.submit(link(app), password=NEW)

    assert (answer.status_code, answer.location) == (303, "/login")
    assert ada.get("/today").status_code == 303
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).status_code == 422
    assert guest.submit("/login", email=email("ada"), password=NEW).status_code == 303
    assert len(kept(app, select(Device.id).where(Device.person_id == world.people["ada"]))) == 1


def test_a_link_is_good_once(app, guest):
    used = link(app)
    guest.submit(used, password=NEW)

    assert [guest.get(used).status_code, guest.send(used, password="yet another").status_code] == [404, 404]
    assert guest.submit("/login", email=email("ada"), password=NEW).status_code == 303


def test_links_all_end_with_the_first_that_is_used(app, guest, moment):
    older = link(app)
    moment.shift(60)
    newer = link(app)
    guest.submit(older, password=NEW)

    assert [guest.get(each).status_code for each in (older, newer)] == [404, 404]


def test_of_two_links_that_are_used_at_the_same_instant_one_is_good(concurrent):
    app, path = concurrent.app, link(concurrent.app)

    def choose(password):
        return lambda: Visitor.of("", app).send(path, password=password).status_code

    chosen = ["one new password", "another new password"]
    statuses = concurrent.at_once(*map(choose, chosen))

    logged_in = [
        Visitor.of("", app).send("/login", email=email("ada"), password=each).status_code for each in chosen
    ]
    assert sorted(statuses) == [303, 404]
    assert logged_in == [422 if status == 404 else 303 for status in statuses]


def test_looking_at_a_link_does_not_use_it_up(app, guest):
    looked_at = link(app)

    assert [guest.get(looked_at).status_code for _time in range(3)] == [200] * 3


def test_a_link_is_good_for_an_hour(app, guest, moment):
    old = link(app)
    moment.shift(3600)
    assert guest.get(old).status_code == 200
    moment.shift(1)

    assert [guest.get(old).status_code, guest.send(old, password=NEW).status_code] == [404, 404]


def test_a_link_ends_when_the_password_is_changed_in_another_way(app, ada, guest):
    older = link(app)
    ada.submit("/settings/security", old_password=PASSWORD, password=NEW)

    assert guest.get(older).status_code == 404


@pytest.mark.parametrize("token", ["x", "..", "%00", "a.b.c", "é", "x" * 3000])
def test_a_link_nobody_made_is_not_there(guest, token):
    answer = guest.get(f"/reset/{token}")

    assert answer.status_code == 404
    assert Page.of(answer).text


@pytest.mark.parametrize("payload", [None, [], [1], {"a": 1}, ["1", "x"], [[1], "x"], [1, 2, 3]])
def test_a_link_that_says_something_else_is_not_there(app, guest, payload):
    with app.app_context():
        token = signer(SECRET).dumps(payload)
        db.session.rollback()

    assert guest.get(f"/reset/{token}").status_code == 404


def test_a_link_signed_with_another_secret_is_not_there(app, guest):
    assert guest.get(link(app, secret="x" * 40)).status_code == 404


@pytest.mark.parametrize("password", ["", "1234567", "x" * 129])
def test_a_new_password_has_to_be_long_enough_too(app, guest, password):
    answer = guest.send(link(app), password=password)

    assert answer.status_code == 422
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).status_code == 303


def test_a_known_and_an_unknown_address_get_the_same_answer(mailing):
    def asked(address):
        visitor = Visitor.of("", mailing)
        answer = visitor.submit("/reset", email=address)
        return answer.status_code, answer.location, visitor.get(answer.location).text

    assert asked(email("ada")) == asked("who@example.org")
    assert mails(mailing) == [("reset", email("ada")), ("reset", "who@example.org")]


def test_without_a_mail_server_no_mail_waits_and_the_page_says_whom_to_ask(app, guest):
    answer = guest.send("/reset", email=email("ada"))

    assert (answer.status_code, answer.location) == (303, "/reset/sent")
    assert mails(app) == []
    assert "reset-link" in guest.page("/reset").source + guest.page("/reset/sent").source


@pytest.mark.parametrize("typed", ["", "ada", "\x00", "x" * 500])
def test_what_is_no_address_is_said_in_words(guest, typed):
    assert guest.send("/reset", email=typed).status_code == 422


def test_a_link_is_of_letters_and_digits(app):
    assert re.fullmatch(r"/reset/[a-z0-9]+", link(app))


@pytest.mark.parametrize("harm", [".", ")", ">", "%20", "%0A", "”"])
def test_what_a_mail_program_adds_to_a_link_does_not_matter(app, guest, harm):
    guest.submit(link(app) + harm, password=NEW)

    assert guest.submit("/login", email=email("ada"), password=NEW).status_code == 303


def test_a_link_that_was_wrapped_is_put_together_again(app, guest):
    whole = link(app)

    assert guest.get(f"{whole[:50]}=%0D%0A{whole[50:]}").status_code == 200


def test_a_link_that_was_cut_short_says_so(app, guest):
    whole = link(app)
    for path in (whole[:-1], whole[:-20], whole[:20]):
        answer = guest.get(path)
        assert (answer.status_code, "not complete" in answer.text) == (404, True)


def test_a_link_of_before_goes_on_working(app, guest):
    old = f"/reset/{unlettered(link(app).removeprefix('/reset/'))}"
    assert "." in old

    assert guest.submit(old, password=NEW).status_code == 303
