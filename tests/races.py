"""What several people do at once, on a database that several connections can use."""

from collections.abc import Callable, Iterator, Mapping
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
        set_bounds(connection, {"lock_timeout": PATIENCE, "statement_timeout": PATIENCE})

    def wait_no_longer(connection: Any, *_: object) -> None:
        set_bounds(connection, dict(extensions.BOUNDS))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extensions, "PATIENCE", PATIENCE)
        if engine.dialect.name != "postgresql":
            yield
            return
        event.listen(engine, "checkout", wait_long)
        event.listen(engine, "checkin", wait_no_longer)
        yield
        event.remove(engine, "checkout", wait_long)
        event.remove(engine, "checkin", wait_no_longer)


def set_bounds(connection: Any, bounds: Mapping[str, float]) -> None:
    """Say how many seconds each may take on a connection, which stays as open as it was."""
    connection.execute("; ".join(f"SET {name} = '{seconds}s'" for name, seconds in bounds.items()))
    connection.commit()
