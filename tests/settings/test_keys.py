"""What opens somebody's Tend without a password: all of it is listed, and ends with trust."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, func, insert, select

from tests.databases import kept, rows
from tests.pushes import Browser
from tests.settings.proofs import forget_proofs, prove
from tests.world import ADAS_FEED, NOW, PASSWORD, SECRET, SUMMARY, email, person, token_of
from tracker.accounts.keyring import kinds_of_keys
from tracker.accounts.links import reset_token
from tracker.accounts.queries import person_called
from tracker.accounts.tokens import digest
from tracker.belonging import BELONGINGS
from tracker.extensions import db
from tracker.models import Device, Feed, Invitation, SummaryLink
from tracker.pushing.queries import subscriptions_of
from tracker.spaces.actions import hashed
from tracker.web.proof import FRESH_FOR
from tracker.web.session import me

pytestmark = pytest.mark.on_either("each sets something by the same statement as the one beside it")

NEW = "another horse entirely"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0"
LINK, CODE = "linkofadas", "BCDFGHJKMN"


@pytest.fixture(autouse=True)
def unproven(app):
    forget_proofs(app, "ada", "cleo", "dan")


@pytest.fixture
def keys(app, world, visit):
    """Every kind of key that there is of Ada's, by its table: what using each one of them answers."""
    invite(app, world)
    other, guest = visit(""), visit("")
    log_in(other)
    assert visit("ada").send("/settings/notices", **Browser().said).status_code == 303
    return {
        "devices": lambda: other.get("/today"),
        "push_subscriptions": lambda: taking_notices(app),
        "feeds": lambda: guest.get(f"/dates/feed/{ADAS_FEED}.ics"),
        "summary_links": lambda: guest.get(f"/help/shown/{SUMMARY}"),
        "invitations": lambda: guest.get(f"/join/{LINK}"),
    }


def taking_notices(app):
    """Whether a notice of Ada's would be sent to somebody, as an answer."""
    with app.app_context():
        ada = person_called(email("ada"))
        gone = ada is None or not subscriptions_of(ada, NOW)
        db.session.rollback()
    return SimpleNamespace(status_code=404 if gone else 200)


def invite(app, world):
    """An invitation of Ada's that is still open, which her space has room for as soon as one of the two has left."""
    columns = {
        "id": 987_654,
        "space_id": world.spaces["ada"],
        "inviter_id": world.people["ada"],
        "link_hash": hashed(LINK, SECRET),
        "code_hash": hashed(CODE, SECRET),
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=7),
    }
    with app.app_context():
        db.session.execute(insert(Invitation).values(columns))
        db.session.commit()


def log_in(visitor):
    headers = {"User-Agent": FIREFOX}
    typed = {"csrf_token": visitor.form_token(), "email": email("ada"), "password": PASSWORD, "stay": "y"}
    assert visitor.post("/login", data=typed, headers=headers).status_code == 303


def change_password(ada, app):
    return ada.submit("/settings/security", old_password=PASSWORD, password=NEW)


def leave(ada, app):
    return ada.submit("/settings/leave")


def end_all(ada, app):
    prove(ada)
    return ada.submit("/settings/keys", to="/settings/keys/end-all")


def reset(ada, app):
    with app.app_context():
        token = reset_token(person("ada"), SECRET)
        db.session.rollback()
    return ada.submit(f"/reset/{token}", password=NEW)


def erase(ada, app):
    return ada.submit("/settings/delete", password=PASSWORD)


STAYING = (change_password, leave, end_all)


def test_every_kind_of_key_is_made_here(keys):
    assert keys.keys() == {table.__tablename__ for table, _key in BELONGINGS.keyring()}
    assert {name: use().status_code for name, use in keys.items()} == dict.fromkeys(keys, 200)


@pytest.mark.sql
@pytest.mark.parametrize("end", [*STAYING, reset, erase], ids=lambda end: end.__name__)
def test_every_kind_of_key_ends_with_trust(app, visit, keys, end):
    ada, copied = visit("ada"), visit("ada")
    assert {name: use().status_code for name, use in keys.items()} == dict.fromkeys(keys, 200)

    assert end(ada, app).status_code == 303

    found = {name: use() for name, use in keys.items()}
    assert found["devices"].location.startswith("/login")
    assert {name: answer.status_code for name, answer in found.items()} == {
        **dict.fromkeys(keys, 404),
        "devices": 303,
    }
    assert ada.get("/today").status_code == (200 if end in STAYING else 303)
    assert copied.get("/today").status_code in (303, 307)


@pytest.mark.parametrize("end", [*STAYING, reset], ids=lambda end: end.__name__)
def test_what_the_partner_holds_stays_open(app, visit, ben, keys, end):
    end(visit("ada"), app)

    assert ben.get("/today").status_code == 200


def test_all_that_opens_is_listed_with_its_birth_and_its_end(app, ada, keys):
    text = prove(ada).text

    assert [name for name in kinds_of_keys() if name not in text] == []
    assert "Firefox on Android since Mar 11, 2026 last used Mar 11, 2026 until Apr 10, 2026" in text
    assert "A browser this browser since Mar 10, 2026 last used Mar 11, 2026 until Mar 10, 2027" in text
    assert "Calendar address Since Mar 11, 2026 until you end it" in text
    assert "Invitation Since Mar 11, 2026 until Mar 18, 2026" in text


