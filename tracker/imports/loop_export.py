"""Which file of an export is which.

The ZIP holds a table of habits, a folder for each habit that is named by its number and by what is
left of its name without signs and accents, and a table of all habits' days with a column for each.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.imports.loop_tables import refuse_too_many
from tracker.imports.loop_zip import files_in

HABITS = "habits.csv"
DAYS = "checkmarks.csv"
NUMBER = re.compile(r"(\d{1,6})(?:\s+|$)")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """The tables of an export as bytes, each empty where it is not there; folders are known by their names."""

    habits: bytes
    folders: Mapping[str, bytes]
    columns: bytes


def export_in(content: bytes) -> Export:
    """The tables in a ZIP, whether they lie at its root or in a folder that somebody put around them.

    A ZIP that holds none of them, or too much of them, is refused.
    """
    files = {tuple(name.split("/")): table for name, table in files_in(content, {HABITS, DAYS}).items()}
    root = root_of(files)
    inner = {path[len(root) :]: table for path, table in files.items() if path[: len(root)] == root}
    habits, columns = (table_at(inner, name) for name in (HABITS, DAYS))
    folders = {path[0]: table for path, table in inner.items() if len(path) == 2 and own_name(path) == DAYS}
    if not (habits or columns or folders):
        raise Refused(
            _(
                "There are no habits of Loop Habit Tracker in this ZIP. Please choose the ZIP that “Export as CSV” wrote."
            )
        )
    refuse_too_many(habits, *folders.values())
    return Export(habits, folders, columns)


def root_of(paths: Iterable[Path]) -> Path:
    """The folder with the table of habits; without one, the ZIP itself."""
    return min((path[:-1] for path in paths if own_name(path) == HABITS), key=len, default=())


def table_at(files: Mapping[Path, bytes], name: str) -> bytes:
    """The table of this name that lies in no folder, empty where there is none."""
    return next((table for path, table in files.items() if len(path) == 1 and own_name(path) == name), b"")


def own_name(path: Path) -> str:
    """The name of a file without its folders, in small letters."""
    return path[-1].casefold()


def numbered(folders: Collection[str], *, after: int) -> dict[str, int]:
    """The number of each folder's habit: its own, or for the folders of 1.2, which have none, the next ones.

    >>> numbered(["002 Read", "001", "Walk"], after=2)
    {'002 Read': 2, '001': 1, 'Walk': 3}
    """
    own = {folder: int(found[1]) for folder in folders if (found := NUMBER.match(folder))}
    free = max([after, *own.values()]) + 1
    others = [folder for folder in folders if folder not in own]
    return own | {folder: number for number, folder in enumerate(others, start=free)}


def name_in(folder: str) -> str:
    """What is left of a habit's name in the name of its folder.

    >>> name_in("002 Read"), name_in("Walk")
    ('Read', 'Walk')
    """
    found = NUMBER.match(folder)
    return (folder[found.end() :] if found else folder) or folder
