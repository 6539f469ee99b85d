"""Whom the one who runs Tend has given notice, and what becomes of them."""

import pytest
from sqlalchemy import select

from tests.databases import acting, kept
from tests.world import NOW, email, involve, person
from tracker.accounts.actions import close_account, open_account
from tracker.accounts.queries import to_delete
from tracker.domain.people import NOTICE
from tracker.extensions import db
from tracker.models import Person
from tracker.spaces import ending
from tracker.spaces.ending import delete_due

pytestmark = pytest.mark.on_either("each proposes and answers by the same statements as the one beside it")


def there(app):
    return {email(name) for name in ("ada", "ben")} & {*kept(app, select(Person.email))}


@pytest.mark.parametrize("later", [NOTICE - NOTICE / 30, NOTICE])
def test_an_account_is_deleted_when_its_notice_is_over(app, world, later):
    involve("ada", "ben")
    with acting(app):
        close_account(person("ada"), to_be_deleted=True, now=NOW)
        ada = person("ada").id
    with app.app_context():
        assert to_delete(NOW + later) == ([ada] if later == NOTICE else [])
        assert delete_due(NOW + later) == (later == NOTICE)

    assert there(app) == ({email("ben")} if later == NOTICE else {email("ada"), email("ben")})


def test_one_that_was_only_closed_or_opened_again_is_not(app, world):
    involve("ada", "ben")
    with acting(app):
        close_account(person("ada"), to_be_deleted=False, now=NOW)
        close_account(person("ben"), to_be_deleted=True, now=NOW)
        open_account(person("ben"), now=NOW)
    with app.app_context():
        assert delete_due(NOW + 2 * NOTICE) == 0

    assert there(app) == {email("ada"), email("ben")}


def test_the_month_begins_with_the_first_notice(app, world):
    involve("ada", "ben")
    with acting(app):
        close_account(person("ada"), to_be_deleted=False, now=NOW)
        close_account(person("ada"), to_be_deleted=True, now=NOW + NOTICE / 2)
    with app.app_context():
        ada = person("ada")
        assert (ada.disabled_at, ada.to_be_deleted) == (NOW, True)
        db.session.rollback()


def test_one_that_has_been_given_notice_anew_meanwhile_has_its_month_again(app, world, monkeypatch):
    involve("ada", "ben")
    with acting(app):
        close_account(person("ada"), to_be_deleted=True, now=NOW + NOTICE / 2)
        monkeypatch.setattr(ending, "to_delete", lambda _now: [person_id])
        person_id = person("ada").id
    with app.app_context():
        assert delete_due(NOW + NOTICE) == 0

    assert there(app) == {email("ada"), email("ben")}


def test_the_partner_is_not_told(app, ben):
    paths = ("/today", "/us", "/settings", "/wall", "/trends", "/garden")
    before = [ben.page(path).text for path in paths]
    with acting(app):
        close_account(person("ada"), to_be_deleted=True, now=NOW)

    assert [ben.page(path).text for path in paths] == before
