"""Whether Tend can do its work now: write, with the tables it knows, the secret it began with, and room on the disk."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from flask import g
from sqlalchemy import Connection, insert, text

from config import Settings
from tracker.database import known_revisions
from tracker.extensions import db
from tracker.lines import Line, complain, say
from tracker.models import Limit
from tracker.starting import LEAST_FREE, file_of, free_bytes
from tracker.web.causes import after, cause_of

SECONDS_BETWEEN_LOOKS = 5.0
PATIENCE = 1  # seconds
REVISION = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, slots=True)
class Condition:
    """What a look found: "ok", or what is in the way, in words that name nobody and no place."""

    words: str

    @property
    def ready(self) -> bool:
        """Whether nothing is in the way."""
        return self.words == "ok"


class Readiness:
    """Looks when asked, at most once in five seconds and never twice at once; between looks it repeats itself."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.secret_kept = has_secret(settings.data / "secret", settings.secret_key)
        self.newest = known_revisions()[-1]
        self.turn = Lock()
        self.last: Condition | None = None
        self.looked_at = 0.0

    def answer(self) -> Condition:
        """What the last look found, if that is not long ago. Needs a request, which is what waits for locks."""
        if self.turn.acquire(blocking=self.last is None):
            try:
                if self.last is None or monotonic() - self.looked_at >= SECONDS_BETWEEN_LOOKS:
                    self.remember(Condition("; ".join(self.wrong()) or "ok"))
            finally:
                self.turn.release()
        return self.last or Condition("ok")

    def remember(self, found: Condition) -> None:
        """Keep what was found, and write a line when it is something new."""
        if found != (self.last or Condition("ok")):
            (say if found.ready else complain)(
                Line("Tend is ready again" if found.ready else f"Tend is not ready: {found.words}")
            )
        self.last, self.looked_at = found, monotonic()

    def wrong(self) -> Iterator[str]:
        """What is in the way."""
        if self.secret_kept and not has_secret(self.settings.data / "secret", self.settings.secret_key):
            yield "the secret is not what it was at the start"
        yield from self.wrong_with_disk()
        yield from self.wrong_with_database()

    def wrong_with_disk(self) -> Iterator[str]:
        """Whether there is room where Tend writes."""
        file = file_of(self.settings)
        try:
            if (
                min(map(free_bytes, {self.settings.data, file.parent if file else self.settings.data}))
                < LEAST_FREE
            ):
                yield "the disk is full"
        except OSError as error:
            yield cause_of(error).words

    def wrong_with_database(self) -> Iterator[str]:
        """Whether a row can be written, which is then taken back, and whether the tables are ours."""
        g.patience = PATIENCE
        try:
            with db.engine.connect() as connection:
                be_brief(connection)
                row = {"key": f"ready:{secrets.token_hex(8)}", "window": 0, "try_count": 1}
                connection.execute(insert(Limit).values(row))
                revision = connection.scalar(REVISION)
                connection.rollback()
        except Exception as error:  # noqa: BLE001
            yield after(cause_of(error), PATIENCE).words
            return
        if revision != self.newest:
            yield "the tables are not those of this Tend"


def be_brief(connection: Connection) -> None:
    """Have a database server answer soon or not at all. For a file, the patience of a request is enough."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{PATIENCE}s'")


def has_secret(file: Path, secret: str) -> bool:
    """Whether a file is there and holds the secret."""
    try:
        return file.read_text().strip() == secret
    except (OSError, UnicodeDecodeError):
        return False
