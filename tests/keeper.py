"""What keeps the world in a database, whatever its kind, so that it can be put back before a test in no time."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import time_machine
from flask import Flask
from sqlalchemy import text

from tests.bystanders import Bystanders
from tests.carried import live_or_bring
from tests.databases import close, made
from tests.postgres import PostgresServer
from tests.there import there
from tests.world import INVOLVED, NOW, World
from tracker.database import known_revisions
from tracker.extensions import db

Found = TypeVar("Found")


@dataclass(frozen=True)
class Lived:
    """What has come of something that happened: what it gave back, who had to do with it, and all rows as they were then."""

    found: Any
    involved: frozenset[str]
    rows: Any


Act = tuple[Callable[..., Any], *tuple[str, ...]]  # what happens, with the words that it is told


class Keeper(ABC):
    """Keeps the world in one kind of database, with an application that has it."""

    app: Flask
    world: World
    bystanders: Bystanders
    wrongs: list[str]  # what was done in the test at hand to people who have nothing to do with it
    others: dict[str, Flask]  # applications on other databases, by their address
    lived: dict[tuple[Act, ...], Lived]  # what has happened in some test, one after the other
    happened: tuple[Act, ...] | None  # which of that the database holds now, where it holds nothing else
    left: Any  # how the database looked when the last of it had happened

    def __init__(self, folder: Path, server: PostgresServer | None = None) -> None:
        self.folder, self.server = folder, server
        self.wrongs = []
        self.others = {}
        self.lived = {}
        self.happened = None

    def __enter__(self) -> Self:
        self.app = made(self.url, self.folder)
        with time_machine.travel(NOW, tick=False), self.app.app_context():
            db.create_all()
            mark_as_newest()
            self.world = live_or_bring()
            self.bystanders = Bystanders(self.world)
            db.session.rollback()
        self.keep()
        return self

    def __exit__(self, *_: object) -> None:
        close(self.app)

    @contextmanager
    def on(self, url: str) -> Iterator[Flask]:
        """An application on another database, made once for all tests; its settings and its folder are as they were for each."""
        if url not in self.others:
            self.others[url] = made(url, self.folder)
        app = self.others[url]
        settings = app.config["TEND"]
        try:
            yield app
        finally:
            close(app)
            app.config["TEND"] = settings

    @property
    @abstractmethod
    def url(self) -> str:
        """Where the application has its database."""

    @abstractmethod
    def keep(self) -> None:
        """Keep what the application's database holds."""

    @abstractmethod
    def touched(self) -> list[str] | None:
        """The tables that were written to since, or may have been; nothing where tables are made otherwise by now."""

    @abstractmethod
    def restore(self, touched: list[str] | None) -> None:
        """Let the tables hold again what was kept, given which were touched."""

    def put_back(self) -> None:
        """Let the application's database hold again what was kept, and nothing else; those who stood by are looked after first."""
        touched = self.touched()
        self.happened = None
        if touched:
            with self.app.app_context():
                self.wrongs += self.bystanders.wronged(touched)
                db.session.rollback()
        self.restore(touched)

    def live(self, act: Callable[[], Found]) -> Found:
        """Let something happen in the world, in the context of the application, and commit it; nobody changes what it gives back.

        What has happened in one test is kept for the next: to act as much again would take a hundred times as long.
        """
        self.happened = ()
        found: Found = self.live_through((act,))
        return found

    def live_on(self, act: Callable[..., Found], *words: str) -> Found:
        """Let something more happen and commit it. It is kept for the next test as well, if all was before that `live` knows."""
        db.session.flush()
        if self.happened is None or not self.untouched():
            self.happened = None
            return act(*words)
        found: Found = self.live_through((act, *words))
        return found

    def live_through(self, act: Act) -> Any:
        happened = (*there(self.happened), act)
        if happened in self.lived:
            db.session.rollback()
            self.bring(self.lived[happened].rows)
        else:
            self.lived[happened] = self.as_it_comes(act)
        INVOLVED.update(self.lived[happened].involved)
        self.happened, self.left = happened, self.looked()
        return self.lived[happened].found

    def as_it_comes(self, act: Act) -> Lived:
        """Let something happen for the first time."""
        others = frozenset(INVOLVED)
        INVOLVED.clear()
        found = act[0](*act[1:])
        db.session.commit()
        involved = frozenset(INVOLVED)
        INVOLVED.update(others)
        return Lived(found, involved, self.copied())

    @abstractmethod
    def looked(self) -> Any:
        """What is otherwise as soon as anything was written and committed."""

    @abstractmethod
    def untouched(self) -> bool:
        """Whether nobody has written since the last that `live` knows, nor has begun to in the session at hand."""

    @abstractmethod
    def copied(self) -> Any:
        """What the application's database holds now, to be brought to it again."""

    @abstractmethod
    def bring(self, rows: Any) -> None:
        """Let the application's database hold what it held when that was copied."""

    @abstractmethod
    def apart(self) -> Any:
        """A `Place` of its own with what was kept, for as long as the context lasts."""


def mark_as_newest() -> None:
    """Write down what migrations would have: that the tables are those of this Tend."""
    db.session.execute(text("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)"))
    db.session.execute(
        text("INSERT INTO alembic_version VALUES (:newest)"), {"newest": known_revisions()[-1]}
    )
    db.session.commit()
