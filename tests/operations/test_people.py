"""The commands about people: who has an account, who is let in, and whose account is closed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from config import settings_from
from tests.databases import with_compiled
from tests.factors.apps import SECRET
from tests.operations.processes import tend
from tests.visitors import Visitor
from tracker.accounts.actions import Newcomer, register, register_unconfirmed
from tracker.app import create_app
from tracker.domain.people import NOTICE
from tracker.extensions import db
from tracker.factors.actions import let_stay, switch_on
from tracker.factors.codes import RecoveryCodes
from tracker.models import Device, Person
from tracker.web.clock import now

ADA, BEN = "ada@example.org", "ben@example.org"
PASSWORD = "her own long words"


@pytest.fixture
def settled(tmp_path, set_up):
    """A folder in which Tend has been started before."""
    return set_up(tmp_path / "data")


@pytest.fixture
def app(settled):
    """The application there, in which Ada and Ben have accounts."""
    app = with_compiled(create_app(settings_from({"TEND_DATA": str(settled), "TEND_PASSWORD_COST": "1"})))
    with looking(app):
        for address in (ADA, BEN):
            hashed = app.extensions["passwords"].hashed(PASSWORD)
            register(Newcomer("Somebody", address, hashed, "UTC", 0), now=now())
    return app


@contextmanager
def looking(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def logged_in(app, address=ADA):
    somebody = Visitor.of("", app)
    assert somebody.submit("/login", email=address, password=PASSWORD).location == "/today"
    return somebody


def test_the_door_closes_behind_two_and_a_command_lets_one_more_in(app, settled):
    new = {"name": "Eve", "email": "eve@example.org", "password": PASSWORD, "zone": "UTC"}
    assert Visitor.of("", app).get("/register").status_code == 403

    done = tend("invite", folder=settled, TEND_PUBLIC_URL="https://tend.example.org")

    assert re.fullmatch(r"https://tend\.example\.org/register/\S+\n", done.stdout)
    path = urlsplit(done.stdout.strip()).path
    assert Visitor.of("", app).submit(path, **new).location == "/welcome"
    assert Visitor.of("", app).get(path).status_code == 404


def test_people_are_listed_by_their_address_and_by_nothing_they_have_written(app, settled):
    with looking(app):
        register_unconfirmed(Newcomer("Eve", "eve@example.org", "hash", "UTC", 0), now=now())
        long_ago = (now() - timedelta(days=800)).date().replace(day=1)
        db.session.execute(update(Person).where(Person.email == BEN).values(used_in=long_ago))
    tend("disable", "eve@example.org", folder=settled)

    done = tend("people", folder=settled)

    end = (now() + NOTICE).date()
    assert done.stdout.splitlines() == [
        ADA,
        f"{BEN}, not used for a year",
        f'eve@example.org, not confirmed, "Eve", closed, shut on {end}',
    ]


def test_whoever_comes_back_is_here_again(app, settled):
    with looking(app):
        db.session.execute(update(Person).values(used_in=None))

    logged_in(app).page("/today")

    with looking(app):
        used = db.session.execute(select(Person.email, Person.used_in).order_by(Person.email)).all()
        assert used == [(ADA, now().date().replace(day=1)), (BEN, None)]


def test_log_ins_are_ended_and_the_password_stays(app, settled):
    ada, ben = logged_in(app), logged_in(app, BEN)

    assert tend("log-out", ADA, folder=settled).stdout == "Ended: 1.\n"

    assert ada.get("/today").status_code == 303
    assert ben.get("/today").status_code == 200
    assert logged_in(app).get("/today").status_code == 200


def test_whose_account_is_closed_can_read_and_go_and_write_nothing(app, settled):
    before = logged_in(app)

    done = tend("disable", ADA, folder=settled)

    assert done.stdout == f"It is shut on {(now() + NOTICE).date()}. ./tend enable takes that back.\n"
    assert before.get("/today").status_code == 303
    ada = logged_in(app)
    for path in ("/today", "/settings", "/wall"):
        assert "has closed your account" in ada.page(path).text
    assert "Plant another habit" not in ada.page("/today").text
    refused = ada.send("/reflections/new?topic=work", body="Words of mine.", topic="work")
    assert (refused.status_code, "This account is closed" in refused.text) == (403, True)
    assert "Words of mine." in refused.text
    assert ada.submit("/settings/proof", password=PASSWORD).status_code == 303
    assert ada.submit("/settings/export").status_code == 200
    assert "has closed your account" not in logged_in(app, BEN).page("/today").text

    tend("enable", ADA, folder=settled)

    assert "has closed your account" not in ada.page("/today").text


def test_after_thirty_days_it_is_shut(app, settled):
    tend("disable", ADA, folder=settled)
    ada = logged_in(app)
    with looking(app):
        db.session.execute(update(Person).where(Person.email == ADA).values(disabled_at=now() - NOTICE))

    assert ada.get("/today").status_code == 303
    shut = Visitor.of("", app).send("/login", email=ADA, password=PASSWORD)
    assert (shut.status_code, "This account is closed" in shut.text) == (403, True)
    wrong = Visitor.of("", app).send("/login", email=ADA, password="not her words")
    assert "do not go together" in wrong.text
    with looking(app):
        assert db.session.scalar(select(func.count()).select_from(Device)) == 1
    assert tend("people", folder=settled).stdout.splitlines()[0] == f"{ADA}, shut"


def test_codes_are_taken_off_seven_days_after_the_command(app, settled):
    with looking(app):
        give_codes(ADA)
    assert asked_for_code(app)

    done = tend("take-off-codes", ADA, folder=settled)

    with looking(app):
        ends_at = db.session.scalar(select(Person.codes_end_at).where(Person.email == ADA))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"From {ends_at.date()} on no code is asked for, unless somebody who is logged in there stops it.\n"
    )
    assert timedelta(days=6, hours=23) < ends_at - now() <= timedelta(days=7)
    assert tend("take-off-codes", ADA, folder=settled).stdout == done.stdout  # twice is once
    assert asked_for_code(app)
    with looking(app):
        passed = update(Person).where(Person.email == ADA).values(codes_end_at=now() - timedelta(seconds=1))
        db.session.execute(passed)
    assert not asked_for_code(app)


def test_codes_that_their_owner_lets_stay_are_not_taken_off(app, settled):
    with looking(app):
        let_stay(give_codes(ADA), stays=True)

    done = tend("take-off-codes", ADA, folder=settled)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: Whoever has this account has chosen that its codes are never taken off.\n"
    assert tend("take-off-codes", BEN, folder=settled).stderr == "Error: Codes are not switched on.\n"


def give_codes(address):
    somebody = db.session.scalars(select(Person).where(Person.email == address)).one()
    switch_on(somebody, SECRET, 1, RecoveryCodes((), "salt", ()), now=now())
    return somebody


def asked_for_code(app):
    answer = Visitor.of("", app).submit("/login", email=ADA, password=PASSWORD)
    return answer.location == "/login/code"


def test_nobody_has_the_address(settled):
    for command in ("log-out", "disable", "delete", "enable", "reset-link", "take-off-codes"):
        done = tend(command, "nobody@example.org", folder=settled)
        assert (done.returncode, done.stderr) == (
            1,
            "Error: Nobody here has the address nobody@example.org.\n",
        )
