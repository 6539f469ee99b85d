"""Passwords, hashed with Argon2id.

An é is one sign or two, as the keyboard has it; the password is the same. What is hashed is the short form (NFC);
what was hashed before that was settled is checked in the other forms too.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.domain.people import LONGEST_PASSWORD
from tracker.domain.refusals import Refused
from tracker.domain.texts import _

LONGEST_FORM = 4 * LONGEST_PASSWORD  # a sign can be that many when it is taken apart


# Hashing takes long on purpose. However many ask for it at once, most threads of a process stay for everybody else.
MOST_AT_ONCE, MOST_THERE = 2, 3
BUSY = _("Many people are logging in just now. Please try it once more in a moment.")


class Passwords:
    """Hashes and checks passwords; ``cost`` is how often Argon2id goes over its memory.

    Raises `Refused` where several are being hashed already.
    """

    def __init__(self, cost: int) -> None:
        self.hasher = PasswordHasher(time_cost=cost)
        self.places = BoundedSemaphore(MOST_THERE)
        self.turns = BoundedSemaphore(MOST_AT_ONCE)

    @contextmanager
    def place(self) -> Iterator[None]:
        """One of the places there are for hashing; one more may wait for it."""
        if not self.places.acquire(blocking=False):
            raise Refused(BUSY)
        try:
            with self.turns:
                yield
        finally:
            self.places.release()

    def hashed(self, password: str) -> str:
        """What is stored of a password."""
        with self.place():
            return self.hasher.hash(settled(password))

    def right(self, password: str, stored: str) -> bool:
        """Whether it is the password; with nothing stored it takes as long and is wrong.

        Every form is checked whichever is right: how long it takes depends on what was typed alone.
        """
        known = stored or self.nobodys()
        with self.place():
            found = [self.fits(form, known) for form in forms(password)]
        return any(found) and bool(stored)

    def outdated(self, password: str, stored: str) -> bool:
        """Whether the right password was hashed at another cost, or in another form, and should be hashed again."""
        if self.hasher.check_needs_rehash(stored):
            return True
        if len(forms(password)) == 1:
            return False
        with self.place():
            return not self.fits(settled(password), stored)

    def fits(self, form: str, stored: str) -> bool:
        try:
            return self.hasher.verify(stored, form)
        except (VerificationError, InvalidHashError):
            return False

    # Without it, an unknown address takes 2 hashings instead of 1, by which it could be told.
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
