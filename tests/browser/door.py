"""An address at which a server is there, or nobody: as for a browser, where it is stopped, and it need not be started again.

What comes in goes to the server byte by byte, and back. While the door is shut, whoever knocks is refused by the machine,
and what was open is cut off.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

PIECE = 64 * 1024


class Door:
    """The door of one address of this machine."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ways: list[socket.socket] = []
        self.listening: socket.socket | None = None
        self.doorkeeper = Thread()

    def open(self, target: str) -> None:
        """Lead whoever comes to a server."""
        self.listening = socket.create_server(("127.0.0.1", self.port), backlog=100)
        self.doorkeeper = Thread(target=self.let_in, args=(self.listening, target), daemon=True)
        self.doorkeeper.start()

    def shut(self) -> None:
        """Let nobody in, and cut off whoever is."""
        if self.listening is None:
            return
        cut_off(self.listening)
        self.doorkeeper.join()
        self.listening.close()
        cut_off(*self.ways)
        self.listening, self.ways = None, []

    def let_in(self, listening: socket.socket, target: str) -> None:
        """Take in all who come, until the door is shut."""
        there = urlsplit(target)
        with suppress(OSError):
            while True:
                guest, _address = listening.accept()
                server = socket.create_connection((there.hostname, there.port))
                self.ways += [guest, server]
                Thread(target=lead, args=(guest, server), daemon=True).start()


def lead(guest: socket.socket, server: socket.socket) -> None:
    """Let both talk for as long as both want to."""
    with guest, server:
        back = Thread(target=hand_on, args=(server, guest), daemon=True)
        back.start()
        hand_on(guest, server)
        back.join()


def hand_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(PIECE):
            other.sendall(piece)
    cut_off(one, other)


def cut_off(*ways: socket.socket) -> None:
    for way in ways:
        with suppress(OSError):
            way.shutdown(socket.SHUT_RDWR)
