"""Measures the pages of the demo: what one costs in milliseconds and in queries, without network and server."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tracker.accounts.queries import person_called
from tracker.app import create_app
from tracker.demo.build import ADDRESSES
from tracker.demo.habits import ADA
from tracker.demo.serve import demo_settings, prepare
from tracker.extensions import db
from tracker.models import Device
from tracker.web.session import digest

PATHS = ("/today", "/habits", "/habits/1", "/check-in", "/wall", "/guide", "/settings")
ROUNDS = 50
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """A page of the demo: its answer's status, what half and 95 of 100 answers took, in milliseconds, and its queries."""

    path: str
    status: int
    half: float
    most: float
    query_count: int


def measure(now: datetime) -> Iterator[Measured]:
    """Ask for each page many times, as Ada."""
    with TemporaryDirectory(prefix="tend-bench-") as folder:
        settings = demo_settings({}, folder)
        prepare(settings, now)
        app = create_app(settings)
        client = client_of_ada(app, now)
        for path in PATHS:
            yield measured(app, client, path)
        with app.app_context():
            db.engine.dispose()


def client_of_ada(app: Flask, now: datetime) -> FlaskClient:
    token = "bench"  # noqa: S105
    with app.app_context():
        ada = person_called(ADDRESSES[ADA])
        assert ada is not None
        device = Device(person_id=ada.id, token_hash=digest(token), created_at=now, expires_at=now + A_DAY)
        db.session.add(device)
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def measured(app: Flask, client: FlaskClient, path: str) -> Measured:
    query_count = queries_for(app, client, path)
    times = [seconds_for(client, path) * 1000 for _ in range(ROUNDS)]
    status = client.get(path).status_code
    return Measured(path, status, median(times), quantiles(times, n=20)[-1], query_count)


def queries_for(app: Flask, client: FlaskClient, path: str) -> int:
    """How many queries a page makes, once everything is warm."""
    client.get(path)
    queries: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_rest: object) -> None:
        queries.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(engine, "before_cursor_execute", note)
    return sum(not statement.startswith("BEGIN") for statement in queries)


def seconds_for(client: FlaskClient, path: str) -> float:
    begin = time.perf_counter()
    client.get(path)
    return time.perf_counter() - begin
