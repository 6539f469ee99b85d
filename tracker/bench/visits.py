"""Ada, logged in, and what she asks for while Tend is measured."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import delete, event, select

from tracker.accounts.queries import person_called
from tracker.accounts.tokens import digest
from tracker.bench.client import request
from tracker.catalogue.strategies import STRATEGIES
from tracker.demo.build import ADDRESSES
from tracker.demo.habits import ADA
from tracker.domain.days import today
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits.actions import plant
from tracker.habits.tracks import tracks_of
from tracker.models import Device, Habit, Person

HELLO, TICK = "hello", "tick"
TODAY = "/today"
A_HABIT = "/habits/<id>"
PAGES = (TODAY, "/habits", A_HABIT, "/check-in", "/trends", "/wall", "/guide", "/settings")

TOKEN = "bench"  # noqa: S105 - opens a database that is gone a minute later
A_DAY = timedelta(days=1)
FORM_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to ask for; with a form it is a POST."""

    path: str
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """GET, or POST where there is a form."""
        return "POST" if self.form else "GET"

    def sent(self, cookie: str) -> bytes:
        """It as it goes over the wire."""
        return request(self.method, self.path, cookie=cookie, form=self.form or None)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one connection after the other asks for, again and again, and the status of a good answer."""

    streams: tuple[tuple[Ask, ...], ...]
    status: int

    @property
    def example(self) -> Ask:
        """One of all that is asked for."""
        return self.streams[0][-1]

    def sent(self, cookie: str) -> list[list[bytes]]:
        """All that is asked for, as it goes over the wire."""
        return [[each.sent(cookie) for each in stream] for stream in self.streams]


class Visitor:
    """Ada in her own browser, which is also asked here, without a server, to count the queries of a page."""

    def __init__(self, app: Flask, now: datetime) -> None:
        self.app, self.now = app, now
        with app.app_context():
            person = ada()
            db.session.add(
                Device(person_id=person.id, token_hash=digest(TOKEN), created_at=now, expires_at=now + A_DAY)
            )
            db.session.commit()
            self.habit_id = db.session.scalars(
                select(Habit.id)
                .where(Habit.space_id == person.space_id)
                .order_by(Habit.strategy, Habit.position)
            ).first()
        self.client = app.test_client()
        with self.client.session_transaction() as session:
            session["_user_id"] = TOKEN
        found = FORM_TOKEN.search(self.client.get(TODAY).text)
        assert found, "a page without a form"
        self.form = {"csrf_token": found[1]}

    def path(self, page: str) -> str:
        """The address of a page; of a habit, that of the one that was planted first."""
        return page.replace(A_HABIT, f"/habits/{self.habit_id}")

    @property
    def cookie(self) -> str:
        """What her browser sends to say that it is hers."""
        cookie = self.client.get_cookie("tend")
        assert cookie is not None
        return f"tend={cookie.value}"

    def visits(self, connection_count: int) -> dict[str, Visit]:
        """All that is measured. Each connection ticks a habit of its own and takes it back, so that each time is a change."""
        pages = {HELLO: "/floor/hello", **{name: self.path(name) for name in PAGES}}
        visits = {name: Visit(((Ask(path),),) * connection_count, 200) for name, path in pages.items()}
        with self.app.app_context():
            day = today(ada().rhythm, self.now)
            own = [each for each in tracks_of(ada(), since=day) if each.owner_id in (None, ada().id)]
            habits = [each.id for each in own if each.habit.archived_on is None][:connection_count]
        ticks = [f"/tracks/{track_id}/ticks/{day}" for track_id in habits]
        visits[TICK] = Visit(
            tuple((Ask(f"{path}/undo", self.form), Ask(path, self.form)) for path in ticks), 303
        )
        return visits

    def query_count(self, ask: Ask) -> int:
        """How many queries an answer takes, once everything is warm."""
        queries: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith("BEGIN"):
                queries.append(statement)

        self.client.open(ask.path, method=ask.method, data=ask.form)
        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        self.client.open(ask.path, method=ask.method, data=ask.form)
        event.remove(engine, "before_cursor_execute", note)
        return len(queries)

    def query_counts_with(self, habit_count: int) -> dict[str, int]:
        """How many queries each page takes with so many habits. The others are gone afterwards."""
        with self.app.app_context():
            db.session.execute(delete(Habit).where(Habit.id != self.habit_id))
            for number in range(1, habit_count):
                strategy = STRATEGIES[number % len(STRATEGIES)].number
                plan = HabitPlan(strategy, f"Habit {number}", Mode.EACH, DAILY, today(ada().rhythm, self.now))
                plant(plan, by=ada(), now=self.now)
            db.session.commit()
        return {page: self.query_count(Ask(self.path(page))) for page in PAGES}

    def leave(self) -> None:
        """Close the database."""
        with self.app.app_context():
            db.engine.dispose()


def ada() -> Person:
    person = person_called(ADDRESSES[ADA])
    assert person is not None, "the demo has nobody in it"
    return person
