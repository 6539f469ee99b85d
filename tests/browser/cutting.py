"""A way to a server on which answers get lost, where the server has done what was asked and nobody hears of it, or take long."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep
from typing import Any, cast

OF_THE_WAY = {"connection", "transfer-encoding", "content-length", "keep-alive"}
SENT = ("POST", "/sending")

SLOW = b"<p hidden>slow: %d</p>"

Hook = Callable[[int], bool]  # told which of all sendings it is, from 1 on; whether it is lost


def none_is_lost(_number: int) -> bool:
    return False


class Cutting(ThreadingHTTPServer):
    """Hands requests on to a server, and its answers back, but what is ``lost``: on its way there, or back. The pages to which
    somebody goes take as many seconds as ``slow`` says, each with its number at the end.
    """

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Relay)
        self.slow: dict[str, float] = {}
        self.slow_count = self.slow_done = 0
        self.target = ""
        self.count = 0
        self.lock = Lock()
        self.lost_there: Hook = none_is_lost
        self.lost_back: Hook = none_is_lost
        Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def lose_nothing(self) -> None:
        self.lost_there = self.lost_back = none_is_lost

    def number(self, method: str, path: str) -> int:
        """Which of the sendings this is; 0 for all else."""
        if (method, path) != SENT:
            return 0
        with self.lock:
            self.count += 1
            return self.count

    def handle_error(self, *_about: Any) -> None:
        """A browser that is gone does not hear its answer."""


class Relay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.relay()

    def do_POST(self) -> None:
        self.relay()

    def relay(self) -> None:
        way = cast(Cutting, self.server)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        number = way.number(self.command, self.path)
        self.close_connection = True
        if number and way.lost_there(number):
            return
        with suppress(OSError, HTTPException):
            status, headers, content = self.asked(way, body)
            if not (number and way.lost_back(number)):
                late = self.taken_long(way)
                self.hand_back(status, headers, content + late)
                way.slow_done += bool(late)

    def taken_long(self, way: Cutting) -> bytes:
        if self.path not in way.slow or self.headers["Sec-Fetch-Mode"] != "navigate":
            return b""
        with way.lock:
            way.slow_count += 1
            number = way.slow_count
        sleep(way.slow[self.path])
        return SLOW % number

    def asked(self, way: Cutting, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        there = way.target.removeprefix("http://")
        here = way.address.removeprefix("http://")
        headers = {name: value.replace(here, there) for name, value in self.headers.items()}
        if self.path in way.slow:
            headers.pop("Accept-Encoding", None)
        connection = HTTPConnection(there, timeout=60)
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.getheaders(), content

    def hand_back(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in OF_THE_WAY:
                self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_said: object) -> None:
        pass
