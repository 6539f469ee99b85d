"""`python -m tracker`, as whoever runs Tend types it."""

import re
import signal
import socket
import sqlite3
import stat
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select, update

from config import ROOT, Settings, settings_from
from tests.operations.processes import (
    PATIENCE,
    get,
    in_a_hurry,
    started,
    tend,
    tend_from_nothing,
    worker_in_a_hurry,
)
from tests.smtp import SmtpServer
from tests.whole import RUN
from tracker.accounts import actions
from tracker.accounts.actions import Newcomer
from tracker.app import create_app
from tracker.cli import tend as cli
from tracker.demo.build import build
from tracker.extensions import db
from tracker.models import Person, Track
from tracker.web.clock import now
from tracker.web.mails import write_mail


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def settled(tmp_path, set_up):
    """A folder in which Tend has been started before."""
    return set_up(tmp_path / "data")


def test_the_launcher_lists_every_command_there_is():
    told = subprocess.run([ROOT / "tend", "help"], capture_output=True, text=True, check=True).stdout

    assert set(re.findall(r"^  \./tend (\S+)", told, re.MULTILINE)) == {
        "test",
        "mutants",
        "lint",
        *cli.commands,
    }


def test_the_version_is_the_same_whoever_says_it(folder):
    told = subprocess.run([ROOT / "tend", "--version"], capture_output=True, text=True, check=True).stdout

    done = tend_from_nothing("--version", folder=folder)

    assert (done.stdout, done.stderr, done.returncode) == (told, "", 0)
    assert re.fullmatch(r"Tend \d+\.\d+\.\d+\n", told)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TEND_PORT", "eighty", "TEND_PORT is 'eighty', and should be a whole number from 0 to 65535.\n"),
        ("TEND_WORKERS", "0", "TEND_WORKERS is '0', and should be a whole number from 1 to 64.\n"),
        ("TEND_FLOWERS", "ten", "TEND_FLOWERS is no setting of Tend. ./tend settings lists them all.\n"),
        (
            "TEND_HOST",
            "192.0.2.1",
            (
                "TEND_PUBLIC_URL is not set. With TEND_HOST=192.0.2.1 it should be the address people type, "
                "such as http://tend.local:8000.\n"
            ),
        ),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(folder, name, value, said):
    done = tend("run", folder=folder, **{name: value})

    assert (done.stderr, done.stdout) == (said, "")
    assert done.returncode == 2


def test_mistakes_in_the_file_of_places_are_named_by_line(folder, tmp_path):
    file = tmp_path / "places.toml"
    file.write_text('[[place]]\nname = "Near"\nkind = "near"\nphone = "112"\n\n[[place]]\nname = "Far"\n')

    done = tend("run", folder=folder, TEND_PLACES_FILE=str(file))

    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition(str(file))[2][:9] for line in done.stderr.splitlines()] == [
        "",
        ", line 3:",
        *[", line 6:"] * 2,
    ]


def test_a_place_one_cannot_listen_at_is_said_in_one_sentence(folder):
    done = tend("run", folder=folder, TEND_HOST="192.0.2.1", TEND_PUBLIC_URL="http://tend.local:8000")

    assert (done.stderr, done.stdout) == (
        (
            "Tend cannot listen at 192.0.2.1, port 0: Cannot assign requested address. "
            "TEND_HOST and TEND_PORT choose another place.\n"
        ),
        "",
    )
    assert done.returncode == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "letter").touch()

    done = tend("run", folder=tmp_path / "letter" / "data")

    assert done.returncode == 2
    assert done.stderr == (
        f"TEND_DATA is '{tmp_path}/letter/data', and should be a folder, and there is a file in its place "
        "or on the way to it.\n"
    )


def test_a_database_that_is_away_is_said_in_one_sentence(folder):
    done = tend("migrate", folder=folder, TEND_DATABASE_URL="postgresql://tend:secret@127.0.0.1:1/tend")

    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: ")
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def test_settings_are_listed_without_their_secrets(folder):
    done = tend(
        "settings",
        folder=folder,
        TEND_SECRET_KEY="a secret of thirty-two characters",
        TEND_SMTP_PASSWORD="another secret",
        TEND_DATABASE_URL="postgresql://tend:third-secret@db/tend",
    )

    for each in Settings.__dataclass_fields__.values():
        assert f"{each.metadata['name']} = " in done.stdout
        assert each.metadata["help"] in done.stdout
    assert f"TEND_DATA = {folder}\n" in done.stdout
    assert "TEND_DATABASE_URL = postgresql://tend:***@db/tend\n" in done.stdout
    assert "secret of" not in done.stdout
    assert "another secret" not in done.stdout
    assert not folder.exists()


