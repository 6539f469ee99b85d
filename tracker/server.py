"""Serves Tend with granian: workers that answer, and one process that watches them and sends mails."""

from __future__ import annotations

import gc
import multiprocessing
import re
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from tempfile import SpooledTemporaryFile
from threading import Thread
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server
from granian.server.common import AbstractServer
from werkzeug.wsgi import ClosingIterator

from config import Settings, completed
from tracker.app import HALF_A_MEGABYTE, create_app
from tracker.database import upgrade
from tracker.extensions import db
from tracker.imports.files import MOST_BYTES
from tracker.mails import Sender
from tracker.wall.views import MOST_SENT

if TYPE_CHECKING:
    from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

# One thread is quickest by a little. But whoever sends slowly holds the thread that listens, and
# nobody should wait for somebody else's tunnel.
THREADS = 4
SECONDS_FOR_A_BODY = 10
# The addresses that take a file, which may come from a phone on a train, and how much each takes.
TAKE_A_FILE = (
    (re.compile(r"/settings/import"), MOST_BYTES + HALF_A_MEGABYTE),
    (re.compile(r"/wall|/wall/[0-9]+/edit"), MOST_SENT + HALF_A_MEGABYTE),
)
TIMES_MORE_PATIENT = 3
WAITING_CONNECTIONS = 1024
SECONDS_TO_STOP = 2
SECONDS_TO_START = 60


class ServerError(Exception):
    """Tend cannot serve as it is set, with a sentence for whoever runs it."""


def serve(
    settings: Settings,
    *,
    greeting: str = "Tend is at {address} — stop it with Ctrl+C",
    make: Callable[[Settings], Flask] = create_app,
) -> None:
    """Bring the database up to date and serve until told to stop. Raises `ServerError` and what `upgrade` does.

    Each worker makes the app for itself, so ``make`` is a function of a module, not a lambda.
    """
    settings, address = ready_to_listen(settings)
    app = create_app(settings)
    upgrade(app)
    with app.app_context():
        db.engine.dispose()  # only mails need the database in this process, and few of them come
    # A worker starts from nothing: what this process has open and running is not handed on to it.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        "tracker.app:create_app",
        address=address,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.workers,
        blocking_threads=THREADS,
        backlog=WAITING_CONNECTIONS,
        backpressure=WAITING_CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
        log_access=False,
        log_level=LogLevels.error,
    )
    server.on_startup(
        partial(greet, greeting.format(address=shown_address(settings)), address, settings.port)
    )
    send_mails_beside(server, app, settings)
    server.serve(target_loader=partial(served, settings, make), wrap_loader=False)


def served(settings: Settings, make: Callable[[Settings], Flask]) -> WSGIApplication:
    """What a worker serves. What is there by then stays, so Python need not look through it again for what can go."""
    app = with_bodies_read(make(settings), SECONDS_FOR_A_BODY)
    gc.collect()
    gc.freeze()
    return app


def with_bodies_read(app: WSGIApplication, seconds: float) -> WSGIApplication:
    """Read what a request brings before it is answered, and turn it away if it does not come within so many seconds.

    granian waits for ever: each phone that vanished in the middle would cost a thread, until none is left.
    Where a file is taken, each half a megabyte of it has three times as long.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length == "0" and "HTTP_TRANSFER_ENCODING" not in environ:
            return app(environ, start_response)
        most = most_taken(environ)
        patience = seconds * TIMES_MORE_PATIENT if most > HALF_A_MEGABYTE else seconds
        body = read_within(patience, environ["wsgi.input"], most)
        if body is None:
            start_response("408 Request Timeout", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        environ["wsgi.input"] = body
        return ClosingIterator(app(environ, start_response), body.close)

    return answer


def most_taken(environ: WSGIEnvironment) -> int:
    """How many bytes a request may bring."""
    path = environ.get("PATH_INFO", "")
    taken = [most for where, most in TAKE_A_FILE if where.fullmatch(path)]
    return taken[0] if taken and environ.get("REQUEST_METHOD") == "POST" else HALF_A_MEGABYTE


def read_within(seconds: float, stream: InputStream, most: int) -> IO[bytes] | None:
    """All there is to read, or nothing if half a megabyte takes longer. What is more than Tend takes is left unread.

    What is larger than that lies on the disk meanwhile, not in memory.
    """
    body = SpooledTemporaryFile(HALF_A_MEGABYTE + 1)  # noqa: SIM115
    while body.tell() <= most:
        piece = piece_within(seconds, stream)
        if piece is None:
            body.close()
            return None
        body.write(piece)
        if len(piece) <= HALF_A_MEGABYTE:
            break
    body.seek(0)
    return body


def piece_within(seconds: float, stream: InputStream) -> bytes | None:
    """The next half a megabyte and a byte, less only at the end, or nothing if it takes longer."""
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(stream.read(HALF_A_MEGABYTE + 1)), daemon=True)
    reader.start()
    reader.join(seconds)
    return read[0] if read else None


def ready_to_listen(settings: Settings) -> tuple[Settings, str]:
    """The settings with a port that is free, and the host as a number. granian itself would share a port that is taken."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
            port = trial.getsockname()[1]
    except OSError as error:
        raise ServerError(
            f"Tend cannot listen at {settings.host}, port {settings.port}: {error.strerror or error}. "
            "TEND_HOST and TEND_PORT choose another place."
        ) from error
    return at_port(settings, port), str(place[0])


def at_port(settings: Settings, port: int) -> Settings:
    """The settings for a port that was only now chosen, which is part of the public address unless that is set."""
    if port == settings.port:
        return settings
    unset = f"http://{settings.host}:{settings.port}"
    public_url = "" if settings.public_url == unset else settings.public_url
    return completed(replace(settings, port=port, public_url=public_url))


def shown_address(settings: Settings) -> str:
    """Where people find Tend, and where it listens if that is elsewhere."""
    here = f"{settings.host}:{settings.port}"
    if urlsplit(settings.public_url).netloc == here:
        return settings.public_url
    return f"{settings.public_url} (here {here})"


def greet(greeting: str, address: str, port: int) -> None:
    """Print a greeting as soon as somebody answers, not before."""
    Thread(target=print_once_answered, args=(greeting, address, port), daemon=True).start()


def print_once_answered(greeting: str, address: str, port: int) -> None:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        try:
            socket.create_connection((here, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            print(greeting, flush=True)
            return


def send_mails_beside(server: AbstractServer[Any], app: Flask, settings: Settings) -> None:
    """Send mails in the process that watches the workers, so that there is one sender whatever they do."""
    if settings.sends_mail:
        sender = Sender(app)
        server.on_startup(sender.start)
        server.on_shutdown(sender.stop)
