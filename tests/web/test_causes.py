"""Errors of the databases, the system and mail servers, as they really come about."""

import errno
import re
import smtplib
import socket
import sqlite3
import ssl

import psycopg
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError, OperationalError

from tracker import extensions
from tracker.mails.causes import mail_cause_of
from tracker.web.causes import after, cause_of

WORDS = "words that nobody else may read"


def raised(act, *about, **more):
    """What something raises."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        act(*about, **more)
    return caught.value


def test_a_database_that_is_locked_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(extensions, "PATIENCE", 0)  # nobody comes to an end
    file = tmp_path / "tend.sqlite3"
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 0, "isolation_level": None})

    error = raised(lambda: engine.connect().exec_driver_sql("BEGIN IMMEDIATE"))

    assert isinstance(error, OperationalError)
    assert after(cause_of(error), 4.98).words == "the database was locked for 5 s"
    assert after(cause_of(error), 0.2).words == "the database was locked"
    assert cause_of(error).again
    holder.close()
    engine.dispose()


def test_a_file_that_is_no_database_says_so(tmp_path):
    file = tmp_path / "tend.sqlite3"
    file.write_text(WORDS * 100)
    engine = create_engine(f"sqlite:///{file}")

    error = raised(lambda: engine.connect().exec_driver_sql("SELECT * FROM sqlite_master"))

    assert isinstance(error, DatabaseError)  # of which an OperationalError is but one kind
    assert cause_of(error).words == "the file of the database holds no database"
    engine.dispose()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EMFILE, "too many files are open"),
        (errno.EIO, "the disk cannot be read or written"),
        (errno.EACCES, "a file may not be opened"),
    ],
)
def test_what_the_system_refuses_has_a_name(number, words):
    assert cause_of(OSError(number, WORDS, WORDS)).words == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "the database cannot be written"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk cannot be read or written"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "the disk is full"),
        (sqlite3.SQLITE_CORRUPT, "the database is damaged"),
        (sqlite3.SQLITE_CANTOPEN, "the database cannot be opened"),
    ],
)
def test_each_code_of_sqlite_has_a_name(code, words):
    error = sqlite3.OperationalError(WORDS)
    error.sqlite_errorcode = code

    assert cause_of(error).words == words


def test_an_error_within_another_is_found():
    full = OSError(errno.ENOSPC, WORDS)
    outer = RuntimeError(WORDS)
    outer.__cause__ = full

    assert cause_of(outer).words == "the disk is full"


def test_all_else_is_a_fault_of_our_own_with_its_place_and_no_words():
    def fall():
        return {}[WORDS]

    cause = cause_of(raised(fall))

    assert re.fullmatch(r"a fault of Tend's own: KeyError in tests/web/test_causes\.py:\d+", cause.words)
    assert not cause.again


def test_an_error_that_is_its_own_cause_comes_to_an_end():
    one, other = RuntimeError(), RuntimeError()
    one.__cause__, other.__cause__ = other, one

    assert cause_of(one).words == "a fault of Tend's own: RuntimeError"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("SET statement_timeout = 20; SELECT pg_sleep(5)", "the database took too long to answer"),
        ("SET transaction_read_only = on; CREATE TABLE t (a int)", "the database cannot be written"),
        ("SET ROLE nobody_here", "a fault of Tend's own: DataError in tests/web/test_causes.py:"),
        ("DO $$ BEGIN RAISE SQLSTATE '53100'; END $$", "the disk is full"),
        ("DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$", "the database was locked"),
        ("DO $$ BEGIN RAISE SQLSTATE 'XX001'; END $$", "the database is damaged"),
        ("SELECT pg_terminate_backend(pg_backend_pid())", "the database server is away"),
    ],
)
def test_what_postgresql_refuses_has_a_name(postgres, statement, words):
    engine = create_engine(postgres.url("postgres"))
    connection = engine.connect()

    error = raised(connection.exec_driver_sql, statement)

    assert cause_of(error).words.startswith(words)
    connection.invalidate()
    connection.close()
    engine.dispose()


def test_a_lock_of_another_connection_says_so(postgres):
    with (
        psycopg.connect(postgres.url("postgres")) as holder,
        psycopg.connect(postgres.url("postgres")) as other,
    ):
        holder.execute("CREATE TABLE held (a int)")
        holder.commit()
        holder.execute("LOCK TABLE held")
        other.execute("SET lock_timeout = 20")

        assert cause_of(raised(other.execute, "SELECT * FROM held")).words == "the database was locked"


def test_a_server_that_is_not_there_is_away():
    assert cause_of(raised(psycopg.connect, "postgresql://x:y@127.0.0.1:1/tend")).words == (
        "the database server is away"
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, WORDS.encode()), "the mail server refused the password"),
        (
            smtplib.SMTPRecipientsRefused({WORDS: (550, b"")}),
            "the mail server refused the address a mail was for",
        ),
        (smtplib.SMTPServerDisconnected(WORDS), "the mail server hung up"),
        (smtplib.SMTPDataError(554, WORDS.encode()), "the mail server refused a mail"),
        (ssl.SSLCertVerificationError(1, WORDS), "nobody vouches for the certificate of the mail server"),
        (socket.gaierror(-2, WORDS), "the name of the mail server is not known"),
        (TimeoutError(WORDS), "the mail server did not answer in time"),
        (ConnectionRefusedError(111, WORDS), "the mail server is away"),
    ],
)
def test_what_a_mail_server_refuses_has_a_name(error, words):
    assert mail_cause_of(error).words == words
