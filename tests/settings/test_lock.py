"""Where somebody has chosen that their Tend locks: what a locked log-in shows, which is nothing, and how one gets on."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.databases import acting, kept
from tests.house.doors import doors
from tests.house.some_doors import at_some_things
from tests.visitors import Page
from tests.world import NOW, PASSWORD, READERS, email, involve, person
from tracker.accounts.tokens import digest
from tracker.domain.devices import LOCKS_AFTER
from tracker.extensions import db
from tracker.models import Device, Person
from tracker.web.locking import STILL_OPEN

AN_INSTANT = timedelta(seconds=1)
ON_FOOT = {"Sec-Fetch-Dest": "document"}
BY_ITSELF = {"Sec-Fetch-Dest": "empty"}


@pytest.fixture
def locking(ada):
    """Ada's browser, in which she has chosen it."""
    assert ada.submit("/settings/lock", locks="y").status_code == 303
    return ada


@pytest.fixture
def locked(locking, moment):
    moment.shift(LOCKS_AFTER)
    return locking


def is_locked(answer):
    return answer.status_code in (401, 422) and Page.of(answer).title.startswith("Locked")


def unlock(visitor, path, password=PASSWORD):
    form = Page.of(visitor.get(path)).form(path)
    return visitor.post(path, data=form.values | {"unlock": password})


@pytest.mark.sql
def test_after_five_minutes_without_a_touch_it_shows_nothing(locking, moment):
    moment.shift(LOCKS_AFTER - AN_INSTANT)
    assert locking.get("/today").status_code == 200

    moment.shift(LOCKS_AFTER - AN_INSTANT)
    assert locking.get("/wall").status_code == 200

    moment.shift(LOCKS_AFTER)
    assert is_locked(locking.get("/wall"))
    assert is_locked(locking.get("/wall"))


def test_who_has_not_chosen_it_never_sees_it(ada, moment):
    moment.shift(10 * LOCKS_AFTER)

    assert ada.get("/today").status_code == 200


def test_no_address_shows_anything_of_anybodys_nor_where_one_was(app, world, locked):
    with acting(app):
        found = [each for each in doors(app) if not each.endpoint.startswith("health.")]
    everywhere = at_some_things(found, world)
    pages = {str(each): each.knock(locked) for each in everywhere if each.endpoint not in STILL_OPEN}

    shown = {door: answer.status_code for door, answer in pages.items() if door[:3] == "GET"}
    assert shown.pop("GET /live") == 200  # which says to everybody who is not in that they are not
    assert set(shown.values()) == {401}
    assert {answer.status_code for door, answer in pages.items() if door[:3] != "GET"} == {303}
    texts = {answer.text for answer in pages.values()}
    assert {each for each in [*READERS, email("ada"), "Ada"] for text in texts if each in text} == set()
    assert "/reflections" not in locked.get("/reflections").text


@pytest.mark.parametrize("path", ["/no-such-page", "/static/nothing.css"])
def test_what_is_not_there_is_locked_too(locked, path):
    assert is_locked(locked.get(path))


@pytest.mark.parametrize("path", ["/help", "/safety"])
def test_help_is_open_as_to_any_guest(locked, guest, path):
    answer = locked.get(path)

    assert answer.status_code == 200
    assert not any(canary in answer.text for canary in [*READERS, "Log out"])


def test_logging_out_needs_no_password(app, locked):
    assert locked.send("/logout").location == "/"

    assert locked.get("/today").location.startswith("/login")


@pytest.mark.sql
def test_unlocking_leads_back_to_where_one_was_with_a_new_token(locked):
    before = locked.session["_user_id"]

    answer = unlock(locked, "/reflections?topic=work")

    assert (answer.status_code, answer.location) == (303, "/reflections?topic=work")
    assert locked.get("/reflections").status_code == 200
    assert locked.session["_user_id"] != before
    assert locked.get("/settings/log").status_code == 200  # it was a fresh proof


@pytest.mark.parametrize("typed", ["not this one", ""])
def test_a_wrong_password_opens_nothing(locked, typed):
    answer = unlock(locked, "/reflections", typed)

    assert is_locked(answer)
    assert is_locked(locked.get("/reflections"))


def test_guessing_ends_soon(locked):
    statuses = [unlock(locked, "/today", "not this one").status_code for _try in range(11)]

    assert statuses == [422] * 10 + [429]
    said = unlock(locked, "/today").text
    assert not any(canary in said for canary in READERS)


def test_a_form_without_its_token_unlocks_nothing(locked):
    locked.post("/today", data={"unlock": PASSWORD})

    assert is_locked(locked.get("/today"))


