"""Two worlds that differ in one act of somebody's alone: chance and time are the same in both, and so must be all that the
other finds there."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import select, union_all

from tests.chance import Chance
from tests.databases import acting
from tests.house.doors import Door, doors
from tests.makings import makings
from tests.moments import CLOCK
from tests.origins import Answered, Origin, Telling, otherwise, watched
from tests.rows import Kept, kept_now, names_of, tables
from tests.there import there
from tests.visitors import Visitor
from tests.world import ADAS_FEED, NOW, World, person
from tracker.calendars.queries import hashed
from tracker.domain.refusals import Refused
from tracker.extensions import db
from tracker.models import Feed
from tracker.sweeping import sweep_rows

# When the act is done, when the other lives on, and when whatever was deleted is gone for good.
ACTED_AT, LIVED_AT, GONE_AT = NOW, NOW + timedelta(hours=1), NOW + timedelta(days=2)

WHEN = EVENING, LATER = "that evening", "later"
MADE, CHANGED, GONE = "made", "changed", "gone"

# What opens the partner's own jar, says goodbye, or ends what the visit needs.
LEFT_ALONE = {
    "jar.open_one": "a note is what somebody is meant to find there",
    **dict.fromkeys(("accounts.log_out", "exit.leave"), "the visit goes on"),
    "settings.leave_space": "the visit goes on",
    "settings.delete_account": "the visit goes on",
}

BENS_FEED = "the-secret-of-bens-calendar"
FEED = Door("calendars.subscribe", "GET", f"/dates/feed/{BENS_FEED}.ics", {})
# What is read beside what any of the two can read; and what is not: whether Tend can write, and the other's own calendar.
SECRETS: dict[str, list[Door]] = {"ada": [], "ben": [FEED]}
NOT_READ = {"ada": ["/readyz"], "ben": ["/readyz", f"/dates/feed/{ADAS_FEED}.ics"]}

Told = dict[str, tuple[object, ...]]
Change = tuple[str, str]
Columns = set[tuple[str, str]]
Key = tuple[Any, ...]
Values = tuple[Any, ...]
Step = Callable[["Life"], Iterator[None] | None]


@dataclass
class Life:
    """The world at hand, and what somebody's act has done to its rows."""

    app: Flask
    world: World
    clock: time_machine.Traveller
    chance: Chance
    changes: set[Change] = field(default_factory=set)
    columns: Columns = field(default_factory=set)
    touched: set[tuple[str, Key]] = field(default_factory=set)
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def visit(self, name: str) -> Visitor:
        if name not in self.visitors:
            self.visitors[name] = Visitor.of(name, self.app)
        return self.visitors[name]

    @contextmanager
    def at(self, instant: datetime, drawer: str) -> Iterator[None]:
        """Somebody's time: what they draw is drawn from then on."""
        self.clock.move_to(instant)
        with self.chance.of(f"{drawer} at {instant}"):
            yield

    def happen(self, step: Step) -> None:
        """Let something happen that is the same in both worlds; nobody's browser has seen it."""
        with self.at(ACTED_AT, step.__name__):
            deque(step(self) or (), maxlen=0)
        self.visitors.clear()

    def act(self, step: Step) -> None:
        """Let somebody do something, and note down which rows that has made, changed or taken away."""
        with self.at(ACTED_AT, step.__name__):
            before = self.rows()
            for _ in step(self) or ():
                before = self.note(before)
            self.note(before)
        self.visitors.clear()

    def subscribe(self) -> None:
        """Let Ben have a calendar, as Ada has one."""
        with acting(self.app):
            feed = Feed(person_id=person("ben").id, token_hash=hashed(BENS_FEED), neutral=False, made_at=NOW)
            db.session.add(feed)

    def rows(self) -> Kept:
        with self.app.app_context():
            found = kept_now()
            db.session.rollback()
        return found

    def note(self, before: Kept) -> Kept:
        after = self.rows()
        for table in otherwise(after, before):
            rows, was = after[table], before[table]
            for key in rows.keys() | was.keys():
                if rows.get(key) != was.get(key):
                    self.note_row(table, key, was.get(key), rows.get(key))
        return after

    def note_row(self, table: str, key: Key, was: Values | None, now: Values | None) -> None:
        self.touched.add((table, key))
        self.changes.add((table, MADE if was is None else GONE if now is None else CHANGED))
        if was and now:
            columns = zip(names_of(tables()[table]), was, now, strict=True)
            self.columns |= {(table, name) for name, before, after in columns if before != after}

    def sweep(self) -> None:
        """What has had its time goes, as by the clock; note down what of the act is there no more."""
        with acting(self.app):
            sweep_rows(GONE_AT)
        after = self.rows()
        self.changes |= {(table, GONE) for table, key in self.touched if key not in after[table]}


