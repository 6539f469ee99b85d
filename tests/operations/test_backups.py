"""Backups, restores and power cuts with the processes that people run."""

import os
import signal
import subprocess
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from config import ROOT, settings_from
from tests.operations.processes import PATIENCE, command, started, surroundings, tend
from tests.visitors import TOKEN, Visitor
from tests.whole import many, only_whole
from tracker.accounts.actions import Newcomer, register
from tracker.accounts.tokens import digest
from tracker.app import create_app
from tracker.backups.package import Package
from tracker.domain.habits import HabitPlan, Mode
from tracker.domain.schedules import DAILY
from tracker.extensions import db
from tracker.habits import actions as habits
from tracker.holding import afresh
from tracker.models import Device, Tick, Track, Upload
from tracker.web.clock import now

ROUNDS = int(os.environ.get("ROUNDS_OF_POWER_CUTS", many(1, 2)))
WRITES = 50
TRACKS = 3
A_YEAR = 365
ROOM = 1 << 20
A_DAY = timedelta(days=1)


@pytest.fixture(
    params=[
        "sqlite",
        only_whole("postgresql", why="tests/backups makes and restores them on both in every run"),
    ]
)
def url(request):
    """The database that is served. What a server keeps while it is written to, tests/backups looks at in every run."""
    if request.param == "sqlite":
        yield ""
        return
    server, tables = request.getfixturevalue("postgres"), request.getfixturevalue("tables")
    server.create("served", tables)
    yield server.url("served")
    server.drop("served")


@pytest.fixture
def home(tmp_path, set_up):
    return set_up(tmp_path / "data")


