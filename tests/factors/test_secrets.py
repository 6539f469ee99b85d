"""What codes are made of: the secret that apps take, and recovery codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factors.apps import code_of
from tracker.domain.invitations import LETTERS
from tracker.factors.codes import (
    address_for_app,
    code_at,
    new_recovery_codes,
    new_secret,
    recovery_hash,
)

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(second, code):
    """RFC 6238, appendix B, of which six digits are shown."""
    assert code_at(RFC_SECRET, second // 30) == code == code_of(RFC_SECRET, second // 30)


@given(st.integers(0, 2**40))
def test_codes_are_those_of_the_plain_reference(step):
    secret = new_secret()

    assert code_at(secret, step) == code_of(secret, step)


def test_an_app_reads_the_secret_and_whose_it_is():
    address = address_for_app(RFC_SECRET, "ada@example.org")

    assert address == f"otpauth://totp/Tend:ada%40example.org?secret={RFC_SECRET}&issuer=Tend"


def test_recovery_codes_take_long_to_guess_and_are_hashed_with_a_salt_of_their_own():
    one, other = new_recovery_codes(), new_recovery_codes()

    assert len({*one.codes, *other.codes}) == 20
    assert len(LETTERS) ** 12 > 2**50
    assert recovery_hash(one.codes[0], one.salt) == one.hashes[0] != recovery_hash(one.codes[0], other.salt)
    assert not {each.replace("-", "") for each in one.codes} & set(one.hashes)
