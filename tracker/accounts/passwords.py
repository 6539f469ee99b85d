"""Passwords, hashed with Argon2id.

An é is one sign or two, as the keyboard has it; the password is the same. What is hashed is the short form (NFC);
what was hashed before that was settled is checked in the other forms too.
"""

import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.domain.people import LONGEST_PASSWORD

LONGEST_FORM = 4 * LONGEST_PASSWORD  # a sign can be that many when it is taken apart


class Passwords:
    """Hashes and checks passwords; ``cost`` is how often Argon2id goes over its memory."""

    def __init__(self, cost: int) -> None:
        self.hasher = PasswordHasher(time_cost=cost)

    def hashed(self, password: str) -> str:
        """What is stored of a password."""
        return self.hasher.hash(settled(password))

    def right(self, password: str, stored: str) -> bool:
        """Whether it is the password; with nothing stored it takes as long and is wrong.

        Every form is checked whichever is right: how long it takes depends on what was typed alone.
        """
        found = [self.fits(form, stored or self.nobodys()) for form in forms(password)]
        return any(found) and bool(stored)

    def outdated(self, password: str, stored: str) -> bool:
        """Whether the right password was hashed at another cost, or in another form, and should be hashed again."""
        if self.hasher.check_needs_rehash(stored):
            return True
        return len(forms(password)) > 1 and not self.fits(settled(password), stored)

    def fits(self, form: str, stored: str) -> bool:
        try:
            return self.hasher.verify(stored, form)
        except (VerificationError, InvalidHashError):
            return False

    @lru_cache(maxsize=1)  # noqa: B019 - there is one, and it lives as long as the server
    def nobodys(self) -> str:
        """A hash that no password is right for, to check against where there is no account."""
        return self.hashed("nobody has this password")


def settled(password: str) -> str:
    r"""The form in which a password is hashed.

    >>> settled("cafe\u0301") == settled("caf\u00e9")
    True
    """
    return unicodedata.normalize("NFC", password) if len(password) <= LONGEST_FORM else password


def forms(password: str) -> tuple[str, ...]:
    """The forms in which a password may have been hashed: as it is now, as it was typed, and taken apart."""
    if len(password) > LONGEST_FORM:
        return (password,)
    return tuple(dict.fromkeys((settled(password), password, unicodedata.normalize("NFD", password))))
