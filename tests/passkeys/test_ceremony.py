"""What browsers answer, bent at every byte: it is refused, and nothing else ever happens."""

import json
from base64 import urlsafe_b64decode

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.passkeys.authenticator import Authenticator, letters
from tracker.domain.passkeys import PasskeySite
from tracker.domain.refusals import Refused
from tracker.passkeys import ceremony

SITE = PasskeySite("localhost", ("http://localhost",))
ASKED = {"challenge": "1-a.b"}
DEVICE = Authenticator(handle="h", counts=3)
MADE = ceremony.made(DEVICE.make(ASKED), SITE, ASKED["challenge"])


def bent(answer, part, at, by):
    """An answer with one byte of a part of it changed."""
    found = json.loads(answer)
    inside = found["response"] if part in found["response"] else found
    value = bytearray(urlsafe_b64decode(inside[part] + "=="))
    value[at % len(value)] ^= by
    inside[part] = letters(bytes(value))
    return json.dumps(found)


def test_what_is_right_is_taken():
    assert ceremony.times_used(DEVICE.use(ASKED), SITE, ASKED["challenge"], MADE.public_key) == 3
    assert (
        ceremony.used(DEVICE.use(ASKED)).credential_id == MADE.credential_id == letters(DEVICE.credential_id)
    )


@given(
    st.sampled_from(["clientDataJSON", "authenticatorData", "signature"]),
    st.integers(0, 400),
    st.integers(1, 255),
)
def test_one_byte_of_what_is_signed_is_enough(part, at, by):
    answer = bent(DEVICE.use(ASKED), part, at, by)

    with pytest.raises(Refused):
        ceremony.times_used(answer, SITE, ASKED["challenge"], MADE.public_key)


@given(st.integers(0, 400), st.integers(1, 255))
def test_what_is_bent_as_it_is_made_is_refused_or_is_another_passkey(at, by):
    """Nobody vouches for a new one: of its own id, key and count it says what it likes."""
    answer = bent(DEVICE.make(ASKED), "attestationObject", at, by)
    try:
        found = ceremony.made(answer, SITE, ASKED["challenge"])
    except Refused:
        return

    assert found != MADE or untold(answer)


def untold(answer):
    """Whether all that an answer says of itself is as it was: of what kind a device is, nobody asks."""
    said = cbor2.loads(urlsafe_b64decode(json.loads(answer)["response"]["attestationObject"] + "=="))
    about, were = said["authData"], DEVICE.about(DEVICE.flags | 0x40) + DEVICE.attested()
    return about[:32] == were[:32] and about[53:] == were[53:]


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_refused(odd):
    for name in ("clientDataJSON", "attestationObject", "authenticatorData"):
        for answer in (DEVICE.make(ASKED), DEVICE.use(ASKED)):
            found = json.loads(answer)
            found["response"][name] = letters(odd)
            told = json.dumps(found)
            ceremony.challenge_made_for(told)
            ceremony.challenge_used_for(told)
            refuses_or_takes(told)


def refuses_or_takes(answer):
    for look in (
        lambda: ceremony.made(answer, SITE, ASKED["challenge"]),
        lambda: ceremony.times_used(answer, SITE, ASKED["challenge"], MADE.public_key),
        lambda: ceremony.used(answer),
    ):
        try:
            look()
        except Refused:
            continue


@pytest.mark.parametrize(
    "key",
    [
        {1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)},
        {1: 2, 3: -7, -1: 9, -2: b"", -3: b""},
        {1: 3, 3: -257, -1: b"", -2: b""},
        {1: 3, 3: -65535, -1: bytes(256), -2: b"\x01\x00\x01"},
        {1: 1, 3: -8, -1: 6, -2: b"short"},
        {},
    ],
)
def test_a_key_that_is_none_opens_nothing(key):
    class Odd(Authenticator):
        def cose_key(self):
            return key

    odd = Odd()
    try:
        public_key = ceremony.made(odd.make(ASKED), SITE, ASKED["challenge"]).public_key
    except Refused:
        public_key = cbor2.dumps(key)

    with pytest.raises(Refused):
        ceremony.times_used(odd.use(ASKED), SITE, ASKED["challenge"], public_key)
