import re

import pytest

from tests.databases import close, made
from tests.visitors import Visitor
from tests.world import NOW, PASSWORD, email
from tracker.web.clock import now


@pytest.fixture
def secure(world, tmp_path):
    """An application that people reach over https, with an empty database."""
    app = made("sqlite:///:memory:", tmp_path, TEND_PUBLIC_URL="https://tend.example.org")
    yield app
    close(app)


PAGES = [
    "/today",
    "/habits",
    "/habits/new",
    "/check-in",
    "/wall",
    "/talk",
    "/guide",
    "/ways",
    "/settings",
    "/settings/profile",
    "/pauses",
]


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_every_control_has_a_name_and_every_id_is_there_once(ada, path):
    page = ada.page(path)
    ids = [given["id"] for _tag, given in page.tags if "id" in given]
    labelled = {given["for"] for tag, given in page.tags if tag == "label" and "for" in given}
    nameless = [
        given
        for tag, given in page.tags
        if tag in ("input", "select", "textarea")
        and given.get("type") not in ("hidden", "radio", "checkbox")
        and not (given.get("id") in labelled or "aria-label" in given or "aria-labelledby" in given)
        and given.get("type") != "number"
    ]

    assert sorted(set(ids)) == sorted(ids)
    assert nameless == []
    assert [given for tag, given in page.tags if tag == "img" and "alt" not in given] == []
    assert sum(tag == "h1" for tag, _given in page.tags) == 1


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_every_link_of_ours_leads_somewhere(ada, guest):
    for visitor, starts in ((ada, PAGES), (guest, ["/", "/guide", "/login", "/register", "/reset", "/join"])):
        links = {link.partition("#")[0] for path in starts for link in visitor.page(path).links}
        broken = {link: visitor.get(link).status_code for link in links if link.startswith("/")}
        assert {link: status for link, status in broken.items() if status not in (200, 303)} == {}


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_every_file_a_page_asks_for_is_there_and_kept_for_ever(ada, guest):
    asked = set()
    for visitor, path in ((ada, "/today"), (ada, "/check-in"), (guest, "/"), (guest, "/no-such-page")):
        asked |= set(re.findall(r'(?:href|src)="(/static/[^"#]+)', visitor.get(path).text))

    answers = {path: guest.get(path) for path in asked}

    assert asked
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(asked, 200)
    assert {"immutable" in answer.headers["Cache-Control"] for answer in answers.values()} == {True}
    assert {answer.headers["X-Content-Type-Options"] for answer in answers.values()} == {"nosniff"}
    assert {
        "Set-Cookie" in answer.headers or "Access-Control-Allow-Origin" in answer.headers
        for answer in answers.values()
    } == {False}


@pytest.mark.parametrize(
    "path", ["/static/../config.py", "/static/%2e%2e/config.py", "/static//etc/passwd", "/static/"]
)
def test_no_other_file_is_there(guest, path):
    assert guest.get(path).status_code in (404, 308)


def test_a_script_can_ask_for_the_inner_part_of_a_page_alone(ada):
    whole, part = ada.get("/today").text, ada.get("/today", headers={"Tend-Part": "1"}).text

    assert whole.startswith("<!doctype html>")
    assert "<html" not in part
    assert 'class="around' in whole
    assert 'class="around' not in part
    assert "<h1" in part


def test_the_server_says_that_it_is_well_without_saying_more(guest):
    answer = guest.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_robots_are_asked_to_stay_away(guest):
    assert "Disallow: /\n" in guest.get("/robots.txt").text
    assert guest.get("/").headers["X-Robots-Tag"] == "noindex"


def test_over_https_cookies_and_pages_stay_on_https(secure):
    visitor = Visitor(secure, secure.response_class, use_cookies=True)
    answer = visitor.get("/login", base_url="https://tend.example.org")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))


def test_names_below_stay_on_https_only_where_that_is_set(world, tmp_path):
    more = {"TEND_PUBLIC_URL": "https://tend.example.org", "TEND_HTTPS_SUBDOMAINS": "1"}
    app = made("sqlite:///:memory:", tmp_path, **more)

    visitor = Visitor(app, app.response_class, use_cookies=True)
    answer = visitor.get("/login", base_url="https://tend.example.org")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    close(app)


def test_one_can_log_out_from_every_page(ada):
    wanting = [path for path in PAGES if ada.get(path).text.count('action="/logout"') < 1]

    assert wanting == []


def test_over_http_nothing_is_said_of_https(guest, app):
    visitor = Visitor(app, app.response_class, use_cookies=True)
    answer = visitor.get("/login")

    assert "Strict-Transport-Security" not in answer.headers
    assert {"HttpOnly", "SameSite=Lax"} <= set(answer.headers["Set-Cookie"].split("; "))
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_the_policy_lets_nothing_in_from_elsewhere(guest):
    policy = guest.get("/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert [word for word in ("unsafe", "http:", "https:", "*") if word in policy] == []


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("en-GB", "en-GB", "Wednesday 11 March"),
        ("en-US", "en", "Wednesday, March 11"),
        ("", "en", "Wednesday, March 11"),
        ("tlh;q=x", "en", "Wednesday, March 11"),
    ],
)
def test_dates_are_written_as_the_browser_asks(ada, asked, language, title):
    source = ada.get("/today", headers={"Accept-Language": asked}).text

    assert f'<html lang="{language}"' in source
    assert f"<title>{title} · Tend</title>" in source


def test_a_word_about_what_has_happened_is_said_once(ada):
    ada.submit("/settings/profile", name="Countess")

    assert ["Saved." in ada.page("/settings/profile").text for _time in range(2)] == [True, False]


def test_a_head_says_what_a_get_would_and_sends_nothing(ada):
    answer = ada.head("/today")

    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("path", PAGES)
def test_a_guest_is_led_to_log_in_and_back(guest, path):
    if path == "/guide":
        return
    asked = guest.get(path)

    assert (asked.status_code, asked.location) == (303, "/login")
    assert guest.submit(asked.location, email=email("ada"), password=PASSWORD).location == path


def test_the_tests_stand_still_in_time(ada):
    assert now() == NOW


def test_what_nobody_keeps_depends_on_nothing_and_what_somebody_may_keep_on_the_cookie_and_its_packing(
    ada, guest
):
    pages = (ada.get("/settings"), guest.get("/login"), guest.get("/login"))
    sheet = re.search(r'href="(/static/[^"]+\.css)"', pages[0].text)
    kept = guest.get(sheet[1], headers={"Accept-Encoding": "br"})

    assert [(page.headers["Cache-Control"], page.headers.getlist("Vary")) for page in pages] == [
        ("no-store", [])
    ] * 3
    assert kept.headers["Vary"] == "Accept-Encoding"
