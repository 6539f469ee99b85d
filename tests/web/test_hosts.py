"""Tend answers at its own addresses, tells everybody else the right one, and takes forms from its own pages alone."""

import logging
import re
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import pytest

from tests.databases import close, made
from tests.house.doors import doors
from tests.there import there
from tests.visitors import Page, Visitor
from tests.world import PASSWORD, email
from tracker.web.hosts import ANYWHERE

WORDS = "words that nobody else may read"
PUBLIC = "https://tend.example.org:8443"


def reachable(folder):
    """An application that people reach at several addresses, with an empty database."""
    return made(
        "sqlite:///:memory:",
        folder,
        TEND_PUBLIC_URL=PUBLIC,
        TEND_ALSO_AT="http://tend.local:8000, http://[fd00::5]:8000 https://bücher.example",
        TEND_PROXY_COUNT="1",
    )


@pytest.fixture(scope="module")
def reached(tmp_path_factory):
    app = reachable(tmp_path_factory.mktemp("reached"))
    yield app
    close(app)


@pytest.fixture
def visitor(reached):
    return Visitor.of("", reached)


OURS = [
    "tend.example.org:8443",
    "tend.example.org",  # as a proxy may pass it on
    "TEND.example.org.:8443",
    "tend.local:8000",
    "[fd00::5]:8000",
    "[FD00:0:0:0::5]",
    "xn--bcher-kva.example",
    "localhost",
    "127.0.0.1:9999",
    "[::1]:8000",
]
NOT_OURS = [
    "evil.example",
    "tend.example.org.evil.example",
    "localhost@evil.example",
    "evil.example/localhost",
    "evil.example?localhost",
    "evil.example#localhost",
    "evil.example\\localhost",
    "localhost:port",
    "localhost:99999",
    "localhost evil.example",
    "[fd00::6]:8000",
    "[fd00::5",
    "fd00::5",
    "[localhost]",
    ".localhost",
    "",
    " ",
    "\xff",
]


@pytest.mark.parametrize("host", OURS)
def test_tend_answers_at_each_of_its_addresses(visitor, host):
    assert visitor.get("/guide", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", NOT_OURS)
def test_at_any_other_one_is_told_the_right_one(visitor, host):
    answer = visitor.get("/login", environ_overrides={"HTTP_HOST": host})

    page = Page.of(answer)
    assert (answer.status_code, page.links) == (421, ["/", PUBLIC + "/help", PUBLIC + "/"])
    assert (page.forms, "Set-Cookie" in answer.headers) == ([], False)
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize("http", ["HTTP/1.0", "HTTP/1.1"])
def test_without_a_host_one_is_told_the_right_one(app, http):
    answers = {}

    def start(status, headers):
        answers[path] = status

    for path in ("/", "/healthz"):
        environ = {**Visitor.of("", app).get(path).request.environ, "SERVER_PROTOCOL": http}
        del environ["HTTP_HOST"]
        b"".join(app(environ, start))

    assert answers == {"/": "421 MISDIRECTED REQUEST", "/healthz": "200 OK"}


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_nothing_else_is_there_under_another_name(app, world, ada):
    with app.app_context():
        found = [door for door in doors(app) if door.path not in ANYWHERE]
    foreign = {"environ_overrides": {"HTTP_HOST": "evil.example"}}

    seen = {
        str(door): ada.open(door.path, method=door.method, data={"csrf_token": "x"}, **foreign)
        for door in found
    }

    assert {name: answer.status_code for name, answer in seen.items()} == dict.fromkeys(seen, 421)
    assert len({answer.data for answer in seen.values()}) == 1


def test_whether_the_server_lives_is_told_under_any_name(visitor):
    hosts = [*OURS, *NOT_OURS]

    assert {visitor.get("/healthz", environ_overrides={"HTTP_HOST": host}).status_code for host in hosts} == {
        200
    }


def test_that_another_name_was_asked_for_is_logged_once_and_not_which(tmp_path, caplog):
    visitor = Visitor.of("", reachable(tmp_path))
    with caplog.at_level(logging.DEBUG):
        for host in ("evil.example", "other.example", "evil.example"):
            visitor.get("/", headers={"Host": host})
    close(visitor.application)

    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "example" not in caplog.text


@pytest.mark.parametrize(
    ("host", "scheme", "headers"),
    [
        ("tend.example.org:8443", "https", {"Origin": PUBLIC}),
        ("tend.example.org", "https", {"Origin": PUBLIC}),
        ("tend.example.org", "http", {"Origin": PUBLIC}),
        ("127.0.0.1:8000", "http", {"Origin": PUBLIC}),
        ("tend.example.org", "https", {"Origin": "", "Referer": f"{PUBLIC}/login?next=/"}),
        ("tend.example.org", "https", {"Origin": PUBLIC, "Referer": "https://evil.example/"}),
        ("tend.example.org", "https", {"Origin": ""}),
        ("tend.example.org", "https", {"Origin": "null", "Sec-Fetch-Site": "same-origin"}),
        ("tend.local:8000", "http", {"Origin": "http://tend.local:8000"}),
        ("[fd00::5]:8000", "http", {"Origin": "http://[fd00::5]:8000"}),
        ("localhost:9999", "http", {"Origin": "http://localhost:9999"}),
        ("[::1]:8000", "http", {"Origin": "http://[::1]:8000"}),
    ],
)
def test_a_form_of_ours_is_taken_whatever_the_proxy_passes_on(visitor, host, scheme, headers):
    proxied = {"X-Forwarded-Host": host, "X-Forwarded-Proto": scheme}

    page = visitor.get("/login", headers=proxied)
    token = there(re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page.text))[1]
    answer = visitor.post("/login", data={"csrf_token": token}, headers=headers | proxied)

    assert answer.status_code == 422


