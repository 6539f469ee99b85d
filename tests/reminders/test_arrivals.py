from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from tests.databases import kept
from tests.reminders.doing import choose
from tests.smtp import SmtpServer
from tests.world import NOW, person
from tests.world.words import READERS
from tracker.extensions import db
from tracker.mails.sending import send_all
from tracker.models import Mail, ReminderWays
from tracker.reminders.arriving import plan_arrivals
from tracker.reminders.saying import reminding
from tracker.wall import actions as wall

LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def told(app, world):
    """Ada wants to be told that something waits."""
    with app.app_context():
        choose(arrivals=True)


def writes(app, body="For you", now=NOW):
    with app.app_context():
        note_id = wall.write(body, by=person("ben"), now=now).id
        db.session.commit()
    return note_id


def planned(app, now=LATER):
    """The keys under which it is about to be said."""
    with app.app_context():
        plan_arrivals(now, sends_mail=True)
        mails = db.session.scalars(select(Mail).order_by(Mail.id)).all()
        said = [mail.key.partition(":")[0] for mail in mails if reminding(mail.key, now)]
        for mail in mails:
            db.session.delete(mail)
        db.session.commit()
    return said


def test_it_is_told_once_until_tend_is_opened(app, ada, told, moment):
    writes(app)
    assert planned(app, NOW) == []  # it may be seen right now
    assert planned(app) == ["arrival-1"]

    writes(app, now=LATER)
    assert planned(app, LATER + timedelta(minutes=5)) == []

    moment.move_to(LATER + timedelta(minutes=6))
    ada.page("/today")
    assert planned(app, LATER + timedelta(minutes=7)) == []
    writes(app, now=LATER + timedelta(minutes=8))
    assert planned(app, LATER + timedelta(minutes=10)) == ["arrival-2"]


def test_three_a_day_are_enough(app, ada, told, moment):
    found = []
    for number in range(6):
        at = NOW + timedelta(minutes=5 * number)
        moment.move_to(at)
        writes(app, now=at)
        found += planned(app, at + timedelta(minutes=2))
        ada.page("/today")

    assert found == ["arrival-1", "arrival-2", "arrival-3"]


def test_what_was_seen_or_taken_back_before_is_not_told(app, ada, ben, told):
    note_id = writes(app)
    ben.send(f"/wall/{note_id}/delete")

    assert planned(app) == []

    writes(app)
    ada.page("/today")
    ada.page("/wall")
    assert planned(app, LATER + timedelta(minutes=2)) == []


def test_in_quiet_hours_it_waits_for_their_end(app, world):
    with app.app_context():
        choose(arrivals=True, quiet_from=time(20), quiet_until=time(7))
    writes(app)

    assert planned(app) == []
    assert planned(app, NOW + timedelta(hours=11)) == ["arrival-1"]


def test_nobody_is_told_who_did_not_choose_it(app, world):
    writes(app)

    assert planned(app) == []
    assert kept(app, select(ReminderWays.arrival_at).where(ReminderWays.arrival_at.is_not(None))) == []


def test_what_was_opened_meanwhile_is_not_sent(app, ada, told):
    writes(app)
    with app.app_context():
        plan_arrivals(LATER, sends_mail=True)
        (key,) = db.session.scalars(select(Mail.key))
    ada.page("/today")

    with app.app_context():
        assert reminding(key, LATER) is None


def test_the_mail_tells_nothing(app, told):
    writes(app)
    with SmtpServer() as post, app.app_context():
        settings = replace(app.config["TEND"], smtp_host=post.host, smtp_port=post.port, smtp_security="none")
        plan_arrivals(LATER, sends_mail=True)

        assert send_all(settings, LATER) == 1

        (mail,) = post.wait_for(1)
    whole = mail.as_string() + mail.get_content()
    assert mail["Subject"] == "Something waits for you"
    assert [
        word
        for word in (*READERS, "For you", "note", "wall", "Ben")
        if word in whole and word not in mail["To"] and word != "For you"
    ] == []
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
