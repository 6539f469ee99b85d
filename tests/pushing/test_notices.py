import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import kept, set_otherwise
from tests.pushes import Browser, letters
from tests.settings.proofs import prove
from tests.visitors import COOKIE, Page, Visitor
from tests.world import NOW, PASSWORD, email, hidden_from, person
from tracker.domain.people import LOG_INS
from tracker.extensions import db
from tracker.models import AccountEventRow, Device, PushSubscription
from tracker.pushing.queries import subscriptions_of

pytestmark = pytest.mark.on_either(
    "each sends notices to devices by the same statements as the one beside it"
)

PAGE = "/settings/notices"
ADAS = Browser("https://push.example.org/send/adas")
ANOTHER = Browser("https://push.example.org/send/another")


def there(app):
    """The endpoints that somebody has."""
    return sorted(kept(app, select(PushSubscription.endpoint)))


def endpoints_of(app, name, now=NOW):
    with app.app_context():
        found = [each.endpoint for each in subscriptions_of(person(name), now)]
        db.session.rollback()
    return found


def switch_on(visitor, browser=ADAS):
    answer = visitor.send(PAGE, **browser.said)
    assert (answer.status_code, answer.location) == (303, PAGE)


def log_in(visitor, name="ada", *, stay="y"):
    typed = {"csrf_token": visitor.form_token(), "email": email(name), "password": PASSWORD, "stay": stay}
    assert visitor.post("/login", data=typed).status_code == 303
    return visitor


@pytest.mark.sql
def test_a_device_takes_notices_from_then_on(app, ada):
    assert "They are off for this device." in ada.page(PAGE).text

    switch_on(ada)

    assert endpoints_of(app, "ada") == [ADAS.endpoint]
    assert "Notices are on for this device." in ada.page(PAGE).text
    assert "They are on for this device." in ada.page(PAGE).text


@pytest.mark.sql
def test_switched_off_it_takes_none_and_twice_is_once(app, ada):
    switch_on(ada)

    for _time in range(2):
        assert ada.send(f"{PAGE}/off").status_code == 303

    assert there(app) == []
    assert "They are off for this device." in ada.page(PAGE).text


def test_a_device_has_one_endpoint(app, ada):
    switch_on(ada)
    switch_on(ada, ANOTHER)

    assert there(app) == [ANOTHER.endpoint]


def test_each_device_is_switched_on_and_off_by_itself(app, ada, visit):
    switch_on(ada)
    other = log_in(visit(""))
    assert "They are off for this device." in other.page(PAGE).text
    switch_on(other, ANOTHER)

    ada.send(f"{PAGE}/off")

    assert endpoints_of(app, "ada") == [ANOTHER.endpoint]
    assert "They are on for this device." in other.page(PAGE).text


@pytest.mark.sql
def test_who_switches_them_on_in_a_browser_after_another_gets_theirs_and_the_former_none(app, ada, ben):
    switch_on(ada)
    switch_on(ben)

    assert (endpoints_of(app, "ada"), endpoints_of(app, "ben")) == ([], [ADAS.endpoint])
    assert "They are off for this device." in ada.page(PAGE).text


def log_out(ada, app):
    return ada.send("/logout")


def exit_at_once(ada, app):
    return ada.post("/exit", headers={"Sec-Fetch-Site": "same-origin"})


def change_password(ada, app):
    return ada.submit("/settings/security", old_password=PASSWORD, password="another horse entirely")


def leave(ada, app):
    return ada.submit("/settings/leave")


def end_all_keys(ada, app):
    prove_if_asked(ada)
    return ada.submit("/settings/keys", to="/settings/keys/end-all")


def erase(ada, app):
    return ada.submit("/settings/delete", password=PASSWORD)


@pytest.mark.sql
@pytest.mark.parametrize(
    "end",
    [log_out, exit_at_once, change_password, leave, end_all_keys, erase],
    ids=lambda each: each.__name__,
)
def test_they_end_with_whatever_ends_trust_and_those_of_the_partner_stay(app, ada, ben, end):
    switch_on(ada)
    switch_on(ben, ANOTHER)

    assert end(ada, app).status_code == 303

    assert there(app) == [ANOTHER.endpoint]


