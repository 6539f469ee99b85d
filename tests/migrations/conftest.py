"""Databases of each kind: empty, as migrations make them, full, and as an older Tend has left them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Protocol

import pytest
import time_machine
from alembic import command
from flask import Flask

from tests.databases import close, furnish, made
from tracker.accounts.actions import RESET
from tracker.database import alembic_config, upgrade
from tracker.demo.build import build
from tracker.domain.proposals import Way
from tracker.domain.talk import Phones, Side, TalkPlan, begun
from tracker.extensions import db
from tracker.models import (
    AccountEventRow,
    AddressCode,
    Admission,
    Arrival,
    CodeApp,
    Cover,
    Device,
    DraftRow,
    Feed,
    Half,
    Hand,
    InsightRow,
    Invitation,
    Limit,
    Mail,
    Passkey,
    PlannedReminder,
    Printing,
    Proposal,
    PushSubscription,
    RecoveryCode,
    Registration,
    ReminderRow,
    ReminderWays,
    Space,
    SummaryLink,
    TalkRow,
    TidingRow,
    Upload,
    UploadPart,
    Withdrawal,
)
from tracker.models.talks import columns_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
TALK = begun(TalkPlan(Phones.TWO, minutes=3, first=Side.HOST), alone=False, now=NOW)


class Server(Protocol):
    """Where databases are made, copied and dropped."""

    def url(self, database: str) -> str: ...

    def create(self, database: str, template: str | None = None) -> None: ...

    def drop(self, database: str) -> None: ...


@dataclass(frozen=True)
class Files:
    """Databases of SQLite, made, copied and dropped as those of a server are."""

    folder: Path

    def url(self, database: str) -> str:
        return f"sqlite:///{self.folder / database}"

    def create(self, database: str, template: str | None = None) -> None:
        if template:
            shutil.copy(self.folder / template, self.folder / database)

    def drop(self, database: str) -> None:
        for file in self.folder.glob(f"{database}*"):
            file.unlink()


@dataclass
class Place:
    """Where databases of a kind are, each with an application that is made once. What has gone down to a revision stays
    so, for whoever begins there as well.
    """

    server: Server
    folder: Path
    apps: dict[str, Flask] = field(default_factory=dict)
    older: set[str] = field(default_factory=set)

    @contextmanager
    def living_in(self, database: str, data: Path | None = None) -> Iterator[Flask]:
        """A Tend with a database, and maybe a folder of its own."""
        if database not in self.apps:
            self.apps[database] = made(self.server.url(database), self.folder)
        app = self.apps[database]
        settings = app.config["TEND"]
        if data:
            furnish(data)
            app.config["TEND"] = replace(settings, data=data)
        with app.app_context():
            yield app
            db.session.remove()
        close(app)
        app.config["TEND"] = settings

    @contextmanager
    def own(self, data: Path, template: str = "") -> Iterator[Flask]:
        """A Tend with a database that is gone afterwards."""
        self.server.drop("own")
        self.server.create("own", template or None)
        with self.living_in("own", data) as app:
            yield app
        self.server.drop("own")

    def filled_at(self, revision: str) -> str:
        """The name of a database with rows in each table, which has gone down to a revision."""
        if revision not in self.older:
            above = min((each for each in self.older if each > revision), default="")
            self.server.create(f"at_{revision}", f"at_{above}" if above else "filled")
            with self.living_in(f"at_{revision}"):
                command.downgrade(alembic_config(), revision)
            self.older.add(revision)
        return f"at_{revision}"


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """In one of the databases migrations have made the tables, in one each table has rows too."""
    folder = tmp_path_factory.mktemp("place")
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else Files(folder)
    place = Place(server, folder / "data")
    with time_machine.travel(NOW, tick=False):
        server.create("migrated")
        with place.living_in("migrated") as app:
            upgrade(app)
        server.create("filled", "migrated")
        with place.living_in("filled"):
            fill()
    return place


@pytest.fixture
def empty(place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With a database in which there is nothing."""
    with place.own(tmp_path / "data") as app:
        yield app


