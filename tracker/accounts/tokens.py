"""New secrets for the ends of links."""

import secrets

from tracker.domain.links import LENGTH, SIGNS


def new_token() -> str:
    """The end of a link that nobody can guess, of letters and digits alone."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
