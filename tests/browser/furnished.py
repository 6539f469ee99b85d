"""Folders for servers, made ready once a run: whoever tests first makes them, the others wait. Each server gets a copy.

A server starts four seconds sooner where tables and assets are there already, and what is furnished before it starts
keeps nobody waiting who writes.
"""

import fcntl
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.browser.couples import Household
from tests.browser.households import furnish
from tests.browser.server import environment_in
from tests.databases import published
from tests.operations.conftest import make_tables


@dataclass(frozen=True)
class Folders:
    """A folder in which nobody lives, one in which people do, and where the things of their couples are."""

    empty: Path
    furnished: Path
    households: dict[str, Household]


def folders_in(base: Path, zone: str) -> Folders:
    """What was made ready below a folder, or is now."""
    empty, furnished, inventory = base / "empty", base / "furnished", base / "furnished.json"
    with (base / "furnishing.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not inventory.exists():
            make(empty)
            found = furnish(shutil.copytree(empty, furnished), zone)
            inventory.write_text(json.dumps({key: asdict(each) for key, each in found.items()}))
    found = {key: Household(**each) for key, each in json.loads(inventory.read_text()).items()}
    return Folders(empty, furnished, found)


def make(folder: Path) -> None:
    """Make a folder with tables and assets, and nobody in it."""
    shutil.copytree(
        published().name, folder / "static"
    )  # whoever began with a link would lose it with this process
    make_tables(environment_in(folder))
