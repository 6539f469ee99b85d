"""A browser from which somebody logged in bears a mark, and whoever guesses elsewhere does not hold it up."""

from datetime import timedelta

import pytest

from tests.accounts.trying import THERE, attack, known_to, try_in
from tests.world import PASSWORD, SECRET, email, person
from tracker.web.familiar import COOKIE

pytestmark = pytest.mark.on_either("each counts tries by the same statements as the one beside it")


def with_mark(visit, mark):
    browser = visit("")
    browser.set_cookie(COOKIE, mark)
    return browser


@pytest.mark.sql
def test_ten_wrong_tries_of_its_own_end_the_mark_of_a_browser(visit):
    known = known_to(visit)
    mark = known.get_cookie(COOKIE).value
    attack(visit, 40, 10)

    statuses = [try_in(known, at=THERE) for _ in range(11)]

    assert statuses == [422] * 10 + [429]
    assert [try_in(each, PASSWORD) for each in (known, with_mark(visit, mark))] == [429, 429]


def test_a_mark_stays_ended_after_the_quarter_is_over(visit, moment):
    known = known_to(visit)
    for _ in range(10):
        try_in(known)
    moment.shift(timedelta(days=30))
    attack(visit, 40, 10)

    assert try_in(known, PASSWORD) == 429


def test_its_own_right_tries_do_not_end_a_mark(visit):
    known = known_to(visit)
    mark = known.get_cookie(COOKIE).value
    for _ in range(12):
        assert try_in(with_mark(visit, mark), PASSWORD) == 303
    attack(visit, 40, 10)

    assert try_in(with_mark(visit, mark), PASSWORD) == 303


def test_a_mark_is_for_one_account(visit):
    bens = known_to(visit, "ben")
    attack(visit, 40, 10)

    assert try_in(bens, PASSWORD) == 429


def test_two_who_share_a_tablet_both_have_their_mark_in_it(visit):
    tablet = known_to(visit, "ada")
    assert try_in(tablet, PASSWORD, name="ben") == 303
    tablet.submit("/settings", to="/logout")
    for name in ("ada", "ben"):
        attack(visit, 40, 10, name=name)

    for name in ("ada", "ben"):
        assert try_in(tablet, PASSWORD, name=name) == 303
        tablet.submit("/settings", to="/logout")


def test_a_browser_keeps_a_few_marks(visit):
    tablet = visit("")
    tablet.set_cookie(COOKIE, "~".join(["x" * 40] * 60))

    assert try_in(tablet, PASSWORD) == 303

    assert len(tablet.get_cookie(COOKIE).value.split("~")) == 8


@pytest.mark.parametrize("mark", ["", "~", "x.y.z", "~" * 3000, "é", "WzEsImFi.a_Q-x.zz", "\x00"])
def test_a_mark_that_nobody_made_is_none(visit, attacked, mark):
    assert try_in(with_mark(visit, mark), PASSWORD) == 429


def test_a_mark_tells_nothing_of_the_account(app, visit):
    with app.app_context():
        ada_id, ada_hash = person("ada").id, person("ada").password_hash
    first, second = (known_to(visit).get_cookie(COOKIE) for _ in range(2))
    bens = known_to(visit, "ben").get_cookie(COOKIE)

    marks = [each.value.split(".") for each in (first, second, bens)]
    assert [len(each) for each in marks] == [3, 3, 3]
    assert len({part for name, _at, signed in marks for part in (name, signed)}) == 6
    assert [part for part in (email("ada"), ada_hash[-20:], SECRET) if part in first.value] == []
    assert f".{ada_id}." not in first.value
    assert first.http_only
    assert first.same_site == "Lax"


def test_a_new_password_ends_the_marks_of_other_browsers(app, visit):
    known, ada = known_to(visit), known_to(visit)
    assert try_in(ada, PASSWORD) == 303
    ada.submit("/settings/security", old_password=PASSWORD, password="another horse")
    ada.submit("/settings", to="/logout")
    attack(visit, 40, 10)

    assert [try_in(each, "another horse") for each in (known, ada)] == [429, 303]


def test_who_was_logged_in_before_there_were_marks_has_one_after_logging_out(visit):
    ada = visit("ada")
    ada.submit("/settings", to="/logout")
    attack(visit, 40, 10)

    assert try_in(ada, PASSWORD) == 303
