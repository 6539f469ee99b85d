"""`./tend work` as it is, but that its way out leads to the push service of a test: no setting could lead it inwards."""

import socket
import ssl

from flask import current_app

from tests.pushes import HOST, IN_THE_WORLD
from tracker.chores import work_until_told
from tracker.here import database_of, settings_here
from tracker.pushing.outside import Outside


def way_to(port: int, certificate: str) -> Outside:
    return Outside(
        resolve=lambda _name: [IN_THE_WORLD],
        call=lambda _address, seconds: socket.create_connection((HOST, port), timeout=seconds),
        trust=lambda: ssl.create_default_context(cafile=certificate),
    )


def work(port: int, certificate: str) -> None:
    with database_of(settings_here()):
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        app.extensions["outside"] = way_to(port, certificate)
        work_until_told(app)
