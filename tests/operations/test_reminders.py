"""Reminders by processes of their own that are killed, with a mail server and a push service that are real: each comes, and
twice is once.
"""

import os
import signal
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from secrets import token_hex

import pytest
from sqlalchemy import func, select, update

from config import settings_from
from tests.databases import furnish
from tests.operations.loaded import Command
from tests.operations.processes import alive, at_hand, becomes_true, surroundings
from tests.pushes import NAME, Browser, PushService
from tests.smtp import SmtpServer
from tests.there import there
from tests.whole import RUN, many
from tracker.accounts import actions
from tracker.accounts.actions import Newcomer
from tracker.accounts.queries import person_with
from tracker.app import create_app
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.reminders import ReminderKind
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.models import Device, Mail, PlannedReminder, PushSubscription, ReminderRow, ReminderWays
from tracker.push_key import drawn
from tracker.web.clock import now

KILLS = many(2, whole=10)
PEOPLE = many(24, whole=1000)


@pytest.fixture
def shared(postgres, tables):
    postgres.create("reminders", tables)
    yield postgres.url("reminders")
    postgres.drop("reminders")


@dataclass(frozen=True)
class ByMail:
    """A way on which reminders come: what a Tend must know of it, what works there, who wants it, and what has come."""

    server: SmtpServer
    by_mail = True

    @property
    def environment(self):
        host, port = self.server.host, str(self.server.port)
        return {"TEND_SMTP_HOST": host, "TEND_SMTP_PORT": port, "TEND_SMTP_SECURITY": "none"}

    @property
    def before(self):
        """What comes before a machine works: nothing, since settings say it all."""
        return ""

    def wanted_by(self, person, number):
        """Whoever has an address has all that it takes."""

    def came(self):
        return [(mail["To"], mail["Message-ID"]) for mail in self.server.mails]

    def all_of_them(self):
        return {f"p{number}@example.org" for number in range(PEOPLE)}

    def said(self):
        return {mail.get_content().partition("http")[0] for mail in self.server.mails}


@dataclass(frozen=True)
class ByPush:
    """The same to devices, each with an endpoint of its own."""

    server: PushService
    browser: Browser = field(default_factory=Browser)
    by_mail = False

    @property
    def environment(self):
        return {"TEND_PUSH_KEY": drawn().decode()}

    @property
    def before(self):
        """No setting could lead a way out inwards: so this works itself."""
        port = self.server.listener.getsockname()[1]
        return f"from tests.operations.working import work; work({port}, {str(self.server.certificate)!r}); exit()"

    def wanted_by(self, person, number):
        """On a device of theirs."""
        device = Device(
            person_id=person.id, token_hash=token_hex(32), created_at=now(), expires_at=now() + timedelta(1)
        )
        db.session.add(device)
        db.session.flush()
        endpoint = f"https://{NAME}/send/{number}"
        db.session.add(
            PushSubscription(
                person_id=person.id,
                device_id=device.id,
                endpoint=endpoint,
                endpoint_hash=sha256(endpoint.encode()).hexdigest(),
                p256dh=self.browser.p256dh,
                auth=self.browser.auth,
                browser="",
                system="",
                made_on=now().date(),
            )
        )

    def came(self):
        return [(each.path, each.headers["topic"]) for each in self.server.pushed]

    def all_of_them(self):
        return {f"/send/{number}" for number in range(PEOPLE)}

    def said(self):
        opened = [self.browser.opened(each.body) for each in self.server.pushed]
        return {f"{each['title']} {each['body']}" for each in opened}


@pytest.fixture(params=[(SmtpServer, ByMail), (PushService, ByPush)], ids=["mail", "push"])
def way(request):
    server, kind = request.param
    with server() as there_is:
        yield kind(there_is)


SOONER = """
from dataclasses import replace
from datetime import timedelta

from tracker import chores

chores.MAILS = replace(chores.MAILS, every=timedelta(seconds=0.3))
sooner = {chores.REMINDERS: replace(chores.REMINDERS, every=timedelta(seconds=0.5))}
chores.ALWAYS = tuple(sooner.get(each, each) for each in chores.ALWAYS)
"""


@pytest.fixture
def shared_environment(shared, way):
    return {
        "TEND_DATABASE_URL": shared,
        "TEND_PUBLIC_URL": "https://tend.example.org",
        "TEND_SECRET_KEY": "a secret that both machines have, and nobody else",
        **way.environment,
    }


class Machine:
    """One of those that work, in a folder of its own; what is due is looked for sooner there, but with `--whole`."""

    def __init__(self, folder, environment, way):
        furnish(folder)
        before = ("" if RUN.whole else SOONER) + way.before
        self.command = Command(["work"], surroundings(folder, environment), before)
        self.process = at_hand().begun(self.command)

    def kill_and_begin_anew(self):
        self.end(signal.SIGKILL)
        self.process = at_hand().begun(self.command)

    def end(self, how=signal.SIGTERM):
        os.kill(self.process, how)
        assert becomes_true(lambda: not alive(self.process))


@contextmanager
def at_work(folder, environment, way):
    """Two of them, for as long as a test lasts, however it ends."""
    machines = [Machine(folder / name, environment, way) for name in ("one", "two")]
    try:
        yield machines
    finally:
        for each in machines:
            each.end()


@contextmanager
def inside(folder, environment):
    app = create_app(settings_from(surroundings(folder, environment)))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def people_who_are_due(way):
    """Many people, each with a habit and a reminder that was due some minutes ago."""
    at = (now() - timedelta(minutes=2)).time().replace(second=0, microsecond=0)
    for number in range(PEOPLE):
        person = actions.register(
            Newcomer(f"P{number}", f"p{number}@example.org", "hash", "UTC", 0), now=now()
        )
        db.session.flush()
        plan = HabitPlan(3, "A walk", Mode.ONE, DAILY, now().date() - timedelta(days=1))
        habit_id = habits.plant(plan, by=there(person_with(person.id)), now=now()).id
        db.session.add(ReminderWays(person_id=person.id, by_mail=way.by_mail, quiet_from=at, quiet_until=at))
        way.wanted_by(person, number)
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


def test_each_comes_though_those_who_send_are_killed_and_twice_is_the_same(shared_environment, tmp_path, way):
    with (
        inside(tmp_path / "here", shared_environment),
        at_work(tmp_path, shared_environment, way) as machines,
    ):
        people_who_are_due(way)
        for kill in range(KILLS):
            step = len(way.came()) + PEOPLE // (KILLS + 1)
            there = becomes_true(lambda step=step: len(way.came()) >= step or left() == 0)
            assert there, f"{len(way.came())} came, {left()} are left, {kill} were killed"
            machines[kill % 2].kill_and_begin_anew()
        free_what_was_claimed()
        assert becomes_true(lambda: left() == 0 or free_what_was_claimed())

    marks = {}
    for whom, mark in way.came():
        marks.setdefault(whom, set()).add(mark)
    assert set(marks) == way.all_of_them()
    assert Counter(map(len, marks.values())) == {1: PEOPLE}
    assert len(way.came()) <= PEOPLE + KILLS
    assert [each for each in way.said() if "A walk" in each] == []


def free_what_was_claimed():
    """Let the leases of those that were killed end: tests do not sit out five minutes."""
    db.session.execute(
        update(Mail).where(Mail.leased_until > now() + timedelta(minutes=1)).values(leased_until=now())
    )
    db.session.commit()
    return False
