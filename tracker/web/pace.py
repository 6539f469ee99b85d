"""What one request, and one log-in within some minutes, may ask of the server: far more than anybody needs.

Both are looked at before anything else is, and nothing is written for it: each process counts for itself.
"""

from collections import Counter
from datetime import datetime, timedelta
from threading import Lock

from flask import Flask, Response, request, session
from werkzeug.exceptions import RequestEntityTooLarge

from tracker.extensions import READING, is_a_look
from tracker.web.clock import now
from tracker.web.errors import error_page

WITHIN = timedelta(minutes=5)
MOST_FIELDS = 4_000  # a file from Loop with a thousand habits asks for half of them
BETWEEN_FIELDS = b"&"
AS_A_FORM = "application/x-www-form-urlencoded"
LOG_IN = "_user_id"
UNCOUNTED = frozenset({"exit.leave"})  # whoever has to be gone is told to wait by nobody
# A search looks through all that somebody keeps: where that is as much as there is room for, it takes half a second of a
# processor, and a change a few thousandths.
CHANGES_A_SEARCH = 20


class TooQuick(Exception):
    """One log-in has changed more in some minutes than a person does, or looked for more."""


class ChangeCounts:
    """How much each log-in has changed in the minutes that run."""

    def __init__(self, most: int, within: timedelta) -> None:
        self.most = most
        self.seconds = int(within.total_seconds())
        self.window = 0
        self.counts: Counter[str] = Counter()
        self.lock = Lock()

    def allows(self, who: str, at: datetime, *, weight: int = 1) -> bool:
        """Count one more change, or what takes as much work as several; whether it is still within what one may."""
        window = int(at.timestamp()) // self.seconds
        with self.lock:
            if window != self.window:
                self.window, self.counts = window, Counter()
            self.counts[who] += weight
            return self.counts[who] <= self.most


def limit_pace(app: Flask, most: int) -> None:
    """Look at every request that changes something. This must come before whatever reads forms."""
    pace = ChangeCounts(most, WITHIN)

    @app.before_request
    def look() -> None:
        if request.method in READING or request.endpoint in UNCOUNTED:
            return
        refuse_many_fields()
        who = session.get(LOG_IN)
        if who and not pace.allows(who, now(), weight=CHANGES_A_SEARCH if is_a_look() else 1):
            raise TooQuick

    @app.errorhandler(TooQuick)
    def too_quick(_error: TooQuick) -> Response:
        answer = error_page("too_quick", 429)
        answer.headers["Retry-After"] = str(pace.seconds)
        return answer


def refuse_many_fields() -> None:
    """Turn a form of very many fields away before it is taken apart, which would take seconds."""
    if request.mimetype == AS_A_FORM and request.get_data().count(BETWEEN_FIELDS) >= MOST_FIELDS:
        raise RequestEntityTooLarge
