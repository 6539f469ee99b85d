"""How a connection's requests are answered: in one piece, or in a sentence where nobody has looked at them."""

from waitress.task import ErrorTask, WSGITask

from tracker.server.incoming import BROKEN, SENTENCES

PLAIN = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]


class Answered(WSGITask):
    """Answers a request in one piece, and leaves the connection open after an answer without a body too.

    waitress would send the head alone first, and hang up after whatever has no body.
    """

    def build_response_header(self) -> bytes:
        """Nothing to send yet: the head goes out with the first piece of the body."""
        self.channel.head = super().build_response_header()
        return b""

    def finish(self) -> None:
        """Send what is left, be it the head alone."""
        super().finish()
        self.channel.send_head()

    def set_close_on_finish(self) -> None:
        """Close the connection after this answer, where that is asked for or is how its end is told."""
        asked = self.request.headers.get("CONNECTION", "").lower() == "close"
        if asked or self.has_body or self.version == "1.0":
            super().set_close_on_finish()


class PlainAnswer(ErrorTask):
    """Answers a request that nobody has looked at in one plain sentence."""

    def execute(self) -> None:
        """Write the answer, and close the connection after it."""
        error = self.request.error
        body = f"{SENTENCES.get(error.code, BROKEN)}\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(PLAIN)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
