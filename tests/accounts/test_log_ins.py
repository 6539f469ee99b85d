"""A log-in on a device: how long it goes on, what it is once it has ended, and what it is while it gets a new token."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError

from tests.databases import acting, kept, rows
from tests.settings.proofs import forget_proofs
from tests.visitors import Visitor
from tests.world import NOW, PASSWORD, SECRET, email, involve, person
from tracker.accounts.actions import close_account
from tracker.accounts.keyring import end_log_ins
from tracker.accounts.links import reset_token
from tracker.accounts.tokens import digest
from tracker.extensions import db
from tracker.models import Device
from tracker.web import log_ins
from tracker.web.notices import notify

NEW = "another horse entirely"
DAY = timedelta(days=1)


def log_in(visitor, name="ada", **more):
    involve(name)
    typed = {"email": email(name), "password": PASSWORD, "stay": "y"} | more
    assert visitor.send("/login", **typed).status_code == 303
    return visitor.session["_user_id"]


def copy_of(app, visitor):
    """Somebody who has a copy of another's cookie."""
    thief = Visitor(app, app.response_class, use_cookies=True)
    thief.set_cookie("tend", visitor.get_cookie("tend").value)
    return thief


def log_out(app, visitor, moment):
    visitor.send("/logout")


def new_password(app, visitor, moment):
    visitor.submit("/settings/security", old_password=PASSWORD, password=NEW)


def proof(app, visitor, moment):
    visitor.send("/settings/proof", password=PASSWORD)


def leave(app, visitor, moment):
    visitor.submit("/settings/leave")


def erase(app, visitor, moment):
    visitor.submit("/settings/delete", password=PASSWORD)


def end_all_others(app, visitor, moment):
    proof(app, visitor, moment)
    visitor.send("/settings/keys/end-all")


def end_from_another(app, visitor, moment):
    other = Visitor.of("ada", app)
    names = [each.values["key"] for each in other.page("/settings/keys").forms if "key" in each.values]
    for each in names:
        other.send("/settings/keys/end", key=each)


def reset(app, visitor, moment):
    with acting(app):
        token = reset_token(person("ada"), SECRET)
    Visitor.of("", app).submit(f"/reset/{token}", password=NEW)


def end_by_hand(app, visitor, moment):
    with acting(app):
        end_log_ins(person("ada"), NOW)


def close_by_hand(app, visitor, moment):
    with acting(app):
        close_account(person("ada"), to_be_deleted=False, now=NOW)


def leave_it_unused(app, visitor, moment):
    moment.shift(30 * DAY)


ENDS = (
    *(log_out, new_password, proof, leave, erase, end_all_others, end_from_another, reset, end_by_hand),
    *(close_by_hand, leave_it_unused),
)


@pytest.mark.sql
@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_a_copied_cookie_is_dead(app, world, visit, moment, end):
    guest = visit("")
    log_in(guest)
    thief = copy_of(app, guest)
    assert thief.get("/today").status_code == 200

    end(app, guest, moment)

    assert thief.get("/today").status_code != 200
    assert thief.send("/wall", body="as if they were me").status_code != 303
    moment.shift(3)
    assert thief.get("/today").location.startswith("/login")
    assert thief.send("/settings/proof", password=PASSWORD).status_code == 401


def test_no_log_in_takes_over_what_was_planted(app, visit):
    planted = visit("cleo")
    stranger = planted.session["_user_id"]
    planted.send("/logout")
    planted.session = {"_user_id": stranger, "csrf_token": "planted"}

    mine = log_in(planted)

    assert mine != stranger
    assert kept(app, select(Device.id).where(Device.token_hash == digest(stranger))) == []


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


@pytest.mark.parametrize(
    ("stay", "steps", "open_still"),
    [
        ("y", [29.9], True),
        ("y", [30.1], False),
        ("y", [29] * 12, True),
        ("y", [29] * 12 + [16.9], True),
        ("y", [29] * 12 + [17.1], False),
        ("", [0.4], True),
        ("", [0.6], False),
        ("", [0.4, 0.2], False),
    ],
)
def test_a_log_in_ends_after_thirty_days_unused_after_a_year_or_after_half_a_day(
    guest, moment, stay, steps, open_still
):
    log_in(guest, **{"stay": stay} if stay else {"stay": []})
    for days in steps[:-1]:
        moment.shift(timedelta(days=days))
        assert guest.get("/today").status_code == 200

    moment.shift(timedelta(days=steps[-1]))

    assert (guest.get("/today").status_code == 200) is open_still


@pytest.mark.sql
def test_the_day_of_use_is_noted_once_a_day(app, guest, moment):
    log_in(guest)
    mine = select(Device.used_on, Device.expires_at).where(Device.browser == "")
    own = mine.where(Device.token_hash == digest(guest.session["_user_id"]))
    assert rows(app, own) == [(NOW.date(), NOW + 30 * DAY)] or rows(app, own)[0][0] == NOW.date()

    moment.shift(DAY)
    guest.get("/today")
    (first,) = rows(app, own)
    moment.shift(60)
    guest.get("/today")

    assert first[0] == NOW.date() + DAY
    assert rows(app, own) == [first]


def test_where_nothing_can_be_written_one_can_read_all_the_same(app, guest, moment, monkeypatch):
    log_in(guest)
    moment.shift(DAY)

    def full(*_used):
        raise OperationalError("UPDATE", {}, Exception("database or disk is full"))

    monkeypatch.setattr(log_ins, "digest", full)
    monkeypatch.setattr(log_ins, "is_overtaken", lambda _session: False)

    assert guest.get("/today").status_code == 200


def test_the_list_says_first_and_last_day_and_no_address(app, guest, moment):
    log_in(guest)
    moment.shift(3 * DAY)
    guest.send("/settings/proof", password=PASSWORD)

    text = guest.page("/settings/keys").text

    assert "since Mar 11, 2026 last used Mar 14, 2026 until Apr 13, 2026" in text
    assert "127.0.0.1" not in text


def test_logging_out_lets_the_browser_forget(ada):
    assert ada.send("/logout").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_reset_by_mail_is_neither_a_log_in_nor_a_proof(app, visit, moment):
    with acting(app):
        token = reset_token(person("ada"), SECRET)
    here = visit("ada")
    forget_proofs(app, "ada")

    answer = here.submit(f"/reset/{token}", password=NEW)

    assert answer.location == "/login"
    assert here.get("/settings/keys").location.startswith("/login")


def test_nothing_is_left_of_a_token_whose_log_in_is_gone(app, guest, moment):
    log_in(guest)
    late = copy_of(app, guest)
    proof(app, guest, moment)
    with acting(app):
        theirs = Device.token_hash == digest(guest.session["_user_id"])
        db.session.execute(delete(Device).where(theirs))

    assert late.get("/today").location.startswith("/login")