def test_what_is_sent_to_a_locked_log_in_is_not_done_and_its_words_are_shown_once(app, locked):
    answer = locked.send("/wall", came_from="/wall", body="It took me an hour to write this.")
    assert (answer.status_code, answer.location) == (303, "/wall")
    page = locked.get("/wall")
    assert "an hour" not in page.text

    unlocked = unlock(locked, "/wall")

    assert unlocked.status_code == 200
    assert "It took me an hour to write this." in unlocked.text
    assert "/wall" in Page.of(unlocked).links
    assert "an hour" not in locked.get("/wall").text
    assert kept(app, select(Device.unsent).where(Device.unsent != "")) == []


def test_no_password_or_address_is_kept_like_that(app, locked):
    locked.send("/settings/security", old_password="my old words", password="my new words")
    locked.send("/confirm/address", email="new@example.org")

    assert kept(app, select(Device.unsent).where(Device.unsent != "")) == []


def test_too_many_words_are_kept_in_part(app, locked):
    locked.send("/reflections/new", came_from="/reflections", body="a" * 90_000, title="b" * 20_000)

    (words,) = kept(app, select(Device.unsent).where(Device.unsent != ""))
    assert len(words) < 20_100


def test_a_page_that_looks_by_itself_keeps_nothing_open(locking, moment):
    for _time in range(6):
        moment.shift(LOCKS_AFTER / 5)
        last = locking.get("/today", headers=BY_ITSELF)

    assert is_locked(last)


def test_a_page_that_somebody_goes_to_by_a_worker_keeps_it_open(locking, moment):
    for _time in range(6):
        moment.shift(LOCKS_AFTER / 5)
        last = locking.get("/today", headers=BY_ITSELF | {"Sec-Fetch-Mode": "navigate"})

    assert not is_locked(last)


def test_a_page_that_says_that_somebody_is_there_keeps_it_open(locking, moment):
    for _time in range(6):
        moment.shift(LOCKS_AFTER / 5)
        assert locking.post(
            "/settings/lock/stay", data={"csrf_token": locking.form_token()}, headers=BY_ITSELF
        )

    assert locking.get("/today").status_code == 200


@pytest.mark.sql
def test_it_can_be_locked_at_once_and_no_proof_of_before_holds(locking, app):
    locking.send("/settings/lock/now")
    assert is_locked(locking.get("/today"))

    mine = Device.token_hash == digest(locking.session["_user_id"])
    assert kept(app, select(Device.proved_at).where(mine)) == [None]


def test_locking_is_nothing_to_whoever_has_not_chosen_it(ada):
    ada.send("/settings/lock/now")

    assert ada.get("/today").status_code == 200


def test_whoever_logs_in_is_let_in(locking, visit):
    guest = visit("")
    guest.send("/login", email=email("ada"), password=PASSWORD, stay="y")

    assert guest.get("/today").status_code == 200


def test_other_browsers_that_are_open_lock_at_once(app, visit, ada):
    other = visit("")
    other.send("/login", email=email("ada"), password=PASSWORD, stay="y")
    ada.submit("/settings/lock", locks="y")

    assert is_locked(other.get("/today"))
    assert ada.get("/today").status_code == 200


def test_it_can_be_chosen_otherwise(locking, moment):
    locking.submit("/settings/lock", locks=[])
    moment.shift(2 * LOCKS_AFTER)

    assert locking.get("/today").status_code == 200


def test_the_partner_neither_locks_nor_learns_of_it(app, locking, ben, moment):
    moment.shift(2 * LOCKS_AFTER)

    assert ben.get("/today").status_code == 200
    assert kept(app, select(Person.locks).where(Person.email == email("ben"))) == [False]


def test_pages_say_to_their_script_after_how_long_and_only_where_it_is_chosen(visit, locking):
    assert '<meta name="lock" content="300"' in locking.page("/today").source
    assert 'name="lock"' not in visit("cleo").page("/today").source


def test_a_year_unused_ends_it_as_any_other(app, locking):
    involve("ada")
    with acting(app):
        theirs = update(Device).where(Device.person_id == person("ada").id)
        db.session.execute(theirs.values(expires_at=person("ada").registered_at))

    assert locking.get("/today").location.startswith("/login")


def test_where_there_are_no_passkeys_the_password_alone_is_asked_for(locked):
    """Here Tend has an address without a name that passkeys could be of."""
    assert "passkey" not in locked.get("/today").text


@pytest.mark.sql
def test_what_was_sent_to_many_is_kept_of_those_touched_last(app, locked):
    with acting(app):
        for n in range(8):
            device = Device(person_id=person("ada").id, token_hash=f"{n}", created_at=NOW, expires_at=NOW)
            device.unsent, device.touched_at = f"[{n}]", NOW - n * AN_INSTANT
            db.session.add(device)
        db.session.commit()

    locked.send("/wall", came_from="/wall", body="The last")

    words = kept(app, select(Device.unsent).where(Device.unsent != "").order_by(Device.unsent))
    assert words == ['["The last"]', "[0]", "[1]", "[2]", "[3]"]
