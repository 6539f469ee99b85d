"""The connections of a worker: none of them can hold the others, however slowly it sends or reads.

waitress takes a request in whole before a thread sees it, and keeps an answer until it is taken. What is added here is
that each of that has its time, that nobody has more than a fair part of the connections, and that stopping lets what
has begun come to its end.
"""

import time
from collections import Counter
from functools import partial
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from tracker.domain.networks import network_of
from tracker.server.allowances import USUAL, Allowance, Allowances
from tracker.server.answers import Answered, PlainAnswer
from tracker.server.incoming import LATE, TOO_MANY_FILES, Incoming, TurnedAway

SECONDS_IDLE = 60.0  # between two requests
SECONDS_TO_BEGIN = 15.0
SECONDS_TO_READ = 30.0
SLOWEST_READER = 16 * 1024  # bytes a second
SECONDS_TO_BEGIN_WHEN_STOPPING = 2.0

SMALL = 64 * 1024  # what is larger is not copied to go out with its head

FILES_AT_ONCE = 4  # of one log-in, in one worker
CONNECTIONS_OF_AN_ADDRESS = 64
TAKEN_AT_ONCE = 32
ALIVE = "/healthz"
A_LOOK = 1.0  # seconds between looking who is late


class Connection(HTTPChannel):
    """One browser's connection."""

    task_class = Answered
    error_task_class = PlainAnswer
    request: Incoming | None

    def __init__(self, server: "Listener", *where: Any, **how: Any) -> None:
        super().__init__(server, *where, **how)
        self.parser_class = partial(Incoming, allowed=self.allowed)
        self.household = household(self.addr)
        self.waiting_since = time.monotonic()
        self.reading_until = 0.0
        self.answered = False
        self.head = b""

    @property
    def waits(self) -> bool:
        """Whether the server has nothing to do for it: it is the other side's turn to send."""
        return not (self.requests or self.total_outbufs_len or self.close_when_flushed)

    @property
    def allowance(self) -> Allowance:
        """What the request that is coming in may bring."""
        return self.request.allowance if self.request is not None else USUAL

    def allowed(self, request: Incoming) -> Allowance | TurnedAway:
        """What a request may bring whose head is here."""
        found: Allowance = self.server.allowances.of(request)
        if found.log_in and self.server.files_coming_from(found.log_in) >= FILES_AT_ONCE:
            return TOO_MANY_FILES
        return found

    def service(self) -> None:
        """Answer a request. Where the server stops, the browser is told to come back over a new connection."""
        if self.server.stopping:
            self.requests[0].headers["CONNECTION"] = "close"
        self.answered, self.head = True, b""
        self.waiting_since = time.monotonic()  # before its turn ends, for whoever looks in that instant
        super().service()
        self.waiting_since = time.monotonic()

    def write_soon(self, piece: Any) -> int:
        """Send a piece of an answer, with the head before the first; returns how many bytes go out."""
        head = self.head
        if not head or not piece:
            return int(super().write_soon(piece))
        self.head = b""
        if isinstance(piece, bytes) and len(piece) < SMALL:
            return int(super().write_soon(head + piece))
        return int(super().write_soon(head)) + int(super().write_soon(piece))

    def send_head(self) -> None:
        """Send the head of an answer that has no body."""
        head, self.head = self.head, b""
        super().write_soon(head)

    def look(self, now: float) -> None:
        """Turn away what has not come in its time, and hang up on whoever does not take an answer."""
        if self.total_outbufs_len:
            self.look_at_reader(now)
            return
        self.reading_until = 0.0
        if not self.waits:
            return
        if self.request is not None:
            if now > self.request.until:
                self.turn_away(self.request, LATE)
        elif now > self.waiting_since + self.patience:
            self.handle_close()

    @property
    def patience(self) -> float:
        """For how many seconds it may be silent."""
        if self.server.stopping:
            return 0.0 if self.answered else SECONDS_TO_BEGIN_WHEN_STOPPING
        return SECONDS_IDLE if self.answered else SECONDS_TO_BEGIN

    def look_at_reader(self, now: float) -> None:
        if not self.reading_until:
            self.reading_until = now + SECONDS_TO_READ + self.total_outbufs_len / SLOWEST_READER
        elif now > self.reading_until:
            self.handle_close()  # at once: a socket that nobody reads from is never ready to be written to

    def turn_away(self, request: Incoming, no: TurnedAway) -> None:
        """Answer a request that is not here yet."""
        with self.requests_lock:
            self.request = None
            request.error, request.completed = no, True
            self.requests.append(request)
        self.server.add_task(self)


