"""The script that stays in a browser beside the pages, at an address that stays, so that it reaches all of them.

It is written when Tend starts, of what lies in ``static/js/worker``, and sent before anything looks at who asks. What it stands
on is written before it: the version of the files that pages are made of, so that another version is another worker, and those
of them that it keeps for when there is no network.
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
    "Content-Security-Policy": "default-src 'none';connect-src 'self';img-src 'self'",
}
# What the pages are made of that can be shown without a network; where Tend has another sign, its tab is bare then.
KEPT = (
    "css/app.css",
    "css/pages/errors.css",
    "css/pages/sending.css",
    "css/pages/today.css",
    "js/alone/again.js",
    "js/alone/later.js",
    "js/pages/exit.js",
    "js/pages/today.js",
    "sprite.svg",
)
ICONS_OF_NOTICES = {"ICON": "192", "BADGE": "monochrome"}
# Pages that are nobody's: what stands in the place of any other, and the same with a place for words.
PAGES = ("/offline", "/offline?words")


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


def serve_worker(app: Flask, source: Path, *, icon: str = "circles") -> None:
    """Write the worker of these files, and serve it; notices show the ``icon`` of this Tend."""
    version = version_of(source)
    files = [f"/static/{version}/{name}" for name in KEPT]
    icons = {name: f"/static/{version}/icons/{icon}-{kind}.png" for name, kind in ICONS_OF_NOTICES.items()}
    told = {"VERSION": version, "FILES": files, "PAGES": PAGES, **icons}
    before = "".join(f"const {name}={json.dumps(value)}\n" for name, value in told.items())
    written = before + packed_script(source / "js" / "worker" / "worker.js")
    app.wsgi_app = Worker(app.wsgi_app, written.encode())  # type: ignore[method-assign]
