"""The floor under all pages: an application by itself. It says hello; it has a session, three selects and a template of 8 KB;
and it upserts a row, which is on the disk then.

Nothing of Tend is in it, so what Tend does before and after each page counts against Tend. It is served by the same server,
as that comes: `TEND_PORT=8001 python -m tracker.bench.alone`.
"""

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import flask
import waitress
from sqlalchemy import Engine, bindparam, create_engine, event, text

THREADS = 4
ROWS = 10
TABLES = ("habits", "notes", "pauses")
WORDS = [
    f"{number}. As much as a page of words has, that are no words of anybody's, but as long: {'word ' * 16}"
    for number in range(45)
]
SELECTS = [
    text(f"SELECT * FROM {table} WHERE space_id = :space_id LIMIT {ROWS}").bindparams(bindparam("space_id"))  # noqa: S608
    for table in TABLES
]


UPSERT = text(
    "INSERT INTO ticks VALUES (:track_id, :day, :at) ON CONFLICT (track_id, day) DO UPDATE SET at = excluded.at"
)


def application(folder: str, url: str = "") -> flask.Flask:
    """The application, with its tables filled, in a file that keeps the promises that Tend's does, or an empty database."""
    app = flask.Flask("alone", template_folder=str(Path(__file__).parent))
    app.secret_key = "anybody may know it"  # noqa: S105 - it opens nothing
    engine = create_engine(url or f"sqlite:///{folder}/alone.sqlite3")
    if not url:
        event.listen(engine, "connect", keep_promises)
    fill(engine)
    app.add_url_rule("/hello", view_func=hello)
    app.add_url_rule("/healthz", view_func=come_in)
    app.add_url_rule("/page", view_func=partial(page, engine), endpoint="page")
    app.add_url_rule("/tick", view_func=partial(upsert, engine), endpoint="tick", methods=["POST"])
    return app


def hello() -> str:
    """The least that an answer can be."""
    return "hello"


def come_in() -> str:
    """Be known from here on."""
    flask.session["space_id"] = 1
    return "ok"


def page(engine: Engine) -> str:
    """A page that nothing can beat by much."""
    asked = {"space_id": flask.session["space_id"]}
    with engine.connect() as connection:
        found = [connection.execute(each, asked).all() for each in SELECTS]
    rows = dict(zip(TABLES, found, strict=True))
    return flask.render_template("floor.html", person={"name": "Ada"}, words=WORDS, **rows)


def upsert(engine: Engine) -> flask.Response:
    """A change that nothing can beat by much."""
    row = {
        "track_id": flask.session["space_id"],
        "day": flask.request.form["day"],
        "at": os.times().elapsed,
    }
    with engine.begin() as connection:
        connection.execute(UPSERT, row)
    return flask.Response(status=303, headers={"Location": "/page"})


def keep_promises(connection: Any, _record: object) -> None:
    """What is committed is on the disk."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def fill(engine: Engine) -> None:
    """A few rows in each of three tables."""
    with engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE ticks (track_id INTEGER, day TEXT, at REAL, PRIMARY KEY (track_id, day))")
        )
        for table in TABLES:
            columns = "space_id INTEGER, name TEXT, body TEXT, starts_on TEXT"
            connection.execute(text(f"CREATE TABLE {table} ({columns})"))
            for number in range(ROWS):
                row = {"name": f"Habit {number}", "body": f"Note {number}", "starts_on": "2026-03-01"}
                connection.execute(text(f"INSERT INTO {table} VALUES (1, :name, :body, :starts_on)"), row)  # noqa: S608


if __name__ == "__main__":
    with TemporaryDirectory(prefix="tend-alone-") as there:
        waitress.serve(
            application(there, os.environ.get("TEND_DATABASE_URL", "")),
            host="127.0.0.1",
            port=int(os.environ["TEND_PORT"]),
            threads=THREADS,
            _quiet=True,
        )
