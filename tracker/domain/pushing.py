"""Where a notice may be sent: to a push service out in the world, and to nothing that lies further in.

A browser names an address at its maker's push service, and Tend sends there by itself. So somebody could name one at which
only this machine, or those in its house, can be reached.
"""

import re
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST_ENDPOINT = 1000  # the longest that any browser gives has about six hundred letters
LONGEST_NAME = 253
KEPT_FOR = timedelta(hours=2)  # until a device can be reached: later a notice would only surprise
LATEST = timedelta(hours=1)  # that a push service may put us off for

BYTES_OF_A_KEY, LETTERS_OF_A_KEY = 32, 43
LETTERS_OF_A_PUBLIC_KEY, LETTERS_OF_A_SECRET = 88, 24  # of a browser's, at most
# So many keys there are on the curve P-256 (FIPS 186-5).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

PLAIN_PATH = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?")
NAME = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
# What of IPv4 is no machine out in the world: this one, its house, its provider, its link, those of books, many, nobody's.
# The registry of such is IANA's; what Python knows of it is not the same in all its versions.
NOT_OF_THE_WORLD = tuple(
    map(
        IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
            *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        ),
    )
)
# Of IPv6 one part is of the world; what in that part leads on to elsewhere, or to nobody. All that stands for an address of
# IPv4 lies here, or outside.
OF_THE_WORLD = IPv6Network("2000::/3")
YET_NOT = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a browser's push service takes its notices: a name on the internet, and a path there, over https."""

    host: str
    path: str

    @property
    def site(self) -> str:
        """Its origin, for which what we sign is good."""
        return f"https://{self.host}"


@dataclass(frozen=True, slots=True)
class PushedBrowser:
    """What a browser says of where it takes notices: the address, and its key and secret to seal them with."""

    endpoint: str
    p256dh: str
    auth: str


def endpoint_at(address: str) -> Endpoint | None:
    """The endpoint at an address, or nothing where it cannot be one of a push service.

    It is asked for over https at its usual port, by a name: numbers, in whatever way they are written, and names of one
    house alone are none.

    >>> endpoint_at("https://push.example.org/send/a1?b=2")
    Endpoint(host='push.example.org', path='/send/a1?b=2')
    >>> [endpoint_at(each) for each in ("http://push.example.org/", "https://127.0.0.1/", "https://0x7f.1/", "https://nas/")]
    [None, None, None, None]
    >>> [endpoint_at(f"https://{each}") for each in ("a@push.example.org/", "push.example.org:8443/", "[::1]/", "a.b\\n/")]
    [None, None, None, None]
    """
    if len(address) > LONGEST_ENDPOINT or not address.isascii() or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = parts.netloc.lower().removesuffix(":443")
    path = address[len(f"{parts.scheme}://{parts.netloc}") :] or "/"
    plain = is_name(host) and PLAIN_PATH.fullmatch(path) is not None
    return Endpoint(host, path) if parts.scheme == "https" and port in (None, 443) and plain else None


def is_name(host: str) -> bool:
    """Whether a host is a whole name: its last part begins with a letter, as no number does in whatever way it is written."""
    return len(host) <= LONGEST_NAME and NAME.fullmatch(host) is not None


def is_inward(number: str) -> bool:
    """Whether an IP address is anything but one machine out in the world.

    >>> [is_inward(each) for each in ("93.184.216.34", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    [False, False]
    >>> [is_inward(each) for each in ("127.0.0.1", "10.1.2.3", "100.64.0.1", "224.0.0.1", "::1", "::ffff:8.8.8.8", "?")]
    [True, True, True, True, True, True, True]
    """
    try:
        address = ip_address(number)
    except ValueError:
        return True
    if isinstance(address, IPv4Address):
        return any(address in each for each in NOT_OF_THE_WORLD)
    return address not in OF_THE_WORLD or any(address in each for each in YET_NOT)


def put_off(said: str, now: datetime) -> timedelta:
    """For how long a push service wants to be left alone, in seconds or until when: never for longer than is reasonable.

    >>> from datetime import UTC
    >>> now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> [put_off(each, now).total_seconds() for each in ("30", "99999999", "Sun, 01 Mar 2026 12:01:00 GMT", "soon", "-1", "")]
    [30.0, 3600.0, 60.0, 0.0, 0.0, 0.0]
    """
    try:
        wait = (
            timedelta(seconds=int(said))
            if said.isdecimal()
            else import_module("email.utils").parsedate_to_datetime(said) - now
        )
    except (ValueError, TypeError):
        return timedelta(0)
    except OverflowError:
        return LATEST
    return min(max(wait, timedelta(0)), LATEST)


def is_push_key(text: str) -> bool:
    """Whether a text is such a key: a number on the curve, in letters that an address can hold."""
    try:
        number = urlsafe_b64decode(f"{text}=".encode("ascii")) if len(text) == LETTERS_OF_A_KEY else b""
    except (NotBase64, UnicodeEncodeError):
        return False
    return len(number) == BYTES_OF_A_KEY and 0 < int.from_bytes(number) < ORDER
