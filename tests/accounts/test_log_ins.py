"""A log-in on a device: how it begins, how long it goes on, and what is noted of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from tests.accounts.log_ins import DAY, NEW, log_in
from tests.databases import acting, kept, rows
from tests.moments import AN_INSTANT
from tests.settings.proofs import forget_proofs
from tests.world import NOW, PASSWORD, SECRET, person
from tracker.accounts.links import reset_token
from tracker.accounts.tokens import digest
from tracker.extensions import db
from tracker.models import Device
from tracker.web import log_ins


def test_no_log_in_takes_over_what_was_planted(app, visit):
    planted = visit("cleo")
    stranger = planted.session["_user_id"]
    planted.send("/logout")
    planted.session = {"_user_id": stranger, "csrf_token": "planted"}

    mine = log_in(planted)

    assert mine != stranger
    assert kept(app, select(Device.id).where(Device.token_hash == digest(stranger))) == []


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


@pytest.mark.parametrize(("left", "status"), [(0, 303), (1, 200)])
def test_a_log_in_has_ended_at_the_instant_of_its_end(app, ada, left, status):
    with acting(app):
        theirs = update(Device).where(Device.person_id == person("ada").id)
        db.session.execute(theirs.values(expires_at=NOW + left * AN_INSTANT))

    assert ada.get("/today").status_code == status


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


def test_a_reset_by_mail_is_neither_a_log_in_nor_a_proof(app, visit, moment):
    with acting(app):
        token = reset_token(person("ada"), SECRET)
    here = visit("ada")
    forget_proofs(app, "ada")

    answer = here.submit(f"/reset/{token}", password=NEW)

    assert answer.location == "/login"
    assert here.get("/settings/keys").location.startswith("/login")
