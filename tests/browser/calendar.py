"""A Tend whose days a test can turn: it lives so many days later than everybody else as a file in its folder says.

`python -m tests.browser.calendar` serves it with the settings of the environment.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from flask import Flask

from config import Settings, settings_from
from tracker.app import create_app
from tracker.server.watch import serve

NAME = "days-later"


def turn(folder: Path, days: int) -> None:
    """Let it be so many days later than it is."""
    (folder / NAME).write_text(str(days))


def made(settings: Settings) -> Flask:
    """The application, which looks at its calendar before each request."""
    app = create_app(settings)
    page = settings.data / NAME
    turned = Turned()

    @app.before_request
    def look() -> None:
        turned.to(int(page.read_text()) if page.exists() else 0)

    # Whoever asks is known before anything else is done; so the calendar comes first.
    app.before_request_funcs[None].insert(0, app.before_request_funcs[None].pop())
    return app


class Turned:
    """The day it is in this process."""

    def __init__(self) -> None:
        self.days = 0
        self.journey: time_machine.travel | None = None

    def to(self, days: int) -> None:
        """Be so many days later, and let time go on from there."""
        if days == self.days:
            return
        if self.journey:
            self.journey.stop()
        self.journey = time_machine.travel(datetime.now(UTC) + timedelta(days=days), tick=True)
        self.journey.start()
        self.days = days


if __name__ == "__main__":
    serve(settings_from(os.environ), application="tests.browser.calendar:made")
