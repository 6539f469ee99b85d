"""Each proof gives a log-in a new token, and what was asked by the one before is asked once more."""

import pytest
from sqlalchemy import delete, select, update

from tests.accounts.log_ins import copy_of, log_in, new_password, proof
from tests.databases import acting, kept, rows
from tests.world import NOW, PASSWORD
from tracker.accounts.tokens import digest
from tracker.extensions import db
from tracker.models import Device
from tracker.web import log_ins
from tracker.web.notices import notify


@pytest.mark.parametrize("give", [new_password, proof], ids=lambda give: give.__name__)
def test_each_proof_gives_a_new_token_and_its_browser_goes_on(app, guest, moment, give):
    before = log_in(guest)

    give(app, guest, moment)

    assert guest.session["_user_id"] != before
    assert guest.get("/today").status_code == 200


def test_a_wrong_password_gives_none(guest):
    before = log_in(guest)

    guest.send("/settings/proof", password="not this one")

    assert guest.session["_user_id"] == before


def test_what_was_asked_by_the_token_of_before_is_sent_once_more_and_changes_nothing(app, guest, moment):
    log_in(guest)
    late = copy_of(app, guest)
    proof(app, guest, moment)
    there = rows(app, select(Device.__table__))

    asked, sent = late.get("/habits?words=x"), late.send("/pauses", starts_on="2026-03-11")

    assert [asked.status_code, asked.location] == [307, "/habits?words=x"]
    assert [sent.status_code, sent.location] == [307, "/pauses"]
    assert rows(app, select(Device.__table__)) == there
    assert "Set-Cookie" not in asked.headers


def test_the_browser_that_is_sent_once_more_has_the_new_token_by_then(app, guest, moment):
    log_in(guest)
    late = copy_of(app, guest)
    proof(app, guest, moment)
    again = late.get("/today").location

    late.set_cookie("tend", guest.get_cookie("tend").value)

    assert late.get(again).status_code == 200


def test_pages_for_guests_are_sent_once_more_too_or_the_browser_would_seem_logged_out(app, guest, moment):
    log_in(guest)
    late = copy_of(app, guest)
    proof(app, guest, moment)

    assert [late.get(path).status_code for path in ("/", "/help", "/login")] == [307, 307, 307]


def test_what_was_answered_meanwhile_does_not_take_the_new_token_out_of_the_browser(app, guest, monkeypatch):
    """The answer to a request from before, with a word to say, comes after the one with the new token."""
    log_in(guest)
    late = copy_of(app, guest)

    def meanwhile():
        notify("Saved.")
        former = digest(guest.session["_user_id"])
        renewed = {"token_hash": digest("the new one"), "former_hash": former, "renewed_at": NOW}
        db.session.execute(update(Device).where(Device.token_hash == former).values(renewed))
        db.session.commit()

    monkeypatch.setitem(app.before_request_funcs, None, [*app.before_request_funcs[None], meanwhile])
    answer = late.send("/settings/proof")

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_of_two_new_tokens_at_the_same_instant_one_counts(app, guest, monkeypatch):
    log_in(guest)
    first = guest.session["_user_id"]

    def meanwhile():
        theirs = update(Device).where(Device.token_hash == digest(first))
        db.session.execute(theirs.values(token_hash=digest("the other one"), former_hash=digest(first)))

    monkeypatch.setattr("tracker.security.views.note_proof", lambda: (meanwhile(), log_ins.renew_log_in()))
    answer = guest.send("/settings/proof", password=PASSWORD)

    assert answer.status_code == 303
    assert guest.session["_user_id"] == first
    hashes = kept(app, select(Device.token_hash).where(Device.former_hash == digest(first)))
    assert hashes == [digest("the other one")]


def test_nothing_is_left_of_a_token_whose_log_in_is_gone(app, guest, moment):
    log_in(guest)
    late = copy_of(app, guest)
    proof(app, guest, moment)
    with acting(app):
        theirs = Device.token_hash == digest(guest.session["_user_id"])
        db.session.execute(delete(Device).where(theirs))

    assert late.get("/today").location.startswith("/login")
