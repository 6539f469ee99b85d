"""Where what is measured is kept: a file of its own or, where `TEND_DATABASE_URL` names a PostgreSQL, a database of its own there.

Each is made beside the one that is named, and dropped afterwards, for which that must be a superuser's.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, make_url, text

URL = "TEND_DATABASE_URL"


@contextmanager
def kept_as(name: str) -> Iterator[dict[str, str]]:
    """What an environment must say for a database of its own, called so; nothing where files are meant."""
    url = os.environ.get(URL, "")
    if not url:
        yield {}
        return
    with database(url, f"tend_{name}_{secrets.token_hex(3)}") as there:
        yield {URL: there}


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """A new database on the server of another."""
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        run(server, f"CREATE DATABASE {name}")
        there = make_url(url).set(database=name, drivername="postgresql")
        yield there.render_as_string(hide_password=False)
    finally:
        run(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.dispose()


def run(server: Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(text(statement))