def test_a_reset_link_leads_to_the_page_for_a_new_password(settled):
    app = create_app(settings_from({"TEND_DATA": str(settled)}))
    with app.app_context():
        actions.register(Newcomer("Ada", "ada@example.org", "hash", "UTC", 0), now=now())
        db.session.commit()
        db.engine.dispose()

    done = tend("reset-link", "Ada@example.org", folder=settled, TEND_PUBLIC_URL="https://tend.example.org")

    assert re.fullmatch(r"https://tend\.example\.org/reset/\S+\n", done.stdout)
    assert app.test_client().get(urlsplit(done.stdout.strip()).path).status_code == 200
    with app.app_context():
        told = db.session.scalars(select(Person.id).where(Person.link_made_at.is_not(None))).all()
        assert told == [db.session.scalar(select(Person.id).where(Person.email == "ada@example.org"))]
        db.session.remove()
        db.engine.dispose()


def test_streaks_are_folded_again_and_what_was_wrong_is_counted(settled):
    settings = settings_from({"TEND_DATA": str(settled)})
    app = create_app(settings)
    with app.app_context():
        build("hash", now())
        db.session.execute(
            update(Track)
            .where(Track.id.in_(select(Track.id).order_by(Track.id).limit(2)))
            .values(state="", rules=0, settled_through=date(2020, 1, 1))
        )
        db.session.commit()
        count = db.session.scalar(select(func.count()).select_from(Track)) + 1
        db.session.remove()
        db.engine.dispose()

    # No start folds anything, so that nobody waits for it: the command finds them.
    assert tend("rebuild", folder=settled).stdout == (f"Folded again: {count}. Put right: 2.\n")
    with app.app_context():
        assert db.session.scalars(select(Track.state).where(Track.state == "")).all() == []
        one = select(Track.id).where(Track.state.contains('"value":0.')).limit(1)
        db.session.execute(
            update(Track).where(Track.id.in_(one)).values(state=func.replace(Track.state, "0.", "0.9"))
        )
        db.session.commit()
        db.session.remove()
        db.engine.dispose()

    assert tend("rebuild", folder=settled).stdout.endswith("Put right: 1.\n")


def test_a_reset_link_for_nobody_says_so(settled):
    done = tend("reset-link", "nobody@example.org", folder=settled)

    assert (done.returncode, done.stderr) == (1, "Error: Nobody here has the address nobody@example.org.\n")


def test_of_several_who_named_an_address_a_name_says_whose_link_it_is(settled):
    app = create_app(settings_from({"TEND_DATA": str(settled)}))
    with app.app_context():
        for name in ("Eve", "Mallory"):
            actions.register_unconfirmed(Newcomer(name, "eve@example.org", "hash", "UTC", 0), now=now())
        db.session.commit()
        db.engine.dispose()

    unsaid = tend("reset-link", "eve@example.org", folder=settled)
    done = tend("reset-link", "eve@example.org", "--name", "Eve", folder=settled)

    assert unsaid.returncode == 1
    assert unsaid.stderr == (
        'Error: 2 have named the address eve@example.org, and none has confirmed it: "Eve", "Mallory". '
        "Say who is meant with --name.\n"
    )
    assert app.test_client().get(urlsplit(done.stdout.strip()).path).status_code == 200
    with app.app_context():
        told = db.session.scalars(select(Person.name).where(Person.link_made_at.is_not(None))).all()
        assert told == ["Eve"]
        db.session.remove()
        db.engine.dispose()


def test_mails_cannot_be_sent_where_no_server_is_set(folder):
    done = tend("send-mails", folder=folder)

    assert done.stderr == "Error: No mail server is set. TEND_SMTP_HOST names one.\n"


def test_a_first_start_makes_all_that_is_needed_and_stops_when_told(folder, tmp_path):
    with started("run", folder=folder, elsewhere=tmp_path) as server:
        assert get(server.address) == 200
        kept = (folder / "secret").read_text()
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)

    assert server.returncode == 0
    assert server.said == f"Tend is at {server.address} — stop it with Ctrl+C\n"
    assert [line.split(" ", 1)[1] for line in server.log.splitlines()] == [
        "info Tend has started",
        "info Tend has stopped",
    ]
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "tend.sqlite3").stat().st_mode) == 0o600
    assert len(kept) == 64


