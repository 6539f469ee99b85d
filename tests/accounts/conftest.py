"""What the tests of accounts stand on beside the world."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask

from tests.accounts.trying import forty_tries
from tests.databases import set_otherwise
from tests.smtp import SmtpServer
from tests.visitors import Visitor
from tests.world import World
from tracker.extensions import db
from tracker.mails import sending
from tracker.web.clock import now

MAILING = "with a mail server"


@pytest.fixture
def mailing(keeper: Any, world: World) -> Iterator[Flask]:
    """The same application with a mail server set, made once for all tests."""
    with set_otherwise(keeper, MAILING, TEND_SMTP_HOST="localhost") as app:
        yield app


@pytest.fixture
def post(mailing: Flask) -> Callable[[], list[EmailMessage]]:
    """What comes to addresses over a real mail server, once all that waits is sent: `post()`."""

    def sent() -> list[EmailMessage]:
        with SmtpServer() as server, mailing.app_context():
            settings = replace(
                mailing.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
            )
            count = sending.send_all(settings, now())
            db.session.remove()
            return server.wait_for(count)

    return sent


@pytest.fixture
def browser(mailing: Flask) -> Callable[..., Visitor]:
    return lambda name="": Visitor.of(name, mailing)


@pytest.fixture
def attacked(app: Flask, keeper: Any) -> None:
    """Tries were made already."""
    with app.app_context():
        keeper.live(forty_tries)
