"""The log: what goes wrong is in it, with its cause, and nobody's words, addresses or names ever are."""

import gc
import json
import logging
import re
import sqlite3
import subprocess
import sys
import threading
import warnings
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import before_render_template
from sqlalchemy import event

from config import ROOT, read_settings
from tests.house.doors import doors
from tests.smtp import SmtpServer
from tests.whole import many
from tests.world import PEOPLE, READERS
from tracker.accounts.actions import RESET
from tracker.extensions import db
from tracker.lines import Line, complain, say
from tracker.log import set_up
from tracker.mails import sending
from tracker.web.clock import now
from tracker.web.mails import write_mail
from tracker.web.steady import Guard

TYPED = "canary-typed"
A_LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warning|error)"
    r"( (?P<request>\d{4}-\d{4}) (?P<status>\d{3}) \d+ ms)? (?P<words>[^\n]+)"
)


@pytest.fixture
def log(capsys):
    """The log of this process, as text; all is as it was afterwards."""
    root, ours = logging.getLogger(), logging.getLogger("tend")
    kept = root.handlers[:], root.level, ours.level
    hooks = warnings.showwarning, sys.excepthook, sys.unraisablehook, threading.excepthook
    set_up(read_settings({}))
    yield lambda: capsys.readouterr().err
    root.handlers[:], level, level_of_ours = kept
    root.setLevel(level)
    ours.setLevel(level_of_ours)
    warnings.showwarning, sys.excepthook, sys.unraisablehook, threading.excepthook = hooks


def test_a_line_is_read_with_eyes_or_by_programs(log):
    line = Line("the disk is full", "1234-5678", 503, 12)

    complain(line)
    say(Line("Tend has started"))
    first, second = log().splitlines()
    set_up(read_settings({"TEND_LOG": "json"}))
    complain(line)
    say(Line("Tend has started"))
    third, fourth = map(json.loads, log().splitlines())

    assert first.split(" ", 1)[1] == "error 1234-5678 503 12 ms the disk is full"
    assert second.split(" ", 1)[1] == "info Tend has started"
    del third["time"], fourth["time"]
    assert third == {
        "level": "error",
        "request": "1234-5678",
        "status": 503,
        "ms": 12,
        "words": "the disk is full",
    }
    assert fourth == {"level": "info", "words": "Tend has started"}


def test_what_others_have_to_say_is_not_written_out(log):
    for name in ("sqlalchemy.engine", "alembic", "werkzeug", "waitress", "PIL", "urllib3", "tracker", "tend"):
        logging.getLogger(name).error("canary %s", "canary")
    logging.getLogger("alembic").info("canary")
    logging.error("canary %s", "canary")  # noqa: LOG015
    try:
        raise OSError(28, "canary", "canary")
    except OSError:
        logging.getLogger("waitress").exception("canary")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("canary", UserWarning, stacklevel=1)
    thread = threading.Thread(target=lambda: {}["canary"])
    thread.start()
    thread.join()
    sys.excepthook(ValueError, ValueError("canary"), None)
    fragile()
    gc.collect()

    said = [line.split(" ", 1)[1] for line in log().splitlines()]
    assert "canary" not in " ".join(said)
    assert said[:8] == [
        f"error {name} has something to say"
        for name in (
            "sqlalchemy.engine",
            "alembic",
            "werkzeug",
            "waitress",
            "PIL",
            "urllib3",
            "tracker",
            "tend",
        )
    ]
    assert said[8:10] == ["error root has something to say", "error waitress: the disk is full"]
    assert [re.sub(r":\d+", "", line) for line in said[10:]] == [
        "warning Python warns: UserWarning in tests/operations/test_log.py",
        "error a thread has ended: a fault of Tend's own: KeyError in tests/operations/test_log.py",
        "error a fault of Tend's own: ValueError",
        "error a fault of Tend's own: ValueError in tests/operations/test_log.py",
    ]


def fragile():
    class Fragile:
        def __del__(self):
            raise ValueError("canary")

    Fragile()


def test_a_log_that_cannot_be_written_is_let_go():
    """Python would complain, with all that the line held, and a server must not end of it."""
    program = (
        "import sys, logging; from config import read_settings; from tracker.log import set_up;"
        "set_up(read_settings({})); sys.stderr = open('/dev/full', 'w'); logging.error('canary');"
        "sys.stderr = None; logging.error('canary'); sys.stderr = sys.__stderr__"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "canary" in done.stderr) == (0, False)


def locked(*_about):
    error = sqlite3.OperationalError(f"canary {_about}")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    raise error


def full(*_about):
    error = sqlite3.OperationalError(f"canary {_about}")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def odd(*_about, **_more):
    raise ValueError(f"canary {_about} {_more}")


@contextmanager
def in_the_database(app, act):
    with app.app_context():
        engine = db.engine
    event.listen(engine, "do_execute", act)
    try:
        yield
    finally:
        event.remove(engine, "do_execute", act)


