"""The way out to push services: to whatever a browser has named, and so with a guard.

A name is looked up once, what is found is looked at, and that very address is called: a name that changes what it says
meanwhile changes nothing. No redirect is followed, and no more is read than the head of an answer.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from tracker.domain.pushing import Endpoint, is_inward

SECONDS = 10.0  # for all of it
MOST_READ = 4096  # bytes of an answer
PORT = 443
MOST_CALLED = 3  # addresses of one name, until one of them answers
ALL_FOR_ONE = 2  # an address gets half of what time there is, so that another can be called


class Unreachable(Exception):
    """Nothing was taken by a push service; nobody can tell whether it ever will be."""


@dataclass(frozen=True, slots=True)
class PushAnswer:
    """What a push service has answered: its status, and for how long it wants to be left alone, as it says that."""

    status: int
    retry_after: str = ""


def addresses_of(host: str) -> list[str]:
    """What a name stands for, as the system knows it."""
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_kind, place in found))


def called(address: str, seconds: float) -> socket.socket:
    """A connection to an address that was looked at."""
    return socket.create_connection((address, PORT), timeout=seconds)


# Read for each notice, it cost 15 ms.
@cache
def usual_trust() -> ssl.SSLContext:
    """Whom this machine trusts to say who somebody is."""
    return ssl.create_default_context()


class Deadline:
    """By when all is to be done."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """How many seconds there are; raises `TimeoutError` when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Held(io.RawIOBase):
    """A connection that goes on no longer than until its deadline, and of which no more is read than the head of an answer."""

    def __init__(self, connection: ssl.SSLSocket, deadline: Deadline) -> None:
        self.connection = connection
        self.deadline = deadline
        self.unread = MOST_READ

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there; raises `HTTPException` where it is more than anybody has to say."""
        self.connection.settimeout(self.deadline.left())
        count = self.connection.recv_into(memoryview(buffer)[: max(self.unread, 1)])
        self.unread -= count
        if self.unread < 0:
            raise HTTPException
        return count

    def sendall(self, data: bytes) -> None:
        self.connection.settimeout(self.deadline.left())
        self.connection.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def close(self) -> None:
        self.connection.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Outside:
    """How push services are reached: what looks names up, what calls an address that was looked at, and whom to trust.

    That an address is looked at is no part of it.
    """

    resolve: Callable[[str], Sequence[str]] = addresses_of
    call: Callable[[str, float], socket.socket] = called
    trust: Callable[[], ssl.SSLContext] = usual_trust
    seconds: float = SECONDS

    def post(self, endpoint: Endpoint, body: bytes, headers: Mapping[str, str]) -> PushAnswer:
        """Hand something to a push service; raises `Unreachable` where it points inwards, or gives no answer in time."""
        deadline = Deadline(self.seconds)
        try:
            with self.connected(endpoint.host, deadline) as connection:
                return asked(endpoint, body, headers, self.trust(), Held(connection, deadline))
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable from error

    def connected(self, host: str, deadline: Deadline) -> ssl.SSLSocket:
        """A connection on which whoever answers has shown that the name is theirs."""
        plain = self.first_answering(self.outward(host, deadline), deadline)
        try:
            plain.settimeout(deadline.left())
            return self.trust().wrap_socket(plain, server_hostname=host)
        except (OSError, ValueError):
            plain.close()
            raise

    def outward(self, host: str, deadline: Deadline) -> list[str]:
        """The addresses of a name, once none of them points inwards: then nothing is called, not even the others."""
        found = in_time(lambda: self.resolve(host), deadline)
        if not found or any(map(is_inward, found)):
            raise Unreachable
        return found[:MOST_CALLED]

    def first_answering(self, addresses: Sequence[str], deadline: Deadline) -> socket.socket:
        *others, last = addresses
        for each in others:
            try:
                return self.call(each, deadline.left() / ALL_FOR_ONE)
            except OSError:
                continue
        return self.call(last, deadline.left())


def in_time(look_up: Callable[[], Sequence[str]], deadline: Deadline) -> list[str]:
    """What a name stands for. The system takes what time it likes for that, so it is left alone with it when time is over."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(look_up()))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError())

    Thread(target=ask, daemon=True, name="a name is looked up").start()
    try:
        found = answers.get(timeout=deadline.left())
    except Empty as error:
        raise TimeoutError from error
    if isinstance(found, OSError):
        raise found
    return found


def asked(
    endpoint: Endpoint, body: bytes, headers: Mapping[str, str], trust: ssl.SSLContext, held: Held
) -> PushAnswer:
    """The head of the answer to a POST. What else there is of it is never read."""
    connection = HTTPSConnection(endpoint.host, PORT, context=trust)
    connection.sock = held
    connection.request("POST", endpoint.path, body, dict(headers))
    answer = connection.getresponse()
    return PushAnswer(answer.status, answer.headers.get("Retry-After", ""))
