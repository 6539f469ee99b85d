"""Passwords, hashed with Argon2id."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Passwords:
    """Hashes and checks passwords; ``cost`` is how often Argon2id goes over its memory."""

    def __init__(self, cost: int) -> None:
        self.hasher = PasswordHasher(time_cost=cost)

    def hashed(self, password: str) -> str:
        """What is stored of a password."""
        return self.hasher.hash(password)

    def right(self, password: str, stored: str) -> bool:
        """Whether it is the password; with nothing stored it takes as long and is wrong."""
        try:
            return self.hasher.verify(stored or self.nobodys(), password) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, stored: str) -> bool:
        """Whether it was hashed at another cost and should be hashed again."""
        return self.hasher.check_needs_rehash(stored)

    @lru_cache(maxsize=1)  # noqa: B019 - there is one, and it lives as long as the server
    def nobodys(self) -> str:
        """A hash that no password is right for, to check against where there is no account."""
        return self.hashed("nobody has this password")
