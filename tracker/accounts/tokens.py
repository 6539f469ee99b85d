"""New secrets for the ends of links, and what is stored of them."""

import hmac
import secrets
from hashlib import sha256

from tracker.domain.links import LENGTH, SIGNS


def new_token() -> str:
    """The end of a link that nobody can guess, of letters and digits alone."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def digest(token: str) -> str:
    """What is stored of a token, which is long and random itself."""
    return sha256(token.encode()).hexdigest()


def hashed(opener: str, secret: str, *, what: str = "invitation") -> str:
    """What is stored of what is short enough to be guessed: without the server's secret, nothing can be guessed from it."""
    return hmac.digest(secret.encode(), f"{what}:{opener}".encode(), "sha256").hex()
