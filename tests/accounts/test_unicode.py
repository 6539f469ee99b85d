"""A password is the same however its signs are put together."""

import unicodedata

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from tests.accounts.test_log_in import hash_of, set_hash
from tests.databases import kept
from tests.world import email
from tracker.models import Person

PASSWORD = "Ein Käsekuchen für Zoé, 한국어"
FORMS = ("NFC", "NFD")
ADA = email("ada")


def in_form(form, text=PASSWORD):
    return unicodedata.normalize(form, text)


@pytest.fixture
def hasher(app):
    return app.extensions["passwords"].hasher


def logs_in(visitor, password, address=ADA):
    return visitor.submit("/login", email=address, password=password).status_code == 303


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("chosen", FORMS)
def test_who_chooses_it_on_one_keyboard_logs_in_on_another(visit, chosen, typed):
    visit("").submit("/register", name="Eve", email="eve@example.org", password=in_form(chosen))

    assert logs_in(visit(""), in_form(typed), "eve@example.org")


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("old", FORMS)
def test_what_was_hashed_as_typed_is_right_and_is_hashed_anew_once(app, visit, hasher, old, typed):
    set_hash(app, "ada", hasher.hash(in_form(old)))
    before = hash_of(app, "ada")
    assert logs_in(visit(""), in_form(typed))

    after = hash_of(app, "ada")
    assert hasher.verify(after, in_form("NFC"))
    assert (after == before) is (old == "NFC")
    assert logs_in(visit(""), in_form(typed))
    assert hash_of(app, "ada") == after


def test_what_was_hashed_half_taken_apart_is_right_when_it_is_typed_so(app, visit, hasher):
    half = "caf\u00e9 cafe\u0301"
    set_hash(app, "ada", hasher.hash(half))

    assert logs_in(visit(""), half)
    assert logs_in(visit(""), in_form("NFC", half))


def test_other_letters_are_another_password(app, visit, hasher):
    set_hash(app, "ada", hasher.hash(in_form("NFC")))

    assert not logs_in(visit(""), PASSWORD.replace("é", "e"))
    assert not logs_in(visit(""), PASSWORD + "\u0301")


class Counting(PasswordHasher):
    checked = 0

    def verify(self, *given):
        self.checked += 1
        return super().verify(*given)


@pytest.mark.parametrize(
    "password", ["wrong horse", in_form("NFC"), in_form("NFD"), "a" + "\u0301\u0316" * 40_000]
)
def test_a_known_and_an_unknown_address_cost_the_same(app, visit, hasher, password):
    costs = []
    for address in (email("ada"), "who@example.org"):
        app.extensions["passwords"].hasher = Counting(time_cost=1, memory_cost=8, parallelism=1)
        assert not logs_in(visit(""), password, address)
        costs.append(app.extensions["passwords"].hasher.checked)
    app.extensions["passwords"].hasher = hasher

    assert costs[0] == costs[1] <= 3


def test_signs_that_are_made_of_two_are_counted_as_one(visit, app):
    typed = "één café in Zoés été, " * 6
    visit("").send("/register", name="Eve", email="eve@example.org", password=in_form("NFD", typed[:8]))
    visit("").submit("/register", name="Eve", email="eva@example.org", password=in_form("NFD", typed[:128]))

    assert kept(app, select(Person.email).where(Person.email.like("ev%"))) == ["eva@example.org"]
