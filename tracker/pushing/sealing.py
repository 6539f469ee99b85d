"""Seals a notice for one browser alone (RFC 8291), and signs who sends it (RFC 8292).

It is loaded when the first notice is sent, since what it stands on takes long to load.
"""

import os
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from http_ece import encrypt
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

CURVE = ec.SECP256R1
LENGTH_OF_KEY, LENGTH_OF_SECRET = 65, 16
LASTS = timedelta(hours=12)  # what is signed; push services take nothing that lasts longer than a day


class NoKeys(Exception):
    """What a browser is said to have given for a notice to be sealed with is nothing of the kind."""


def read_keys(p256dh: str, auth: str) -> tuple[bytes, bytes]:
    """The public key and the secret of a browser; raises `NoKeys` where they are none."""
    try:
        key, secret = decoded(p256dh), decoded(auth)
        if (len(key), len(secret)) != (LENGTH_OF_KEY, LENGTH_OF_SECRET):
            raise NoKeys
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE(), key)
    except (NotBase64, ValueError) as error:
        raise NoKeys from error
    return key, secret


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def sealed(content: bytes, p256dh: str, auth: str) -> bytes:
    """Something that one browser alone can read; raises `NoKeys`."""
    key, secret = read_keys(p256dh, auth)
    ours = ec.generate_private_key(CURVE())
    return cast(bytes, encrypt(content, salt=os.urandom(16), private_key=ours, dh=key, auth_secret=secret))


def signed(key: str, *, to: str, by: str, now: datetime) -> Mapping[str, str]:
    """What shows a push service, by its origin, that we send; ``by`` is where whoever runs it can turn to."""
    claims = {"aud": to, "exp": int((now + LASTS).timestamp()), "sub": by}
    vapid = Vapid02.from_raw(key.encode())
    vapid.conf = {"no-strict": True}  # it has a pattern of its own for addresses, which knows no ports
    return cast(Mapping[str, str], vapid.sign(claims))


def public_half(key: str) -> str:
    """The public half of our key, by which browsers know whose notices they take."""
    public = Vapid02.from_raw(key.encode()).public_key
    return cast(str, b64urlencode(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)))
