"""A browser that does nothing but ask, from a process of its own, and costs hardly anything itself."""

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 20
A_READ = 65536
EDGE = "between-the-parts"


class Unexpected(Exception):
    """An answer with another status than the one that is measured."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came over the wire: its status, and its head and body as bytes, the body still compressed."""

    status: int
    head: bytes
    body: bytes

    @property
    def byte_count(self) -> int:
        """What it weighs with its headers."""
        return len(self.head) + len(self.body)


class OpenConnection:
    """A connection that stays open. An answer is there to be read once for each request that was sent."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def send(self, request: bytes) -> None:
        self.socket.sendall(request)

    def read(self) -> Answer:
        """The next answer, which says how long it is."""
        read = b""
        while b"\r\n\r\n" not in read:
            read += self.more()
        head, _gap, body = read.partition(b"\r\n\r\n")
        length = length_in(head)
        while len(body) < length:
            body += self.more()
        return Answer(int(head[9:12]), head + b"\r\n\r\n", body)

    def more(self) -> bytes:
        read = self.socket.recv(A_READ)
        if not read:
            raise ConnectionError("the server has hung up")
        return read


def length_in(head: bytes) -> int:
    _before, found, after = head.lower().partition(b"\r\ncontent-length:")
    return int(after.split(b"\r\n", 1)[0]) if found else 0


def request(
    method: str, path: str, *, cookie: str = "", form: Mapping[str, str] | None = None, host: str = HOST
) -> bytes:
    """A request as a browser sends it."""
    body = urlencode(form or {})
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip, deflate, br"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def upload(path: str, form: Mapping[str, str], file: tuple[str, bytes], *, cookie: str) -> bytes:
    """A form with a file in it, as a browser sends it."""
    name, content = file
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in form.items()
    ]
    opening = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="it.png"\r\n\r\n'
    body = "".join([*parts, opening]).encode() + content + f"\r\n--{EDGE}--\r\n".encode()
    lines = [f"POST {path} HTTP/1.1", f"Host: {HOST}", f"Cookie: {cookie}"]
    lines += [f"Content-Type: multipart/form-data; boundary={EDGE}", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def ask(port: int, request: bytes) -> Answer:
    """One answer over a connection of its own."""
    with OpenConnection(port) as connection:
        connection.send(request)
        return connection.read()


def wait_for(port: int, seconds: float) -> None:
    """Wait until somebody answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            ask(port, request("GET", "/healthz"))
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: so many rounds, in each of them so many answers of a page, and so many seconds of what is timed, in
    so many turns where two are.
    """

    round_count: int = 11
    answers: int = 20
    seconds: float = 1.6
    turns: int = 6


def expect(status: int, answer: Answer) -> None:
    if answer.status != status:
        raise Unexpected(f"{answer.status} instead of {status}")
