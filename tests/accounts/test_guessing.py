"""Passwords and codes cannot be guessed, and nobody is kept out of what is theirs by somebody who tries."""

from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from flask import current_app
from sqlalchemy import func, select

from tests.accounts.test_hashing import all_places_taken
from tests.accounts.test_reset import NEW, link, mails
from tests.databases import kept, statements
from tests.visitors import Visitor
from tests.whole import many
from tests.world import PASSWORD, SECRET, email, person
from tracker.models import Limit
from tracker.web.familiar import COOKIE

pytestmark = pytest.mark.on_either("each counts tries by the same statements as the one beside it")

WRONG = "wrong horse"
HERE, THERE = "127.0.0.1", "203.0.113.9"
A_QUARTER = timedelta(minutes=15)
TRIES = many(60, whole=1000)  # more than there are networks
SOME = many(40, whole=80)


def try_in(visitor, password=WRONG, *, name="ada", at=HERE, address=""):
    """Try a password from a network; gives the status."""
    typed = {"email": address or email(name), "password": password, "csrf_token": visitor.form_token()}
    return visitor.post("/login", data=typed, environ_base={"REMOTE_ADDR": at}).status_code


def attack(visit, tries, networks, **as_whom):
    """Try wrong passwords from so many networks in turn; gives the statuses."""
    visitor = visit("")
    return [try_in(visitor, at=f"203.0.113.{n % networks}", **as_whom) for n in range(tries)]


def forty_tries():
    """Somebody tries forty wrong passwords, from ten networks."""
    attack(partial(Visitor.of, app=current_app), 40, 10)


@pytest.fixture
def attacked(app, keeper):
    """Tries were made already."""
    with app.app_context():
        keeper.live(forty_tries)


def known_to(visit, name="ada"):
    """A browser that was logged in to an account, and is logged out again."""
    browser = visit("")
    assert try_in(browser, PASSWORD, name=name) == 303
    browser.submit("/settings", to="/logout")
    return browser


def with_mark(visit, mark):
    browser = visit("")
    browser.set_cookie(COOKIE, mark)
    return browser


@pytest.mark.sql
def test_wrong_tries_from_fifty_networks_keep_no_owner_out(mailing):
    def visit(name=""):
        return Visitor.of(name, mailing)

    known, new = known_to(visit), visit()
    statuses = attack(visit, TRIES, 50)

    assert (statuses.count(422), statuses.count(429)) == (30, TRIES - 30)
    assert [try_in(known, PASSWORD), try_in(new, PASSWORD)] == [303, 429]

    new.submit("/reset", email=email("ada"))
    assert mails(mailing) == [("reset", email("ada"))]
    assert new.submit(link(mailing), password=NEW).status_code == 303
    assert 429 in attack(visit, 60, 50)
    assert try_in(new, NEW) == 303


def test_the_page_for_too_many_tries_leads_to_the_way_that_is_open(visit, attacked):
    stranger = visit("")
    answer = stranger.send("/login", email=email("ada"), password=PASSWORD)

    assert (answer.status_code, 'href="/reset"' in answer.text) == (429, True)


def test_a_known_and_an_unknown_address_are_held_up_alike(visit):
    unknown = attack(visit, SOME, 20, address="who@example.org")

    assert attack(visit, SOME, 20) == unknown


def test_right_tries_do_not_count(visit):
    assert {try_in(visit(""), PASSWORD) for _ in range(40)} == {303}
    assert [try_in(visit("")) for _ in range(10)] == [422] * 10


@pytest.mark.sql
def test_a_right_try_between_wrong_ones_changes_nothing_of_their_number(visit):
    stranger = visit("")
    statuses = [try_in(stranger) for _ in range(9)]
    statuses += [try_in(visit(""), PASSWORD)]

    assert statuses == [422] * 9 + [303]
    assert [try_in(stranger) for _ in range(2)] == [422, 429]


def test_a_try_that_nobody_had_time_for_does_not_count(app, visit):
    stranger = visit("")
    with all_places_taken(app.extensions["passwords"]):
        assert {try_in(stranger) for _ in range(15)} == {422}

    assert [try_in(stranger) for _ in range(11)] == [422] * 10 + [429]