class House:
    """A data folder with one person in it, who has habits since a year, and a browser that is logged in."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.more = folder, {"TEND_DATABASE_URL": url} if url else {}
        app = create_app(settings_from({"TEND_DATA": str(folder), **self.more}))
        with app.app_context():
            ada = afresh(register(Newcomer("Ada", "ada@example.org", "hash", "UTC", 0), now=now()))
            self.last = now().date()
            first = self.last - timedelta(days=A_YEAR)
            for number in range(TRACKS):
                plan = HabitPlan(4, f"habit {number}", Mode.ONE, DAILY, first, "", private=False)
                habits.plant(plan, by=ada, now=now())
            expires_at = now() + A_DAY
            db.session.add(
                Device(person_id=ada.id, token_hash=digest("token"), created_at=now(), expires_at=expires_at)
            )
            db.session.commit()
            self.tracks = list(db.session.scalars(select(Track.id)))
            db.session.remove()
            db.engine.dispose()
        visitor = Visitor.of("", app)
        visitor.session = {TOKEN: "a form token", "_user_id": "token", "_fresh": True}
        self.headers = {
            "Cookie": f"tend={visitor.get_cookie('tend').value}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.body = f"{TOKEN}={visitor.form_token()}"
        self.left = [
            (track, self.last - timedelta(days=age)) for age in range(A_YEAR) for track in self.tracks
        ]

    def tick(self, address, *, until, acknowledged):
        """Tick one day after the other, each once the one before was acknowledged, until told to stop or cut off."""
        connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
        with suppress(OSError, HTTPException):
            while self.left and not until.is_set():
                track, day = self.left.pop()
                path = f"/tracks/{track}/ticks/{day}"
                connection.request("POST", path, self.body, {**self.headers, "Referer": f"{address}/today"})
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 303, answer.status
                acknowledged.append((track, day))
        connection.close()

    def ticks(self, **elsewhere):
        """What the database holds."""
        app = create_app(settings_from({"TEND_DATA": str(self.folder), **self.more, **elsewhere}))
        with app.app_context():
            found = set(map(tuple, db.session.execute(select(Tick.track_id, Tick.day))))
            db.session.remove()
            db.engine.dispose()
        return found


@contextmanager
def ticking(house, address):
    acknowledged, done = [], Event()
    ticker = Thread(target=house.tick, args=(address,), kwargs={"until": done, "acknowledged": acknowledged})
    ticker.start()
    try:
        yield acknowledged
    finally:
        done.set()
        ticker.join()


def wait_for(acknowledged, count):
    waiting = Event()
    for _ in range(1200):
        if len(acknowledged) >= count:
            return
        waiting.wait(0.05)
    raise AssertionError(f"only {len(acknowledged)} writes were acknowledged in a minute")


def processes_of(server):
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [server.pid, *map(int, children)]


def test_nothing_acknowledged_is_lost_in_power_cuts(home, url):
    house = House(home, url)
    acknowledged_in_all = []
    for _ in range(ROUNDS):
        with started("run", folder=house.folder, **house.more) as server:
            with ticking(house, server.address) as acknowledged:
                wait_for(acknowledged, WRITES)
                for pid in processes_of(server):
                    os.kill(pid, signal.SIGKILL)
            acknowledged_in_all += acknowledged

        assert set(acknowledged_in_all) <= house.ticks()
        done = tend("check", folder=house.folder, **house.more)
        assert (done.returncode, done.stdout[:23], done.stderr) == (0, "All is as it must be: 5", "")


def test_a_backup_under_load_is_restored_elsewhere(home, tmp_path, url):
    house, backup = House(home, url), tmp_path / "backup.zip"
    with started("run", folder=house.folder, **house.more) as server:
        with ticking(house, server.address) as acknowledged:
            wait_for(acknowledged, 20)
            before = set(acknowledged)
            done = tend("backup", str(backup), folder=house.folder, **house.more)
            after = {*acknowledged}
        refused = tend("restore", str(backup), folder=house.folder, **house.more)

    assert done.stdout == (
        f"The backup is in {backup}\nThe secret is not in it. It is {house.folder / 'secret'}\n"
    )
    assert backup.stat().st_mode & 0o777 == 0o600
    assert (refused.returncode, refused.stderr) == (
        1,
        "Tend is running here. Stop it first, then put the backup back.\n",
    )
    elsewhere = tmp_path / "elsewhere"
    restored = tend("restore", str(backup), folder=elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert "everybody chooses a new password" in restored.stdout
    there = house.ticks(TEND_DATA=str(elsewhere), TEND_DATABASE_URL="")
    with Package(backup) as package:
        assert {part.name: part.row_count for part in package.manifest.tables}["ticks"] == len(there)
    assert before <= there
    assert len(after - there) < len(after)
    assert tend("check", folder=elsewhere).returncode == 0
    app = create_app(settings_from({"TEND_DATA": str(elsewhere)}))
    assert app.test_client().get("/today", headers=house.headers).location == "/login"
    with app.app_context():
        db.engine.dispose()


FULL = "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"


def test_a_full_disk_is_one_sentence(home):
    done = tend("backup", "-", folder=home, before=FULL)

    assert (done.returncode, done.stderr) == (1, "The backup could not be written: the disk is full.\n")


NARROW = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM}))"


def test_where_there_is_not_enough_room_nothing_of_it_stays(home, tmp_path):
    house, there = House(home, ""), tmp_path / "there"
    there.mkdir()
    app = create_app(settings_from({"TEND_DATA": str(house.folder)}))
    with app.app_context():
        db.session.add(Upload(person_id=1, name="f", content=os.urandom(2 * ROOM), sent_at=now()))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()

    done = tend("backup", str(there / "backup.zip"), folder=house.folder, before=NARROW)

    assert (done.returncode, done.stderr) == (
        1,
        f"The backup could not be written to {there / 'backup.zip'}: it would be larger than a file may be there.\n",
    )
    assert list(there.iterdir()) == []


def test_what_is_no_backup_is_one_sentence(tmp_path):
    folder, letter = tmp_path / "data", tmp_path / "letter.zip"
    letter.write_text("Dear Ben")

    done = tend("restore", str(letter), folder=folder)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{letter} is not a complete backup of Tend. Nothing was changed.\n"
    assert not list(folder.glob("tend.sqlite3*"))


def test_a_backup_goes_to_standard_output_and_into_the_folder(home, tmp_path):
    backups = tmp_path / "kept"

    done = subprocess.run(
        command("backup", "-"), env=surroundings(home, {}), cwd=ROOT, capture_output=True, check=True
    )
    (tmp_path / "out.zip").write_bytes(done.stdout)
    with Package(tmp_path / "out.zip") as package:
        package.verify()
    kept = tend("backup", folder=home, TEND_BACKUPS=str(backups))

    assert kept.returncode == 0
    assert [each.suffix for each in backups.iterdir() if each.name.startswith("tend-")] == [".zip"]


def test_what_is_wrong_is_said_and_mended_after_a_backup(home):
    house = House(home, "")
    app = create_app(settings_from({"TEND_DATA": str(house.folder)}))
    with app.app_context():
        long_ago = now() - 3 * A_DAY
        device = Device(person_id=1, token_hash="old", created_at=long_ago, expires_at=long_ago)
        db.session.add(device)
        db.session.commit()
        device_id = device.id
        db.session.remove()
        db.engine.dispose()

    found = tend("check", folder=house.folder)
    mended = tend("check", "--mend", folder=house.folder)

    assert found.returncode == 1
    assert found.stdout == (
        f"These have had their time, and are still there: 1 (devices {device_id}). "
        "./tend check --mend would remove them.\n"
    )
    assert mended.returncode == 0
    assert "Mended. Still not as they must be: 0.\n" in mended.stdout
    assert len(list((house.folder / "backups").glob("tend-*.zip"))) == 1
