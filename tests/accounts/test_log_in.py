import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.visitors import Page, Visitor
from tests.world import PASSWORD, email, involve, person, token_of
from tracker.accounts.passwords import Passwords
from tracker.models import Device, Limit, Person


def log_in(visitor, name="ada", password=PASSWORD, **more):
    return visitor.submit("/login", email=email(name), password=password, **more)


def hash_of(app, name):
    return kept(app, select(Person.password_hash).where(Person.email == email(name)))[0]


def set_hash(app, name, password_hash):
    with acting(app):
        person(name).password_hash = password_hash


def test_address_and_password_lead_to_today(guest):
    answer = log_in(guest)

    assert (answer.status_code, answer.location) == (303, "/today")
    assert guest.page("/today")


@pytest.mark.parametrize("address", [email("ada").upper(), f" {email('ada')} "])
def test_an_address_is_taken_however_it_is_written(guest, address):
    involve("ada")
    assert guest.submit("/login", email=address, password=PASSWORD).status_code == 303


def test_a_known_and_an_unknown_address_get_the_same_words(visit):
    known = log_in(visit(""), password="wrong horse")
    unknown = visit("").submit("/login", email="who@example.org", password="wrong horse")

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert known.text.replace(email("ada"), "") == unknown.text.replace("who@example.org", "")
    assert "wrong horse" not in known.text


def test_the_password_of_one_is_not_anothers(app, guest):
    set_hash(app, "ben", Passwords(1).hashed("bens own words"))

    assert log_in(guest, "ben").status_code == 422


def test_nobody_is_let_in_by_the_password_that_is_checked_for_nobody(guest):
    answer = guest.submit("/login", email="who@example.org", password="nobody has this password")

    assert answer.status_code == 422


def test_a_cookie_is_worth_nothing_after_logging_out(app, guest):
    log_in(guest)
    copied = guest.get_cookie("tend").value
    assert guest.get("/today").status_code == 200

    answer = guest.submit("/settings", to="/logout")

    thief = Visitor(app, app.response_class, use_cookies=True)
    thief.set_cookie("tend", copied)
    assert (answer.status_code, answer.location) == (303, "/")
    assert [guest.get("/today").status_code, thief.get("/today").status_code] == [303, 303]


def test_after_logging_out_the_browser_forgets_words_that_wait_and_pictures(guest):
    """Words of a check-in that could not be saved while the network was gone; pictures that it would not load anew."""
    log_in(guest)

    answer = guest.submit("/settings", to="/logout")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in guest.get("/").headers


def test_a_cookie_that_somebody_changed_is_worth_nothing(app, ada):
    value = ada.get_cookie("tend").value
    ada.set_cookie("tend", value[:-2] + ("A" if value[-2] != "A" else "B") + value[-1])

    assert ada.get("/today").status_code == 303


def test_a_token_nobody_was_given_is_worth_nothing(guest):
    guest.session = {"_user_id": "1", "_fresh": True}
    assert guest.get("/today").status_code == 303

    guest.session = {"_user_id": token_of("ada").upper(), "_fresh": True}
    assert guest.get("/today").status_code == 303


def test_the_database_holds_no_token_that_would_open_anything(app, guest):
    log_in(guest)

    assert guest.session["_user_id"] not in kept(app, select(Device.token_hash))


def test_nothing_of_a_session_from_before_is_taken_along(app, guest):
    guest.session = {"csrf_token": "planted by somebody", "invitation": ["a", "b"]}
    guest.send("/login", email=email("ada"), password=PASSWORD)

    assert "invitation" not in guest.session
    assert guest.session.get("csrf_token") != "planted by somebody"


def test_a_hash_of_another_cost_is_made_anew(app, guest):
    set_hash(app, "ada", Passwords(2).hashed(PASSWORD))

    log_in(guest)

    assert "t=1" in hash_of(app, "ada")


LONG = f"{'two fine cafés, ' * 7}and their cat "


