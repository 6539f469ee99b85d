"""However a log-in ends, it opens nothing any more."""

import pytest

from tests.accounts.log_ins import DAY, NEW, copy_of, log_in, new_password, proof
from tests.databases import acting
from tests.visitors import Visitor
from tests.world import NOW, PASSWORD, SECRET, person
from tracker.accounts.actions import close_account
from tracker.accounts.keyring import end_log_ins
from tracker.accounts.links import reset_token

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")


def log_out(app, visitor, moment):
    visitor.send("/logout")


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


def test_logging_out_lets_the_browser_forget(ada):
    assert ada.send("/logout").headers["Clear-Site-Data"] == '"cache", "storage"'
