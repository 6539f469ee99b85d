"""Somebody new where mails are set: a code comes by mail, and typing it on a phone opens the door."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from sqlite3 import connect

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import come_from_elsewhere, opened
from tests.browser.furnished import Folders
from tests.browser.partner import Partner
from tests.browser.phones import Phones
from tests.browser.server import running
from tests.smtp import SmtpServer
from tracker.domain.invitations import LETTERS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.whole(
        "tests/accounts/test_confirming.py asks in every run what becomes of a code, and of one that is too old"
    ),
]

CODE = re.compile(rf"^ +([{LETTERS}]{{4}}-[{LETTERS}]{{4}})\s*$", re.MULTILINE)
BOTH_WAYS = pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
CODE_FIELD = "Code from the mail"
SECONDS_FOR_A_MAIL = 60


@pytest.fixture(scope="module")
def post() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        yield server


@pytest.fixture(scope="module")
def folder(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a server that sends mails keeps everything."""
    return shutil.copytree(folders.empty, tmp_path_factory.mktemp("registering") / "data")


@pytest.fixture(scope="module")
def phones(browser: Browser, folder: Path, post: SmtpServer) -> Iterator[Phones]:
    """Browsers of people who come to it."""
    mails = {"TEND_SMTP_HOST": post.host, "TEND_SMTP_PORT": str(post.port), "TEND_SMTP_SECURITY": "none"}
    with running(folder, **mails) as address:
        yield Phones(partial(opened, browser, address), arrive=come_from_elsewhere)


def code_in(post: SmtpServer, count: int, somebody: Partner) -> str:
    """The code in the newest mail, once so many have come to somebody."""
    mail = post.wait_for(count, SECONDS_FOR_A_MAIL, somebody.email)[-1]
    found = CODE.search(mail.get_content())
    assert found is not None
    return found[1]


@BOTH_WAYS
def test_a_code_from_the_mail_is_typed_on_a_phone(
    meet: Callable[..., Partner], post: SmtpServer, scripted: bool
) -> None:
    eve = meet("Eve", scripted=scripted)
    eve.open("/register")
    eve.sign_up()
    eve.be_at("/confirm")
    eve.read(eve.email)
    assert eve.page.evaluate("document.documentElement.scrollWidth") <= 360 if scripted else True

    eve.write(CODE_FIELD, "BCDF-GHJK")
    eve.press("Confirm")
    eve.read("This is not the code from the mail")
    expect(eve.page.get_by_label(CODE_FIELD, exact=True)).to_have_value("BCDF-GHJK")

    eve.write(CODE_FIELD, code_in(post, 1, eve).lower().replace("-", " "))
    eve.press("Confirm")

    eve.be_at("/welcome")
    eve.take_first_steps()
    eve.open("/today")
    eve.be_at("/today")


def test_a_code_that_comes_after_its_hour_is_kindly_sent_anew(
    meet: Callable[..., Partner], post: SmtpServer, folder: Path
) -> None:
    eve = meet("Eve")
    eve.open("/register")
    eve.sign_up()
    late = code_in(post, 1, eve)
    let_an_hour_pass(folder)

    eve.write(CODE_FIELD, late)
    eve.press("Confirm")
    eve.read("it is more than an hour old")
    expect(eve.page.get_by_label(CODE_FIELD, exact=True)).to_have_value(late)
    eve.press("Send another mail")
    eve.read("another one is on its way")
    eve.write(CODE_FIELD, code_in(post, 2, eve))
    eve.press("Confirm")

    eve.be_at("/welcome")


def let_an_hour_pass(folder: Path) -> None:
    """As if all that was sent had been sent an hour ago: nobody waits that long."""
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1, seconds=1)
    with connect(folder / "tend.sqlite3", timeout=30) as database:
        database.execute("UPDATE address_codes SET sent_at = ?", [f"{an_hour_ago:%Y-%m-%d %H:%M:%S.%f}"])
        database.execute("DELETE FROM limits")
    database.close()
