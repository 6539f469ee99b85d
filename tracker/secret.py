"""The secret that signs cookies and links, kept in a file that its owner alone may read."""

import os
from pathlib import Path

from tracker.readings import SHORTEST_SECRET
from tracker.refusing import StartError
from tracker.whole import unless_there, whole_file


class SecretError(StartError):
    """A file that should hold the secret and does not."""


def stored_secret(file: Path) -> str:
    """The secret in a file that its owner alone may read, made when it is not there yet; raises `SecretError`."""
    if not file.exists():
        make_secret(file)
    try:
        kept = file.read_text().strip()
    except UnicodeDecodeError:
        kept = ""  # what a power cut left of it
    if len(kept) < SHORTEST_SECRET or not kept.isprintable():
        raise SecretError(
            f"The secret in {file} is not complete: it should be at least {SHORTEST_SECRET} signs. Put it back from a "
            "backup, or delete the file: a new one is made then, and everybody logs in again."
        )
    return kept


def make_secret(file: Path) -> None:
    """Make a secret. Of two who do so at once, one counts."""
    with whole_file(file, named=unless_there) as new:
        new.write(os.urandom(SHORTEST_SECRET).hex().encode())
