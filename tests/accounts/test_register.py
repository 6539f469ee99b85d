import re

import pytest
from sqlalchemy import func, select

from tests.databases import kept, rows
from tests.visitors import Page, Visitor
from tests.world import NOW, PASSWORD, email, involve
from tracker.accounts.actions import CODE
from tracker.models import Device, Mail, Person, Space
from tracker.web.familiar import COOKIE

NEW = {"name": "Eve", "email": "eve@example.org", "password": "correct horse", "zone": "Europe/Rome"}


def found(app, address="eve@example.org"):
    return kept(app, select(Person).where(Person.email == address))[0]


def counts(app):
    return [kept(app, select(func.count()).select_from(table))[0] for table in (Person, Space)]


def untokened(answer):
    """An answer without what is different every time: tokens and cookies."""
    return re.sub(r'name="csrf_token"[^>]*', "", answer.text)


def test_somebody_new_gets_an_account_and_a_space_with_a_seat_to_spare(app, guest):
    answer = guest.submit("/register", **NEW)

    person = found(app)
    assert (answer.status_code, answer.location) == (303, "/welcome")
    assert (person.name, person.email, person.zone, person.seat, person.registered_at) == (
        "Eve",
        "eve@example.org",
        "Europe/Rome",
        1,
        NOW,
    )
    assert NEW["password"] not in person.password_hash


def test_where_no_mails_are_sent_the_newcomer_is_logged_in_at_once(app, guest):
    guest.submit("/register", **NEW)

    assert guest.page("/welcome")
    assert len(kept(app, select(Device.id).where(Device.person_id == found(app).id))) == 1
    assert guest.get_cookie(COOKIE)


def test_a_newcomer_is_led_to_what_they_wanted(world, guest):
    path = f"/join/{world.cleos_key.token}"
    involve("cleo")

    guest.get(f"{path}/log-in")
    assert guest.submit("/register", **NEW).location == path
    assert guest.submit(path).location == path


def test_nothing_of_a_session_from_before_is_taken_along(guest):
    guest.session = {"csrf_token": "planted by somebody", "invitation": ["a", "b"]}
    guest.send("/register", **NEW)

    assert "invitation" not in guest.session
    assert guest.session.get("csrf_token") != "planted by somebody"


def test_the_page_says_what_it_can_promise(guest, mailing):
    assert "sends no mails" in guest.page("/register").text
    assert "sends no mails" not in Visitor.of("", mailing).page("/register").text


@pytest.mark.parametrize("address", [email("ada"), email("ada").upper(), f"  {email('ada')} "])
def test_where_no_mails_are_sent_an_address_in_use_is_said_kindly_and_nobody_is_logged_in(
    app, guest, address
):
    before = counts(app)
    answer = guest.send("/register", **(NEW | {"email": address}))

    page = Page.of(answer)
    assert (answer.status_code, "has an account here already" in page.text) == (422, True)
    assert page.form("/register").values["name"] == "Eve"
    assert (counts(app), rows(app, select(Mail.kind))) == (before, [])
    assert guest.get("/today").status_code == 303


def test_addresses_in_use_are_not_looked_for_one_after_the_other(guest, visit, moment):
    def ask(number):
        name = ("ada", "ben", "cleo", "dan")[number % 4]
        return guest.send("/register", **(NEW | {"email": email(name)})).status_code

    assert [ask(number) for number in range(11)] == [422] * 10 + [429]
    assert visit("").send("/register", **NEW).status_code == 303
    moment.shift(3601)
    assert ask(0) == 422


@pytest.mark.parametrize("address", [email("ada"), email("ada").upper(), f"  {email('ada')} "])
def test_an_address_that_has_an_account_gets_the_same_answer_and_a_mail(mailing, address):
    app, newcomer, taken = mailing, Visitor.of("", mailing), Visitor.of("", mailing)
    before = counts(app)
    first = newcomer.submit("/register", **NEW)
    second = taken.submit("/register", **(NEW | {"email": address}))

    assert (first.status_code, first.location) == (303, "/confirm")
    assert (second.status_code, second.location, set(second.headers.keys())) == (
        first.status_code,
        first.location,
        set(first.headers.keys()),
    )
    assert untokened(second) == untokened(first)
    pages = [untokened(visitor.get("/confirm")) for visitor in (newcomer, taken)]
    assert pages[0].replace(NEW["email"], email("ada")) == pages[1]
    assert counts(app) == before
    assert rows(app, select(Mail.kind, Mail.address).order_by(Mail.id)) == [
        (CODE, NEW["email"]),
        (CODE, email("ada")),
    ]


