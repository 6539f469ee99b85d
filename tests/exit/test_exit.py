"""The quick exit as the server sees it: it asks for nothing, and leaves nothing."""

import re

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from tests.databases import acting, close, kept, made
from tests.house.doors import doors, everything
from tests.house.reading import page_of
from tests.visitors import HERE, Page, Visitor
from tests.whole import only_whole
from tests.world import PASSWORD, email
from tracker.extensions import db
from tracker.models import AccountEventRow, Device, Person
from tracker.web import exiting

ELSEWHERE = "/measures"
SKIP = re.compile(r'<a class="skip"[^>]*>')
THERE = "https://www.example.org/weather?of=today"


def log_in(visitor):
    answer = visitor.submit("/login", email=email("ada"), password=PASSWORD)
    assert answer.location == "/today"


def leave(visitor, **headers):
    """As a browser sends it that runs no scripts: no token, no word."""
    return visitor.post("/exit", headers=headers)


@pytest.mark.parametrize(
    "keeper",
    ["sqlite", only_whole("postgresql", why="a page begins the same whatever keeps what is on it")],
    indirect=True,
)
def test_it_stands_on_every_page_before_all_but_the_way_to_the_content(app, world):
    with app.app_context():
        paths = sorted({door.path for door in doors(app) if door.method == "GET"} - {ELSEWHERE})
        db.session.rollback()
    without = []
    for name in ("ada", "cleo", ""):
        for path in [*paths, "/no-such-page"]:
            answer = page_of(app, name, path)
            if not answer.location and answer.data.lstrip().startswith(b"<!doctype"):
                body = SKIP.sub("", answer.text.partition("<body")[2])
                first = re.search(r"<(form|a|button|input|nav|main)\b[^>]*>", body)
                if not first or not first[0].startswith('<form class="exit" method="post" action="/exit"'):
                    without.append((name, path))

    assert without == []


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}])
def test_it_ends_the_log_in_for_good_and_leads_to_something_else(app, guest, headers):
    log_in(guest)
    copied = guest.get_cookie("tend").value

    answer = leave(guest, **headers)

    assert (answer.status_code, answer.location) == (303, ELSEWHERE)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [guest.get_cookie(name) for name in ("tend", "tend_known", "tend_wish")] == [None] * 3
    thief = Visitor(app, app.response_class, use_cookies=True)
    thief.set_cookie("tend", copied)
    assert thief.get("/today").location == "/login"


def test_it_ends_no_other_log_in_and_is_noted_for_its_owner(app, guest, ada):
    log_in(guest)
    before = kept(app, select(Device.id))

    leave(guest)

    assert len(kept(app, select(Device.id))) == len(before) - 1
    assert ada.get("/today").status_code == 200
    assert "logged out" in kept(app, select(AccountEventRow.kind))


def test_a_second_time_is_as_the_first_and_so_it_is_for_guests(app, world, guest):
    log_in(guest)
    leave(guest)
    with app.app_context():
        before = everything()
        db.session.rollback()

    again, other = leave(guest), leave(Visitor(app, app.response_class, use_cookies=True))

    for answer in (again, other):
        assert (answer.status_code, answer.location) == (303, ELSEWHERE)
    with app.app_context():
        assert everything() == before
        db.session.rollback()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "", "Referer": "https://evil.example/"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_nobody_elsewhere_sends_somebody_out(ada, headers):
    answer = leave(ada, **headers)

    assert answer.status_code == 400
    assert "Clear-Site-Data" not in answer.headers
    assert ada.get("/today").status_code == 200


@pytest.mark.parametrize("address", [{"Origin": HERE}, {"Origin": "", "Referer": f"{HERE}/wall"}])
def test_a_browser_that_says_less_is_believed_by_what_it_says(ada, address):
    assert leave(ada, **address).status_code == 303


def test_looking_at_it_does_nothing(ada):
    assert ada.get("/exit").status_code == 405
    assert ada.get("/today").status_code == 200


def test_no_count_and_no_closed_account_is_in_its_way(app, world, tmp_path):
    for_few = made("sqlite:///:memory:", tmp_path, TEND_CHANGES="100")
    visitor = Visitor.of("", for_few)
    visitor.session = {"_user_id": "somebody"}
    for _time in range(101):
        visitor.post("/nothing")

    assert visitor.post("/nothing").status_code == 429
    assert leave(visitor).status_code == 303
    close(for_few)


def test_where_the_database_cannot_be_reached_the_browser_forgets_all_the_same(ada, monkeypatch, caplog):
    def broken(*_asked):
        raise OperationalError("", {}, Exception("database is locked"))

    monkeypatch.setattr(exiting, "person_on_device", broken)

    answer = leave(ada)

    assert (answer.status_code, answer.location, ada.get_cookie("tend")) == (303, ELSEWHERE, None)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "quick exit" in caplog.text


def test_an_account_that_opens_only_in_browsers_it_knows_opens_here_again(app, guest):
    log_in(guest)
    with acting(app):
        db.session.execute(update(Person).where(Person.email == email("ada")).values(confirmed_at=None))

    leave(guest)
    leave(guest)

    log_in(guest)


def test_what_others_have_of_this_browser_stays_theirs(guest):
    log_in(guest)
    guest.send("/logout")
    guest.submit("/login", email=email("ben"), password=PASSWORD)

    leave(guest)

    assert guest.get_cookie("tend_known").value.count("~") == 0


@pytest.mark.parametrize("path", ["/", "/login", "/help"])
def test_afterwards_all_is_as_for_any_guest(app, guest, path):
    log_in(guest)
    leave(guest)
    anybody = Visitor(app, app.response_class, use_cookies=True)

    pages = [Page.of(each.get(path)) for each in (guest, anybody)]

    assert pages[0].text == pages[1].text
    assert "Ada" not in pages[0].source
    assert [form.values.get("email", "") for form in pages[0].forms] == [""] * len(pages[0].forms)


def test_what_it_leads_to_names_nothing_of_tend(ada, guest):
    for visitor in (ada, guest):
        page = visitor.page(ELSEWHERE)

        assert page.title == "Kitchen measures"
        assert "tend" not in page.text.lower()
        assert (page.forms, page.links) == ([], [])


@pytest.fixture
def led(world, tmp_path):
    app = made("sqlite:///:memory:", tmp_path, TEND_EXIT_TO=THERE)
    yield app
    close(app)


def test_it_leads_on_to_the_page_that_is_set(led):
    visitor = Visitor.of("", led)

    assert leave(visitor).location == ELSEWHERE
    assert visitor.get(ELSEWHERE).headers["Refresh"] == f"0; url={THERE}"
    assert THERE in visitor.page("/safety/exit").text


@pytest.mark.parametrize("reader", ["ada", ""])
def test_the_page_about_it_is_found_from_help_and_settings(visit, reader):
    visitor = visit(reader)

    places = ["/help", "/safety", *(["/settings"] if reader else [])]
    assert [path for path in places if "/safety/exit" not in visitor.page(path).links] == []
    text = visitor.page("/safety/exit").text
    for words in (
        "No page can take them out",
        "Without a network",
        "another browser",
        "three times within five seconds",
    ):
        assert words in text
