import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept, rows
from tests.visitors import Page, Visitor
from tests.world import CLEOS_WAITING, SECRET, email, involve
from tracker.domain.invitations import readable_code
from tracker.extensions import db
from tracker.models import Invitation, Person
from tracker.spaces.inviting import hashed

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each follows a link or a code by the same statements as the one beside it"),
]


def invite(visitor):
    """Make an invitation by the page; gives back its path and its code."""
    assert visitor.submit("/invite").location == "/invite"
    page = visitor.page("/invite")
    link = next(given["value"] for _tag, given in page.tags if given.get("id") == "link")
    code = re.search(r"\b[A-Z]{5}-[A-Z]{5}\b", page.text)[0]
    return link.removeprefix("http://127.0.0.1:8000"), code


def home(app, name):
    return kept(app, select(Person.space_id).where(Person.email == email(name)))[0]


@pytest.fixture
def key(world):
    involve("cleo")
    return world.cleos_key


@pytest.fixture
def path(key):
    return f"/join/{key.token}"


def test_an_invitation_is_a_link_a_code_and_a_picture_in_the_browser_that_made_it(dan, visit):
    link, code = invite(dan)

    assert re.fullmatch(r"/join/[A-Za-z0-9]{32}", link)
    assert "<svg" in dan.page("/invite").source
    elsewhere = visit("dan").page("/invite")
    assert [secret for secret in (link, code) if secret in elsewhere.source] == []


def test_the_database_holds_neither_link_nor_code(app, world, key):
    found = rows(app, select(Invitation.link_hash, Invitation.code_hash))

    assert [each for row in found for each in row if key.token in each or key.code in each] == []


def test_a_guest_sees_the_name_of_the_one_who_invites_and_no_more(app, guest, path, key):
    before = rows(app, select(Invitation.__table__))
    pages = [
        guest.page(address) for address in (path, f"/join/{key.code}", f"/join/{readable_code(key.code)}")
    ]

    assert {page.text.count("Cleo") > 0 for page in pages} == {True}
    assert [page for page in pages if email("cleo") in page.source or CLEOS_WAITING in page.source] == []
    assert rows(app, select(Invitation.__table__)) == before


def test_a_guest_who_accepts_without_an_account_is_shown_the_way_to_one(app, guest, path):
    answer = guest.send(path)

    assert (answer.status_code, f"{path}/new" in Page.of(answer).links) == (200, True)
    arrived = guest.submit(
        f"{path}/new", name="Eve", email="eve@example.org", password="eves own words", zone="Europe/Rome"
    )
    assert arrived.location == path
    assert "Cleo" in guest.page(path).text


def test_who_accepts_waits_and_comes_in_with_a_yes(app, world, cleo, dan, path):
    assert dan.submit(path).location == path
    assert "Cleo" in dan.page(path).text
    assert home(app, "dan") == world.spaces["dan"]
    page = cleo.page("/invite")
    assert [email("dan") in page.source, "Dan" in page.text] == [False, True]

    yes = cleo.submit("/invite", to=f"/invite/{world.cleos_invitation}/welcome")

    assert (yes.status_code, yes.location) == (303, "/habits/share")
    assert home(app, "dan") == home(app, "cleo") == world.spaces["cleo"]
    assert [dan.get(path).location, dan.get("/today").status_code] == ["/today", 200]
    assert cleo.page("/today")


