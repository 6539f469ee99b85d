"""Reminders as notices to devices, with a real push service on this machine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.pushes import Browser, PushService
from tests.reminders.doing import choose, planned, remind
from tests.world import EACH, NOW, TODAY, own_track_id, person, token_of
from tests.world.words import READERS
from tracker.domain.pushing import PushedBrowser
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.habits.tracks import track_to_tick
from tracker.mails.sending import send_all
from tracker.models import Mail, PushSubscription
from tracker.pushing.actions import switch_on

pytestmark = [
    pytest.mark.everybodys("whoever plans plans for all, and looks again at what all have set"),
    pytest.mark.on_either("each plans and sends reminders by the same statements as the one beside it"),
]

DUE = datetime(2026, 3, 11, 19, 30, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=10)


@pytest.fixture
def service(app, monkeypatch):
    with PushService() as service:
        monkeypatch.setitem(app.extensions, "outside", service.outside)
        yield service


@pytest.fixture
def device(inside, world):
    """Ada is reminded of something she has not done, on the device on which she takes notices."""
    choose(by_mail=False, now=BEFORE)
    remind(world.habits[EACH], now=BEFORE)
    track = track_to_tick(person("ada"), own_track_id(EACH, person("ada")))
    habits.untick(track, TODAY, by=person("ada"), now=NOW)
    browser, ada = Browser(), person("ada")
    ada.token = token_of("ada")
    switch_on(PushedBrowser(**browser.said), by=ada, now=NOW)
    db.session.commit()
    return browser


@pytest.fixture
def settings(app):
    return app.config["TEND"]


def waiting_count():
    return db.session.scalar(select(func.count()).select_from(Mail))


def test_a_notice_tells_nothing_by_default(device, service, settings):
    planned(DUE)

    assert (send_all(settings, DUE), waiting_count()) == (1, 0)

    (pushed,) = service.pushed
    said = device.opened(pushed.body)
    assert (said["title"], said["body"], said["path"]) == ("A small reminder", "", "/today")
    assert [word for word in READERS if word in str(said)] == []


def test_it_says_what_was_chosen(device, service, settings):
    choose(by_mail=False, details=True, wording="Water the plants")
    planned(DUE)

    send_all(settings, DUE)

    said = device.opened(service.pushed[0].body)
    assert (said["title"], said["body"]) == ("Water the plants", EACH)


def test_where_no_notices_are_wanted_none_waits(device):
    choose(by_mail=False, by_push=False)

    assert planned(DUE) == []


def test_a_tick_a_minute_before_silences_it(device, service, settings):
    planned(DUE)
    habits.tick(
        track_to_tick(person("ada"), own_track_id(EACH, person("ada"))), TODAY, by=person("ada"), now=NOW
    )
    db.session.commit()

    assert (send_all(settings, DUE), waiting_count(), service.pushed) == (0, 0, [])


def test_a_device_that_is_gone_is_forgotten(device, service, settings):
    service.answer = b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
    planned(DUE)

    send_all(settings, DUE)

    assert (waiting_count(), db.session.scalar(select(func.count()).select_from(PushSubscription))) == (0, 0)


def test_what_was_not_taken_waits_as_long_as_was_asked_and_comes_under_the_same_topic(
    device, service, settings
):
    service.answer = b"HTTP/1.1 429 Slow\r\nRetry-After: 600\r\nContent-Length: 0\r\n\r\n"
    planned(DUE)

    assert send_all(settings, DUE) == 0
    assert db.session.scalars(select(Mail.leased_until)).one() == DUE + timedelta(minutes=10)

    service.answer = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
    assert send_all(settings, DUE + timedelta(minutes=10)) == 1
    assert len({each.headers["topic"] for each in service.pushed}) == 1


def test_a_device_on_which_somebody_logged_out_gets_nothing(device, service, settings):
    planned(DUE)
    db.session.execute(db.delete(PushSubscription))
    db.session.commit()

    assert (send_all(settings, DUE), waiting_count(), service.pushed) == (0, 0, [])


def test_mails_that_wait_where_no_mail_server_is_set_any_more_are_let_go(inside, settings):
    db.session.add(
        Mail(
            kind="reminder",
            address="a@example.org",
            locale="en",
            created_at=NOW,
            leased_until=NOW,
            key="letter:1:2026-03-11:09.00",
        )
    )
    db.session.commit()

    assert (send_all(replace(settings, smtp_host=""), NOW), waiting_count()) == (0, 0)