@pytest.mark.sql
def test_ended_from_another_device_a_log_in_takes_its_notices_along(app, ada, visit):
    other = log_in(visit(""))
    switch_on(other, ANOTHER)
    prove_if_asked(ada)
    names = [form.values["key"] for form in ada.page("/settings/keys").forms if form.action.endswith("/end")]

    for name in names:
        ada.send("/settings/keys/end", key=name)

    assert there(app) == []


def prove_if_asked(visitor):
    if visitor.get("/settings/keys").status_code == 401:
        prove(visitor)


def test_a_log_in_that_is_over_takes_none_though_nobody_has_swept_it_away(app, ada, world):
    switch_on(ada)
    assert endpoints_of(app, "ada", NOW + timedelta(days=29)) == [ADAS.endpoint]

    with app.app_context():
        db.session.execute(
            update(Device).where(Device.person_id == world.people["ada"]).values(expires_at=NOW)
        )
        db.session.commit()

    assert endpoints_of(app, "ada") == []
    assert len(there(app)) == 1


def test_with_one_log_in_too_many_the_notices_of_the_oldest_end(app, ada, visit):
    switch_on(ada)

    for _time in range(LOG_INS):
        log_in(visit(""))

    assert there(app) == []


def test_it_stands_in_the_list_of_keys_with_its_day(ada):
    switch_on(ada)
    prove_if_asked(ada)

    assert "Notices A browser since Mar 11, 2026 until you end it" in ada.page("/settings/keys").text


def test_it_is_noted_in_the_log_of_the_account(app, ada, world):
    switch_on(ada)

    mine = select(AccountEventRow.kind).where(AccountEventRow.person_id == world.people["ada"])
    assert kept(app, mine) == ["notices on"]