@pytest.mark.sql
def test_each_key_can_be_ended_alone(app, ada, keys):
    page = prove(ada)
    names = [form.values["key"] for form in page.forms if form.action == "/settings/keys/end"]
    assert len(names) == len(keys)

    for count, name in enumerate(names, start=1):
        assert ada.send("/settings/keys/end", key=name).status_code == 303
        assert ada.send("/settings/keys/end", key=name).status_code == 303
        answers = [use().status_code for use in keys.values()]
        assert len([each for each in answers if each != 200]) == count

    assert ada.page("/settings/keys").text.count("End it") == 0
    assert ada.get("/today").status_code == 200


def test_nobody_ends_anybody_elses(app, world, ada, visit, keys):
    names = [form.values["key"] for form in prove(ada).forms if form.action == "/settings/keys/end"]
    assert names
    there = amounts(app)
    cleo = visit("cleo")
    prove(cleo)

    for name in (*names, "", "no such key", digest(token_of("ada"))):
        assert cleo.send("/settings/keys/end", key=name).status_code == 303

    assert amounts(app) == there


def amounts(app):
    return rows(app, select(func.count()).select_from(Device)), made(app)


def made(app):
    """What there is of keys beside log-ins."""
    counts = [rows(app, select(func.count()).select_from(table)) for table in (Feed, SummaryLink)]
    return counts, kept(app, select(Invitation.id).where(Invitation.revoked_at.is_(None)))


def test_the_list_is_for_whoever_has_just_given_the_password(ada, moment):
    prove(ada)
    moment.shift(FRESH_FOR - timedelta(seconds=1))
    assert ada.get("/settings/keys").status_code == 200

    moment.shift(timedelta(seconds=1))
    assert ada.get("/settings/keys").status_code == 401


def test_a_proof_is_of_one_browser(ada, visit):
    prove(ada)
    other = visit("")
    log_in(other)

    assert other.get("/settings/keys").status_code == 401


@pytest.mark.parametrize("typed", ["wrong horse", ""])
def test_without_the_password_nothing_is_told_or_ended(app, ada, keys, typed):
    there = amounts(app)

    assert ada.send("/settings/proof", password=typed).status_code == 422
    for path in ("/settings/keys/end", "/settings/keys/end-all"):
        answer = ada.send(path, came_from="/settings/keys")
        assert (answer.status_code, "Your password, please" in answer.text) == (401, True)
    for path in ("/settings/security", "/settings/leave"):
        text = ada.page(path).text
        assert [name for name in kinds_of_keys() if name not in text] == []
        assert "Firefox" not in text
    assert amounts(app) == there


def test_guessing_at_a_proof_ends_soon(ada):
    statuses = [ada.send("/settings/proof", password="wrong horse").status_code for _time in range(11)]

    assert statuses == [422] * 10 + [429]


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_a_proof_leads_only_to_pages_of_ours(ada, elsewhere):
    answer = ada.send("/settings/proof", password=PASSWORD, next=elsewhere)

    assert answer.location == "/settings/keys"


@pytest.mark.parametrize("path", ["/settings/security", "/settings/leave"])
def test_what_will_end_is_listed_before(ada, keys, path):
    prove(ada)
    text = ada.page(path).text

    assert [name for name in kinds_of_keys() if name not in text] == []
    assert "Firefox on Android" in text
    assert "this browser since" not in text


def test_ones_own_browser_is_ended_without_being_asked(app, ada, world):
    assert ada.send("/logout").status_code == 303

    assert kept(app, select(Device.id).where(Device.person_id == world.people["ada"])) == []


def test_of_a_browser_only_two_names_are_kept(app, guest, world):
    log_in(guest)

    (found,) = rows(
        app,
        select(Device.browser, Device.system).where(
            Device.person_id == world.people["ada"], Device.browser != ""
        ),
    )
    assert found == ("Firefox", "Android")


def test_who_holds_nothing_else_reads_so(visit):
    dan = visit("dan")

    assert "Nothing but this browser opens your Tend." in prove(dan).text
    assert "Nothing else opens your Tend" in dan.page("/settings/security").text


@pytest.mark.sql
@pytest.mark.parametrize("make", ["/dates/feed", "/help/summary/link", "/invite"])
def test_a_log_in_that_ends_while_it_asks_makes_no_key(app, visit, make, monkeypatch):
    """Somebody ends it between the first look at who asks and what they ask for, as on a server for many."""
    cleo = visit("cleo")
    there = made(app)

    def end_it():
        db.session.execute(delete(Device).where(Device.token_hash == digest(me().token)))
        db.session.commit()

    first = app.before_request_funcs.get(None, [])
    monkeypatch.setitem(app.before_request_funcs, None, [*first, end_it])
    answer = cleo.send(make, seen="")

    assert answer.status_code == 401
    assert made(app) == there
