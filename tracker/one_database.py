"""The one database: how the session finds it, and what each of the two kinds that it can be says in its own words.

What only the other kind would need is not loaded: it takes 2 MB of each worker.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Engine


class OneDatabase(Session):
    """A session of which all tables are in one place. Looked for anew with each statement, Today takes 1 % longer."""

    def __init__(self, db: SQLAlchemy, **options: Any) -> None:
        super().__init__(db, **options)
        self.place = db.engine

    def get_bind(self, *_asked: object, **_about: object) -> Engine:
        return self.place


def insert_on(kind: str) -> Callable[[Any], Any]:
    """What makes an insert that can say what is to be done where there is such a row already."""
    inserts: Callable[[Any], Any] = import_module(f"sqlalchemy.dialects.{kind}").insert
    return inserts


class Upsert(dict[str, Any]):
    """Such an insert into a table, by the kind of database, each made when it is asked for first."""

    def __init__(self, table: Any, makes: Callable[[Any], Any]) -> None:
        super().__init__()
        self.table, self.makes = table, makes

    def __missing__(self, kind: str) -> Any:
        self[kind] = self.makes(insert_on(kind)(self.table))
        return self[kind]