FROM_ELSEWHERE = [
    {"Origin": "https://evil.example"},
    {"Origin": "https://tend.example.org"},
    {"Origin": "http://tend.example.org:8443"},
    {"Origin": "https://tend.example.org:8444"},
    {"Origin": "http://tend.local:8000"},
    {"Origin": "https://tend.example.org:8443.evil.example"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "null", "Referer": f"{PUBLIC}/login"},
    {"Origin": f"{PUBLIC}, https://evil.example"},
    {"Origin": "nonsense"},
    {"Origin": "https://evil.example", "Referer": f"{PUBLIC}/login"},
    {"Origin": "", "Referer": "https://evil.example/"},
    {"Origin": "", "Referer": "https://[nonsense"},
]


@pytest.mark.parametrize("headers", FROM_ELSEWHERE)
def test_a_form_from_elsewhere_is_not_taken_nor_shown_and_says_so(visitor, headers):
    proxied = {"X-Forwarded-Host": "tend.example.org:8443", "X-Forwarded-Proto": "https"}

    answer = visitor.post(
        "/login", data={"csrf_token": visitor.form_token(), "words": WORDS}, headers=headers | proxied
    )

    assert (answer.status_code, WORDS in answer.text) == (400, False)
    assert f"came from an address other than {PUBLIC}" in Page.of(answer).text


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_a_form_without_its_token_says_whether_it_is_old_or_cookies_are_off(app):
    old, without = Visitor.of("", app), Visitor.of("", app)
    without.delete_cookie("tend")
    answers = [each.post("/login", data={"csrf_token": "x", "words": WORDS}) for each in (old, without)]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert [Page.of(answer).title.partition(" ·")[0] for answer in answers] == [
        "This page was out of date",
        "Your browser sent no cookie",
    ]
    assert [WORDS in answer.text for answer in answers] == [True, True]


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_was_typed_is_not_shown_where_nothing_tells_that_it_was_typed_here(guest):
    answer = guest.post("/login", data={"csrf_token": "x", "words": WORDS}, headers={"Origin": ""})

    assert (answer.status_code, WORDS in answer.text) == (400, False)


def test_over_https_a_cookie_is_of_this_very_host(reached):
    over = {"Host": "tend.example.org:8443", "X-Forwarded-Proto": "https"}
    visitor = Visitor.of("", reached)
    visitor.delete_cookie("tend")

    answer = visitor.get("/login", headers=over)

    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-tend=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {*cookie.split("; ")}
    assert "Domain" not in cookie


