"""What several people do at once, on a database that several connections can use."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from flask import Flask

from tests.world import World
from tracker.extensions import db


@dataclass(frozen=True)
class Place:
    """An application whose database takes several connections, and the world in it."""

    app: Flask
    world: World

    def at_once(self, *acts: Callable[[], Any]) -> list[Any]:
        """Do things in threads that set off together; gives back what each returned, or what it raised."""
        line = Barrier(len(acts))

        def in_thread(act: Callable[[], Any]) -> Any:
            with self.app.app_context():
                line.wait()
                try:
                    return act()
                except Exception as error:  # noqa: BLE001 - handed to the test
                    db.session.rollback()
                    return error

        with ThreadPoolExecutor(len(acts)) as threads:
            return list(threads.map(in_thread, acts))
