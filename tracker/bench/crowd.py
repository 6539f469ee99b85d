"""What others feel while a crowd of clients stalls: `python -m tracker.bench.crowd`, by hand.

It serves the demo, and asks for `/healthz` and for ticks while twelve clients of each bad kind are there; first without
them. TEND_WORKERS and TEND_DATABASE_URL (an empty database) count as they do for a server. A line is a kind: the median and the 95th percentile in milliseconds, and how many times those of a quiet server.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Self

from config import settings_from
from tracker.bench.client import OpenConnection, request
from tracker.bench.measure import visiting
from tracker.bench.visits import TICK
from tracker.demo.serve import prepare
from tracker.web.clock import now

HOST = "127.0.0.1"
ELSEWHERE = "127.0.0.2"
HEAD = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
A_BODY = HEAD + b"Content-Length: 100\r\n\r\nem"
AN_UPLOAD = (
    b"POST /wall HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    b"Content-Length: 10000000\r\n\r\n"
)
COUNT = ("TEND_WORKERS", "TEND_DATABASE_URL")
SECONDS = 60.0
A_BEAT = 0.05
MOST_BETWEEN = 0.01


@dataclass(frozen=True, slots=True)
class BadClient:
    """A kind of bad client: how many there are, what each sends at first, and then so many bytes so often.

    With ``reads`` it asks for something large and takes it a byte at a time; with ``vanishes`` it is gone at once.
    """

    name: str
    count: int = 12
    begin: bytes = b""
    then: int = 0
    every: float = 1.0
    vanishes: bool = False
    reads: bool = False


KINDS = (
    BadClient("stalled heads", begin=HEAD),
    BadClient("stalled bodies", begin=A_BODY),
    BadClient("a byte a second", begin=HEAD + b"X: ", then=1),
    BadClient("uploads at 20 kB/s", count=8, begin=AN_UPLOAD, then=2000, every=0.1),
    BadClient("vanish in the middle", begin=A_BODY, vanishes=True),
    BadClient("slow readers", reads=True),
    BadClient("500 connections", count=500, begin=b"POST /login HTTP/1.1\r\n"),
)


class Crowd:
    """Clients of one bad kind, until they are sent away. Whoever is hung up on comes again."""

    def __init__(self, kind: BadClient, port: int, large: bytes) -> None:
        self.kind, self.port, self.large = kind, port, large
        processes = get_context("spawn")
        self.there, self.over = processes.Event(), processes.Event()
        self.process = processes.Process(target=self.live, daemon=True)

    def __enter__(self) -> Self:
        self.process.start()
        self.there.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        self.process.join()

    def live(self) -> None:
        clients = [self.come() for _ in range(self.kind.count)]
        self.there.set()
        beat = time.monotonic()
        while not self.over.wait(A_BEAT):
            if self.kind.vanishes or time.monotonic() - beat < self.kind.every:
                clients = [self.come() if self.kind.vanishes else each for each in clients]
                continue
            beat = time.monotonic()
            clients = [each if self.goes_on(each) else self.come() for each in clients]
        for each in clients:
            each.close()

    def come(self) -> socket.socket:
        client = socket.socket()
        if self.kind.reads:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.bind((ELSEWHERE, 0))
        try:
            client.connect((HOST, self.port))
            client.sendall(self.large if self.kind.reads else self.kind.begin)
        except OSError:
            pass
        client.setblocking(False)
        if self.kind.vanishes:
            client.close()
        return client

    def goes_on(self, client: socket.socket) -> bool:
        """Whether it is still connected, after it has done its next bad thing."""
        try:
            if self.kind.then:
                client.send(b"a" * self.kind.then)
            return client.recv(1) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False


def felt(port: int, streams: Mapping[str, Sequence[bytes]], seconds: float) -> dict[str, list[float]]:
    """How many seconds each answer took, by what was asked for, over one connection that asks for a while."""
    took: dict[str, list[float]] = {name: [] for name in streams}
    until, turn = time.monotonic() + seconds, 0
    with OpenConnection(port) as connection:
        while time.monotonic() < until:
            for name, asked in streams.items():
                begin = time.perf_counter()
                connection.send(asked[turn % len(asked)])
                status = connection.read().status
                took[name].append(time.perf_counter() - begin)
                if status not in (200, 303):
                    raise RuntimeError(f"{name}: {status}")
            turn += 1
            time.sleep(MOST_BETWEEN)
    return took


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[int]:
    """The port of the server as `./tend run` starts it with these settings."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("TEND_")}
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", "run"],
        env={**others, **environment, "TEND_PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://[^:]+:([0-9]+)", server.stdout.readline())
            assert found is not None
            yield int(found[1])
        finally:
            server.terminate()


def main(seconds: float, tell: Callable[[str], None] = print) -> None:
    """Measure each kind for so many seconds, and tell of it line by line."""
    with TemporaryDirectory(prefix="tend-crowd-") as folder:
        environment = {
            "TEND_DATA": folder,
            "TEND_CHANGES": "1000000",  # whoever ticks here does it oftener than anybody may
            **{name: os.environ[name] for name in COUNT if name in os.environ},
        }
        settings = settings_from(environment)
        moment = now()
        prepare(settings, moment)
        with visiting(settings, moment) as visitor:
            ticks = visitor.visits(1)[TICK].sent(visitor.cookie)[0]
            export = request("POST", "/settings/export", cookie=visitor.cookie, form=visitor.form)
        streams = {"healthz": [request("GET", "/healthz")], "tick": ticks}
        with served(environment) as port:
            quiet = felt(port, streams, seconds)
            tell(row("quiet", quiet, quiet))
            for kind in KINDS:
                with Crowd(kind, port, export):
                    tell(row(kind.name, felt(port, streams, seconds), quiet))


def row(name: str, took: Mapping[str, Sequence[float]], quiet: Mapping[str, Sequence[float]]) -> str:
    """A line of the table."""
    cells = []
    for what, times in took.items():
        (middle, late), (_, late_when_quiet) = spread(times), spread(quiet[what])
        cells.append(f"{what} {middle * 1000:6.1f} {late * 1000:6.1f} ms  x{late / late_when_quiet:4.2f}")
    return f"{name:<22}" + "   ".join(cells)


def spread(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    parts = quantiles(times, n=20)
    return parts[9], parts[18]


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
