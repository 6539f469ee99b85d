"""An application that answers also when something of it is broken: with all headers, what was typed, and a line in the log."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from time import perf_counter
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, g, request

from tracker.extensions import db, waited
from tracker.lines import Line, complain, new_number, say
from tracker.web.apology import Apology
from tracker.web.causes import Cause, after, cause_of
from tracker.web.headers import PAGE, UNKEPT, page_headers
from tracker.web.language import LOCALES, locale_name
from tracker.web.typed import typed_words

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

NUMBER, BEGAN = "tend.number", "tend.began"
# The addresses that tell nothing of anybody, by which lines for requests may call them. All others are "a page".
IMPERSONAL = frozenset({"/healthz", "/readyz", "/robots.txt", "/login", "/register"})


class Steady(Flask):
    """Flask, with nothing left to a server that knows neither our headers nor our words."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """What is called, as it is: nothing here is a coroutine, and to look costs a small page three in a hundred."""
        return func

    def handle_exception(self, e: Exception) -> Response:
        """Answer what nothing else has a page for; also what goes wrong in error pages, hooks and cookies.

        Nothing that could go wrong in turn comes after it: no hooks, and no cookie of a log-in that was never kept.
        """
        return apology(e)

    def do_teardown_request(self, *about: Any) -> None:
        """Tidy up. The answer is on its way then: that this went wrong is for the log alone."""
        with noted():
            super().do_teardown_request(*about)

    def do_teardown_appcontext(self, *about: Any) -> None:
        """Tidy up, and never let a database session that could not be ended meet the next request."""
        with noted():
            super().do_teardown_appcontext(*about)
        sessions = db.session.registry
        sessions.clear()


@contextmanager
def noted() -> Iterator[None]:
    """Goes on after whatever goes wrong inside, with a line in the log."""
    try:
        yield
    except Exception as error:  # noqa: BLE001
        complain(Line(f"tidying up after a request: {cause_of(error).words}"))


def apology(error: Exception, status: int = 0) -> Response:
    """The page for an error that nobody but whoever runs Tend can mend, once it has its line in the log."""
    cause = after(cause_of(error), waited())
    status = status or (500 if cause.ours else 503)
    number = number_of(request.environ)
    complain(Line(cause.words, number, status, milliseconds_of(request.environ)))
    with suppress(Exception):  # what cannot be undone here ends with the request
        db.session.rollback()
    answer = Response(page_about(cause, number), status, {**page_headers(), "Cache-Control": UNKEPT})
    if cause.again:
        answer.headers["Retry-After"] = str(cause.again)
    return answer


def page_about(cause: Cause, number: str) -> str:
    pages: Apology = current_app.extensions["apology"]
    return pages.page(cause, locale(), number, typed(), saved=bool(g.get("saved")))


def locale() -> str:
    """The reader's language, or our first where even that goes wrong."""
    with suppress(Exception):
        return locale_name()
    return LOCALES[0]


def typed() -> list[str]:
    """What was typed, or nothing where it cannot be read."""
    with suppress(Exception):
        return typed_words() if request.method == "POST" else []
    return []


def number_of(environ: "WSGIEnvironment") -> str:
    """The number by which a request is found in the log."""
    return str(environ.setdefault(NUMBER, new_number()))


def milliseconds_of(environ: "WSGIEnvironment") -> int:
    """How long a request has taken so far."""
    return round((perf_counter() - environ[BEGAN]) * 1000) if BEGAN in environ else 0


class Guard:
    """Stands around everything that answers. What goes wrong outside the application is answered here.

    With ``lines`` each request has a line in the log.
    """

    def __init__(self, app: Flask, *, lines: bool) -> None:
        self.app = app
        self.answer: WSGIApplication = app.wsgi_app
        self.lines = lines

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request, whatever happens."""
        environ[BEGAN] = perf_counter()
        start = told(environ, start_response) if self.lines else start_response
        begun: list[str] = []

        def begin(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            begun.append(status)
            return start(status, headers, *error)

        try:
            return self.answer(environ, begin)
        except Exception as error:  # noqa: BLE001
            answer = self.apology_for(error, environ)
            return answer(environ, over(start) if begun else start)

    def apology_for(self, error: Exception, environ: "WSGIEnvironment") -> Response:
        """The page for what is broken, or a sentence where even that cannot be."""
        try:
            with self.app.request_context(environ):
                return apology(error)
        except Exception:  # noqa: BLE001
            complain(Line(cause_of(error).words, number_of(environ), 500, milliseconds_of(environ)))
            headers = {**PAGE, "Cache-Control": UNKEPT}
            return Response(SENTENCE.format(number_of(environ)), 500, headers, content_type="text/plain")


SENTENCE = "Something went wrong on our side. It is in the log of this Tend under {}.\n"


def over(start: "StartResponse") -> "StartResponse":
    """What starts an answer in the place of another that was begun and then broke."""

    def again(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
        return start(status, headers, sys.exc_info())

    return again


def told(environ: "WSGIEnvironment", start_response: "StartResponse") -> "StartResponse":
    """What starts an answer, and writes a line that it does."""

    def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
        code = int(status.partition(" ")[0])
        say(Line(place_in(environ), number_of(environ), code, milliseconds_of(environ)))
        return start_response(status, headers, *error)

    return start


def place_in(environ: "WSGIEnvironment") -> str:
    """What was asked for, as far as it tells nothing of anybody."""
    path = str(environ.get("PATH_INFO", ""))
    if path.startswith("/static/"):
        return "a file"
    return path if path in IMPERSONAL else "a page"
