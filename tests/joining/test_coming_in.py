"""The page for the one who is invited, in each state that it can be in, and the one screen with which they join."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.databases import acting, kept, rows
from tests.visitors import Page, Visitor
from tests.world import CLEOS, CLEOS_WAITING, NOW, email, involve
from tracker.extensions import db
from tracker.models import Invitation, Mail, Person, Space

EVE = "eve@example.org"
NEW = {"name": "Eve", "email": EVE, "password": "eves own words", "zone": "Pacific/Auckland"}


@pytest.fixture
def path(world):
    involve("cleo")
    return f"/join/{world.cleos_key.token}"


def counts(app):
    return [kept(app, select(func.count()).select_from(table))[0] for table in (Person, Space)]


def asking(app, world):
    return kept(
        app,
        select(Person.email)
        .join(Invitation, Invitation.guest_id == Person.id)
        .where(Invitation.id == world.cleos_invitation),
    )


def test_whoever_is_invited_sees_what_it_is_before_there_is_an_account(guest, path):
    page = guest.page(path)

    assert [tag for tag, _given in page.tags].count("h2") == 3
    assert [f"{path}/new" in page.links, f"{path}/log-in" in page.links] == [True, True]
    assert "Cleo is not told of it" in page.text
    assert [word for word in (email("cleo"), CLEOS, CLEOS_WAITING) if word in page.source] == []


def test_the_one_screen_tells_the_inviters_name_and_no_more(app, world, guest, path):
    with acting(app):
        space = update(Space).where(Space.id == world.spaces["cleo"])
        db.session.execute(space.values(name="canary-of-cleos-space"))

    for page in (guest.page(path), guest.page(f"{path}/new")):
        assert "Cleo" in page.text
        told = (email("cleo"), CLEOS, CLEOS_WAITING, "canary-of-cleos-space")
        assert [word for word in told if word in page.source] == []


def test_whoever_has_no_account_after_all_finds_back_from_the_log_in(guest, path):
    page = guest.page(guest.get(f"{path}/log-in").location)

    assert path in page.links
    assert [link for link in page.links if link.startswith("/register")] == []


def test_looking_at_it_changes_nothing_and_leaves_no_cookie(app, guest, path):
    before = rows(app, select(Invitation.__table__))
    guest.delete_cookie("tend")

    answer = guest.get(path)

    assert "Set-Cookie" not in answer.headers
    assert rows(app, select(Invitation.__table__)) == before


@pytest.mark.sql
def test_one_screen_makes_the_account_and_asks_to_join(app, world, guest, path):
    form = guest.page(f"{path}/new").form(f"{path}/new")
    assert set(form.controls) == {"name", "email", "password", "zone"}

    answer = guest.submit(f"{path}/new", **NEW)

    assert (answer.status_code, answer.location) == (303, path)
    assert asking(app, world) == [EVE]
    assert "You both see the same three words" in guest.page(path).text
    assert kept(app, select(Person.zone).where(Person.email == EVE)) == ["Pacific/Auckland"]
    assert kept(app, select(Person.space_id).where(Person.email == EVE)) != [world.spaces["cleo"]]


def test_the_inviters_yes_is_one_tap_as_always(app, world, cleo, guest, path):
    guest.submit(f"{path}/new", **NEW)
    page = cleo.page("/invite")
    words = re.findall(r"<li>([a-z]+)</li>", page.source)[:3]
    assert words == re.findall(r"<li>([a-z]+)</li>", guest.page(path).source)[:3]

    cleo.submit("/invite", to=f"/invite/{world.cleos_invitation}/welcome")

    assert kept(app, select(Person.space_id).where(Person.email == EVE)) == [world.spaces["cleo"]]
    assert guest.get(path).location == "/today"


def test_a_code_that_was_typed_leads_to_the_same_screen(app, world, guest):
    involve("cleo")
    found = guest.submit("/join", code=world.cleos_key.code.lower()).location
    (new,) = [link for link in guest.page(found).links if link.endswith("/new")]

    assert guest.submit(new, **NEW).status_code == 303
    assert asking(app, world) == [EVE]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"revoked_at": True}, "taken back"),
        ({"expires_at": True}, "hold for a week"),
        ({"guest": "dan"}, "has been used"),
    ],
)
@pytest.mark.parametrize("name", ["", "ada"])
def test_an_invitation_that_has_ended_says_why_and_takes_nobody_in(
    app, world, visit, path, changed, words, name
):
    with acting(app):
        values = {"guest_id": world.people["dan"]} if "guest" in changed else dict.fromkeys(changed, NOW)
        this = update(Invitation).where(Invitation.id == world.cleos_invitation)
        db.session.execute(this.values(**values))
    before = counts(app)
    visitor = visit(name)

    assert (visitor.get(path).status_code, words in visitor.get(path).text) == (404, True)
    for answer in (visitor.get(f"{path}/new"), visitor.send(f"{path}/new", **NEW)):
        assert (answer.status_code, answer.location) == (303, path)
    assert counts(app) == before


def test_an_invitation_that_nobody_made_takes_nobody_in(app, guest):
    before = counts(app)

    for answer in (guest.get("/join/nobody/new"), guest.send("/join/nobody/new", **NEW)):
        assert (answer.status_code, answer.location) == (303, "/join/nobody")
    assert counts(app) == before


def test_codes_cannot_be_guessed_at_the_screen_either(guest):
    statuses = [guest.get("/join/BCDFGHJKMN/new").status_code for _try in range(61)]

    assert statuses == [303] * 60 + [429]


def test_ones_own_invitation_offers_nothing_to_accept(cleo, path):
    page = cleo.page(path)

    assert "This is your own invitation." in page.text
    assert [form.action for form in page.forms if form.action in ("", path)] == []
    assert cleo.get(f"{path}/new").location == path


def test_who_shares_a_space_already_reads_so_and_is_offered_nothing_to_accept(ada, path):
    page = ada.page(path)

    assert "You share a space with Ben already." in page.text
    assert "/today" in page.links
    assert page.text.count("Log out") == 1
    assert [form.action for form in page.forms if form.action in ("", path)] == []


def test_whoever_is_logged_in_as_somebody_sees_as_whom_and_can_log_out(dan, path):
    page = dan.page(path)

    assert "You are logged in as Dan." in page.text
    assert page.text.count("Log out") == 1
    assert dan.submit(path).location == path


@pytest.mark.parametrize("field", ["name", "email", "password"])
def test_what_cannot_be_taken_is_said_and_what_was_typed_is_still_there(app, world, guest, path, field):
    before = counts(app)

    answer = guest.submit(f"{path}/new", **NEW | {field: ""})

    page = Page.of(answer)
    values = page.form(f"{path}/new").values
    assert (answer.status_code, 'aria-invalid="true"' in page.source) == (422, True)
    assert {each: values[each] for each in {"name", "email"} - {field}} == {
        each: NEW[each] for each in {"name", "email"} - {field}
    }
    assert NEW["password"] not in page.source
    assert (counts(app), asking(app, world)) == (before, [])


def test_a_password_that_would_be_guessed_is_none_here_either(guest, path):
    answer = guest.submit(f"{path}/new", **NEW | {"password": "password1"})

    assert (answer.status_code, "This one is too easy to guess" in answer.text) == (422, True)


@pytest.mark.parametrize("zone", ["", "Middle/Earth", "x" * 5000])
def test_a_zone_that_is_none_becomes_utc(app, guest, path, zone):
    assert guest.send(f"{path}/new", **NEW | {"zone": zone}).status_code == 303

    assert kept(app, select(Person.zone).where(Person.email == EVE)) == ["UTC"]


def test_where_no_mails_are_sent_an_address_in_use_is_said_kindly_and_nobody_asks(app, world, guest, path):
    before = counts(app)
    answer = guest.submit(f"{path}/new", **NEW | {"email": email("ada")})

    page = Page.of(answer)
    assert (answer.status_code, "has an account here already" in page.text) == (422, True)
    assert f"{path}/log-in" in page.links
    assert (counts(app), asking(app, world), rows(app, select(Mail.kind))) == (before, [], [])
    assert guest.get("/today").status_code == 303


def test_addresses_in_use_are_counted_together_with_those_of_registering(guest, path):
    def ask(at, number):
        name = ("ada", "ben", "cleo", "dan")[number % 4]
        return guest.send(at, **NEW | {"email": email(name)}).status_code

    assert [ask((f"{path}/new", "/register")[number % 2], number) for number in range(11)] == [422] * 10 + [
        429
    ]


def test_sent_twice_it_makes_one_account(app, guest, path):
    before = counts(app)

    answers = [guest.send(f"{path}/new", **NEW) for _time in range(2)]

    assert [(answer.status_code, answer.location) for answer in answers] == [(303, path)] * 2
    assert counts(app) == [each + 1 for each in before]


def test_of_two_who_join_at_the_same_instant_one_has_an_account(concurrent):
    path = f"/join/{concurrent.world.cleos_key.token}/new"
    before = counts(concurrent.app)

    def join(name):
        guest = Visitor.of("", concurrent.app)
        typed = NEW | {"name": name, "email": f"{name}@example.org"}
        return lambda: guest.send(path, **typed).status_code

    statuses = concurrent.at_once(join("one"), join("other"))

    assert sorted(statuses) in ([303, 303], [303, 422])
    assert counts(concurrent.app) == [each + 1 for each in before]


def test_nobody_who_is_logged_in_is_made_anew(app, dan, path):
    before = counts(app)

    answer = dan.send(f"{path}/new", **NEW)

    assert (answer.status_code, answer.location) == (303, path)
    assert counts(app) == before


def test_an_invitation_that_ends_while_somebody_types_is_said_when_they_send(guest, path, moment):
    assert guest.page(f"{path}/new")
    moment.shift(timedelta(days=8))

    answer = guest.send(f"{path}/new", **NEW)

    assert answer.location == path
    assert "This invitation has ended" in guest.get(path).text
