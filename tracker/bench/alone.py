"""The floor under all pages: an application by itself, with a session, three selects and a template of 8 KB.

Nothing of Tend is in it, so what Tend does before and after each page counts against Tend. It is served by the same server,
as that comes: `TEND_PORT=8001 python -m tracker.bench.alone`.
"""

import os
from pathlib import Path

import flask
import waitress
from sqlalchemy import Engine, bindparam, create_engine, text
from sqlalchemy.pool import StaticPool

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


def application() -> flask.Flask:
    """The application, with its tables filled, in memory."""
    app = flask.Flask("alone", template_folder=str(Path(__file__).parent))
    app.secret_key = "anybody may know it"  # noqa: S105 - it opens nothing
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    fill(engine)

    @app.get("/healthz")
    def lives() -> str:
        flask.session["space_id"] = 1
        return "ok"

    @app.get("/page")
    def page() -> str:
        asked = {"space_id": flask.session["space_id"]}
        with engine.connect() as connection:
            found = [connection.execute(each, asked).all() for each in SELECTS]
        rows = dict(zip(TABLES, found, strict=True))
        return flask.render_template("floor.html", person={"name": "Ada"}, words=WORDS, **rows)

    return app


def fill(engine: Engine) -> None:
    """A few rows in each of three tables."""
    with engine.begin() as connection:
        for table in TABLES:
            columns = "space_id INTEGER, name TEXT, body TEXT, starts_on TEXT"
            connection.execute(text(f"CREATE TABLE {table} ({columns})"))
            for number in range(ROWS):
                row = {"name": f"Habit {number}", "body": f"Note {number}", "starts_on": "2026-03-01"}
                connection.execute(text(f"INSERT INTO {table} VALUES (1, :name, :body, :starts_on)"), row)  # noqa: S608


if __name__ == "__main__":
    waitress.serve(
        application(), host="127.0.0.1", port=int(os.environ["TEND_PORT"]), threads=THREADS, _quiet=True
    )
