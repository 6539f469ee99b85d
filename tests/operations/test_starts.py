"""Starts at which something is wrong, as whoever runs Tend meets them: a sentence for each thing, and never a trace."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest

from config import ROOT, SettingError, read_settings
from tests.databases import furnish
from tests.disks import fill, only_readable, small_disk
from tests.operations.conftest import make_tables
from tests.operations.processes import surroundings, tend
from tests.whole import RUN
from tracker.domain.pushing import is_push_key
from tracker.push_key import stored_push_key
from tracker.secret import SecretError, stored_secret

SECRET = "x" * 64


@pytest.fixture
def folder(tmp_path):
    """A folder in which Tend has been started before, but for its database."""
    folder = tmp_path / "data"
    furnish(folder)
    (folder / "secret").write_text(SECRET)
    return folder


WRONG_SETTINGS = [
    ({"TEND_PORT": "eighty"}, "TEND_PORT is 'eighty', and should be a whole number from 0 to 65535."),
    ({"TEND_LOG": "xml"}, "TEND_LOG is 'xml', and should be one of text, json."),
    ({"TEND_LOG_REQUESTS": "yes"}, "TEND_LOG_REQUESTS is 'yes', and should be 0 or 1."),
    ({"TEND_SECRET_KEY": "hunter2"}, "TEND_SECRET_KEY should be at least 32 characters nobody can guess."),
    (
        {"TEND_DATABASE_URL": "mysql://tend:hunter2@db/tend"},
        "TEND_DATABASE_URL should be an address that begins with sqlite:/// or postgresql://.",
    ),
    (
        {"TEND_WORKERS": "2"},
        (
            "TEND_WORKERS is 2, and SQLite serves one process. "
            "Set TEND_DATABASE_URL to a PostgreSQL, or leave TEND_WORKERS at 1."
        ),
    ),
    (
        {"TEND_SMTP_HOST": "smtp://mail.example.org"},
        (
            "TEND_SMTP_HOST is 'smtp://mail.example.org', and should be the name of a server such as "
            "mail.example.org, without a port, which is TEND_SMTP_PORT."
        ),
    ),
    (
        {"TEND_SMTP_HOST": "mail.example.org", "TEND_SMTP_USER": "tend"},
        "TEND_SMTP_USER and TEND_SMTP_PASSWORD belong together: set both, or neither.",
    ),
    (
        {"TEND_SMTP_USER": "tend", "TEND_SMTP_PASSWORD": "hunter2"},
        "TEND_SMTP_USER is set and TEND_SMTP_HOST is not, so no mail could be sent. Set both, or neither.",
    ),
    (
        {"TEND_SMTP_PORT": "465"},
        "TEND_SMTP_PORT is 465, where mail servers speak TLS at once: set TEND_SMTP_SECURITY=tls.",
    ),
    (
        {"TEND_DATA": "~nobody-of-this-name"},
        "TEND_DATA is '~nobody-of-this-name', and should be a path; nobody here has the folder that begins it.",
    ),
    *[
        (
            {"TEND_MAIL_FROM": text},
            (
                f"TEND_MAIL_FROM is {text!r}, and should be an address such as tend@example.org, "
                "or Tend <tend@example.org>."
            ),
        )
        for text in (
            "tend",
            "tend@",
            "@example.org",
            "tend@192.0.2.5",
            "two@example.org, three@example.org",
            "Tend tend@example.org",
            "tend@exa mple.org",
            "tend@example.org\tBcc: x",
        )
    ],
]


@pytest.mark.parametrize(("environment", "sentence"), WRONG_SETTINGS)
def test_a_wrong_setting_is_said_in_one_sentence_that_shows_no_secret(environment, sentence):
    with pytest.raises(SettingError) as no:
        read_settings(environment)

    assert str(no.value) == sentence
    assert "hunter2" not in str(no.value)


@pytest.mark.parametrize(
    "text",
    [
        "tend@example.org",
        "Tend <tend@example.org>",
        "tend@home",
        "tend@[192.0.2.5]",
        "T+1 <t+1@[IPv6:2001:db8::1]>",
    ],
)
def test_a_sender_that_can_be_meant_is_taken(text):
    assert read_settings({"TEND_MAIL_FROM": text}).mail_from == text


def test_all_that_is_wrong_with_settings_is_said_at_once(folder):
    done = tend(
        "migrate",
        folder=folder,
        TEND_PORT="x",
        TEND_LOG="y",
        TEND_FLOWERS="1",
        TEND_PETALS="2",
        TEND_MAIL_FROM="z",
    )

    assert [line.split()[0] for line in done.stderr.splitlines()] == [
        "TEND_PORT",
        "TEND_MAIL_FROM",
        "TEND_LOG",
        "TEND_FLOWERS",
        "TEND_PETALS",
    ]
    assert (done.returncode, done.stdout) == (2, "")


LOOK_OF_A_SERVER = """
import sqlite3
from tracker.starting import main