@pytest.mark.parametrize("later", [0, 1, 450, 899])
def test_no_limit_holds_longer_than_a_quarter_of_an_hour(visit, moment, later):
    moment.shift(later)
    attack(visit, 40, 10)
    stranger = visit("")
    assert try_in(stranger, PASSWORD) == 429

    moment.shift(A_QUARTER)

    assert try_in(stranger, PASSWORD) == 303


def test_a_completed_reset_ends_what_holds_others_up(app, visit, attacked):
    stranger, elsewhere = visit(""), visit("")
    assert try_in(elsewhere, PASSWORD, at=THERE) == 429

    stranger.submit(link(app), password=NEW)

    assert try_in(elsewhere, NEW, at="198.51.100.7") == 303


SAME = {
    "one address": ["203.0.113.9"],
    "one address, mapped": ["203.0.113.9", "::ffff:203.0.113.9"],
    "one half of IPv6": [f"2001:db8:1:2::{n:x}" for n in range(1, 30)],
}


@pytest.mark.parametrize("which", SAME)
def test_one_network_has_ten_wrong_tries_for_an_account(visit, which):
    places = SAME[which]
    statuses = [try_in(visit(""), at=places[n % len(places)]) for n in range(12)]

    assert statuses == [422] * 10 + [429] * 2
    assert try_in(visit(""), PASSWORD) == 303


def test_another_half_of_ipv6_is_another_network(visit):
    statuses = [try_in(visit(""), at=f"2001:db8:1:{n:x}::1") for n in range(12)]

    assert statuses == [422] * 12


def test_one_network_has_a_hundred_wrong_tries_for_all_accounts(visit):
    stranger = visit("")
    statuses = [try_in(stranger, address=f"who{n}@example.org", at=THERE) for n in range(101)]

    assert statuses == [422] * 100 + [429]
    assert try_in(visit(""), PASSWORD) == 303


def test_a_network_that_has_to_wait_takes_no_tries_from_others(visit):
    attack(visit, 60, 1)

    assert [try_in(visit(""), at=THERE[:-1] + "77") for _ in range(10)] == [422] * 10


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


def test_a_wrong_try_at_somebodys_open_device_holds_up_no_other(visit, moment):
    left_open, owners = visit(""), visit("")
    for each in (left_open, owners):
        try_in(each, PASSWORD)
    statuses = [
        left_open.send("/settings/security", old_password="x", password="another horse").status_code
        for _ in range(11)
    ]
    answer = owners.send("/settings/security", old_password=PASSWORD, password="another horse")

    assert statuses == [422] * 10 + [429]
    assert answer.status_code == 303


def test_right_ones_do_not_count_in_the_settings_either(ada):
    passwords = [PASSWORD, *(f"another horse {n}" for n in range(12))]
    statuses = [
        ada.send("/settings/security", old_password=old, password=new).status_code
        for old, new in pairwise(passwords)
    ]

    assert statuses == [303] * 12


def ask(mailing, path="/reset", at=HERE, **typed):
    """Ask for a mail in a browser of one's own; gives what one is told."""
    visitor = Visitor.of("", mailing)
    typed = {"email": email("ada"), "csrf_token": visitor.form_token(), **typed}
    answer = visitor.post(path, data=typed, environ_base={"REMOTE_ADDR": at})
    return answer.status_code, answer.location


def register(mailing, at=HERE):
    return ask(mailing, "/register", at, name="Eve", password="eves own words")


@pytest.mark.sql
@pytest.mark.parametrize("asking", [ask, register])
def test_an_address_gets_a_mail_in_a_quarter_of_an_hour_whoever_asks(mailing, moment, asking):
    moment.shift(14 * 60)  # in the middle of everything that is counted by the clock
    told = {asking(mailing, at=f"203.0.113.{n}") for n in range(4)}
    assert len(mails(mailing)) == 1
    moment.shift(A_QUARTER - timedelta(seconds=1))
    told.add(asking(mailing))
    assert len(mails(mailing)) == 1
    moment.shift(1)
    told.add(asking(mailing))

    assert len(mails(mailing)) == 2
    assert len(told) == 1