def test_over_https_one_by_its_plain_name_opens_nothing_and_goes(reached):
    """A neighbour by name can set such a one, with a log-in of its own in it."""
    over = {"Host": "tend.example.org:8443", "X-Forwarded-Proto": "https"}
    written = Visitor.of("", reached).signer.dumps({"address": "planted@example.org"})
    planted, browser = {"Cookie": f"tend={written}"}, reached.test_client(use_cookies=False)
    assert "planted@example.org" in browser.get("/login", headers={"Host": "tend.local:8000"} | planted).text

    answer = browser.get("/login", headers=over | planted)

    assert "planted@example.org" not in answer.text
    gone = [each for each in answer.headers.getlist("Set-Cookie") if each.startswith("tend=;")]
    assert len(gone) == 1


@pytest.mark.parametrize(
    ("base", "secure"),
    [
        (PUBLIC, True),
        ("https://bücher.example", True),
        ("http://tend.example.org", True),
        ("http://127.0.0.1:8000", True),
        ("http://tend.local:8000", False),
        ("http://[fd00::5]:8000", False),
    ],
)
def test_cookies_stay_on_https_at_the_addresses_that_have_it(visitor, base, secure):
    visitor.delete_cookie("tend")
    host = base.partition("//")[2].encode("idna").decode()
    answer = visitor.get("/login", headers={"Host": host, "X-Forwarded-Proto": base.partition(":")[0]})

    assert ("Secure" in answer.headers["Set-Cookie"].split("; ")) == secure
    assert ("Strict-Transport-Security" in answer.headers) == secure


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_what_is_told_to_others_names_the_public_address(keeper, world, tmp_path):
    app = keeper.app
    dan = Visitor.of("dan", app)
    dan.send("/invite")

    page = dan.get("/invite", headers={"Host": "localhost:9999"}).text

    assert "To type at http://127.0.0.1:8000/join" in page
    assert "localhost" not in page


def at(target):
    """A request for exactly this, as a server hands it on."""
    path, _mark, query = target.partition("?")
    return {"PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": query}


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("/login/", "/login"),
        ("/login//", "/login"),
        ("///guide//time///", "/guide/time"),
        ("/login/?next=/today&x=%2F", "/login?next=/today&x=%2F"),
        ("/join/a%0d%0ab/", "/join/a%0D%0Ab"),
    ],
)
def test_slashes_too_many_lead_to_the_page(guest, asked, meant):
    answers = [guest.open(method=method, environ_overrides=at(asked)) for method in ("GET", "HEAD")]

    assert [(answer.status_code, answer.location) for answer in answers] == [(308, meant), (308, meant)]


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "///evil.example",
        "//evil.example/login/",
        "/\\evil.example/",
        "/%5Cevil.example/",
        "/%2F/evil.example/",
        "/%09/evil.example/",
        "//evil.example/%2e%2e/",
        "/no-such-page/",
        "/join/%2e%2e/",
        "/join/./",
        "/static/",
    ],
)
def test_no_slash_leads_to_another_place(guest, path):
    answer = guest.open(environ_overrides=at(path))

    assert (answer.status_code, answer.location) == (404, None)


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_a_form_sent_to_an_address_with_a_slash_is_sent_on(guest):
    typed = {"csrf_token": guest.form_token(), "email": email("ada"), "password": PASSWORD}

    answer = guest.post("/login/", data=typed)

    assert (answer.status_code, answer.location) == (308, "/login")
    assert guest.post(answer.location, data=typed).location == "/today"


def test_no_address_of_ours_ends_with_a_slash(app):
    assert [str(rule) for rule in app.url_map.iter_rules() if str(rule).endswith("/")] == ["/"]


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_robots_may_fetch_calendars_and_nothing_else(app, world, guest):
    robots = RobotFileParser()
    robots.parse(guest.get("/robots.txt").text.splitlines())
    with app.app_context():
        paths = {door.path for door in doors(app) if door.method == "GET"}

    allowed = {path for path in paths if robots.can_fetch("Google-Calendar-Importer", path)}

    assert allowed == {path for path in paths if path.endswith(".ics")} != set()
