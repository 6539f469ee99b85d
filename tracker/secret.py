"""The secret that signs cookies and links, kept in a file that its owner alone may read."""

import os
from pathlib import Path

from tracker.refusing import StartError

SHORTEST_SECRET = 32


class SecretError(StartError):
    """A file that should hold the secret and does not."""


def kept_secret(file: Path) -> str:
    """The secret in a file that its owner alone may read, made when it is not there yet; raises `SecretError`."""
    if not file.exists():
        make_secret(file)
    try:
        kept = file.read_text().strip()
    except UnicodeDecodeError:
        kept = ""  # what a power cut left of it
    if len(kept) < SHORTEST_SECRET or not kept.isprintable():
        raise SecretError(
            f"The secret in {file} is not whole: it should be at least {SHORTEST_SECRET} signs. Put it back from a "
            "backup, or delete the file: a new one is made then, and everybody logs in again."
        )
    return kept


def make_secret(file: Path) -> None:
    """Make a secret: whole and on the disk before it has its name, or not at all. Of two who do so at once, one counts."""
    made = file.with_name(f"secret-{os.urandom(8).hex()}")
    number = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(number, "w") as new:
            new.write(os.urandom(SHORTEST_SECRET).hex())
            new.flush()
            os.fsync(number)
        give_name(made, file)
    finally:
        made.unlink(missing_ok=True)
    synced(file.parent)


def give_name(made: Path, file: Path) -> None:
    """Let a file be known by its name, unless another is already."""
    try:
        os.link(made, file)
    except FileExistsError:
        pass
    except OSError:  # not every file system knows links
        made.rename(file)


def synced(folder: Path) -> None:
    """Have what was made in a folder outlive a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
