"""Passwords, hashed with Argon2id.

An é is one sign or two, as the keyboard has it; the password is the same. What is hashed is the short form (NFC);
what was hashed before that was settled is checked in the other forms too.

While the cost is being raised there are hashes of several costs. So that no address can be told by how long it takes,
whoever logs in is checked at each of them, known or unknown.
"""

import secrets
import unicodedata
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from tracker.accounts.guessable import guessable, listed
from tracker.domain.people import LONGEST_PASSWORD
from tracker.domain.refusals import Refused
from tracker.domain.texts import _

SALT, DIGEST = 16, 32  # bytes, as argon2-cffi has them
LENGTH_BESIDE_COST = 67  # of what follows the cost in a hash: both of them in letters
LONGEST_FORM = 4 * LONGEST_PASSWORD  # a sign can be that many when it is taken apart


# Hashing takes long on purpose. However many ask for it at once, most threads of a process stay for everybody else.
MOST_AT_ONCE, MOST_THERE = 2, 3
BUSY = _("Many people are logging in just now. Please try it once more in a moment.")


class Passwords:
    """Hashes and checks passwords; ``cost`` is how often Argon2id goes over its memory.

    In the file ``common``, if there is one, stand passwords that nobody should choose. Raises `Refused` where several are
    being hashed already.
    """

    def __init__(self, cost: int, common: str = "") -> None:
        self.hasher = PasswordHasher(time_cost=cost)
        self.common = common
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

    def right(self, password: str, stored: str, *, costs: Iterable[str] = ()) -> bool:
        """Whether it is the password; with nothing stored it takes as long and is wrong.

        Beside what is stored, something is checked at each of the other costs that hashes have, and every form whichever
        is right: how long it takes depends on what was typed alone.
        """
        each_cost = sorted({*costs, cost_of(stored)} - {""}) or [self.cost]
        checked = [stored if cost == cost_of(stored) else nobodys(cost) for cost in each_cost]
        with self.place():
            found = [self.fits(form, each) for each in checked for form in forms(password)]
        return any(found) and bool(stored)

    def easy(self, password: str, hints: Iterable[str]) -> bool:
        """Whether somebody who knows these hints would guess it soon."""
        meant = settled(password)
        return guessable(meant, hints) or (bool(self.common) and listed(meant, self.common))

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

    @property
    def cost(self) -> str:
        """The cost at which is hashed now, as hashes begin that have it."""
        of = self.hasher
        return f"$argon2id$v={ARGON2_VERSION}$m={of.memory_cost},t={of.time_cost},p={of.parallelism}"


def cost_of(stored: str) -> str:
    """The cost that a hash names at its beginning; nothing where there is none.

    >>> cost_of("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$ZGlnZXN0")
    '$argon2id$v=19$m=8,t=1,p=1'
    """
    return stored.rsplit("$", 2)[0]


def nobodys(cost: str) -> str:
    """A hash of this cost that no password is right for, to check against where there is none."""
    return "$".join((cost, *(in_letters(secrets.token_bytes(length)) for length in (SALT, DIGEST))))


def in_letters(value: bytes) -> str:
    return b64encode(value).decode().rstrip("=")


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