@pytest.mark.parametrize("asking", [ask, register])
def test_an_address_gets_six_mails_in_a_day(mailing, moment, asking):
    told = set()
    for _ in range(90):
        told.add(asking(mailing))
        moment.shift(A_QUARTER)

    assert len(told) == 1
    assert len(mails(mailing)) == 6
    moment.shift(timedelta(days=1) - 90 * A_QUARTER)
    asking(mailing)
    assert len(mails(mailing)) == 7


def test_somebody_who_asks_five_times_an_hour_does_not_stop_resets(mailing, moment):
    for _ in range(5):
        ask(mailing, at=THERE)
        register(mailing, at=THERE)
        moment.shift(timedelta(minutes=12))
    before = len(mails(mailing))
    moment.shift(timedelta(minutes=3))

    assert ask(mailing) == (303, "/reset/sent")
    assert len(mails(mailing)) == before + 1


def test_an_unknown_address_has_as_many_mails_waiting(mailing):
    asked = [ask(mailing, email=address) for address in (email("ada"), "who@example.org") for _ in range(3)]

    assert len(set(asked)) == 1
    assert mails(mailing) == [("reset", email("ada")), ("reset", "who@example.org")]


def asked_of(app, act):
    """What an act asks of the database, without how it ends."""
    with statements(app) as asked:
        act()
    return [each for each in asked if "SAVEPOINT" not in each]


@pytest.mark.parametrize("asking", [ask, register])
def test_nobody_is_told_by_the_work_of_it_that_a_mail_was_sent_before(mailing, asking):
    first, again = (asked_of(mailing, lambda: asking(mailing)) for _time in range(2))

    assert first == again
    assert len(mails(mailing)) == 1


def test_of_several_who_ask_at_the_same_instant_one_has_a_mail_sent(concurrent, monkeypatch):
    monkeypatch.setattr("tracker.web.mails.sends_mail", lambda: True)

    statuses = concurrent.at_once(*[lambda: ask(concurrent.app)[0]] * 4)

    assert statuses == [303] * 4
    assert mails(concurrent.app) == [("reset", email("ada"))]


CODE = "/join/BCDFG-HJKMN"


@pytest.mark.sql
def test_codes_cannot_be_guessed_by_looking_either(visit):
    guest = visit("")
    statuses = [guest.get(CODE).status_code for _try in range(61)]

    assert statuses == [404] * 60 + [429]


def test_a_code_hidden_among_other_letters_is_counted_too(guest):
    statuses = [guest.get("/join/BCDFGHJKMNaeiouaeiouaeiouaeiouae").status_code for _try in range(61)]

    assert statuses[-1] == 429


@pytest.mark.sql
def test_who_has_a_link_comes_in_whoever_guesses_beside_them(world, visit):
    guest = visit("")
    for _try in range(61):
        guest.get(CODE)

    assert "Cleo" in guest.page(f"/join/{world.cleos_key.token}").text
    assert guest.get(f"/join/{world.cleos_key.code}").status_code == 429


def test_looking_at_ones_own_invitation_by_its_code_does_not_count(app, world, guest):
    email("cleo")
    statuses = {guest.get(f"/join/{world.cleos_key.code}").status_code for _try in range(70)}

    assert statuses == {200}
    assert kept(app, select(func.coalesce(func.sum(Limit.try_count), 0))) == [0]


def test_a_page_that_is_only_read_counts_nothing(app, world, guest):
    email("cleo")
    guest.get(f"/join/{world.cleos_key.token}")

    assert kept(app, select(Limit.key)) == []


def test_who_was_logged_in_before_there_were_marks_has_one_after_logging_out(visit):
    ada = visit("ada")
    ada.submit("/settings", to="/logout")
    attack(visit, 40, 10)

    assert try_in(ada, PASSWORD) == 303
