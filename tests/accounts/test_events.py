"""What happens to an account is noted for its owner alone, without words or addresses, for ninety days."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import acting, kept, rows
from tests.settings.proofs import forget_proofs
from tests.world import NOW, PASSWORD, email, involve, person
from tracker.accounts.actions import close_account, open_account, tell_of_link
from tracker.accounts.events import note_event
from tracker.domain.events import MOST, SAID, AccountEvent
from tracker.models import AccountEventRow, Person
from tracker.sweeping import sweep

pytestmark = pytest.mark.on_either("each changes an account by the same statements as the one beside it")

ON_A_PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"}


def noted(app, name="ada"):
    """What is noted of an account, the oldest first, and how often."""
    theirs = select(AccountEventRow.kind, AccountEventRow.times).join(
        Person, Person.id == AccountEventRow.person_id
    )
    where = Person.email == email(name)
    return rows(app, theirs.where(where).order_by(AccountEventRow.at, AccountEventRow.id))


def test_every_kind_has_its_words():
    assert SAID.keys() == set(AccountEvent)


def test_who_comes_in_and_who_is_refused_is_noted(app, guest):
    involve("ada")
    for wrong in ("not this one", "nor this one"):
        guest.send("/login", email=email("ada"), password=wrong)
    guest.submit("/login", email=email("ada"), password=PASSWORD)
    guest.send("/logout")

    assert sorted(noted(app)) == [("logged in", 1), ("logged out", 1), ("refused", 2)]
    assert noted(app, "ben") == []


def test_how_often_is_said_apart_from_what(app, guest, ada):
    for _time in range(2):
        guest.send("/login", email=email("ada"), password="not this one")
    ada.submit("/settings/proof", password=PASSWORD)

    page = ada.page("/settings/log").source

    assert '<span class="row__name">A password was wrong</span>' in page
    assert "<span>2 times</span>" in page


def test_what_is_made_and_ended_is_noted(app, ada):
    ada.submit("/settings/proof", password=PASSWORD)
    ada.submit("/dates/feed", to="/dates/feed/revoke")
    ada.submit("/dates/feed", to="/dates/feed")
    ada.submit("/settings/keys", to="/settings/keys/end-all")
    ada.submit("/settings/security", old_password=PASSWORD, password="another one of hers")

    kinds = [kind for kind, _times in noted(app)]
    assert sorted(kinds) == sorted(["proved", "new key", "ended", "new password"])


def test_what_whoever_runs_tend_does_is_noted_too(app, world):
    involve("ada")
    with acting(app):
        tell_of_link(person("ada"), now=NOW)
        close_account(person("ada"), to_be_deleted=False, now=NOW)
        open_account(person("ada"), now=NOW)

    assert sorted(kind for kind, _times in noted(app)) == ["closed", "link made", "opened"]


def test_its_owner_reads_it_after_a_fresh_proof_and_can_empty_it(app, ada, ben):
    forget_proofs(app, "ada")
    assert ada.get("/settings/log").status_code == 401
    ada.send("/settings/proof", password="not this one")
    ada.submit("/settings/proof", password=PASSWORD)
    page = ada.page("/settings/log")
    assert "A password was wrong" in page.text
    assert "The password was given" in page.text

    ben.submit("/settings/proof", password=PASSWORD)
    assert "A password was wrong" not in ben.page("/settings/log").text
    ada.submit("/settings/log", to="/settings/log/clear")

    assert "Nothing is noted." in ada.page("/settings/log").text
    assert noted(app) == []
    assert noted(app, "ben") == [("proved", 1)]


def test_it_cannot_be_emptied_without_a_proof(app, ada):
    forget_proofs(app, "ada")
    with acting(app):
        note_event(AccountEvent.LOGGED_IN, person("ada").id, now=NOW)

    assert ada.send("/settings/log/clear").status_code == 401
    assert noted(app) == [("logged in", 1)]


def test_it_names_the_browser_and_nothing_else_of_it(app, guest):
    involve("ada")
    guest.environ_base |= ON_A_PHONE
    guest.send("/login", email=email("ada"), password="wrong words")
    (row,) = kept(app, select(AccountEventRow))

    assert (row.browser, row.system, row.times) == ("Firefox", "Android", 1)
    assert {each.name for each in AccountEventRow.__table__.columns} == {
        *("id", "person_id", "kind", "at", "times", "browser", "system")
    }


@pytest.mark.everybodys("it sweeps")
def test_the_same_is_noted_of_an_address_that_nobody_has_and_told_to_nobody(app, guest, moment):
    for _ in range(3):
        guest.send("/login", email="nobody@example.org", password="some words or other")
    (row,) = kept(app, select(AccountEventRow))
    assert (row.person_id, row.kind, row.times) == (None, "refused", 3)

    with app.app_context():
        sweep(NOW + timedelta(days=2))
    assert kept(app, select(AccountEventRow.id)) == []


@pytest.mark.everybodys("it sweeps")
@pytest.mark.parametrize(("days", "there"), [(89, 1), (91, 0)])
def test_it_is_kept_for_ninety_days(app, world, days, there):
    involve("ada")
    with acting(app):
        note_event(AccountEvent.LOGGED_IN, person("ada").id, now=NOW)
    with app.app_context():
        sweep(NOW + timedelta(days=days))

    assert len(noted(app)) == there


def test_the_oldest_goes_when_there_is_no_more_room(app, world):
    involve("ada")
    with acting(app):
        for number in range(MOST + 2):
            note_event(AccountEvent.PROVED, person("ada").id, now=NOW + timedelta(minutes=number))
    times = kept(app, select(AccountEventRow.at).order_by(AccountEventRow.at))

    assert (len(times), times[0]) == (MOST, NOW + timedelta(minutes=2))
