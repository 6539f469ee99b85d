"""How a connection's requests are answered: in one piece, or in a sentence where nobody has looked at them."""

from waitress.task import ErrorTask, WSGITask

from tracker.server.incoming import BROKEN, SENTENCES

HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]
PLAIN, HTML = "text/plain", "text/html"
# For a browser the sentence in letters that can be read on a phone, by day and by night, and the quick exit below it. It
# asks for nothing more.
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not taken</title>
<p>{}</p>
<form method="post" action="/exit"><button>Exit</button></form>
"""


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
        sentence = SENTENCES.get(error.code, BROKEN)
        kind = HTML if HTML in self.request.headers.get("ACCEPT", "") else PLAIN
        body = (PAGE.format(sentence) if kind == HTML else f"{sentence}\n").encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend([("Content-Type", f"{kind}; charset=utf-8"), *HEADERS])
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
