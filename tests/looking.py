"""Somebody looks at every page there is, does so again, and sees what is otherwise."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask

from tests.databases import acting, overheard
from tests.house.doors import Door, as_said, things_of
from tests.origins import Origin, Telling, watched
from tests.there import there
from tests.visitors import COOKIE, Visitor
from tests.whole import RUN
from tracker.extensions import db
from tracker.web.clock import now

Seen = dict[str, tuple[Any, ...]]
# It draws a secret anew each time, of nobody's: worlds where that is the same are compared elsewhere, byte for byte.
DRAWN_ANEW = frozenset({"GET /settings/codes"})


@dataclass
class Looks:
    """What somebody has seen on each page, and of what it came."""

    seen: Seen = field(default_factory=dict)
    came_of: dict[str, Origin] = field(default_factory=dict)


# The first looks of all tests at one application, at one time and with one cookie.
FIRST: dict[tuple[Flask, datetime, str], Looks] = defaultdict(Looks)


class Looking:
    """Somebody who looks at pages; again only at those that could be otherwise by then, but with `--whole`. Who has looked
    in another test has looked before."""

    def __init__(self, app: Flask, pages: list[Door], visitor: Visitor) -> None:
        self.app, self.visitor = app, visitor
        self.pages = [each for each in may_be_there(app, pages, visitor.name) if str(each) not in DRAWN_ANEW]
        self.telling = Telling()
        self.first = FIRST[app, now(), there(visitor.get_cookie(COOKIE)).value]
        self.latest = Looks()

    def at_all(self) -> Seen:
        """What every page says, its headers with it, and what each asks of the database: how long it takes follows from that."""
        self.telling.forget()
        for door in self.pages:
            if not (self.is_the_same(door, self.latest) or self.is_the_same(door, self.first)):
                self.look_at(door)
        return dict(self.latest.seen)

    def what_is_said(self) -> Seen:
        """What every page says and with which headers; what is asked of the database is the server's own affair."""
        return {name: each[:3] for name, each in self.at_all().items()}

    def is_the_same(self, door: Door, looks: Looks) -> bool:
        """Whether a page was seen before, leaves nothing, and the database tells all that it told then."""
        before = looks.came_of.get(str(door))
        if before is None or before.leaves_something or RUN.whole or before.told != self.told_to(before):
            return False
        self.note(door, before, looks.seen[str(door)], self.latest)
        return True

    def look_at(self, door: Door) -> None:
        with watched() as origin, overheard(self.app) as asked:
            answer = door.knock(self.visitor)
        origin.remembered = "Set-Cookie" in answer.headers
        if origin.leaves_something:
            self.telling.forget()
        else:
            origin.told = self.told_to(origin)
        seen = answer.status_code, as_said(answer), str(answer.headers), tuple(asked)
        self.note(door, origin, seen, self.latest)
        if str(door) not in self.first.seen:
            self.note(door, origin, seen, self.first)

    @staticmethod
    def note(door: Door, origin: Origin, seen: tuple[Any, ...], looks: Looks) -> None:
        looks.came_of[str(door)], looks.seen[str(door)] = origin, seen

    def told_to(self, origin: Origin) -> list[Any]:
        with self.app.app_context():
            told = self.telling.to(origin.asked)
            db.session.rollback()
        return told


def may_be_there(app: Flask, doors: Iterable[Door], name: str) -> list[Door]:
    """The addresses that are looked at again and again: what names a thing of others is not there for anybody outside, whatever
    happens, as tests/house/test_doors.py says of all of them in every run."""
    if RUN.whole or name in ("ada", "ben"):
        return [*doors]
    own = things_of(app, name)
    return [each for each in doors if not each.things or each.opens_to_all or own & {*each.things.items()}]


def unlike(one: Seen, other: Seen) -> list[str]:
    """The pages that read otherwise."""
    return [name for name in one if one[name] != other[name]]


def let(app: Flask, act: Callable[[], object]) -> None:
    """Let somebody do something."""
    with acting(app):
        act()
