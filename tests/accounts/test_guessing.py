"""Passwords and codes cannot be guessed, and nobody is kept out of what is theirs by somebody who tries."""

from itertools import pairwise

import pytest

from tests.accounts.test_hashing import all_places_taken
from tests.accounts.test_reset import NEW, link, mails
from tests.accounts.trying import A_QUARTER, THERE, attack, known_to, try_in
from tests.visitors import Visitor
from tests.whole import many
from tests.world import PASSWORD, email

pytestmark = pytest.mark.on_either("each counts tries by the same statements as the one beside it")


TRIES = many(60, whole=1000)  # more than there are networks


SOME = many(40, whole=80)


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
