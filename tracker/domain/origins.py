"""Origins: where a page comes from, as browsers compare it: scheme, host and port."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
NAME = re.compile(r"[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?")
NO_HOST = re.compile(r"[/?#@\\\s]")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Origin:
    """A scheme, a host as it is compared (without brackets, in ASCII, lower case) and a port.

    >>> str(Origin("https", "tend.example.org", 443)), str(Origin("http", "tend.example.org", 80))
    ('https://tend.example.org', 'http://tend.example.org')
    >>> str(Origin("http", "::1", 8000))
    'http://[::1]:8000'
    """

    scheme: str
    host: str
    port: int

    @property
    def loopback(self) -> bool:
        """Whether it is reached on this very machine alone."""
        return self.host in LOOPBACK

    @property
    def place(self) -> str:
        """The host and the port, as a ``Host`` header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.place}"


def origin_of(address: str) -> Origin | None:
    """The origin of a web address, or nothing for whatever else it is.

    >>> origin_of("https://Tend.Example.org./today?x=1")
    Origin(scheme='https', host='tend.example.org', port=443)
    >>> origin_of("http://[0:0::1]:8000")
    Origin(scheme='http', host='::1', port=8000)
    >>> origin_of("https://bücher.example").host
    'xn--bcher-kva.example'
    >>> origin_of("null"), origin_of("http://a@b"), origin_of("http://b:x"), origin_of("http://[b]")
    (None, None, None, None)
    """
    try:
        parts = urlsplit(address)
        host = compared(parts.hostname or "")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or "@" in parts.netloc or not host:
        return None
    return Origin(parts.scheme, host, port or PORTS[parts.scheme])


def origin_named(scheme: str, host: str) -> Origin | None:
    """The origin that a ``Host`` header names, with or without a port, or nothing where it names none.

    >>> origin_named("http", "[::1]:8000"), origin_named("http", "evil.example/localhost")
    (Origin(scheme='http', host='::1', port=8000), None)
    """
    return None if NO_HOST.search(host) else origin_of(f"{scheme}://{host}")


def compared(host: str) -> str:
    """A host as it is compared with others; nothing for what is none. Raises `ValueError` for some of those too."""
    if ":" in host:
        return str(IPv6Address(host))
    name = host if host.isascii() else host.encode("idna").decode()
    name = name.lower().removesuffix(".")
    return name if NAME.fullmatch(name) else ""
