"""Where somebody wanted to go is kept for them, and stands in no address."""

import re

import pytest

from tests.databases import close, made
from tests.house.doors import doors
from tests.house.reading import page_of
from tests.settings.proofs import forget_proofs
from tests.visitors import Page, Visitor
from tests.world import PASSWORD, email
from tracker.extensions import db
from tracker.web.wishes import signer

ADDRESSED = re.compile(r"[?&](next|back|to|from|wish|return\w*|redirect\w*|url)=")


@pytest.fixture
def secure(world, tmp_path):
    """An application that people reach over https, with an empty database."""
    app = made("sqlite:///:memory:", tmp_path, TEND_PUBLIC_URL="https://tend.example.org")
    yield app
    close(app)


def paths_of(app):
    with app.app_context():
        found = sorted({door.path for door in doors(app) if door.method == "GET"})
        db.session.rollback()
    return found


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_guest_is_led_anywhere_by_an_address_that_tells_where_they_wanted_to_go(app, world):
    led = {}
    for path in paths_of(app):
        guest = Visitor(app, app.response_class, use_cookies=True)
        answer = guest.get(path)
        if answer.location and answer.location != "/login":
            led[path] = answer.location

    assert [path for path, location in led.items() if "?" in location or "=" in location] == []


@pytest.mark.parametrize("who", ["ada", "cleo", ""])
@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_no_page_links_or_leads_to_an_address_with_a_wish(app, world, who):
    found = {}
    for path in paths_of(app):
        answer = page_of(app, who, path)
        led = [answer.location] if answer.location else []
        if answer.mimetype == "text/html" and answer.status_code == 200:
            page = Page.of(answer)
            led += page.links + [form.action for form in page.forms]
        found |= {
            f"{path} → {each}": 1 for each in led if ADDRESSED.search(each) or "settings/proof?" in each
        }

    assert [*found] == []


def test_what_an_address_says_of_it_is_passed_over(guest):
    page = guest.page("/login?next=/reflections")

    assert "reflections" not in page.form("/login").values.values()
    assert (
        guest.submit("/login?next=/reflections", email=email("ada"), password=PASSWORD).location == "/today"
    )


def test_a_proof_leads_back_to_what_asked_for_it(app, ada):
    forget_proofs(app, "ada")
    asked = ada.get("/settings/log")

    assert (asked.status_code, asked.location) == (401, None)
    assert Page.of(asked).form("/settings/proof").values["next"] == "/settings/log"
    assert ada.send("/settings/proof", password=PASSWORD, next="/settings/log").location == "/settings/log"


@pytest.mark.parametrize("path", ["/settings/security", "/settings/leave"])
def test_a_button_to_the_proof_leads_back_to_its_page(app, ada, path):
    forget_proofs(app, "ada")

    assert ada.page(path).form("/settings/proof").values["next"] == path
    assert ada.send("/settings/proof", password=PASSWORD, next=path).location == path


def test_it_is_kept_for_a_quarter_of_an_hour(guest, moment):
    guest.get("/reflections")
    cookie = guest.get_cookie("tend_wish")
    assert (cookie.max_age, cookie.http_only) == (900, True)

    assert guest.page("/login").form("/login").values["next"] == "/reflections"


def test_it_is_over_once_somebody_got_there(guest):
    guest.get("/reflections")
    guest.submit("/login", email=email("ada"), password=PASSWORD)

    assert guest.get_cookie("tend_wish") is None


def test_whoever_logs_in_next_is_not_led_where_somebody_else_wanted_to_go(ada):
    ada.get("/settings/log")
    ada.send("/logout")

    assert ada.submit("/login", email=email("ben"), password=PASSWORD).location == "/today"


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example/", "/ /evil"])
def test_a_wish_that_leads_out_is_passed_over_wherever_it_stands(app, guest, target):
    for place in (target, {"odd": target}, [target]):
        with app.test_request_context():
            guest.set_cookie("tend_wish", signer().dumps(place))
        assert "next" not in guest.page("/login").form("/login").values
    guest.set_cookie("tend_wish", "not signed by us")
    assert "next" not in guest.page("/login").form("/login").values


def test_over_https_it_is_for_this_host_alone(secure):
    visitor = Visitor(secure, secure.response_class, use_cookies=True)
    answer = visitor.get("/reflections", base_url="https://tend.example.org")

    assert answer.location == "/login"
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-tend_wish=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
