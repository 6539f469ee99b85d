"""What is answered when something is broken: within its time, with all headers, what was typed, and a number in the log."""

import errno
import sqlite3
import time
from contextlib import contextmanager, suppress

import psycopg
import pytest
from flask import render_template, request
from flask.globals import _cv_app, _cv_request
from flask_login import current_user
from jinja2 import DictLoader
from sqlalchemy.exc import OperationalError
from werkzeug.test import create_environ

from tests.databases import close, made
from tests.logs import lines_in
from tests.visitors import Page, Visitor
from tracker import extensions
from tracker.extensions import csrf, db, login
from tracker.models import Limit
from tracker.web.headers import PAGE
from tracker.web.session import fits

WORDS = "words that somebody <b>typed</b> & wants back"
THREE_WAITS = 4  # seconds
A_MOMENT = 0.3
A_SECOND = 1.0


@pytest.fixture(autouse=True)
def nothing_left_open():
    """What breaks in tidying up, as it does here, can leave a request open in this thread: no other test finds it."""
    yield
    for variable in (_cv_request, _cv_app):
        while (left := variable.get(None)) is not None:
            with suppress(Exception):
                left.pop()


@contextmanager
def held(app, table):
    """Somebody else writes meanwhile, and does not come to an end."""
    with app.app_context():
        db.session.execute(db.text("SELECT 1"))  # so that the file is as every start leaves it
        url = db.engine.url
    if url.drivername.startswith("sqlite"):
        holder = sqlite3.connect(url.database, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
    else:
        holder = psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
        holder.execute(f"LOCK TABLE {table}")
    try:
        yield
    finally:
        holder.close()


@pytest.fixture
def hasty(concurrent, monkeypatch):
    """Whoever waits for a lock gives up after a moment, not after five seconds."""
    monkeypatch.setattr(extensions, "PATIENCE", A_MOMENT)
    monkeypatch.setattr(extensions, "BOUNDS", [("lock_timeout", A_MOMENT)])
    with concurrent.app.app_context():
        db.engine.dispose()


def is_an_apology(answer, status, caplog, *, holds=WORDS):
    """Whether all that belongs to such a page is there."""
    (line,) = lines_in(caplog)
    page = Page.of(answer)
    assert (answer.status_code, line.status) == (status, status)
    assert {name: answer.headers.get(name) for name in PAGE} == PAGE
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert line.request in page.text
    areas = [tag for tag, _given in page.tags if tag == "textarea"]
    assert len(areas) == (1 if holds else 0)
    assert not holds or holds in page.text
    assert WORDS not in line.words
    return line


def test_a_form_sent_while_the_database_is_locked_comes_back_with_its_words(concurrent, hasty, caplog):
    ada = Visitor.of("ada", concurrent.app)

    with held(concurrent.app, "notes"):
        began = time.monotonic()
        answer = ada.send("/wall", body=WORDS, about="")
        took = time.monotonic() - began

    line = is_an_apology(answer, 503, caplog)
    assert line.words.startswith("the database was locked")
    assert took < THREE_WAITS
    assert answer.headers["Retry-After"] == "10"
    assert "It has not been saved." in answer.text
    assert ada.send("/wall", body=WORDS, about="").status_code == 303


@pytest.mark.parametrize("path", ["/wall/search", "/reflections/search", "/ways/search"])
def test_a_search_by_words_waits_for_nobody_who_writes(concurrent, path):
    ada = Visitor.of("ada", concurrent.app)

    with held(concurrent.app, "limits"):
        answer = ada.send(path, words="himbeeren")

    assert (answer.status_code, "himbeeren" in answer.text) == (200, True)


def test_whoever_logs_in_while_the_database_is_locked_gets_no_cookie_of_a_log_in(concurrent, hasty, caplog):
    guest = Visitor.of("", concurrent.app)

    with held(concurrent.app, "limits"):
        answer = guest.send("/login", email="ada@example.org", password="correct horse")

    is_an_apology(answer, 503, caplog, holds="")
    assert "correct horse" not in answer.text


def test_a_request_that_met_a_lock_waits_for_no_other(concurrent, tmp_path, monkeypatch):
    url = concurrent.app.config["SQLALCHEMY_DATABASE_URI"]
    if url.startswith("postgresql"):
        pytest.skip("There a request ends at the first lock it meets.")
    monkeypatch.setattr(extensions, "PATIENCE", A_SECOND)
    app, waits = made(url, tmp_path), []

    @app.get("/waits")
    def waits_often():
        for _ in range(4):
            began = time.monotonic()
            with pytest.raises(OperationalError, match="locked"):
                db.session.execute(db.insert(Limit).values(key="k", window=1, try_count=1))
            waits.append(time.monotonic() - began)
            db.session.rollback()
        return "waited"

    with held(app, "limits"):
        Visitor.of("", app).get("/waits")
    close(app)

    assert waits[0] > 0.75
    assert sum(waits[1:]) < 0.75


@pytest.fixture
def app(tmp_path):
    """An application of its own, in which all can be broken."""
    app = made("sqlite:///:memory:", tmp_path)

    @app.post("/does")
    @csrf.exempt
    def does():
        return "done"

    @app.post("/saves")
    @csrf.exempt
    def saves():
        db.session.execute(db.text("CREATE TABLE IF NOT EXISTS kept (a)"))
        db.session.commit()
        raise OSError(errno.EMFILE, "one file too many")

    yield app
    close(app)


def fall(*_about, **_more):
    raise ValueError(request.form.get("words", ""))


def in_hook_before(app, monkeypatch):
    app.before_request(fall)


def in_hook_after(app, monkeypatch):
    app.after_request(fall)


def in_the_cookie(app, monkeypatch):
    class Broken(type(app.session_interface)):
        save_session = fall

    app.session_interface = Broken(app, fits)


def in_opening_the_cookie(app, monkeypatch):
    class Broken(type(app.session_interface)):
        open_session = fall

    app.session_interface = Broken(app, fits)


def in_every_template(app, monkeypatch):
    app.jinja_env.loader = DictLoader({})
    app.jinja_env.languages.clear()
    app.before_request(lambda: render_template("wall/show.html"))


def in_an_error_page(app, monkeypatch):
    app.register_error_handler(ValueError, fall)
    app.before_request(fall)


def in_knowing_who_asks(app, monkeypatch):
    monkeypatch.setattr(login, "_user_callback", fall)
    app.before_request(lambda: None if current_user.is_authenticated else "nobody")


def in_undoing(app, monkeypatch):
    monkeypatch.setattr(db.session, "rollback", fall)
    app.before_request(fall)


def outside_the_application(app, monkeypatch):
    app.wsgi_app.answer = fall_outside


def fall_outside(environ, start_response):
    raise ValueError(WORDS)


BROKEN = [
    in_hook_before,
    in_hook_after,
    in_the_cookie,
    in_opening_the_cookie,
    in_every_template,
    in_an_error_page,
    in_knowing_who_asks,
    in_undoing,
    outside_the_application,
]


@pytest.mark.parametrize("breaks", BROKEN)
def test_whatever_breaks_the_words_come_back(app, breaks, caplog, monkeypatch):
    breaks(app, monkeypatch)

    answer = Visitor.of("ada", app).post("/does", data={"words": WORDS})

    line = is_an_apology(answer, 500, caplog)
    assert line.words.startswith("a fault of Tend's own: ")
    monkeypatch.undo()


def test_where_not_even_a_request_can_be_made_there_is_a_sentence(app, caplog, monkeypatch):
    in_opening_the_cookie(app, monkeypatch)
    outside_the_application(app, monkeypatch)

    answer = Visitor.of("ada", app).post("/does", data={"words": WORDS})

    line = lines_in(caplog)[-1]
    assert (answer.status_code, line.request in answer.text) == (500, True)
    assert {name: answer.headers.get(name) for name in PAGE} == PAGE


def test_what_breaks_once_an_answer_was_begun_takes_its_place(app, caplog):
    def half(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html")])
        raise ValueError(WORDS)

    begun = []
    app.wsgi_app.answer = half
    body = app.wsgi_app(create_environ("/guide"), lambda *how: begun.append(how))

    (_first, (status, _headers, error)) = begun
    assert (status, error[0]) == ("500 INTERNAL SERVER ERROR", ValueError)
    assert lines_in(caplog)[0].request.encode() in b"".join(body)


@pytest.mark.parametrize("when", ["teardown_request", "teardown_appcontext"])
def test_what_breaks_in_tidying_up_takes_no_answer_back(app, caplog, when):
    getattr(app, when)(fall_quietly)

    answer = Visitor.of("", app).post("/does", data={"words": WORDS})

    assert (answer.status_code, answer.text) == (200, "done")
    assert {line.words.partition(" in ")[0] for line in lines_in(caplog)} == {
        "tidying up after a request: a fault of Tend's own: ValueError"
    }


def fall_quietly(_error):
    raise ValueError(WORDS)


def test_a_page_says_so_where_something_may_have_been_saved(app, caplog):
    answer = Visitor.of("", app).post("/saves", data={"words": WORDS})

    line = is_an_apology(answer, 503, caplog)
    assert line.words == "too many files are open"
    assert "It may have been saved or not" in answer.text
    assert "It has not been saved." not in answer.text


def test_the_page_is_in_the_readers_language_and_holds_no_markup_of_theirs(app, caplog):
    app.before_request(fall)

    answer = Visitor.of("", app).post(
        "/does", data={"words": WORDS, "body": "number-of-the-request"}, headers={"Accept-Language": "en-GB"}
    )

    assert Page.of(answer).text.count("number-of-the-request") == 1
    assert "<b>typed</b>" not in answer.text


def test_an_error_page_asks_nobody_who_asks(app, monkeypatch):
    """With a database that is away, what is not there is still not there."""
    monkeypatch.setattr(login, "_user_callback", fall)

    assert Visitor.of("ada", app).get("/no-such-page").status_code == 404
