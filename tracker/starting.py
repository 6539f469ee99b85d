"""One look at what Tend stands on before it starts, so that whoever runs it reads at once all that is wrong.

It needs neither the app nor a server.
"""

import os
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from config import ROOT, Settings, completed, read_settings
from tracker.push_key import stored_push_key
from tracker.reaching import wrong_with_file, wrong_with_server
from tracker.refusing import StartError
from tracker.secret import SecretError, stored_secret
from tracker.web.causes import words_for

OLDEST_SQLITE = (3, 35)
LEAST_FREE = 8 * 2**20  # bytes that must be free on the disk
TRIAL = bytes(64 * 1024)


def ready_settings(environment: Mapping[str, str]) -> Settings:
    """The settings, once all that a command needs is as it should be; raises `SettingError` and `StartError`."""
    settings = read_settings(environment)
    refuse(wrong_with(settings))
    return completed(settings)


def settings_to_serve(environment: Mapping[str, str]) -> Settings:
    """The settings, once all that a server needs is as it should be; raises `SettingError` and `StartError`."""
    settings = read_settings(environment)
    refuse(wrong_to_serve(settings))
    return completed(settings)


def settings_to_restore(environment: Mapping[str, str]) -> Settings:
    """The settings, once all but the database is as it should be: a damaged one is why a backup is put back.

    Raises `SettingError` and `StartError`.
    """
    settings = read_settings(environment)
    in_folder = wrong_with_folder(settings.data)
    refuse([*wrong_with_sqlite(), *(in_folder or wrong_with_secret(settings))])
    return completed(settings)


def refuse(wrong: list[str]) -> None:
    """Go no further if anything is wrong."""
    if wrong:
        raise StartError("\n".join(wrong))


def wrong_to_serve(settings: Settings) -> list[str]:
    """All that keeps a server from starting, a sentence for each thing."""
    return [*wrong_with(settings), *wrong_with_port(settings.host, settings.port)]


def wrong_with(settings: Settings) -> list[str]:
    """All that keeps any command from starting, a sentence for each thing. It makes the folder and the secret if need be."""
    in_folder = wrong_with_folder(settings.data)
    return [
        *wrong_with_sqlite(),
        *in_folder,
        *(() if in_folder else wrong_with_secret(settings)),
        *(() if in_folder and lies_in(settings.data, settings) else wrong_with_database(settings)),
    ]


def lies_in(folder: Path, settings: Settings) -> bool:
    """Whether the database lies in a folder, so that what is wrong with that need not be said twice."""
    file = file_of(settings)
    return file is not None and file.parent == folder


def wrong_with_sqlite() -> Iterator[str]:
    """Old ones cannot say what they have just written, which Tend asks of every database."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        yield f"Python's SQLite is {sqlite3.sqlite_version} here, and Tend needs {oldest} or newer: install a newer Python."


def wrong_with_folder(folder: Path) -> list[str]:
    """Whether a folder can be made, written to, and has room."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix="trial-", dir=folder) as trial:
            trial.write(TRIAL)
            trial.flush()
            os.fsync(trial.fileno())
        free = free_bytes(folder)
    except OSError as error:
        return [f"The folder {folder} cannot be written: {words_for(error)}."]
    if free < LEAST_FREE:
        return [
            (
                f"The folder {folder} has no room: the disk is full but for {free // 1000} kB, and Tend wants "
                f"{LEAST_FREE // 2**20} MB."
            )
        ]
    return []


def free_bytes(folder: Path) -> int:
    """How much of the disk Tend may still fill."""
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize


def wrong_with_secret(settings: Settings) -> Iterator[str]:
    """Whether the secret and the key for notices are there and whole, where they are kept in the folder."""
    kept = (
        (settings.secret_key, "The secret", "secret", stored_secret),
        (settings.push_key, "The key for notices", "push-key", stored_push_key),
    )
    for given, what, name, stored in kept:
        file = settings.data / name
        try:
            given or stored(file)
        except SecretError as error:
            yield str(error)
        except OSError as error:
            yield f"{what} in {file} cannot be read or made: {words_for(error)}."


def wrong_with_database(settings: Settings) -> list[str]:
    """Whether the database can be used, wherever it is."""
    if settings.database_url.startswith("postgresql"):
        return list(wrong_with_server(settings.database_url))
    file = file_of(settings)
    if file is None:
        return []
    return wrong_with_folder(file.parent) or list(wrong_with_file(file))


def wrong_with_port(host: str, port: int) -> Iterator[str]:
    """Whether Tend can listen where it is told to."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        yield (
            f"Tend cannot listen at {host}, port {port}: {error.strerror or error}. "
            "TEND_HOST and TEND_PORT choose another place."
        )


def file_of(settings: Settings) -> Path | None:
    """The file of an SQLite database; nothing where it is elsewhere."""
    if not settings.database_url:
        return settings.data / "tend.sqlite3"
    kind, _slashes, rest = settings.database_url.partition(":///")
    name = rest.partition("?")[0]
    return ROOT / "instance" / name if kind == "sqlite" and name not in ("", ":memory:") else None


def main() -> None:
    """Look, and end with 0 if a server can start."""
    os.umask(0o077)
    try:
        settings_to_serve(os.environ)
    except StartError as error:
        print(error, file=sys.stderr)
        sys.exit(error.code)


if __name__ == "__main__":
    main()
