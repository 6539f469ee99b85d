"""What all parts share, made once here and bound to the application in ``app.py``."""

import sqlite3
from typing import TYPE_CHECKING, Any

from flask import has_request_context, request
from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Table(DeclarativeBase):
    """The base of every table, with names for constraints that migrations can rely on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class LogIns(LoginManager):
    """Knows people by their session alone. The second cookie that Flask-Login would read is none of ours."""

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        return None


db = SQLAlchemy(model_class=Table, session_options={"expire_on_commit": False})
login = LogIns()
csrf = CSRFProtect()
babel = Babel()
compress = Compress()

if TYPE_CHECKING:
    Model = Table
else:
    Model = db.Model


@event.listens_for(Engine, "connect")
def prepare_sqlite(connection: Any, _record: object) -> None:
    """Make SQLite keep its promises: foreign keys, and what is committed is on the disk."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def begin_sqlite(connection: Connection) -> None:
    """Take the lock for writing at once, or two who read first and write later would undo each other.

    A page that only reads takes none: so it must never write.
    """
    if connection.dialect.name == "sqlite":
        reading = has_request_context() and request.method in READING
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
