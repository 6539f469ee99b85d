"""A neutral name and picture: what somebody who glances at a tab, a page's head or a mailbox can read."""

import re
from urllib.parse import urlsplit

import pytest

from config import ROOT, SettingError, read_settings
from tests.databases import close, made
from tests.visitors import Visitor
from tracker.mails import letters, sending
from tracker.readings import ICONS, OUR_SIGN

pytestmark = pytest.mark.on_either("each sets something by the same statement as the one beside it")

NAME = "Our garden list"
GUEST = ["/", "/login", "/register", "/help", "/guide", "/safety", "/safety/exit", "/nothing"]


@pytest.fixture(scope="module")
def named(keeper, tmp_path_factory):
    app = made("sqlite:///:memory:", tmp_path_factory.mktemp("named"), TEND_NAME=NAME, TEND_ICON="calendar")
    yield app
    close(app)


@pytest.mark.parametrize("path", GUEST)
def test_tabs_and_the_top_of_pages_bear_the_name_that_is_set(named, path):
    page = Visitor.of("", named).get(path)

    title = re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)[1]
    top = page.text.partition('<header class="top">')[2].partition("</header>")[0]
    assert title.endswith(f" · {NAME}")
    assert "Tend" not in title
    assert NAME in top
    assert not re.search(r"\bTend\b", re.sub(r'aria-label="[^"]*"', "", top))
    assert "#calendar" in top
    icon = re.search(r'<link rel="icon" [^>]*href="([^"]*)"', page.text)[1]
    assert urlsplit(icon).path.endswith("/icons/calendar.svg")
    assert Visitor.of("", named).get(icon).status_code == 200


def test_the_page_for_what_is_broken_bears_it_too(named):
    page = named.extensions["apology"].sheets["broken", "en"].plain

    assert f" · {NAME}</title>" in page


def test_mails_bear_it_as_their_sender_and_in_what_they_say(named):
    settings = named.config["TEND"]
    with named.test_request_context():
        letter = letters.letter(letters.CODE, "en", code="ABCD", host="tend.example.org")

    assert letter.subject == f"Your code for {NAME}"
    assert "Tend" not in letter.body
    assert sending.sender_of(settings) == f"{NAME} <{settings.mail_from}>"


def test_unset_all_is_as_ever(guest, app):
    page = guest.get("/login").text

    assert "<title>Log in · Tend</title>" in page
    assert re.search(r'<link rel="icon" [^>]*href="[^"]*/sprite.svg"', page)
    assert "@" in sending.sender_of(app.config["TEND"])
    assert "<" not in sending.sender_of(app.config["TEND"])


def test_each_picture_there_is_to_choose_is_there():
    files = {path.stem for path in (ROOT / "static" / "icons").glob("*.svg")}
    sprite = (ROOT / "static" / "sprite.svg").read_text()

    assert files == ICONS.keys() - {OUR_SIGN}
    assert [each for each in ICONS.values() if f'id="{each}"' not in sprite] == []


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("TEND_NAME", "x" * 31),
        ("TEND_NAME", "a <b@c.example>"),
        ("TEND_NAME", "two\nlines"),
        ("TEND_ICON", "heart"),
        ("TEND_EXIT_TO", "www.example.org"),
        ("TEND_EXIT_TO", "javascript:alert(1)"),
        ("TEND_EXIT_TO", "ftp://example.org/"),
        ("TEND_EXIT_TO", "//example.org"),
        ("TEND_EXIT_TO", "https://example.org/a b"),
        ("TEND_EXIT_TO", "https://example.org/;url=https://other.example"),
        ("TEND_EXIT_TO", "https://someone@example.org/"),
        ("TEND_EXIT_TO", "https://"),
        ("TEND_EXIT_TO", "https://tend.example.org/today"),
    ],
)
def test_what_cannot_be_is_said_at_the_start(setting, text):
    with pytest.raises(SettingError, match=setting):
        read_settings({setting: text, "TEND_PUBLIC_URL": "https://tend.example.org"})


@pytest.mark.parametrize("text", ["https://www.example.org", "http://example.org/weather?of=today#now"])
def test_one_page_elsewhere_can_be_where_the_exit_leads(text):
    assert read_settings({"TEND_EXIT_TO": text}).exit_to == text