@pytest.mark.parametrize(
    "password",
    [
        "864213579 7",
        LONG + "y",
        "🐴🐷🐮🐔🦆🐢🐍🦔🐙",
        "🐴🐷🐮🐔🦆🐢🐍🦔" * 16,
        "pass\x00 wörds",
        "  spaces  ",
        "ﬁancée cafe\u0301s",
        "שלום עולם",
    ],
)
def test_a_password_is_taken_letter_by_letter(guest, visit, password):
    new = {"name": "Eve", "email": "eve@example.org", "password": password}
    assert visit("").send("/register", **new).status_code == 303

    wrong = {
        password[:-1],
        password + "x",
        password[:-1] + "z",
        password.strip(),
        password.partition("\x00")[0],
    }
    statuses = {
        guest.send("/login", email=new["email"], password=each).status_code for each in wrong - {password}
    }
    assert statuses == {422}
    assert guest.send("/login", email=new["email"], password=password).status_code == 303


@pytest.mark.parametrize(("length", "status"), [(7, 422), (8, 422), (9, 303), (128, 303), (129, 422)])
def test_a_password_has_9_to_128_characters(visit, length, status):
    for letters in (f"1Kv g7zPq {LONG}", "🐴🐷🐮🐔🦆🐢🐍🦔🐙" * 15):
        new = {"name": "Eve", "email": f"eve{len(letters)}@example.org", "password": letters[:length]}
        assert visit("").send("/register", **new).status_code == status


def test_a_password_of_a_hundred_thousand_letters_is_only_wrong(guest):
    assert guest.send("/login", email=email("ada"), password="x" * 100_000).status_code == 422


def test_the_eleventh_try_for_an_address_has_to_wait_and_says_so(visit, moment):
    guest = visit("")
    statuses = [log_in(guest, password="wrong horse").status_code for _try in range(10)]

    answer = guest.send("/login", email=email("ada"), password=PASSWORD)

    assert statuses == [422] * 10
    assert answer.status_code == 429
    assert guest.send("/login", email=email("ben"), password="wrong horse").status_code == 422
    moment.shift(15 * 60)
    assert log_in(guest).status_code == 303


def test_somebody_elses_tries_from_elsewhere_do_not_lock_a_person_out(app, visit):
    stranger, guest = visit(""), visit("")
    for _try in range(11):
        stranger.post(
            "/login",
            data={"csrf_token": stranger.form_token(), "email": email("ada"), "password": "wrong horse"},
            environ_base={"REMOTE_ADDR": "203.0.113.9"},
        )

    assert log_in(guest).status_code == 303


def test_tries_are_counted_without_a_name_or_an_address(app, guest):
    log_in(guest, password="wrong horse")

    keys = " ".join(kept(app, select(Limit.key)))
    assert keys
    assert [secret for secret in (email("ada"), "127.0.0.1") if secret in keys] == []


@pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil.example//x",
        " //evil.example",
        "/%0a/evil",
        "javascript:alert(1)",
        "evil",
        "http:evil.example",
        "///evil.example",
        "/ /evil",
        "\x00/today",
    ],
)
def test_nobody_is_led_to_another_place_after_logging_in(visit, target):
    by_address, by_form = visit(""), visit("")

    locations = [
        by_address.post(
            "/login",
            query_string={"next": target},
            data={"csrf_token": by_address.form_token(), "email": email("ada"), "password": PASSWORD},
        ).location,
        by_form.send("/login", next=target, email=email("ada"), password=PASSWORD).location,
    ]

    # A path of ours, however odd, may be followed; a browser must never read it as another host's.
    assert [each for each in locations if not each.startswith("/") or each.startswith(("//", "/\\"))] == []
    assert [each for each in locations if "evil.example" in each] == []


def test_a_guest_gets_to_the_page_they_wanted_after_logging_in(guest):
    asked = guest.get("/today/2026-03-01?from=mail")

    assert asked.location == "/login"
    answer = guest.submit(asked.location, email=email("ada"), password=PASSWORD)
    assert answer.location == "/today/2026-03-01?from=mail"


def test_a_form_without_its_token_is_turned_away(guest):
    answer = guest.post("/login", data={"email": email("ada"), "password": PASSWORD})

    assert answer.status_code == 400
    assert PASSWORD not in answer.text
    assert Page.of(answer).title


def test_logging_out_needs_a_form(ada):
    assert ada.get("/logout").status_code == 405
    assert ada.get("/today").status_code == 200
