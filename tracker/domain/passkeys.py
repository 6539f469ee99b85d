"""Passkeys: where they can be used, what a browser is asked for, and when one may have been copied."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

from tracker.domain.origins import Origin
from tracker.domain.texts import _

PASSKEYS = 20  # for one account
PASSKEY_NAME_LENGTH = 60
ANSWER_LENGTH = 20_000  # of what a browser sends, which is a tenth of that
MINUTES_TO_ANSWER = 5
ALGORITHMS = (-8, -7, -257)  # Ed25519, ECDSA on P-256, RSA, as COSE numbers them


class PasskeyPlace(StrEnum):
    """Whether passkeys can be used at an address of ours, and if not, why: browsers offer them to no other."""

    HERE = "here"
    NUMBER = "number"
    ELSEWHERE = "elsewhere"
    PLAIN = "plain"


def passkey_place(public: Origin, used: Origin) -> PasskeyPlace:
    """Whether they can be used at an address. They are of the public one's name, and of no number.

    >>> tend = Origin("https", "tend.example.org", 443)
    >>> passkey_place(tend, tend), passkey_place(tend, Origin("http", "tend.local", 8000)).value
    (<PasskeyPlace.HERE: 'here'>, 'elsewhere')
    >>> passkey_place(Origin("http", "192.168.1.5", 8000), Origin("http", "192.168.1.5", 8000)).value
    'number'
    >>> passkey_place(Origin("http", "tend.local", 8000), Origin("http", "tend.local", 8000)).value
    'plain'
    """
    if is_number(public.host):
        return PasskeyPlace.NUMBER
    if used.host != public.host:
        return PasskeyPlace.ELSEWHERE
    if used.scheme != "https" and used.host != "localhost":
        return PasskeyPlace.PLAIN
    return PasskeyPlace.HERE


def is_number(host: str) -> bool:
    """Whether a host is named by a number alone.

    >>> is_number("192.168.1.5"), is_number("::1"), is_number("tend.local")
    (True, True, False)
    """
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class PasskeySite:
    """Whose passkeys are asked for: the name that they are of, and the origins from which a page of ours may ask."""

    name: str
    origins: tuple[str, ...]


def site(public: Origin, used: Iterable[Origin]) -> PasskeySite:
    """That of a Tend, from the addresses that may be in use.

    >>> tend = Origin("https", "tend.example.org", 443)
    >>> site(tend, [tend, Origin("http", "localhost", 80)])
    PasskeySite(name='tend.example.org', origins=('https://tend.example.org',))
    """
    here = (str(each) for each in used if passkey_place(public, each) is PasskeyPlace.HERE)
    return PasskeySite(public.host, tuple(here))


@dataclass(frozen=True, slots=True)
class MadePasskey:
    """What a browser says of a passkey that it has just made: its id, its public key, and how often it was used."""

    credential_id: str
    public_key: bytes
    use_count: int


@dataclass(frozen=True, slots=True)
class ShownPasskey:
    """Which passkey a browser says was used, and for whom, by their handle; it is to be looked at still."""

    credential_id: str
    handle: str


def is_copied(said: int, stored: int) -> bool:
    """Whether a passkey that counts its uses has counted no further: then there are two of it. Most do not count, and say 0.

    >>> is_copied(0, 0), is_copied(8, 7), is_copied(7, 7), is_copied(1, 1), is_copied(0, 7)
    (False, False, True, True, True)
    """
    return max(said, stored) > 0 and said <= stored


def passkey_name(browser: str, system: str) -> str:
    """What a passkey is called where its owner gives it no name.

    >>> passkey_name("Chrome", "Android"), passkey_name("", "")
    ('Chrome on Android', 'Passkey')
    """
    return " on ".join(filter(None, (browser, system))) or "Passkey"


NOT_KNOWN = _(
    "This passkey opens nothing here, or not any more. Log in with your password. You can delete it where your "
    "device keeps its passkeys."
)
NOT_TAKEN = _("That did not work out, and nothing was changed. Please try it once more.")
COPIED = _(
    "This passkey was refused: it may have been copied, and opens nothing any more. Log in with your password, and "
    "remove it in the settings."
)
