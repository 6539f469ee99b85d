"""New secrets for the ends of links, and what is stored of them."""

import secrets
from hashlib import sha256

from tracker.domain.links import LENGTH, SIGNS


def new_token() -> str:
    """The end of a link that nobody can guess, of letters and digits alone."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def digest(token: str) -> str:
    """What is stored of a token, which is long and random itself."""
    return sha256(token.encode()).hexdigest()