@dataclass
class Found:
    """What somebody found who lived in a world: each answer, of what it came, and what all tables held when they began."""

    told: Told = field(default_factory=dict)
    came_of: dict[str, Origin] = field(default_factory=dict)
    began: dict[str, Kept] = field(default_factory=dict)


def lived_by(life: Life, name: str, when: Collection[str] = WHEN, like: Found | None = None) -> Found:
    """All that somebody finds who reads all there is that evening; or who does all sorts of things, and reads two days later.

    Given what they found in another world, they ask only for what could be otherwise in this one.
    """
    visit = Visit(life, name, like)
    with life.at(LIVED_AT, name):
        if EVENING in when:
            visit.ask(read_by(life, name), EVENING)
        if LATER in when:
            make_more(life, name)
            visit.ask(forms_for_all(life), "meanwhile")
    with life.at(GONE_AT, name):
        life.sweep()
        if LATER in when:
            visit.ask(read_by(life, name), LATER)
    return visit.found


@dataclass
class Visit:
    """Somebody lives in a world, and what they find there; ``like`` is what they found in the other."""

    life: Life
    name: str
    like: Found | None
    found: Found = field(default_factory=Found)
    telling: Telling = field(default_factory=Telling)

    def ask(self, places: list[Door], when: str) -> None:
        """Get an answer everywhere, but where it could only be what it was in the other world."""
        self.telling.forget()
        self.found.began[when] = rows = self.life.rows()
        changed = otherwise(rows, self.like.began[when]) if self.like else set()
        for door in places:
            before = self.like.came_of.get(f"{door}, {when}") if self.like else None
            if before is None:
                changed |= self.answer(door, when).written
            elif before.named & changed and not self.told_the_same(before):
                changed |= before.written | self.answer(door, when).written
            elif before.leaves_something:
                self.answer(door, when)
            else:
                self.find_the_same(f"{door}, {when}")
                if door.method == "POST":
                    CLOCK.move_on()  # as it does when a form is sent

    def find_the_same(self, each: str) -> None:
        """Take the answer of the other world, which could be no other in this one."""
        like = there(self.like)
        self.found.told[each], self.found.came_of[each] = like.told[each], like.came_of[each]

    def told_the_same(self, before: Origin) -> bool:
        """Whether an answer left nothing, and the database tells here all that it told there."""
        return not before.leaves_something and before.told == self.told_to(before)

    def told_to(self, origin: Origin) -> list[Answered]:
        with self.life.app.app_context():
            told = self.telling.to(origin.asked)
            db.session.rollback()
        return told

    def answer(self, door: Door, when: str) -> Origin:
        """Get one, and keep everything that it consists of."""
        each = f"{door}, {when}"
        with self.life.chance.of(f"{self.name}: {each}"), watched() as origin:
            answer = door.knock(self.life.visit(self.name))
        origin.remembered = "Set-Cookie" in answer.headers
        if origin.leaves_something:
            self.telling.forget()
        else:
            origin.told = self.told_to(origin)
        self.found.told[each] = answer.status, answer.data, str(answer.headers)
        self.found.came_of[each] = origin
        return origin


def read_by(life: Life, name: str) -> list[Door]:
    """All addresses that somebody can read at, in the space of Ada and Ben."""
    with life.app.app_context():
        found = [each for each in doors(life.app) if each.method == "GET" and each.path not in NOT_READ[name]]
        ours = things_of(life.world.spaces["ada"])
        db.session.rollback()
    return [*SECRETS[name], *(each for each in found if ours.issuperset(each.things.values()))]


def things_of(space_id: int) -> set[int]:
    """The ids of all that lies in a space."""
    columns = [each.columns for each in tables().values() if {"id", "space_id"} <= {*each.columns.keys()}]
    ids = [select(each.id).where(each.space_id == space_id) for each in columns]
    return {*db.session.scalars(union_all(*ids))}


def make_more(life: Life, name: str) -> None:
    """Somebody makes one more of each kind."""
    for make in makings().values():
        with acting(life.app), suppress(Refused):
            make(5, name)


def forms_for_all(life: Life) -> list[Door]:
    """Each form that names nothing."""
    with life.app.app_context():
        found = [each for each in doors(life.app) if each.method == "POST" and not each.things]
        db.session.rollback()
    return [each for each in found if each.endpoint not in LEFT_ALONE]
