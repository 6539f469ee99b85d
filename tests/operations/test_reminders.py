"""Reminders by processes of their own that are killed, with a mail server that is real: each comes, and twice is once."""

import signal
import subprocess
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from config import ROOT, settings_from
from tests.operations.processes import PATIENCE, becomes_true, command, surroundings
from tests.smtp import SmtpServer
from tests.there import there
from tests.whole import many
from tracker.accounts import actions
from tracker.accounts.actions import Newcomer
from tracker.accounts.queries import person_with
from tracker.app import create_app
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.reminders import ReminderKind
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Mail, PlannedReminder, ReminderRow, ReminderWays
from tracker.web.clock import now

KILLS = many(2, whole=10)
PEOPLE = many(24, whole=1000)


@pytest.fixture
def shared(postgres, tables):
    postgres.create("reminders", tables)
    yield postgres.url("reminders")
    postgres.drop("reminders")


@pytest.fixture
def post():
    with SmtpServer() as server:
        yield server


def environment(folder, url, post):
    return surroundings(
        folder,
        {
            "TEND_DATABASE_URL": url,
            "TEND_PUBLIC_URL": "https://tend.example.org",
            "TEND_SECRET_KEY": "a secret that both machines have, and nobody else",
            "TEND_SMTP_HOST": post.host,
            "TEND_SMTP_PORT": str(post.port),
            "TEND_SMTP_SECURITY": "none",
        },
    )


def working(folder, url, post):
    return subprocess.Popen(
        command("work"),
        env=environment(folder, url, post) | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def inside(folder, url, post):
    app = create_app(settings_from(environment(folder, url, post)))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def people_who_are_due():
    """Many people, each with a habit and a reminder that was due some minutes ago, by mail."""
    at = (now() - timedelta(minutes=2)).time().replace(second=0, microsecond=0)
    for number in range(PEOPLE):
        person = actions.register(
            Newcomer(f"P{number}", f"p{number}@example.org", "hash", "UTC", 0), now=now()
        )
        db.session.flush()
        plan = HabitPlan(3, "A walk", Mode.ONE, DAILY, now().date() - timedelta(days=1))
        habit_id = habits.plant(plan, by=there(person_with(person.id)), now=now()).id
        db.session.add(ReminderWays(person_id=person.id, by_mail=True, quiet_from=at, quiet_until=at))
        db.session.add(
            ReminderRow(
                person_id=person.id,
                space_id=person.space_id,
                habit_id=habit_id,
                kind=ReminderKind.HABIT,
                at=at,
                look_at=now(),
            )
        )
    db.session.commit()


def left():
    """How many reminders are to be planned or sent still."""
    waiting = db.session.scalar(select(func.count()).select_from(Mail))
    planned = db.session.scalar(select(func.count()).select_from(PlannedReminder))
    db.session.rollback()
    return waiting + PEOPLE - planned


def test_each_comes_though_those_who_send_are_killed_and_twice_is_the_same_mail(shared, tmp_path, post):
    folders = [tmp_path / "one", tmp_path / "two"]
    with inside(tmp_path / "here", shared, post):
        people_who_are_due()
        machines = [working(folder, shared, post) for folder in folders]
        for kill in range(KILLS):
            step = len(post.mails) + PEOPLE // (KILLS + 1)
            assert becomes_true(lambda step=step: len(post.mails) >= step or left() == 0)
            machines[kill % 2].send_signal(signal.SIGKILL)
            machines[kill % 2].wait(PATIENCE)
            machines[kill % 2] = working(folders[kill % 2], shared, post)
        free_what_was_claimed()
        assert becomes_true(lambda: left() == 0 or free_what_was_claimed())
        for machine in machines:
            machine.terminate()
            machine.wait(PATIENCE)

    numbers = {}
    for mail in post.mails:
        numbers.setdefault(mail["To"], set()).add(mail["Message-ID"])
    assert sorted(numbers) == sorted(f"p{number}@example.org" for number in range(PEOPLE))
    assert Counter(map(len, numbers.values())) == {1: PEOPLE}
    assert len(post.mails) <= PEOPLE + KILLS


def free_what_was_claimed():
    """Let the leases of those that were killed end: tests do not sit out five minutes."""
    db.session.execute(
        update(Mail).where(Mail.leased_until > now() + timedelta(minutes=1)).values(leased_until=now())
    )
    db.session.commit()
    return False
