"""However many log in at once, hashing leaves most of a process to everybody else; and how long it takes tells nothing."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from resource import RUSAGE_SELF, getrusage
from statistics import median
from threading import Event

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import delete, update

from tests.databases import acting
from tests.visitors import Visitor
from tests.world import PASSWORD, PEOPLE, email, person
from tracker.accounts.passwords import BUSY, LENGTH_BESIDE_COST, MOST_THERE, Passwords, cost_of, nobodys
from tracker.accounts.queries import password_costs
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import Device, Mail
from tracker.web.clock import now

PATIENCE = 20


@pytest.fixture
def passwords(app):
    return app.extensions["passwords"]


def test_beyond_a_few_at_once_hashing_is_put_off_kindly():
    passwords, come, go = Passwords(1), [Event() for _ in range(MOST_THERE)], Event()

    def hash_slowly(number):
        with passwords.place():
            come[number].set()
            go.wait(PATIENCE)

    with ThreadPoolExecutor(MOST_THERE) as threads:
        for number in range(MOST_THERE):
            threads.submit(hash_slowly, number)
        assert come[0].wait(PATIENCE)
        assert come[1].wait(PATIENCE)
        while passwords.places._value:
            pass

        with pytest.raises(Refused) as no:
            passwords.hashed("ten small things")
        go.set()

    assert no.value.sentence == BUSY
    assert passwords.right("ten small things", passwords.hashed("ten small things"))


@contextmanager
def all_places_taken(passwords):
    """As many are hashing as can be."""
    for _ in range(MOST_THERE):
        passwords.places.acquire()
    try:
        yield
    finally:
        for _ in range(MOST_THERE):
            passwords.places.release()


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_whoever_logs_in_meanwhile_is_told_so_with_their_address_kept(guest, passwords):
    with all_places_taken(passwords):
        answer = guest.submit("/login", email=email("ada"), password=PASSWORD)

    assert (answer.status_code, BUSY in answer.text, email("ada") in answer.text) == (422, True, True)
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).status_code == 303


class Recorded(PasswordHasher):
    """Remembers the costs of all that was hashed and checked."""

    def __init__(self, **cost):
        super().__init__(memory_cost=8, parallelism=1, **cost)
        self.rounds = []

    def hash(self, *given, **more):
        self.rounds.append(self.time_cost)
        return super().hash(*given, **more)

    def verify(self, stored, *given):
        self.rounds.append(extract_parameters(stored).time_cost)
        return super().verify(stored, *given)


@pytest.fixture
def work(passwords, monkeypatch):
    """What hashing somebody's request asks for: `work(act)`, in rounds."""

    def of(act):
        monkeypatch.setattr(passwords, "hasher", Recorded(time_cost=2))
        assert act().status_code in (303, 422)
        return passwords.hasher.rounds

    return of


def at_cost(rounds):
    return Recorded(time_cost=rounds).hash(PASSWORD)


@pytest.mark.parametrize("others", [1, 2, 3])
@pytest.mark.parametrize("adas", [1, 2, 3])
def test_no_address_is_told_by_the_work_of_a_wrong_try(app, visit, work, adas, others):
    with acting(app):
        for name in PEOPLE:
            person(name).password_hash = at_cost(adas if name == "ada" else others)

    rounds = [
        work(lambda address=address: visit("").send("/login", email=address, password="wrong horse"))
        for address in (email("ada"), email("ben"), "who@example.org")
    ]

    assert rounds == [sorted({adas, others})] * 3


def test_no_address_is_told_by_the_work_of_registering_or_of_a_reset(app, visit, work):
    def asked(path, address):
        typed = {"name": "Eve", "email": address, "password": "eves own words"}
        return work(lambda: visit("").send(path, **typed))

    for address in (email("ada"), "who@example.org"):
        assert [asked(path, address) for path in ("/register", "/reset")] == [[2], []]


def test_no_address_is_told_by_the_work_of_asking_for_it_as_ones_own(mailing, monkeypatch):
    cleo, hashing = Visitor.of("cleo", mailing), Recorded(time_cost=2)
    monkeypatch.setattr(mailing.extensions["passwords"], "hasher", hashing)
    for address in (email("ada"), "who@example.org"):
        assert cleo.send("/confirm/change", email=address).location == "/confirm/change/code"

    assert hashing.rounds == []


def test_once_everybody_is_hashed_at_the_new_cost_nobody_pays_for_the_old_one(app, visit, work):
    with acting(app):
        for name in PEOPLE:
            person(name).password_hash = at_cost(1)
    for name in PEOPLE:
        work(lambda name=name: visit("").send("/login", email=email(name), password=PASSWORD))

    assert work(lambda: visit("").send("/login", email=email("ada"), password="wrong horse")) == [2]


def test_where_there_is_no_account_yet_the_cost_is_the_one_there_is_now():
    passwords = Passwords(1)
    passwords.hasher = Recorded(time_cost=3)

    assert not passwords.right("ten small things", "", costs=[])
    assert passwords.hasher.rounds == [3]


def test_a_hash_that_nobody_has_is_like_any_other():
    cost = Recorded(time_cost=2).hash(PASSWORD)

    assert extract_parameters(nobodys(cost_of(cost))) == extract_parameters(cost)
    assert len(cost) - len(cost_of(cost)) == LENGTH_BESIDE_COST


@pytest.mark.sql
def test_the_costs_there_are_are_those_of_the_hashes(inside):
    person("ada").password_hash = at_cost(3)
    person("ben").password_hash = "x"
    db.session.flush()

    assert sorted(password_costs()) == [f"$argon2id$v=19$m=8,t={rounds},p=1" for rounds in (1, 3)]


ROUNDS = 200


def cpu():
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def medians(app, known, unknown, moment):
    """What each of two kinds of request takes of the processor, asked in turn, now one first and now the other. Mails are
    sent meanwhile."""
    spent = [], []
    for n in range(ROUNDS):
        pairs = list(zip((known, unknown), spent, strict=True))
        for act, each in pairs if n % 2 else reversed(pairs):
            before = cpu()
            act(n)
            each.append(cpu() - before)
        moment.shift(timedelta(hours=5))
        with acting(app):
            db.session.execute(delete(Mail))
            db.session.execute(update(Device).values(proved_at=now()))
    return [median(each) for each in spent]


ASKED = {
    "/login": {"password": "wrong horse"},
    "/register": {"name": "Eve", "password": "eves own words"},
    "/reset": {},
    "/confirm/change": {},
}


@pytest.mark.everybodys("it gives each device a fresh proof, so that none is asked for")
@pytest.mark.whole("it is a measurement: what work is done is counted in every run")
@pytest.mark.parametrize("path", ASKED)
def test_no_address_is_told_by_what_the_processor_has_to_do(mailing, moment, path):
    with acting(mailing):
        person("ada").password_hash = Passwords(1).hashed(PASSWORD)
        person("ben").password_hash = Passwords(3).hashed(PASSWORD)
    mailing.extensions["passwords"] = Passwords(3)
    visitor = Visitor.of("cleo" if path == "/confirm/change" else "", mailing)

    def ask(address):
        return lambda n: visitor.send(path, email=address.format(n), **ASKED[path])

    known, unknown = medians(mailing, ask(email("ada")), ask("who{}@example.org"), moment)

    assert abs(known / unknown - 1) < 0.05
