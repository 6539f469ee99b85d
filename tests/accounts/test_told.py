"""A link that whoever runs Tend has made by hand is told to the owner of the account, for 90 days, and cannot be put away."""

from datetime import timedelta

import pytest

from tests.visitors import Visitor
from tests.world import SECRET, email, person
from tracker.accounts.actions import tell_of_link
from tracker.accounts.links import reset_token
from tracker.extensions import db
from tracker.web.clock import now

TOLD = "has made a link to choose a new password"
NEW = "a new password"


@pytest.fixture
def link(app, world):
    """A link to Ada's account, made as the command makes it."""
    with app.app_context():
        ada = person("ada")
        token = reset_token(ada, SECRET)
        tell_of_link(ada, now=now())
        db.session.commit()
    return f"/reset/{token}"


def test_without_a_link_nobody_is_told(ada):
    assert TOLD not in ada.page("/today").text
    assert "made a link" not in ada.page("/settings/security").text


def test_its_owner_is_told_with_its_day_and_nobody_else(link, visit):
    assert f"{TOLD} for your account. · Mar 11, 2026" in visit("ada").page("/today").text
    assert (
        "On Mar 11, 2026 whoever runs this Tend made a link" in visit("ada").page("/settings/security").text
    )
    for other in ("ben", "cleo", "dan"):
        assert TOLD not in visit(other).page("/today").text


def test_whoever_used_it_is_told_too_and_can_do_nothing_about_it(app, link, visit):
    guest = visit("")
    guest.submit(link, password=NEW)
    guest.submit("/login", email=email("ada"), password=NEW)
    guest.submit("/settings/security", old_password=NEW, password="yet another one")

    assert TOLD in guest.page("/today").text
    other = Visitor.of("", app)
    other.submit("/login", email=email("ada"), password="yet another one")
    assert TOLD in other.page("/today").text


@pytest.mark.parametrize(("days", "told"), [(1, True), (90, True), (91, False)])
def test_it_is_told_for_ninety_days(app, link, guest, moment, days, told):
    guest.submit(link, password=NEW)
    moment.shift(timedelta(days=days))
    guest.submit("/login", email=email("ada"), password=NEW)

    assert (TOLD in guest.page("/today").text) is told
    assert ("made a link" in guest.page("/settings/security").text) is told
