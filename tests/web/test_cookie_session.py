"""A cookie that was read once is known again, for as long as it lasts, and no other is."""

from datetime import timedelta

import pytest
from flask.sessions import session_json_serializer
from itsdangerous import BadData

from tests.world import NOW
from tracker.web.cookie_session import MOST_READ, Signing

A_YEAR = int(timedelta(days=365).total_seconds())
LOGGED_IN = {"_user_id": "a token", "_fresh": True, "csrf_token": "a secret"}


@pytest.fixture
def signing():
    return Signing("secret", salt="cookies", serializer=session_json_serializer)


def test_it_holds_each_time_what_it_held_and_nobody_changes_it_for_the_next(signing):
    cookie = signing.dumps(LOGGED_IN)

    first = signing.loads(cookie, max_age=A_YEAR)
    first["_user_id"] = "another"

    assert list(signing.read) == [cookie]
    assert signing.loads(cookie, max_age=A_YEAR) == LOGGED_IN


def test_one_that_was_read_runs_out_like_any_other(signing, moment):
    cookie = signing.dumps(LOGGED_IN)
    assert signing.loads(cookie, max_age=A_YEAR) == LOGGED_IN

    for at in (NOW + timedelta(seconds=A_YEAR + 1), NOW - timedelta(days=1)):
        moment.move_to(at)
        with pytest.raises(BadData):
            signing.loads(cookie, max_age=A_YEAR)


def test_one_that_was_changed_is_never_taken_for_one_that_was_read(signing):
    cookie = signing.dumps(LOGGED_IN)
    signing.loads(cookie, max_age=A_YEAR)

    for bent in (cookie + "A", cookie[:-1], cookie.swapcase(), Signing("other").dumps(LOGGED_IN)):
        with pytest.raises(BadData):
            signing.loads(bent, max_age=A_YEAR)


@pytest.mark.parametrize("more", [{"address": "ada@example.org"}, {"_flashes": [["note", "Hello"]]}])
def test_what_may_hold_words_is_not_remembered(signing, more):
    cookie = signing.dumps(LOGGED_IN | more)

    assert signing.loads(cookie, max_age=A_YEAR).keys() > LOGGED_IN.keys()
    assert signing.read == {}


def test_no_more_are_remembered_than_there_is_room_for(signing):
    for number in range(2 * MOST_READ + 3):
        signing.loads(signing.dumps({"_user_id": str(number)}), max_age=A_YEAR)

    assert len(signing.read) <= MOST_READ