@pytest.fixture
def app(place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With the tables that migrations make."""
    with place.own(tmp_path / "data", "migrated") as app:
        yield app


@pytest.fixture
def filled(place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With rows in each table."""
    with place.own(tmp_path / "data", "filled") as app:
        yield app


@pytest.fixture
def older(request: pytest.FixtureRequest, place: Place, tmp_path: Path) -> Iterator[Flask]:
    """With rows in each table that there was at a revision."""
    with place.own(tmp_path / "data", place.filled_at(request.param)) as app:
        yield app


def fill() -> None:
    """At least one row in every table."""
    build("hash", NOW)
    db.session.add_all(
        [
            Device(id=1, person_id=1, token_hash="t", created_at=NOW, expires_at=NOW),
            PushSubscription(device_id=1, **subscribed()),
            Invitation(
                space_id=1,
                inviter_id=1,
                guest_id=2,
                link_hash="l",
                code_hash="c",
                created_at=NOW,
                expires_at=NOW,
            ),
            Mail(kind=RESET, address="ada@example.org", locale="en", created_at=NOW, leased_until=NOW),
            Registration(
                token_hash="r",
                email="e",
                begun_at=NOW,
                name="E",
                zone="UTC",
                password_hash="p",
                first_weekday=0,
            ),
            AccountEventRow(person_id=1, kind="refused", at=NOW, browser="", system=""),
            CodeApp(person_id=1, secret="s", salt="s", used_step=1, made_at=NOW),
            Passkey(
                person_id=1,
                credential_id="c",
                public_key=b"k",
                handle="h",
                use_count=0,
                name="Phone",
                made_at=NOW,
            ),
            RecoveryCode(person_id=1, code_hash="r"),
            ReminderRow(person_id=1, space_id=1, kind="check-in", at=time(20), look_at=NOW),
            ReminderWays(person_id=1),
            PlannedReminder(key="k", person_id=1, at=NOW),
            Admission(link_hash="a", expires_at=NOW),
            AddressCode(email="e", code_hash="a", sent_at=NOW),
            DraftRow(author_id=1, kind="note", space_id=1, body="b"),
            Limit(key="reset", window=1, try_count=1),
            Cover(space_id=1, giver_id=1, covered_id=2, day=TODAY, line="", given_at=NOW),
            Feed(person_id=1, token_hash="f", neutral=True, made_at=NOW),
            SummaryLink(space_id=1, token_hash="s", made_at=NOW, ends_at=NOW),
            Printing(space_id=1, printed_on=TODAY, sections="tried"),
            Upload(person_id=1, name="f", content=b"c", sent_at=NOW),
            Half(person_id=1, space_id=1, claims=b"{}"),
            InsightRow(person_id=1, space_id=1, week_count=16, weeks=16, found=[]),
            TidingRow(person_id=1, space_id=1, kind="note", thing_id=1, at=NOW),
            UploadPart(person_id=1, sent_at=NOW, number=1, content=b"d"),
            *on_its_way(),
            Proposal(space_id=1, proposer_id=1, what=Way.STRICT, made_at=NOW),
            Hand(space_id=1, person_id=1, part="name"),
            Withdrawal(thing="notes", key="1", what="gone", at=NOW, listed=False),
            TalkRow(space_id=1, host_id=1, version=1, topic="", **columns_of(TALK)),
        ]
    )
    db.session.commit()
    db.session.remove()


def subscribed() -> dict[str, Any]:
    return {
        "person_id": 1,
        "endpoint": "https://push.example.org/",
        "endpoint_hash": "e",
        "p256dh": "p",
        "auth": "a",
        "browser": "",
        "system": "",
        "made_on": TODAY,
    }


def on_its_way() -> tuple[Space, Arrival]:
    stage = Space(id=99, name="", first_weekday=0, founded_on=TODAY, settled_through=TODAY)
    numbers = {"piece_count": 2, "done_count": 1}
    return stage, Arrival(person_id=1, space_id=1, stage_id=99, sent_at=NOW, mark="m", **numbers)