@pytest.mark.parametrize(
    "bent",
    [
        {"endpoint": ""},
        {"endpoint": "http://push.example.org/send"},
        {"endpoint": "https://127.0.0.1/"},
        {"endpoint": "https://localhost/"},
        {"endpoint": "https://push.example.org:8443/"},
        {"endpoint": "https://push.example.org/" + "a" * 1000},
        {"endpoint": "javascript:alert(1)"},
        {"p256dh": ""},
        {"p256dh": "a" * 5000},
        {"p256dh": letters(b"\x04" + bytes(64))},
        {"auth": ""},
        {"auth": "a" * 500},
        {"auth": "ä" * 22},
        {"auth": "\x00" * 22},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_is_of_no_use_is_refused_kindly_and_changes_nothing(app, ada, bent):
    switch_on(ada)

    answer = ada.send(PAGE, **(ADAS.said | bent))

    assert answer.status_code == 422
    assert "did not say where it takes notices in a way that Tend can use" in answer.text
    assert there(app) == [ADAS.endpoint]


def test_nobody_switches_them_on_without_end(app, ada):
    statuses = [
        ada.send(PAGE, **Browser(f"https://push.example.org/{number}").said).status_code
        for number in range(31)
    ]

    assert statuses == [303] * 30 + [429]
    assert len(there(app)) == 1


def test_a_guest_is_asked_to_log_in(app, guest):
    assert guest.get(PAGE).status_code == 303
    for path in (PAGE, f"{PAGE}/off", f"{PAGE}/try"):
        assert guest.send(path, **ADAS.said).status_code == 401
    assert there(app) == []


# A test notice.


def test_one_can_be_sent_to_this_device_and_holds_nobodys_words(app, ada, service):
    switch_on(ada)

    assert ada.send(f"{PAGE}/try").status_code == 303

    (notice,) = service.pushed
    said = ADAS.opened(notice.body)
    assert said["title"] == "Tend"
    assert said["path"] == PAGE
    assert [canary for canary in hidden_from("") if canary in str(said)] == []
    assert "It is on its way." in ada.page(PAGE).text


def test_one_is_sent_to_this_device_alone(app, ada, visit, service):
    switch_on(ada)
    other = log_in(visit(""))
    switch_on(other, ANOTHER)

    other.send(f"{PAGE}/try")

    assert [each.path for each in service.pushed] == ["/send/another"]


def test_where_they_are_off_none_is_sent(ada, service):
    assert ada.send(f"{PAGE}/try").status_code == 303

    assert service.called == []
    assert "Switch them on first." in ada.page(PAGE).text


def test_one_that_is_gone_is_forgotten(app, ada, service):
    switch_on(ada)
    service.answer = b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"

    ada.send(f"{PAGE}/try")

    assert there(app) == []
    assert "takes no notices from here any more" in ada.page(PAGE).text


def test_one_that_cannot_be_sent_just_now_stays(app, ada, service):
    switch_on(ada)
    service.answer = b"HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"

    ada.send(f"{PAGE}/try")

    assert there(app) == [ADAS.endpoint]
    assert "could not be sent just now" in ada.page(PAGE).text


def test_somebody_elses_device_is_written_to_by_nobody_else(app, ada, ben, service):
    switch_on(ada)

    ben.send(f"{PAGE}/try")

    assert service.called == []


def test_tries_are_bounded(app, ada, service):
    switch_on(ada)

    statuses = [ada.send(f"{PAGE}/try").status_code for _time in range(11)]

    assert statuses == [303] * 10 + [429]


# The worker says that the browser has got itself another endpoint.

OURS = {"Sec-Fetch-Site": "same-origin"}


def test_another_endpoint_takes_the_place_of_the_one_before(app, ada):
    switch_on(ada)

    assert ada.post(f"{PAGE}/again", data=ANOTHER.said, headers=OURS).status_code == 204

    assert endpoints_of(app, "ada") == [ANOTHER.endpoint]


@pytest.mark.parametrize(
    "headers",
    [
        *({"Sec-Fetch-Site": site} for site in ("cross-site", "same-site", "none")),
        {"Origin": "https://a.example"},
    ],
    ids=str,
)
def test_no_page_of_elsewhere_can_say_so(app, ada, headers):
    switch_on(ada)

    ada.post(f"{PAGE}/again", data=ANOTHER.said, headers=headers)

    assert there(app) == [ADAS.endpoint]


def test_where_they_are_off_the_worker_switches_none_on(app, ada):
    assert ada.post(f"{PAGE}/again", data=ANOTHER.said, headers=OURS).status_code == 404

    assert there(app) == []


def test_what_ended_meanwhile_is_not_brought_back_by_the_worker(app, ada, guest):
    switch_on(ada)
    ada.send("/logout")

    assert ada.post(f"{PAGE}/again", data=ANOTHER.said, headers=OURS).status_code == 401
    assert there(app) == []


# The page.


def test_the_page_gives_the_public_half_of_the_key_and_nothing_of_the_other(app, ada):
    source = ada.get(PAGE).text

    (key,) = re.findall(r'data-key="([^"]*)"', source)
    assert re.fullmatch(r"B[A-Za-z0-9_-]{86}", key)
    assert app.config["TEND"].push_key not in source


def test_over_plain_http_it_says_why_there_are_none(keeper, world):
    with set_otherwise(keeper, "plain http", TEND_PUBLIC_URL="http://tend.example.org") as app:
        ada = Visitor.of("ada", app)
        ada.set_cookie(COOKIE, ada.get_cookie(COOKIE).value, domain="tend.example.org")
        plain = Page.of(ada.get(PAGE, base_url="http://tend.example.org")).text
        on_the_machine_itself = ada.page(PAGE).text

    assert "They are not possible here. The address of this Tend begins with http" in plain
    assert "They are off" not in plain
    assert "They are off for this device" in on_the_machine_itself


def test_an_address_of_an_endpoint_stands_on_no_page(ada):
    switch_on(ada)
    prove_if_asked(ada)

    for path in (PAGE, "/settings/keys", "/settings/log", "/settings"):
        assert "push.example.org" not in ada.get(path).text