@pytest.mark.whole("every run serves and restores what others have put there, and is stopped by Ctrl+C")
def test_a_second_start_goes_on_with_what_is_there(settled):
    keep = "INSERT INTO limits VALUES ('kept', 1, 1)"
    with sqlite3.connect(settled / "tend.sqlite3") as database:
        database.execute(keep)
    database.close()
    secret = (settled / "secret").read_text()

    with started("run", folder=settled) as server:
        assert get(server.address) == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE) == 0

    database = sqlite3.connect(settled / "tend.sqlite3")
    assert database.execute("SELECT key FROM limits").fetchall() == [("kept",)]
    database.close()
    assert (settled / "secret").read_text() == secret


def test_a_port_in_use_is_said_in_one_sentence(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = tend("run", folder=folder, TEND_PORT=str(port))

    assert done.returncode == 1
    assert done.stderr == (
        f"Tend cannot listen at 127.0.0.1, port {port}: Address already in use. "
        "TEND_HOST and TEND_PORT choose another place.\n"
    )


SOONER = """
from dataclasses import replace
from datetime import timedelta

from tracker import chores

chores.MAILS = replace(chores.MAILS, every=timedelta(seconds=0.1))
"""


@pytest.fixture(scope="module")
def serving(set_up, tmp_path_factory):
    """A server that nobody stops, with a server for its mails, which go out sooner, but with `--whole`."""
    place = tmp_path_factory.mktemp("serving")
    folder = set_up(place / "data")
    with SmtpServer() as post:
        how = {"TEND_SMTP_HOST": post.host, "TEND_SMTP_PORT": str(post.port), "TEND_SMTP_SECURITY": "none"}
        how |= {} if RUN.whole else worker_in_a_hurry(place / "first", SOONER)
        with started("run", folder=folder, **how) as server:
            server.folder, server.post = folder, post
            yield server


def test_mails_go_out_while_the_server_runs(serving):
    app = create_app(settings_from({"TEND_DATA": str(serving.folder)}))
    with app.app_context():
        actions.register(Newcomer("Ada", "ada@example.org", "hash", "UTC", 0), now=now())
        write_mail(actions.RESET, "ada@example.org", locale="en", now=now())
        db.session.commit()
        db.engine.dispose()

    (mail,) = serving.post.wait_for(1, timeout=PATIENCE)

    assert f"{serving.address}/reset/" in mail.get_content()


def test_a_second_server_of_one_file_is_refused(serving):
    second = tend("run", folder=serving.folder)

    assert get(serving.address) == 200
    assert second.returncode == 1
    assert (
        second.stderr
        == f"Another Tend serves {serving.folder} already, and SQLite is for one. Stop that one first.\n"
    )


WITH_TABLES = """
import shutil
from tracker.demo import serve

def with_tables(settings, now, prepare=serve.prepare):
    shutil.copytree({first!r}, settings.data, symlinks=True, dirs_exist_ok=True)
    prepare(settings, now)

serve.prepare = with_tables
"""


@pytest.fixture
def with_tables(tmp_path, set_up):
    """What the demo begins with: what a first start makes is there already, but with `--whole`."""
    first = set_up(tmp_path / "made")
    return {} if RUN.whole else in_a_hurry(tmp_path / "first", WITH_TABLES.format(first=str(first)))


@pytest.mark.whole("the demo is built, and keeps to settings of its own, in every run")
def test_the_demo_shows_two_people_and_leaves_ones_own_tend_alone(folder, with_tables):
    with started("demo", folder=folder, TEND_SMTP_HOST="mail.example.org", **with_tables) as server:
        assert get(server.address) == 200
        assert get(server.address, "/login") == 200

    assert "ada@example.org or ben@example.org" in server.said
    assert "Password  ten small things" in server.said
    assert not folder.exists()


@pytest.mark.parametrize("words", [("check",), ("backup",)])
def test_a_folder_named_by_mistake_is_not_made_into_a_tend(folder, words):
    done = tend(*words, folder=folder)

    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"There is no Tend in {folder} yet. TEND_DATA should name the folder that it lies in.\n"
    )
    assert not folder.exists()


def test_a_backup_goes_into_a_device_and_not_in_its_place(settled):
    done = tend("backup", "/dev/null", folder=settled)

    assert done.returncode == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize("password", ["hunter 2", "hunter%2"])
def test_an_address_of_a_database_that_cannot_be_read_is_not_repeated(folder, password):
    done = tend("migrate", folder=folder, TEND_DATABASE_URL=f"postgresql://tend:{password}@localhost/tend")

    assert done.returncode == 1
    assert done.stderr.startswith("TEND_DATABASE_URL is no address that PostgreSQL can read")
    assert "hunter" not in done.stderr
