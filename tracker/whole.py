"""Writes files that come to be whole and on the disk, or not at all, whatever happens on the way."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO


def in_the_place(made: Path, file: Path) -> None:
    """Let a file that is made have a name, in the place of whatever had it."""
    made.replace(file)


def unless_there(made: Path, file: Path) -> None:
    """Let a file that is made have a name, unless another has it already. Of two who do so at once, one counts."""
    try:
        os.link(made, file)
    except FileExistsError:
        pass
    except OSError:  # not every file system knows links
        made.rename(file)


@contextmanager
def whole_file(file: Path, *, named: Callable[[Path, Path], None] = in_the_place) -> Iterator[IO[bytes]]:
    """A file that comes to be when all is in it and on the disk; else nothing of it stays. Its owner alone may read it."""
    temporary = import_module(
        "tempfile"
    ).NamedTemporaryFile  # loaded here: it takes 0.5 MB of the process that watches
    stream = temporary(dir=file.parent, prefix=f".{file.name}.", suffix=".part", delete=False)
    made = Path(stream.name)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        named(made, file)
    finally:
        made.unlink(missing_ok=True)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Have on the disk what was named, renamed or removed in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