class Listener(TcpWSGIServer):
    """Takes connections in, and sees to it that there is always room for one more.

    ``fair`` says whether each network address may have only its part of them; behind a proxy, all have the same one.
    """

    channel_class = Connection

    def __init__(self, *what: Any, allowances: Allowances, most: int, fair: bool, **how: Any) -> None:
        self.allowances, self.most, self.fair = allowances, most, fair
        self.stopping = False
        self.took_one = False
        self.next_look = 0.0
        self.beside = ThreadedTaskDispatcher()
        self.beside.set_thread_count(1)
        super().__init__(*what, **how)

    def add_task(self, connection: Connection) -> None:
        """Hand a request to the threads; whether Tend lives is told by one of its own, however busy the others are."""
        alone = self.beside if connection.requests[0].path == ALIVE else self.task_dispatcher
        alone.add_task(connection)

    def handle_accept(self) -> None:
        """Take in who knocks; where there are too many, the one that has kept silent longest goes for the newest."""
        for _ in range(TAKEN_AT_ONCE):
            super().handle_accept()
            if not self.took_one:
                return
            if self.fair and len(self.active_channels) > CONNECTIONS_OF_AN_ADDRESS:
                self.make_room_beside_newest()
            if len(self.active_channels) > self.most:
                self.hang_up_on_one_of(self.of_the_greediest())

    def accept(self) -> Any:
        """The next connection that waits to be taken in, or nothing."""
        self.took_one = False
        found = super().accept()
        self.took_one = found is not None
        return found

    def make_room_beside_newest(self) -> None:
        newest = next(reversed(self.active_channels.values())).household
        beside = [each for each in self.active_channels.values() if each.household == newest]
        if len(beside) > CONNECTIONS_OF_AN_ADDRESS:
            self.hang_up_on_one_of(beside)

    def of_the_greediest(self) -> list[Connection]:
        """The connections of the address that has most of them, or all where that says nothing."""
        every = list(self.active_channels.values())
        if not self.fair:
            return every
        [(greediest, _count)] = Counter(each.household for each in every).most_common(1)
        return [each for each in every if each.household == greediest]

    def hang_up_on_one_of(self, connections: list[Connection]) -> None:
        """End the one whose turn it has been longest; whoever is logged in and sends a file comes last."""
        silent = [each for each in connections if each.waits]
        if silent:
            min(silent, key=lambda each: (bool(each.allowance.log_in), each.waiting_since)).handle_close()
        else:
            connections[-1].handle_close()

    def files_coming_from(self, log_in: str) -> int:
        """How many files are on their way from one log-in."""
        return sum(each.allowance.log_in == log_in for each in self.active_channels.values())

    def maintenance(self, _now: float) -> None:
        """Nothing: `look` is more exact."""

    def look(self) -> None:
        """Look at all connections for who is late."""
        now = time.monotonic()
        if now >= self.next_look:
            self.next_look = now + A_LOOK
            for each in list(self.active_channels.values()):
                each.look(now)

    def turn(self) -> None:
        """Wait for something to happen, for a second at most, and see to it."""
        self.asyncore.loop(timeout=A_LOOK, use_poll=True, map=self._map, count=1)
        self.look()

    def stop_listening(self) -> None:
        """Take in who has knocked already, and nobody after them."""
        self.stopping = True
        self.next_look = 0.0
        self.took_one = True
        while self.took_one:
            self.handle_accept()
        self.asyncore.dispatcher.close(self)

    def hang_up(self, within: float) -> None:
        """End what is still open, and the threads, which have so many seconds for what they are at."""
        for each in list(self.active_channels.values()):
            each.handle_close()
        for threads in (self.task_dispatcher, self.beside):
            threads.shutdown(timeout=within)


def household(address: tuple[Any, ...]) -> str:
    """What connections of one household have in common."""
    return network_of(str(address[0]))
