"""What all parts share, made once here and bound to the application in ``app.py``."""

import sqlite3
from collections.abc import Callable, MutableMapping
from time import perf_counter
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar, cast

from flask import Response, current_app, g, has_request_context, request
from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, ExceptionContext, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from tracker.one_database import OneDatabase
from tracker.writers import QueuedConnection, queue_for

READING = frozenset({"GET", "HEAD", "OPTIONS"})
READS = "tend_reads"

P = ParamSpec("P")
T = TypeVar("T")


class Table(DeclarativeBase):
    """The base of every table, with names for constraints that migrations can rely on.

    What is taken back is written down by the database itself (`models/watching.py`), unless a table says why not:
    ``unwatched``. ``hidden_by`` is the column that hides a row from the partner, or words in it, and the value with which
    it does, where it is not ``shared``. Rows that are all in their key are back with it: ``comes_back``.
    """

    unwatched: ClassVar[str] = ""
    hidden_by: ClassVar[tuple[str, bool | None] | None] = None
    comes_back: ClassVar[bool] = False

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
    """Knows people by their session alone. The second cookie that Flask-Login would read and send is none of ours, nor what it
    would know a browser by: to look for either takes a small page 2 % longer.
    """

    def _session_protection_failed(self) -> bool:
        return False

    def _update_remember_cookie(self, response: Response) -> Response:
        return response

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        return None


db = SQLAlchemy(model_class=Table, session_options={"class_": OneDatabase, "expire_on_commit": False})
login = LogIns()
csrf = CSRFProtect()
babel = Babel()
compress = Compress()

if TYPE_CHECKING:
    Model = Table
else:
    Model = db.Model


# How long a request waits for locks in all, and whoever has no request each time.
PATIENCE = 5.0
# What one statement may take to get a lock and in all, and how long a transaction may stand idle.
BOUNDS = (
    ("lock_timeout", round(PATIENCE)),
    ("statement_timeout", 20),
    ("idle_in_transaction_session_timeout", 60),
)


def patience_left() -> float:
    """How many more seconds whoever asks may wait for a lock: a request in all as long as others each time."""
    if not has_request_context():
        return PATIENCE
    return 0.0 if g.get("given_up") else max(0.0, g.get("patience", PATIENCE) - waited())


def waited() -> float:
    """How many seconds this request has waited for locks so far."""
    return float(g.get("waited", 0.0))


def count_wait(seconds: float) -> None:
    """Add to what this request has waited."""
    if has_request_context():
        g.waited = waited() + seconds


@event.listens_for(Engine, "do_connect")
def queue_for_sqlite(dialect: Any, _record: object, _arguments: object, options: dict[str, Any]) -> None:
    """Let those who write to one file queue for it."""
    if dialect.name == "sqlite":
        options["factory"] = QueuedConnection


@event.listens_for(Engine, "connect")
def prepare_sqlite(connection: Any, record: Any) -> None:
    """Make SQLite keep its promises: foreign keys, what is committed is on the disk, and what is deleted is not."""
    if isinstance(connection, sqlite3.Connection):
        be_patient(connection, record.info)
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")


def be_patient(connection: sqlite3.Connection, known: MutableMapping[Any, Any]) -> None:
    """Have SQLite wait no longer than is left. Mostly nobody has waited, and it knows already."""
    patience = round(patience_left(), 1)
    if known.get("patience") != patience:
        connection.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
        known["patience"] = patience


@event.listens_for(Engine, "begin")
def begin_sqlite(connection: Connection) -> None:
    """Take the lock for writing at once, or two who read first and write later would undo each other.

    A page that only reads takes none: so it must never write. Nor does what said so: `read_only`, `only_looks`.
    """
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, QueuedConnection):
        return
    be_patient(raw, connection.info)
    began = perf_counter()
    try:
        if reads(connection):
            raw.begin_reading()
        else:
            raw.begin_writing(patience_left())
    except sqlite3.Error as error:
        note_lock(error)
        raise DBAPIError.instance("BEGIN", None, error, sqlite3.Error) from error
    finally:
        count_wait(perf_counter() - began)


def reads(connection: Connection) -> bool:
    """Whether a transaction that begins will only read."""
    said: bool | None = connection.get_execution_options().get(READS)
    return has_request_context() and is_a_look() if said is None else said


def is_a_look() -> bool:
    """Whether a request asks for something to read: as pages are asked for, or by a form whose view `only_looks`."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in READING or getattr(view, "only_looks", False)


def only_looks(view: Callable[P, T]) -> Callable[P, T]:
    """Let a form's view read as pages do. For what is looked for by words, which are to stand in no address."""
    view.only_looks = True  # type: ignore[attr-defined]
    return view


def read_only() -> None:
    """Begin anew, and only read until the next commit or rollback: one moment is seen, and nobody is kept from writing.

    Whatever was not committed is undone.
    """
    db.session.rollback()
    options: dict[str, Any] = {READS: True}
    if db.engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    db.session.connection(execution_options=options)


def forget_at_once() -> None:
    """Leave nothing of what is gone in SQLite's log, and have the next sweep write the file anew; outside of any transaction.

    Where somebody is in the way, that sweep does both.
    """

    def forget(file: QueuedConnection) -> None:
        file.put_stamp(0)
        file.forget_log()

    beside_all(forget)


def beside_all(act: Callable[[QueuedConnection], object]) -> None:
    """Do something to SQLite's file itself, beside all transactions, unless somebody is in the way. There may be no file."""
    file = db.engine.url.database
    if db.engine.dialect.name != "sqlite" or queue_for(file or "") is None:
        return
    pooled = db.engine.raw_connection()
    try:
        act(cast(QueuedConnection, pooled.driver_connection))
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
    finally:
        pooled.close()


@event.listens_for(Engine, "handle_error")
def give_up(context: ExceptionContext) -> None:
    """Whoever has met a lock that did not open waits for no other."""
    note_lock(context.original_exception)


def note_lock(error: BaseException) -> None:
    if is_busy(error) and has_request_context():
        g.given_up = True


def is_busy(error: BaseException) -> bool:
    """Whether SQLite says that somebody else was in the way."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


@event.listens_for(Engine, "connect")
def prepare_postgresql(connection: Any, _record: object) -> None:
    """Have PostgreSQL give up what takes too long, so that nobody waits for ever and nothing is held for ever."""
    if isinstance(connection, sqlite3.Connection):
        return
    connection.autocommit = True
    connection.execute("; ".join(f"SET {name} = '{seconds}s'" for name, seconds in BOUNDS))
    connection.autocommit = False


@event.listens_for(Session, "after_commit")
def note_saved(_session: Session) -> None:
    """Remember for an error page that something was saved already."""
    if has_request_context():
        g.saved = True


@event.listens_for(Engine, "commit")
def note_saving(connection: Connection) -> None:
    """A server that goes away during a commit may have done it or not."""
    if connection.dialect.name == "postgresql" and has_request_context():
        g.saved = True