sqlite3.sqlite_version_info = (3, 34, 1)
main()
"""


def test_all_that_is_wrong_with_the_machine_is_said_at_once(folder):
    (folder / "secret").write_text("short")
    (folder / "tend.sqlite3").write_text("no database, but a letter")

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", LOOK_OF_A_SERVER],
            env=surroundings(folder, {"TEND_PORT": str(port)}),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        f"Python's SQLite is {sqlite3.sqlite_version} here, and Tend needs 3.35 or newer",
        f"The secret in {folder}/secret is not complete",
        f"The file {folder}/tend.sqlite3 is no database. It is left as it is",
        f"Tend cannot listen at 127.0.0.1, port {port}",
    ]
    assert (done.returncode, done.stdout) == (1, "")
    assert (folder / "tend.sqlite3").read_text() == "no database, but a letter"


def database_in(folder):
    """A small database of Tend's kind."""
    database = sqlite3.connect(folder / "tend.sqlite3")
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE t (words text)")
    database.executemany("INSERT INTO t VALUES (?)", [("words " * 50,)] * 200)
    database.commit()
    return database


@contextmanager
def cut_short(folder):
    database_in(folder).close()
    file = folder / "tend.sqlite3"
    os.truncate(file, file.stat().st_size - 8192)
    yield "The database {folder}/tend.sqlite3 cannot be used: the database is damaged. Put a backup in its place."


@contextmanager
def scrambled(folder):
    database_in(folder).close()
    file = folder / "tend.sqlite3"
    content = bytearray(file.read_bytes())
    content[8192:9000] = b"\xff" * 808
    file.write_bytes(content)
    yield "The database {folder}/tend.sqlite3 cannot be used: the database is damaged. Put a backup in its place."


