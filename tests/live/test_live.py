"""Asking whether anything is new: it leaves nothing, and nobody is told more than that it is otherwise."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.databases import acting
from tests.rows import rows_now
from tests.visitors import Visitor
from tests.world import NOW, TODAY, person, token_of
from tracker.accounts.tokens import digest
from tracker.domain.devices import LOCKS_AFTER
from tracker.domain.states import RULES
from tracker.extensions import db
from tracker.models import Device, Space

DAY = timedelta(days=1)


def knowing(visitor, tag):
    return visitor.get("/live", headers={"If-None-Match": f'"{tag}"'})


def rows(app):
    with app.app_context():
        found = rows_now()
        db.session.rollback()
    return found


def test_whoever_knows_what_is_there_is_told_nothing(ada):
    tag = ada.get("/live").text

    answer = knowing(ada, tag)

    assert (answer.status_code, answer.data) == (304, b"")
    assert dict(answer.headers) == {"ETag": f'"{tag}"', "Cache-Control": "no-store"}


def test_a_proxy_may_have_packed_what_was_told(ada):
    tag = ada.get("/live").text

    assert ada.get("/live", headers={"If-None-Match": f'W/"{tag}"'}).status_code == 304


def test_whoever_knows_something_else_is_told_the_tag_alone(ada):
    answer = knowing(ada, "of.an.older.time")

    assert (answer.status_code, answer.text.count("."), answer.mimetype) == (200, 5, "text/plain")


def test_a_guest_is_told_to_ask_no_more_and_gets_no_cookie(guest):
    answer = guest.get("/live")

    assert (answer.status_code, answer.text, "Set-Cookie" in answer.headers) == (200, "gone", False)


@pytest.mark.parametrize("ended", ["logged out", "expired", "shut", "not ours"])
def test_whose_log_in_has_ended_is_told_the_same(app, ada, world, ended):
    match ended:
        case "logged out":
            cookie = ada.session
            ada.send("/logout")
            ada.session = cookie
        case "expired":
            with acting(app):
                db.session.execute(
                    update(Device).where(Device.person_id == person("ada").id).values(expires_at=NOW)
                )
        case "shut":
            with acting(app):
                person("ada").disabled_at = NOW - 40 * DAY
        case _:
            ada.session = {**ada.session, "_user_id": "nobody's token"}

    answer = ada.get("/live")

    assert (answer.status_code, answer.text) == (200, "gone")


@pytest.mark.parametrize("how", ["by the clock", "at once"])
def test_a_locked_log_in_is_told_the_same_and_stays_locked(app, ada, moment, world, how):
    with acting(app):
        person("ada").locks = True
        db.session.execute(
            update(Device)
            .where(Device.person_id == person("ada").id)
            .values(touched_at=NOW, locked=how == "at once")
        )
    moment.move_to(NOW + (LOCKS_AFTER if how == "by the clock" else timedelta(0)))
    before = rows(app)

    answer = ada.get("/live")

    assert (answer.status_code, answer.text) == (200, "gone")
    assert rows(app) == before
    assert ada.get("/today").status_code == 401


def test_to_ask_is_no_use_of_a_log_in_and_keeps_none_open(app, ada, moment, world):
    """Not on another day, nor in another month; nor is anything folded, seen or put down for it."""
    with acting(app):
        person("ada").locks = True
        person("ada").used_in = None
        db.session.execute(
            update(Device)
            .where(Device.person_id == person("ada").id)
            .values(touched_at=NOW, used_on=TODAY - 9 * DAY)
        )
        db.session.execute(update(Space).where(Space.id == world.spaces["ada"]).values(rules=RULES - 1))
    moment.move_to(NOW + LOCKS_AFTER - timedelta(seconds=1))
    before = rows(app)

    for _ in range(3):
        assert ada.get("/live").status_code == 200

    assert rows(app) == before


def test_whose_log_in_has_just_got_another_token_is_sent_once_more(app, ada, world):
    with acting(app):
        db.session.execute(
            update(Device)
            .where(Device.token_hash == digest(token_of("ada")))
            .values(token_hash=digest("another token"), former_hash=digest(token_of("ada")), renewed_at=NOW)
        )

    answer = ada.get("/live")

    assert (answer.status_code, answer.location) == (307, "/live")


def test_whoever_is_alone_has_a_tag_too(visit, world):
    assert visit("cleo").get("/live").status_code == 200


def test_two_log_ins_of_one_person_have_the_same_before_them(app, world):
    with acting(app):
        db.session.add(
            Device(
                person_id=person("ada").id,
                token_hash=digest("her other phone"),
                created_at=NOW,
                expires_at=NOW + DAY,
            )
        )
    other = Visitor.of("ada", app)
    other.session = {**other.session, "_user_id": "her other phone"}

    assert other.get("/live").text == Visitor.of("ada", app).get("/live").text
