"""A browser that does nothing but ask, from a process of its own, and costs hardly anything itself."""

import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from typing import Self
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 20
A_READ = 65536


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


def request(method: str, path: str, *, cookie: str = "", form: Mapping[str, str] | None = None) -> bytes:
    """A request as a browser sends it."""
    body = urlencode(form or {})
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", "Accept-Encoding: gzip, deflate, br"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


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
    """How much is measured: so many rounds, and in each of them a page for so many seconds or so many times."""

    round_count: int = 30
    seconds: float = 0.08
    most: int = 400


@dataclass(frozen=True, slots=True)
class Speed:
    """How many answers came in a second, and how many seconds the server's processor worked for each."""

    a_second: float
    work: float


def pace(port: int, streams: Sequence[Sequence[bytes]], status: int, effort: Effort) -> Speed:
    """Ask for a while, over one connection for each stream of requests, which begins again at its end."""
    with ExitStack() as open_ones:
        lines = [(open_ones.enter_context(OpenConnection(port)), cycle(stream)) for stream in streams]
        worked, begin, count = seconds_worked(port), time.perf_counter(), 0
        for connection, requests in lines:
            connection.send(next(requests))
        until = begin + effort.seconds
        while count < effort.most and time.perf_counter() < until:
            for connection, requests in lines:
                expect(status, connection.read())
                connection.send(next(requests))
                count += 1
        for connection, _requests in lines:
            expect(status, connection.read())
            count += 1
        took = time.perf_counter() - begin
        return Speed(count / took, (seconds_worked(port) - worked) / count)


def seconds_worked(port: int) -> float:
    return float(ask(port, request("GET", "/floor/seconds")).body)


def expect(status: int, answer: Answer) -> None:
    if answer.status != status:
        raise Unexpected(f"{answer.status} instead of {status}")