def test_an_address_that_has_an_account_keeps_its_password(app, guest, visit):
    guest.submit("/register", **(NEW | {"email": email("ada"), "password": "something else here"}))

    assert visit().submit("/login", email=email("ada"), password="something else here").status_code == 422
    assert visit().submit("/login", email=email("ada"), password=PASSWORD).status_code == 303


def test_a_form_sent_twice_makes_one_account_and_leads_on(app, guest):
    before = counts(app)
    for _time in range(2):
        assert guest.send("/register", **NEW).status_code == 303

    assert counts(app) == [each + 1 for each in before]
    assert guest.page("/welcome")


def test_a_form_sent_twice_at_the_same_instant_makes_one_account(concurrent):
    def register():
        return Visitor.of("", concurrent.app).send("/register", **NEW).status_code

    before = counts(concurrent.app)

    assert sorted(concurrent.at_once(register, register, register)) == [303, 422, 422]
    assert counts(concurrent.app) == [each + 1 for each in before]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "\u200b\u2060"),
        ("name", "\x00"),
        ("name", "a" * 31),
        ("email", ""),
        ("email", "eve"),
        ("email", "eve@"),
        ("email", "eve@exa mple.org"),
        ("email", "a" * 250 + "@example.org"),
        ("email", "eve@example.org\x00\n,ada@example.org"),
        ("password", ""),
        ("password", "1234567"),
        ("password", "x" * 129),
    ],
)
def test_what_cannot_be_taken_is_said_in_words_and_what_was_typed_is_still_there(app, guest, field, typed):
    before = counts(app)
    answer = guest.send("/register", **(NEW | {field: typed}))

    page = Page.of(answer)
    values = page.form("/register").values
    kept = {"name": "Eve", "email": "eve@example.org"}
    kept.pop(field, None)
    assert answer.status_code == 422
    assert {name: values[name] for name in kept} == kept
    assert 'aria-invalid="true"' in page.source
    assert NEW["password"] not in page.source
    assert counts(app) == before


@pytest.mark.parametrize("address", ["eve@home.local", "eve@fritz.box", "Eve@EXAMPLE.org", "ève@example.org"])
def test_addresses_of_home_networks_and_of_all_letters_are_fine(app, guest, address):
    assert guest.send("/register", **(NEW | {"email": address})).status_code == 303
    assert found(app, address.lower())


@pytest.mark.parametrize(
    "name", ["Zoë", "李", "שרה", "مريم", "👩‍❤️‍👩", "O’Hara <b>", "a" * 30, "%(name)s", "{{ 7 * 7 }}", "100%"]
)
def test_any_name_is_fine_and_shown_as_it_was_written(app, guest, name):
    guest.send("/register", **(NEW | {"name": name}))

    page = guest.page("/settings/profile")
    assert found(app).name == name
    assert page.form("/settings/profile").values["name"] == name
    assert "<b>" not in page.source


@pytest.mark.parametrize("zone", ["", "Middle/Earth", "../../etc/passwd", "Europe/Rome\x00", "x" * 5000])
def test_a_zone_that_is_none_becomes_utc(app, guest, zone):
    assert guest.send("/register", **(NEW | {"zone": zone})).status_code == 303

    assert found(app).zone == "UTC"


@pytest.mark.parametrize(
    ("language", "weekday"),
    [("de-DE", 0), ("en-US", 6), ("ar-EG", 5), ("en", 0), ("", 0), ("x-klingon;q=7", 0)],
)
def test_the_week_begins_where_the_browser_says_it_does(app, guest, language, weekday):
    guest.post(
        "/register", data={"csrf_token": guest.form_token(), **NEW}, headers={"Accept-Language": language}
    )

    assert kept(app, select(Space.first_weekday).where(Space.id == found(app).space_id)) == [weekday]


def test_who_is_logged_in_is_led_to_today(ada):
    assert [ada.get("/register").location, ada.get("/login").location] == ["/today", "/today"]


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
def test_the_thirty_first_try_from_one_place_within_an_hour_has_to_wait(visit, moment):
    def register(number):
        return visit("").send("/register", **(NEW | {"email": f"eve{number}@example.org"}))

    statuses = {register(number).status_code for number in range(30)}

    answer = register(30)

    assert statuses == {303}
    assert (answer.status_code, bool(Page.of(answer).text)) == (429, True)
    moment.shift(3601)
    assert register(31).status_code == 303
