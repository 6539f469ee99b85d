"""What a running Tend says when what it stands on gives way: at `/readyz`, on its pages, and in its log."""

import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest

from config import ROOT, settings_from
from tests.databases import with_compiled
from tests.disks import fill, only_readable, small_disk
from tests.operations.processes import worker_in_a_hurry
from tests.visitors import Page, Visitor
from tests.whole import RUN
from tracker.accounts import actions
from tracker.accounts.actions import Newcomer
from tracker.app import create_app
from tracker.extensions import db
from tracker.web.clock import now
from tracker.web.headers import PAGE
from tracker.web.mails import write_mail

PATIENCE = 60


class Running:
    """A server in a process of its own."""

    def __init__(self, folder, log, **environment):
        self.log = log
        with log.open("w") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker", "run"],
                env={"PATH": os.environ["PATH"], "TEND_DATA": str(folder), "TEND_PORT": "0", **environment},
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )
        greeting = self.process.stdout.readline()
        assert greeting, log.read_text()
        self.place = urlsplit(re.search(r"http://\S+", greeting)[0]).netloc

    def ask(self, method, path, body="", **headers):
        connection = HTTPConnection(self.place, timeout=PATIENCE)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    def waits_until(self, status, words):
        """Ask whether it is ready until it says so much."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self.ask("GET", "/readyz")
            if (answer.status, answer.text) == (status, f"{words}\n"):
                return
            time.sleep(0.05)
        raise AssertionError((answer.status, answer.text))

    def log_in(self):
        """Send a form that is written down, and give back what comes of it."""
        page = self.ask("GET", "/login")
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
        cookie = page.getheader("Set-Cookie").partition(";")[0]
        body = urlencode({"csrf_token": token, "email": "ada@example.org", "password": "x" * 12})
        return self.ask(
            "POST",
            "/login",
            body,
            Cookie=cookie,
            **{"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.place}"},
        )

    def said(self):
        return [line.split(" ", 1)[1] for line in self.log.read_text().splitlines()]

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


@contextmanager
def running(folder, log, **environment):
    server = Running(folder, log, **environment)
    try:
        yield server
    finally:
        server.stop()


def fails_with(server, cause):
    """Whether a form is answered with the page for what is broken, and the cause is in the log under its number."""
    answer = server.log_in()
    assert answer.status == 503
    assert {name: answer.getheader(name) for name in PAGE} == PAGE
    number = re.search(r"\d{4}-\d{4}", Page.of(answer).text)[0]
    (line,) = [line for line in server.said() if number in line]
    assert re.fullmatch(rf"error {number} 503 \d+ ms {cause}", line)


SOONER = """
from tracker import extensions, readiness

readiness.SECONDS_BETWEEN_LOOKS = 0.1
extensions.PATIENCE = 2.0
"""


def test_it_says_what_gives_way_and_when_it_is_back(tmp_path, set_up):
    sooner, patience = ({}, 5) if RUN.whole else (worker_in_a_hurry(tmp_path / "first", SOONER), 2)
    with small_disk(tmp_path / "disk") as disk, running(set_up(disk), tmp_path / "log", **sooner) as server:
        server.waits_until(200, "ok")

        ballast = fill(disk)
        server.waits_until(503, "the disk is full")
        fails_with(server, "the disk is full")
        assert server.ask("GET", "/healthz").status == 200
        ballast.unlink()
        server.waits_until(200, "ok")

        holder = sqlite3.connect(disk / "tend.sqlite3", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        server.waits_until(503, "the database was locked for 1 s")
        fails_with(server, f"the database was locked for {patience} s")
        assert server.ask("GET", "/healthz").status == 200
        holder.close()
        server.waits_until(200, "ok")

        (disk / "secret").rename(disk / "elsewhere")
        server.waits_until(503, "the secret is not what it was at the start")
        (disk / "elsewhere").rename(disk / "secret")
        server.waits_until(200, "ok")
        assert server.log_in().status == 422  # nobody lives here

    told = [line for line in server.said() if not re.search(r"\d{4}-\d{4}|mails have to wait", line)]
    assert told == [
        "info Tend has started",
        "error Tend is not ready: the disk is full",
        "info Tend is ready again",
        "error Tend is not ready: the database was locked for 1 s",
        "info Tend is ready again",
        "error Tend is not ready: the secret is not what it was at the start",
        "info Tend is ready again",
        "info Tend has stopped",
    ]


@pytest.fixture
def home(tmp_path, set_up):
    return set_up(tmp_path / "data")


@pytest.fixture
def app(home):
    app = with_compiled(create_app(settings_from({"TEND_DATA": str(home)})))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_file_that_can_only_be_read_is_named(app, tmp_path, caplog):
    with only_readable(tmp_path / "data" / "tend.sqlite3"):
        guest = Visitor.of("", app)
        ready = guest.get("/readyz")
        answer = guest.send("/login", email="ada@example.org", password="x" * 12)
        with app.app_context():
            db.engine.dispose()

    assert (ready.status_code, ready.text) == (503, "the database cannot be written\n")
    assert answer.status_code == 503
    assert [(line.status, line.words) for line in (record.msg for record in caplog.records)] == [
        (0, "Tend is not ready: the database cannot be written"),
        (503, "the database cannot be written"),
    ]


def test_a_database_that_knows_other_tables_is_not_ready(app):
    with app.app_context():
        db.session.execute(db.text("UPDATE alembic_version SET version_num = '8888'"))
        db.session.commit()

    answer = Visitor.of("", app).get("/readyz")

    assert (answer.status_code, answer.text) == (503, "the tables are not those of this Tend\n")


def test_looking_whether_it_is_ready_leaves_nothing_behind(app):
    guest = Visitor.of("", app)
    assert guest.get("/readyz").text == "ok\n"

    with app.app_context():
        assert db.session.execute(db.text("SELECT * FROM limits")).all() == []
        db.session.remove()


def test_between_looks_the_last_one_is_repeated(app, tmp_path):
    guest = Visitor.of("", app)
    assert guest.get("/readyz").text == "ok\n"

    (tmp_path / "data" / "secret").unlink()

    assert guest.get("/readyz").text == "ok\n"
    app.extensions["readiness"].looked_at -= 5
    assert guest.get("/readyz").text == "the secret is not what it was at the start\n"


@pytest.mark.whole("tests/operations/test_log.py reads the same line in every run")
def test_a_mail_server_that_is_away_is_in_the_log(app, home, tmp_path):
    with app.app_context():
        actions.register(Newcomer("Ada", "ada@example.org", "hash", "UTC", 0), now=now())
        write_mail(actions.RESET, "ada@example.org", locale="en", now=now())
        db.session.commit()
        db.engine.dispose()

    away = {"TEND_SMTP_HOST": "127.0.0.1", "TEND_SMTP_PORT": "1"}
    with running(home, tmp_path / "log", **away) as server:
        until = time.monotonic() + PATIENCE
        while len(server.said()) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        assert server.ask("GET", "/readyz").status == 200

    assert "warning a mail has to wait for 30 s: the mail server is away" in server.said()
