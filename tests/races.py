"""What several people do at once, on a database that several connections can use."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from tests.world import World
from tracker import extensions
from tracker.extensions import db

PATIENCE = 60.0  # seconds for a lock, where Tend gives up after five


@dataclass(frozen=True)
class Place:
    """An application whose database takes several connections, and the world in it."""

    app: Flask
    world: World

    def at_once(self, *acts: Callable[[], Any]) -> list[Any]:
        """Do things in threads that set off together; gives back what each returned, or what it raised."""
        line = Barrier(len(acts))
        with self.app.app_context():
            engine = db.engine

        def in_thread(act: Callable[[], Any]) -> Any:
            with self.app.app_context():
                line.wait()
                try:
                    return act()
                except Exception as error:  # noqa: BLE001 - handed to the test
                    db.session.rollback()
                    return error

        with patient(engine), ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(in_thread, acts))


@contextmanager
def patient(engine: Engine) -> Iterator[None]:
    """Let whoever waits for a lock of somebody's wait for as long as the other may take on a busy machine."""

    def wait_long(connection: Any, *_: object) -> None:
        connection.execute(f"SET lock_timeout = '{PATIENCE}s'; SET statement_timeout = '{PATIENCE}s'")
        connection.commit()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extensions, "PATIENCE", PATIENCE)
        if engine.dialect.name == "postgresql":
            event.listen(engine, "checkout", wait_long)
        yield
    if engine.dialect.name == "postgresql":
        event.remove(engine, "checkout", wait_long)
        engine.dispose()
