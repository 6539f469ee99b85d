"""Every address there is, filled in with the things of Ada's space."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import cast

from flask import Flask
from sqlalchemy import ColumnElement, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.beside import not_beside
from tests.rows import DIARY
from tests.visitors import Visitor
from tests.world import ADAS_FEED, OPENED_WEEK, SEALED_WEEK, SUMMARY, TALK_VERSION, TODAY, WITH_DAN, person
from tracker.app import BELONGINGS
from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.talk import Act
from tracker.extensions import Table, db
from tracker.models import Person
from tracker.policies import Rows
from tracker.web.addresses import IdConverter

# What the placeholders stand for that name no thing of anybody's: no schema knows which days and words are worth a try.
LABELS: dict[str, list[object]] = {
    "day": [TODAY, WITH_DAN],
    "starts_on": [TODAY],
    "ends_on": [TODAY],
    "week": [SEALED_WEEK, OPENED_WEEK, WITH_DAN],
    "year": [TODAY.year, TODAY.year - 1],
    "question": ["went-well", "talk-about", "no-such-question"],
    "slug": [*(each.slug for each in STRATEGIES), "no-such-strategy"],
    "act": list(Act),
    "token": ["no-such-token", ADAS_FEED, SUMMARY],
    "section": ["tried", "trend-me", "trend-partner", "wants-me", "wants-partner", "no-such-section"],
}


@dataclass(frozen=True)
class Door:
    """One address with one method, and the things it names."""

    endpoint: str
    method: str
    path: str
    things: dict[str, int]

    @property
    def opens_to_all(self) -> bool:
        """Whether the address itself is the key, which lets in whoever has it."""
        return self.path in (f"/dates/feed/{ADAS_FEED}.ics", f"/help/shown/{SUMMARY}")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def knock(self, visitor: Visitor) -> TestResponse:
        """Go there, with a form in hand that says all sorts of things if it is a POST."""
        if self.method == "GET":
            return visitor.get(self.path)
        return visitor.send(self.path, **WORDS)


WORDS = {
    "name": "A new name",
    "body": "A new note",
    "strategy": "3",
    "mode": "one",
    "often": "week",
    "times": "2",
    "reaction": "heart",
    "went_well": "All of it",
    "line": "A kind line",
    "answer": "A short answer",
    "closeness": "3",
    "about": "words",
    "words": "A new topic",
    "phones": "2",
    "minutes": "3",
    "first": "host",
    "version": str(TALK_VERSION),
    "topic": "work",
    "title": "A new title",
    "day": "2026-03-20",
    "who": "A new appointment",
}


def rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=str)


def doors(app: Flask) -> tuple[Door, ...]:
    """All of them, with everything that could stand in them, but what those have who live beside: it is Ada's and Ben's once more."""
    ids = {
        name: tuple(db.session.scalars(select(table.id).where(not_beside(table))))
        for name, table in things_in(app).items()
    }
    return with_all(app, tuple(ids.items()))


@cache
def with_all(app: Flask, ids: tuple[tuple[str, tuple[int, ...]], ...]) -> tuple[Door, ...]:
    """All doors for these things of each kind."""
    things = dict(ids)
    with app.test_request_context():
        return tuple(each for rule in rules(app) for each in doors_of(app, rule, things))


def doors_of(app: Flask, rule: Rule, ids: Mapping[str, Sequence[int]]) -> Iterator[Door]:
    place = app.url_map.bind("localhost")
    for values in fillings(rule, {**LABELS, **ids}):
        path = place.build(rule.endpoint, values)
        things = {name: int(str(value)) for name, value in values.items() if name in ids}
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield Door(rule.endpoint, method, path, things)


@cache
def things_in(app: Flask) -> dict[str, Rows]:
    """The placeholders for the number of a thing, each with its table."""
    numbers = {
        name
        for rule in rules(app)
        for name, converter in rule._converters.items()
        if isinstance(converter, IdConverter)
    }
    return {name: table_named(name.removesuffix("_id")) for name in sorted(numbers)}


def things_of(app: Flask, name: str) -> set[tuple[str, int]]:
    """What is somebody's own, by placeholder and id; nothing is a guest's."""
    with app.app_context():
        space_id = person(name).space_id if name else None
        found = {
            (placeholder, each)
            for placeholder, table in things_in(app).items()
            for each in db.session.scalars(select(table.id).where(is_of(table, space_id)))
        }
        db.session.rollback()
    return found


def is_of(table: Rows, space_id: int | None) -> ColumnElement[bool]:
    """What is of a space, or of somebody in it."""
    columns = cast(Table, table).__table__.c
    if "space_id" in columns:
        return columns.space_id == space_id
    return columns.person_id.in_(select(Person.id).where(Person.space_id == space_id))


def table_named(beginning: str) -> Rows:
    """The one table of numbered things whose name begins like this."""
    (found,) = (
        each.table
        for each in BELONGINGS
        if each.name.startswith(beginning) and "id" in each.table.__table__.columns
    )
    return found


def fillings(rule: Rule, choices: Mapping[str, Sequence[object]]) -> Iterator[dict[str, object]]:
    names = sorted(rule.arguments)
    for values in product(*(choices[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, apart from counts of tries and from the diary of what went."""
    return {
        table.name: sorted(map(tuple, db.session.execute(select(table))), key=repr)
        for table in Table.metadata.sorted_tables
        if table.name not in {"limits", *DIARY}
    }


MARK = re.compile(rb'<input[^>]* name="once"[^>]*>')


def as_said(answer: TestResponse) -> bytes:
    """A page without the marks that each form of ours carries alone."""
    return MARK.sub(b"", answer.data)
