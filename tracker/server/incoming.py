"""A request on its way in: what it brings is taken up to what it may bring, and no longer than it may take."""

import time
from collections.abc import Callable
from typing import Any

from waitress.buffers import OverflowableBuffer
from waitress.parser import HTTPRequestParser
from waitress.utilities import Error

from tracker.server.allowances import USUAL, Allowance

SECONDS_FOR_A_HEAD = 15.0
LONGEST_LINE = 4096  # between the pieces of a body; waitress itself would keep looking for its end
TIMES_MORE = 2  # than the body itself, with what stands around its pieces

# What waitress turns away, and what we do, in one plain sentence each.
SENTENCES = {
    400: "This request is not as a browser sends it.",
    408: "Not all of this arrived in time. Nothing was changed: please send it once more.",
    413: "This is larger than anything that Tend takes.",
    429: "Several files of yours are on their way already. Please wait until they have arrived.",
    431: "This browser sends more headers than Tend reads. Deleting the cookies of this address may help.",
    501: "This request is sent in a way that Tend does not know.",
    507: "There is no room left on the disk of this server. Nothing was changed.",
}
BROKEN = "Something went wrong in Tend. Nothing was changed."


class TurnedAway(Error):
    """An answer that comes from the server itself, before anybody looks at the request."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__("")
        self.code, self.reason = code, reason


LATE = TurnedAway(408, "Request Timeout")
TOO_MANY_FILES = TurnedAway(429, "Too Many Requests")
NO_ROOM = TurnedAway(507, "Insufficient Storage")
ODD = TurnedAway(400, "Bad Request")
TOO_LARGE = TurnedAway(413, "Content Too Large")


class BoundedBuffer(OverflowableBuffer):
    """Takes what comes up to a limit and a byte; what is more is let go, so that it can be said that it was too much.

    ``full_disk`` is true once something could not be put down.
    """

    full_disk = False

    def __init__(self, overflow: int, most_bytes: int) -> None:
        super().__init__(overflow)
        self.most_bytes = most_bytes

    def append(self, piece: bytes) -> None:
        """Take as much of a piece as there is room for."""
        taken = piece[: self.most_bytes + 1 - len(self)]
        if self.full_disk or not taken:
            return
        try:
            super().append(taken)
        except OSError:
            self.full_disk = True


class Incoming(HTTPRequestParser):
    """A request while it comes in. ``until`` is when it must be here, on the clock that never goes back."""

    allowance = USUAL
    path = ""  # until a head is here

    def __init__(self, adjustments: Any, allowed: Callable[["Incoming"], Allowance | TurnedAway]) -> None:
        super().__init__(adjustments)
        self.allowed = allowed
        self.until = time.monotonic() + SECONDS_FOR_A_HEAD

    def parse_header(self, head: bytes) -> None:
        """Read the head, and settle with it what may follow. Raises what waitress makes answers of."""
        super().parse_header(head)
        if self.body_rcv is None:
            return
        if (
            self.chunked and "CONTENT_LENGTH" in self.headers
        ):  # two lengths: who stands before us may have read the other
            self.error, self.completed = ODD, True
            return
        match self.allowed(self):
            case TurnedAway() as no:
                self.error, self.completed = no, True
            case allowance:
                self.allowance = allowance
                self.until = time.monotonic() + allowance.seconds
                self.body_rcv.buf = BoundedBuffer(self.adj.inbuf_overflow, allowance.most_bytes)

    def received(self, piece: bytes) -> int:
        """Take the next piece; returns how many of its bytes belong to this request."""
        try:
            taken: int = super().received(piece)
        except ValueError:  # what waitress itself does not expect: an address or a length that is none
            self.error, self.completed = ODD, True
            return len(piece)
        if self.error is None and self.body_rcv is not None:
            self.error = self.wrong_with_body()
            self.completed = self.completed or self.error is not None
        return taken

    def wrong_with_body(self) -> Error | None:
        """Why the body cannot be taken, if so. In pieces no browser sends it, so there it is not waited for its end."""
        body = self.body_rcv
        if self.completed and body.buf.full_disk:
            return NO_ROOM
        if not self.chunked or self.completed:
            return None
        if len(body.control_line) > LONGEST_LINE or len(body.trailer) > LONGEST_LINE:
            return ODD
        return TOO_LARGE if self.body_bytes_received > TIMES_MORE * self.allowance.most_bytes else None
