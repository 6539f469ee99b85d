"""The script that stays in a browser beside the pages, at an address that stays, so that it reaches all of them.

It is written when Tend starts, of what lies in ``static/js/worker``, and sent before anything looks at who asks. What it stands
on is written before it: the version of the files that pages are made of, so that another version is another worker.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.wrappers import Response

from tracker.extensions import READING
from tracker.web.assets import version_of
from tracker.web.headers import ALWAYS
from tracker.web.packing import packed_script

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS = "/sw.js"
HEADERS = {
    **ALWAYS,
    "Cache-Control": "no-cache",  # so that each look for another version finds it
    "Content-Security-Policy": "default-src 'none';connect-src 'self'",
}


class Worker:
    """Answers with the worker. All else goes on to the application."""

    def __init__(self, app: "WSGIApplication", written: bytes) -> None:
        self.app, self.written = app, written

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        if environ.get("PATH_INFO") != ADDRESS or environ["REQUEST_METHOD"] not in READING:
            return self.app(environ, start_response)
        answer = Response(self.written, headers=HEADERS, content_type="text/javascript; charset=utf-8")
        answer.add_etag()
        return answer.make_conditional(environ)(environ, start_response)


def serve_worker(app: Flask, source: Path) -> None:
    """Write the worker of these files, and serve it."""
    version = json.dumps(version_of(source))
    written = f"const VERSION={version}\n{packed_script(source / 'js' / 'worker' / 'worker.js')}"
    app.wsgi_app = Worker(app.wsgi_app, written.encode())  # type: ignore[method-assign]
