"""Codes: the secret that an app and Tend share, and recovery codes, of which hashes alone are kept.

What they are made of is of its own, without the server's secret: that is in no backup, and a restore without it would
lock everybody out who has codes. Recovery codes are short enough to be tried one after the other, so their hash takes long.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import scrypt

import pyotp

from tracker.accounts.scanning import picture_of
from tracker.domain.factors import DIGITS, RECOVERY_CODES, RECOVERY_GROUP, RECOVERY_LETTERS, STEP
from tracker.domain.invitations import LETTERS, plain_code

ISSUER = "Tend"
SALT_BYTES = 16
hashed_slowly = partial(scrypt, n=2**14, r=8, p=1, dklen=32)  # 16 MB, a twentieth of a second


def new_secret() -> str:
    """A secret for an app, as apps take it: 32 letters and digits."""
    return pyotp.random_base32()


def code_at(secret: str, step: int) -> str:
    """The code of a step."""
    return clock_of(secret).generate_otp(step)


def address_for_app(secret: str, email: str) -> str:
    """What an app reads from the picture: the secret, and whose it is."""
    return clock_of(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def clock_of(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP)


def picture_for_app(secret: str, email: str) -> str:
    """That as a picture to scan."""
    return picture_of(address_for_app(secret, email))


def readable_secret(secret: str) -> str:
    """A secret in groups of four, easier to type.

    >>> readable_secret("ABCDEFGH")
    'ABCD EFGH'
    """
    return " ".join(groups(secret))


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """Ten codes as they are read, what they are hashed with, and what is stored of each."""

    codes: tuple[str, ...]
    salt: str
    hashes: tuple[str, ...]


def new_recovery_codes() -> RecoveryCodes:
    """Ten new codes. It takes half a second: nothing should be held meanwhile."""
    codes = tuple("-".join(groups(drawn())) for _ in range(RECOVERY_CODES))
    salt = secrets.token_hex(SALT_BYTES)
    return RecoveryCodes(codes, salt, tuple(recovery_hash(each, salt) for each in codes))


def drawn() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(RECOVERY_LETTERS))


def groups(text: str) -> Sequence[str]:
    return [text[at : at + RECOVERY_GROUP] for at in range(0, len(text), RECOVERY_GROUP)]


def recovery_hash(typed: str, salt: str) -> str:
    """What is stored of a recovery code, however it was typed."""
    return hashed_slowly(plain_code(typed).encode(), salt=salt.encode()).hex()
