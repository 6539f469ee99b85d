"""What a system is told that puts Tend on a home screen."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image

from config import ROOT
from tests.databases import close, made
from tests.visitors import Visitor
from tests.world import hidden_from
from tracker.readings import ICONS
from tracker.web.icons import ground

pytestmark = pytest.mark.on_either("each sets something by the same statement as the one beside it")

ADDRESS = "/manifest.webmanifest"
NAME = "Garden list"
SIXTY_KB = 60 * 1024
LINK = re.compile(r'<link rel="manifest" href="([^"]*)">')
APPLE = re.compile(r'<link rel="apple-touch-icon" href="([^"]*)">')


@pytest.fixture(scope="module", params=ICONS)
def named(request, keeper, tmp_path_factory):
    app = made(
        "sqlite:///:memory:", tmp_path_factory.mktemp("named"), TEND_NAME=NAME, TEND_ICON=request.param
    )
    yield app, request.param
    close(app)


def told(visitor, **headers):
    return json.loads(visitor.get(ADDRESS, headers=headers).data)


def picture_at(visitor, address):
    answer = visitor.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    return Image.open(BytesIO(answer.data))


def test_it_says_all_that_a_system_wants_to_know(guest):
    manifest = told(guest)

    assert {name: each for name, each in manifest.items() if name not in ("icons", "screenshots")} == {
        "id": "/",
        "name": "Tend",
        "short_name": "Tend",
        "lang": "en",
        "scope": "/",
        "start_url": "/today",
        "display": "standalone",
        "background_color": ground().light,
        "theme_color": ground().light,
        "share_target": {
            "action": "/wall/shared",
            "method": "POST",
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "shared_title", "text": "shared_text", "url": "shared_address"},
        },
        "shortcuts": [
            {"name": "Today", "url": "/today"},
            {"name": "Check-in", "url": "/check-in"},
            {"name": "Wall", "url": "/wall"},
        ],
    }


def test_its_pictures_are_there_as_large_as_they_say(guest):
    manifest = told(guest)

    icons = [(each["sizes"], each["purpose"]) for each in manifest["icons"]]
    assert icons == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
        ("192x192", "monochrome"),
    ]
    for each in [*manifest["icons"], *manifest["screenshots"]]:
        picture = picture_at(guest, each["src"])
        assert (each["type"], each["sizes"]) == ("image/png", f"{picture.width}x{picture.height}")
    assert [each["form_factor"] for each in manifest["screenshots"]] == ["narrow", "narrow"]


def test_its_shortcuts_are_pages(ada):
    manifest = told(ada)

    paths = [manifest["start_url"], *(each["url"] for each in manifest["shortcuts"])]
    assert [ada.get(path).status_code for path in paths] == [200] * 4


def test_it_follows_the_name_and_the_sign_that_are_set_and_shows_no_pages_then(named):
    app, kind = named
    manifest = told(Visitor.of("", app))

    assert (manifest["name"], manifest["short_name"], manifest["screenshots"]) == (NAME, NAME, [])
    assert {each["src"].rpartition("/")[2].partition("-")[0] for each in manifest["icons"]} == {kind}
    assert "Tend" not in json.dumps(manifest)
    for path in ("/", "/login", "/nothing"):
        page = Visitor.of("", app).get(path).text
        assert APPLE.search(page)[1].endswith(f"/icons/{kind}-apple.png")


def test_another_name_alone_or_another_sign_alone_shows_no_pages(world, tmp_path):
    for number, setting in enumerate(({"TEND_NAME": NAME}, {"TEND_ICON": "moon"})):
        app = made("sqlite:///:memory:", tmp_path / str(number), **setting)
        shown = told(Visitor.of("", app))["screenshots"]
        close(app)

        assert shown == []


def test_it_is_the_same_for_everybody_and_reads_no_cookie(visit, ada, guest):
    answers = [visit(name).get(ADDRESS) for name in ("ada", "ben", "cleo", "")]

    assert len({answer.data for answer in answers}) == 1
    assert [canary for canary in hidden_from("") if canary in answers[0].text] == []
    for answer in answers:
        assert answer.content_type == "application/manifest+json"
        assert answer.headers["Cache-Control"] == "max-age=3600"
        assert answer.headers["Vary"] == "Accept-Language"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "language"),
    [("en-GB", "en-GB"), ("de", "en"), ("", "en"), ("tlh;q=x", "en"), ("de, en-GB;q=0.9", "en-GB")],
)
def test_it_speaks_the_language_that_is_asked_for(guest, asked, language):
    assert told(guest, **{"Accept-Language": asked})["lang"] == language


def test_it_can_only_be_read(guest):
    assert guest.head(ADDRESS).data == b""
    assert guest.head(ADDRESS).status_code == 200
    assert guest.post(ADDRESS).status_code == 404


@pytest.mark.parametrize("reader", ["ada", ""])
def test_every_page_names_it_but_the_one_where_the_exit_leads(visit, reader):
    visitor = visit(reader)
    for path in ("/", "/help", "/guide", "/nothing", "/login"):
        page = visitor.get(path, follow_redirects=True).text
        assert (LINK.findall(page), len(APPLE.findall(page))) == ([ADDRESS], 1)
        assert f'content="{ground().dark}" media="(prefers-color-scheme:dark)"' in page

    page = visitor.get("/measures").text
    assert (LINK.findall(page), APPLE.findall(page), "theme-color" in page) == ([], [], False)


def test_the_policy_lets_it_in(guest):
    assert "manifest-src 'self'" in guest.get("/").headers["Content-Security-Policy"].split(";")


@pytest.mark.parametrize("screen", ["today", "garden"])
def test_the_pages_that_it_shows_are_those_of_the_readme(screen):
    shown = (ROOT / "static" / "screens" / f"{screen}.png").read_bytes()

    assert len(shown) < SIXTY_KB
    assert shown == (ROOT / "docs" / "pictures" / f"{screen}.png").read_bytes()