def test_accepting_and_saying_yes_twice_is_doing_it_once(app, world, cleo, dan, path):
    assert [dan.send(path).status_code for _time in range(2)] == [303, 200]
    yes = f"/invite/{world.cleos_invitation}/welcome"
    form = cleo.page("/invite").form(yes)

    answers = [cleo.send(yes, **form.values) for _time in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/habits/share")] * 2
    assert home(app, "dan") == world.spaces["cleo"]


def test_who_is_told_no_stays_where_they_are_and_finds_a_way_on(app, world, cleo, dan, path):
    dan.send(path)
    yes = f"/invite/{world.cleos_invitation}/welcome"
    form = cleo.page("/invite").form(yes)
    cleo.submit("/invite", to=f"/invite/{world.cleos_invitation}/decline")

    answer = dan.get(path)
    assert (answer.status_code, home(app, "dan")) == (404, world.spaces["dan"])
    cleo.send(yes, **form.values)
    assert home(app, "dan") == world.spaces["dan"]


def test_who_would_rather_not_join_is_not_let_in(app, world, cleo, dan, path):
    dan.send(path)
    yes = f"/invite/{world.cleos_invitation}/welcome"
    form = cleo.page("/invite").form(yes)
    dan.submit(path, to="/join/withdraw")
    assert "Dan" not in cleo.page("/invite").text

    answer = cleo.send(yes, **form.values, came_from="/invite")

    assert (answer.status_code, answer.location) == (303, "/invite")
    assert "not asking to join any more" in cleo.page("/invite").text
    assert home(app, "dan") == world.spaces["dan"]


@pytest.mark.parametrize("name", ["ada", ""])
def test_an_invitation_that_was_used_says_so(dan, visit, path, name):
    dan.send(path)

    answer = visit(name).get(path)

    assert (answer.status_code, "used" in Page.of(answer).title + Page.of(answer).text) == (404, True)
    assert "Dan" not in answer.text


def test_an_invitation_that_was_taken_back_says_so(app, world, cleo, dan, path):
    for _time in range(2):
        assert cleo.send(f"/invite/{world.cleos_invitation}/revoke").status_code == 303

    answers = [dan.get(path), dan.send(path)]

    assert [(answer.status_code, "taken back" in answer.text) for answer in answers] == [(404, True)] * 2
    assert rows(app, select(Invitation.guest_id).where(Invitation.id == world.cleos_invitation)) == [(None,)]


def test_an_invitation_holds_for_a_week(dan, path, moment):
    moment.shift(timedelta(days=6) - timedelta(seconds=1))  # it was made yesterday
    assert dan.get(path).status_code == 200
    moment.shift(1)

    assert [(answer.status_code, "week" in answer.text) for answer in (dan.get(path), dan.send(path))] == [
        (404, True)
    ] * 2


def test_who_has_made_one_is_shown_it_for_a_week(dan, moment):
    def shown():
        return [given["value"] for _tag, given in dan.page("/invite").tags if given.get("id") == "link"]

    invite(dan)
    moment.shift(timedelta(days=7) - timedelta(seconds=1))
    assert len(shown()) == 1
    moment.shift(1)

    assert shown() == []


def test_one_that_was_taken_back_is_shown_no_more(app, dan):
    link, code = invite(dan)
    page = dan.page("/invite")
    (end,) = [action for action in page.actions if action.endswith("/revoke")]

    dan.submit("/invite", to=end)

    page = dan.page("/invite")
    assert [secret for secret in (link, code) if secret in page.source] == []
    assert end not in page.actions


@pytest.mark.parametrize("token", ["x", "é", "a" * 3000, "%00", "%20", "..%2f", "'", "BCDFG-HJKMN"])
def test_an_invitation_nobody_made_is_kindly_not_there(guest, dan, token):
    answers = [guest.get(f"/join/{token}"), dan.send(f"/join/{token}")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert Page.of(answers[0]).text


def test_a_new_invitation_ends_the_one_before(app, cleo, guest, path):
    link, _code = invite(cleo)

    assert [guest.get(path).status_code, guest.get(link).status_code] == [404, 200]


def test_ones_own_invitation_is_to_send_on(app, world, cleo, path):
    assert "your own invitation" in cleo.page(path).text

    answer = cleo.send(path)

    assert answer.status_code in (200, 303)
    assert rows(app, select(Invitation.guest_id).where(Invitation.id == world.cleos_invitation)) == [(None,)]


def test_who_shares_a_space_already_is_kindly_refused(app, world, ada, path):
    answer = ada.send(path, came_from=path)

    assert (answer.status_code, answer.location) == (303, path)
    assert "Leave it first" in ada.page(path).text
    assert home(app, "ada") == world.spaces["ada"]


def test_two_cannot_invite_a_third(app, ada):
    before = rows(app, select(Invitation.id))

    assert ada.send("/invite").status_code == 303
    assert rows(app, select(Invitation.id)) == before
    assert "room for no one else" in ada.page("/invite").text


@pytest.mark.parametrize("act", ["revoke", "welcome", "decline"])
def test_somebody_elses_invitation_is_not_there(app, world, dan, ada, act):
    before = rows(app, select(Invitation.__table__))

    answers = [visitor.send(f"/invite/{world.cleos_invitation}/{act}").status_code for visitor in (dan, ada)]

    assert answers == [404, 404]
    assert rows(app, select(Invitation.__table__)) == before


HARMED = [
    "{}.",
    "{},",
    "{})",
    "{}>",
    "{}”.",
    "{} ",
    "{}=20",
    "{}\u00ad",
    "{}\u200b",
    "<{}>",
    "{}-Until soon",
    "{}?utm_source=mail",
]


@pytest.mark.parametrize("harm", HARMED)
def test_what_a_mail_program_adds_to_a_link_does_not_matter(app, dan, world, key, harm):
    path = f"/join/{quote(harm.format(key.token), safe='?=')}"

    assert "Cleo" in dan.page(path).text
    assert dan.send(path).status_code == 303
    assert kept(app, select(Invitation.guest_id).where(Invitation.id == world.cleos_invitation)) == [
        world.people["dan"]
    ]


@pytest.mark.parametrize("parting", ["\n", "=\r\n", "\n> ", " "])
def test_a_link_that_was_wrapped_is_put_together_again(guest, key, parting):
    wrapped = key.token[:20] + parting + key.token[20:]
    for typed in (wrapped, f"http://127.0.0.1:8000/join/{wrapped}"):
        answer = guest.submit("/join", code=typed)
        assert answer.status_code == 303
        assert "Cleo" in guest.page(answer.location).text
    assert "Cleo" in guest.page(f"/join/{quote(wrapped)}").text


@pytest.mark.parametrize("length", [12, 20, 31])
def test_a_link_that_was_cut_short_says_so(guest, key, length):
    answer = guest.get(f"/join/{key.token[:length]}")
    typed = guest.send("/join", code=f"http://127.0.0.1:8000/join/{key.token[:length]}")

    assert (answer.status_code, "end of it was cut off" in answer.text) == (404, True)
    assert (typed.status_code, "end of this link seems to be cut off" in typed.text) == (422, True)


@pytest.mark.parametrize("end", ["-", "_", "x"])
def test_a_link_of_before_goes_on_working(app, world, guest, end):
    involve("cleo")
    old = f"{'-_aB3' * 6}x{end}"
    with acting(app):
        values = {"link_hash": hashed(old, SECRET)}
        db.session.execute(update(Invitation).where(Invitation.id == world.cleos_invitation).values(**values))

    for path in (f"/join/{old}", f"/join/{old}.", f"/join/{old}%20"):
        assert "Cleo" in guest.page(path).text


def test_a_code_is_taken_however_it_is_typed(guest, key):
    half = key.code[:5].lower(), key.code[5:].lower()
    for typed in (
        key.code,
        f" {half[0]} - {half[1]} ",
        " ".join(key.code.lower()),
        readable_code(key.code),
        f"{half[0]}/{half[1]}",
    ):
        answer = guest.submit("/join", code=typed)
        assert answer.status_code == 303
        assert "Cleo" in guest.page(answer.location).text


@pytest.mark.parametrize("typed", ["", "  ", "BCDFG-HJKMN", "x" * 301, "\x00", "👩‍❤️‍👩", "x" * 100_000])
def test_a_code_nobody_made_is_said_in_words(guest, typed):
    answer = guest.send("/join", code=typed)

    assert (answer.status_code, "field__error" in answer.text) == (422, True)


def test_codes_cannot_be_guessed_one_after_the_other(guest):
    statuses = [guest.send("/join", code="BCDFG-HJKMN").status_code for _try in range(21)]

    assert statuses == [422] * 20 + [429]


def test_accepting_cannot_be_tried_for_ever(dan):
    statuses = [dan.send("/join/nobody-made-this").status_code for _try in range(61)]

    assert statuses == [404] * 60 + [429]


def test_two_who_accept_at_the_same_instant_leave_one_who_waits(concurrent):
    path = f"/join/{concurrent.world.cleos_key.token}"
    newcomer = Visitor.of("", concurrent.app)
    newcomer.send("/register", name="Eve", email="eve@example.org", password="eves own words")

    def accept(visitor):
        return lambda: (visitor.send(path), visitor.get(path).status_code)[1]

    statuses = concurrent.at_once(accept(newcomer), accept(Visitor.of("dan", concurrent.app)))

    assert sorted(statuses) == [200, 404]
