"""Whatever a browser, a proxy or anybody else sends: no header, cookie, query or path is answered with an error of ours.

Each odd value is tried at some of all pages and forms there are, and over all values each door is tried many times.
"""

from functools import cache
from itertools import cycle, islice, product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import run_wsgi_app

from tests.databases import close, made
from tests.house.doors import WORDS, doors
from tests.house.odd import HEADERS, SO_MANY
from tests.house.odd_addresses import paths, queries
from tests.house.odd_sessions import cookies
from tests.visitors import TOKEN, Visitor
from tests.whole import many
from tracker.extensions import db

# All that was thought of takes minutes. So usually one in so many is tried.
SHARE = many(25, 1)
METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "\xff",
    "",
)
READ_BY = ("/", "/register", "/login", "/help", "/today")
FEWER_BY = {"sqlite": 1, "postgresql": 4}


@pytest.fixture
def share(keeper):
    """One in so many is tried: where each takes longer, only some are."""
    return SHARE * FEWER_BY[keeper.app.config["SQLALCHEMY_DATABASE_URI"].partition(":")[0]]


@cache
def doors_of(keeper):
    """All doors, in any order."""
    with keeper.app.app_context():
        found = list(doors(keeper.app))
        db.session.rollback()
    return Random("doors").sample(found, len(found))


class OddVisitor(Visitor):
    """Sends what is odd past the client, which could not read all of it itself."""

    odd: dict[str, str]

    def run_wsgi_app(self, environ, buffered=False):
        self._add_cookies_to_wsgi(environ)
        return run_wsgi_app(self.application, environ | self.odd, buffered)


class Tried:
    """Sends odd requests, and keeps those that are answered with an error of ours."""

    def __init__(self, keeper, app=None):
        self.keeper = keeper
        self.app = app or keeper.app
        self.doors = cycle(doors_of(keeper))
        self.readers = cycle(("ada", "", "ben", "cleo"))
        self.broken = []

    def somewhere(self, **environ):
        """Knock at the next door, as the next of those who may come by."""
        door = next(self.doors)
        self.at(door.path, door.method, **environ)

    def at(self, path, method="GET", **environ):
        visitor = OddVisitor.of(next(self.readers), self.app)
        visitor.odd = environ
        typed = {TOKEN: visitor.form_token(), **WORDS} if method == "POST" else None
        answer = visitor.open(path, method=method, data=typed)
        if answer.status_code >= 500:
            self.broken.append((answer.status_code, method, path, environ))
        if method not in ("GET", "HEAD") and answer.status_code < 400:
            self.keeper.put_back()


@pytest.mark.parametrize("header", [name for name in HEADERS if HEADERS[name]])
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_value_of_a_header_breaks_a_page(keeper, world, header):
    tried = Tried(keeper)

    for value in HEADERS[header][::SHARE]:
        tried.somewhere(**{header: value})

    assert len(HEADERS[header]) >= SO_MANY
    assert tried.broken == []


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_language_breaks_a_page_that_goes_by_it(keeper, world):
    tried = Tried(keeper)

    for value, path in zip(HEADERS["HTTP_ACCEPT_LANGUAGE"][::SHARE], cycle(READ_BY), strict=False):
        tried.at(path, HTTP_ACCEPT_LANGUAGE=value)

    assert tried.broken == []


@pytest.mark.parametrize("header", [name for name in HEADERS if "HOST" in name or "FORWARDED" in name])
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_value_of_a_header_breaks_a_page_behind_a_proxy(keeper, world, tmp_path, header):
    behind = made(
        "sqlite:///:memory:", tmp_path, TEND_PROXY_COUNT="2", TEND_PUBLIC_URL="https://tend.example.org"
    )
    tried = Tried(keeper, behind)
    tried.readers = cycle([""])

    for value in HEADERS[header][::SHARE]:
        tried.at("/login", **{"HTTP_HOST": "localhost", header: f"{value}, {value}"})

    close(behind)
    assert tried.broken == []


def test_no_cookie_breaks_a_page(keeper, world, share):
    tried = Tried(keeper)
    ada = Visitor.of("ada", keeper.app)
    odd = cookies(
        ada.signer, ada.session | {"_flashes": [], "invitation": ["a", "b"], "calendar": "", "address": ""}
    )

    for value in odd[::share]:
        tried.somewhere(HTTP_COOKIE=value)

    assert len(odd) >= SO_MANY
    assert tried.broken == []


def test_no_query_breaks_a_page(keeper, world, share):
    tried = Tried(keeper)
    pages = {door.endpoint: door.path for door in doors_of(keeper) if door.method == "GET"}

    for value, path in list(product(queries(), pages.values()))[::share]:
        tried.at(path, QUERY_STRING=value)

    assert tried.broken == []


def test_no_path_breaks_a_page(keeper, world, share):
    tried = Tried(keeper)
    known = list(dict.fromkeys(door.path for door in islice(tried.doors, 400)))

    for path in paths(known)[::share]:
        tried.at("/", PATH_INFO=path)

    assert tried.broken == []


def test_no_method_breaks_a_page(keeper, world, share):
    tried = Tried(keeper)

    for method in METHODS * max(1, 20 // share):
        tried.at(next(tried.doors).path, method)

    assert tried.broken == []


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@settings(
    max_examples=400 // SHARE,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    values=st.dictionaries(
        st.sampled_from(sorted(set(HEADERS) - {"HTTP_HOST"})),
        st.text(st.characters(max_codepoint=255)),
        min_size=3,
    ),
    query=st.text(st.characters(max_codepoint=255)),
    place=st.integers(0, 500),
)
def test_nothing_odd_at_once_breaks_a_page(keeper, world, values, query, place):
    tried = Tried(keeper)
    door = next(islice(tried.doors, place, None))

    tried.at(door.path, door.method, QUERY_STRING=query, **values)

    assert tried.broken == []