@contextmanager
def locked(folder):
    make_tables({"TEND_DATA": str(folder)})
    database = sqlite3.connect(folder / "tend.sqlite3", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    yield "The database does not answer: the database was locked."
    database.close()


@contextmanager
def file_only_readable(folder):
    database_in(folder).close()
    with only_readable(folder / "tend.sqlite3"):
        yield "The database {folder}/tend.sqlite3 cannot be written: the disk can only be read."


@contextmanager
def folder_only_readable(folder):
    with only_readable(folder):
        yield "The folder {folder} cannot be written: the disk can only be read."


@contextmanager
def of_zeros(folder):
    (folder / "secret").write_bytes(bytes(64))
    yield (
        "The secret in {folder}/secret is not complete: it should be at least 32 signs. Put it back from a backup, "
        "or delete the file: a new one is made then, and everybody logs in again."
    )


@contextmanager
def secret_is_a_folder(folder):
    (folder / "secret").unlink()
    (folder / "secret").mkdir()
    yield "The secret in {folder}/secret cannot be read or made: Is a directory."


@contextmanager
def of_a_newer_tend(folder):
    database = database_in(folder)
    database.execute("CREATE TABLE alembic_version (version_num text)")
    database.execute("INSERT INTO alembic_version VALUES ('8888')")
    database.commit()
    database.close()
    yield (
        "The database is at revision 8888, which this Tend does not know yet. It was used by a newer Tend: "
        "start that one, or put a backup back."
    )


@contextmanager
def with_a_table_in_the_way(folder):
    database = database_in(folder)
    database.execute("CREATE TABLE spaces (words text)")
    database.commit()
    database.close()
    yield (
        "The database could not be brought up to date, and nothing in it was changed: a fault of Tend's own: "
        "OperationalError in migrations/"
    )


WRONG = [
    cut_short,
    scrambled,
    locked,
    file_only_readable,
    folder_only_readable,
    of_zeros,
    secret_is_a_folder,
    of_a_newer_tend,
    with_a_table_in_the_way,
]


SOONER = """
from tracker import extensions, reaching

extensions.PATIENCE = reaching.PATIENCE = 0.2
"""


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_the_machine_is_said_in_one_sentence(folder, wrong):
    with wrong(folder) as sentence:
        done = tend("migrate", folder=folder, before=SOONER if wrong is locked and not RUN.whole else "")

    assert done.stderr.startswith(sentence.format(folder=folder))
    assert (done.stderr.count("\n"), done.returncode, done.stdout) == (1, 1, "")


def test_a_full_disk_is_said_in_one_sentence(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        fill(disk)
        full = tend("migrate", folder=disk)
        (disk / "ballast").unlink()
        with (disk / "ballast").open("wb") as file:
            file.write(bytes(20 * 2**20))
        nearly = tend("migrate", folder=disk)

    assert full.stderr == f"The folder {disk} cannot be written: the disk is full.\n"
    assert nearly.stderr.startswith(f"The folder {disk} has no room: the disk is full but for ")
    assert (full.returncode, nearly.returncode) == (1, 1)


def test_a_server_that_cannot_be_used_is_said_in_one_sentence(folder, tmp_path, postgres):
    postgres.create("reading")
    postgres.execute("ALTER DATABASE {} SET default_transaction_read_only = on", "reading")
    nowhere = tend("migrate", folder=folder, TEND_DATABASE_URL=postgres.url("nowhere"))
    reading = tend("migrate", folder=folder, TEND_DATABASE_URL=postgres.url("reading"))
    away = tend(
        "migrate", folder=folder, TEND_DATABASE_URL=f"postgresql://tend@/reading?host={tmp_path / 'nobody'}"
    )

    assert nowhere.stderr.startswith("The database does not answer: ")
    assert 'database "nowhere" does not exist' in nowhere.stderr
    assert reading.stderr == (
        "The database server can only be read. "
        "TEND_DATABASE_URL should name the one that takes what is written.\n"
    )
    assert away.stderr.startswith("The database does not answer: ")
    for done in (nowhere, reading, away):
        assert (done.stderr.count("\n"), done.returncode, done.stdout) == (1, 1, "")


def test_what_nobody_thought_of_is_one_sentence_without_anybodys_words(folder):
    done = tend(
        "migrate",
        folder=folder,
        before="import tracker.here as c\ndef fall(_s): raise ValueError('some words')\nc.set_up = fall",
    )

    assert re.fullmatch(
        r"Tend could not go on: a fault of Tend.s own: ValueError in tracker/here\.py:\d+\.\n", done.stderr
    )
    assert done.returncode == 1


def test_a_secret_is_made_once_whole_and_for_its_owner_alone(tmp_path):
    made = {stored_secret(tmp_path / "secret") for _ in range(3)}

    (secret,) = made
    assert len(secret) == 64
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_the_key_for_notices_is_made_once_whole_and_for_its_owner_alone(tmp_path):
    (key,) = {stored_push_key(tmp_path / "push-key") for _ in range(3)}

    assert is_push_key(key)
    assert [file.name for file in tmp_path.iterdir()] == ["push-key"]
    assert (tmp_path / "push-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "kept", [b"", bytes(43), b"A" * 43, b"_" * 43, b"A" * 42 + b"E\nmore", b"\xff" * 43, b"!" * 43]
)
def test_what_is_no_key_for_notices_is_said_and_left_as_it_is(tmp_path, kept):
    (tmp_path / "push-key").write_bytes(kept)

    with pytest.raises(SecretError, match="push-key is not complete"):
        stored_push_key(tmp_path / "push-key")

    assert (tmp_path / "push-key").read_bytes() == kept


def test_of_many_who_make_a_secret_at_once_all_have_the_same(tmp_path):
    line = (
        "import sys; from pathlib import Path; from tracker.secret import stored_secret; sys.stdin.read(1); "
    )
    line += f"print(stored_secret(Path({str(tmp_path / 'secret')!r})))"
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", line], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(8)
    ]
    for maker in makers:
        maker.stdin.write("x")
        maker.stdin.flush()
    said = {maker.communicate()[0] for maker in makers}

    assert len(said) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_disk_that_fills_while_the_secret_is_made_leaves_none(tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        ballast = fill(disk)

        with pytest.raises(OSError, match="No space left"):
            stored_secret(disk / "secret")

        assert [file.name for file in disk.iterdir()] == ["ballast"]
        ballast.unlink()
        assert len(stored_secret(disk / "secret")) == 64


def test_the_look_at_the_start_needs_neither_the_app_nor_a_server():
    heavy = "{'flask', 'sqlalchemy', 'werkzeug', 'psycopg', 'waitress'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, tracker.starting; print({heavy} & set(sys.modules))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "set()\n"