@contextmanager
def in_commits(app, act):
    with app.app_context():
        engine = db.engine
    event.listen(engine, "commit", act)
    try:
        yield
    finally:
        event.remove(engine, "commit", act)


@contextmanager
def in_templates(app, act):
    with before_render_template.connected_to(act, app):
        yield


FAULTS = [
    (in_the_database, locked, 503, "the database was locked"),
    (in_the_database, full, 503, "the disk is full"),
    (in_the_database, odd, 500, "a fault of Tend's own: ValueError in tests/operations/test_log.py:"),
    (in_commits, full, 503, "the disk is full"),
    (in_templates, odd, 500, "a fault of Tend's own: ValueError in tests/operations/test_log.py:"),
]


def typed(visitor):
    """Something in every kind of field."""
    names = [
        "body",
        "title",
        "name",
        "email",
        "words",
        "message",
        "answer",
        "cue",
        "about",
        "note",
        "private_line",
        "phone",
        "where",
    ]
    return {"csrf_token": visitor.form_token(), **{name: f"{TYPED} {name}" for name in names}}


@pytest.mark.parametrize(
    ("number", "where", "act", "status", "words"), [(number, *fault) for number, fault in enumerate(FAULTS)]
)
def test_whatever_goes_wrong_no_word_of_anybodys_is_in_the_log(
    app, world, log, visit, number, where, act, status, words
):
    """In every run each door is opened while something goes wrong; in a whole one, whatever goes wrong."""
    with app.app_context():
        found = [*{(door.endpoint, door.method): door for door in doors(app)}.values()]
    found = found[number % many(2, 1) :: many(2, 1)]
    answer, app.wsgi_app = app.wsgi_app, Guard(app, lines=True)
    visitors = [visit("ada"), visit("")]
    try:
        with where(app, act):
            answers = [
                knock(door, visitor) for visitor in visitors for door in found if door.path != "/readyz"
            ]
    finally:
        app.wsgi_app = answer

    said = log()
    lines = [A_LINE.fullmatch(line) for line in said.splitlines()]
    assert all(lines)
    assert len(lines) >= len(answers)
    assert not [
        word for word in ("canary", "example.org", "127.0.0.1", *READERS, *PEOPLE) if word in said.lower()
    ]
    causes = [line for line in lines if line["words"].startswith(words)]
    assert {line["status"] for line in causes} == {str(status)}
    assert len(causes) == sum(answer.status_code == status for answer in answers) > 10
    routes = {line["words"] for line in lines} - {line["words"] for line in causes}
    assert {route for route in routes if not route.startswith("Tend is ")} <= {
        "a page",
        "a file",
        "/login",
        "/register",
        "/healthz",
        "/readyz",
        "/robots.txt",
        f"a quick exit could not end its log-in: {words}",
    }


def knock(door, visitor):
    if door.method == "GET":
        return visitor.get(door.path, query_string={"q": TYPED})
    return visitor.post(door.path, data=typed(visitor))


def test_what_goes_well_leaves_no_line(ada, guest, log):
    for visitor in (ada, guest):
        for path in ("/", "/wall", "/guide", "/habits", "/no-such-page", "/healthz"):
            visitor.get(path)
    ada.send("/wall", body="Thank you", about="")
    ada.send("/wall", body="")

    assert log() == ""


def test_a_mail_that_is_refused_is_in_the_log_without_its_address(app, log):
    with SmtpServer() as server, app.app_context():
        server.handle_RCPT = refuse
        settings = replace(
            app.config["TEND"], smtp_host=server.host, smtp_port=server.port, smtp_security="none"
        )
        write_mail(RESET, "canary-ada-address@example.org", locale="en", now=now())
        db.session.commit()

        assert sending.send_all(settings, now()) == 0

    assert [line.split(" ", 1)[1] for line in log().splitlines()] == [
        "warning a mail has to wait for 30 s: the mail server refused the address a mail was for"
    ]


async def refuse(server, session, envelope, address, options):
    return f"550 {address} is not welcome here"


def test_a_mail_server_that_is_away_is_in_the_log(app, log):
    with SmtpServer() as gone:
        pass
    settings = replace(app.config["TEND"], smtp_host=gone.host, smtp_port=gone.port)
    with app.app_context():
        write_mail(RESET, "canary-ada-address@example.org", locale="en", now=now())
        db.session.commit()

        sending.send_all(settings, now())

    assert log().endswith("warning a mail has to wait for 30 s: the mail server is away\n")


def test_nobody_but_the_log_writes_logs():
    """Only what is a `Line` is written out, so whoever wants to say something makes one."""
    strangers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tracker").rglob("*.py")
        if re.search(r"^\s*(import|from) logging|\.logger\b", path.read_text(), re.MULTILINE)
    ]

    assert sorted(strangers) == ["tracker/lines.py", "tracker/log.py"]
