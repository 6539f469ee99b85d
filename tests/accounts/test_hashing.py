"""However many log in at once, hashing leaves most of a process to everybody else."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tests.world import PASSWORD, email
from tracker.accounts.passwords import BUSY, MOST_THERE, Passwords
from tracker.domain.refusals import Refused

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


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_whoever_logs_in_meanwhile_is_told_so_with_their_address_kept(guest, passwords):
    for _ in range(MOST_THERE):
        passwords.places.acquire()
    try:
        answer = guest.submit("/login", email=email("ada"), password=PASSWORD)
    finally:
        for _ in range(MOST_THERE):
            passwords.places.release()

    assert (answer.status_code, BUSY in answer.text, email("ada") in answer.text) == (422, True, True)
    assert guest.submit("/login", email=email("ada"), password=PASSWORD).status_code == 303
