"""Processes that serve: how they share a port, stop, die and are replaced."""

import os
import re
import selectors
import signal
import socket
import sys
import time
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event

import pytest
from sqlalchemy import select

from tests.databases import close, furnish, made
from tests.operations.processes import (
    PATIENCE,
    alive,
    answered_again,
    becomes_true,
    get,
    nurseries_of,
    started,
    tend,
    worker_in_a_hurry,
    workers_of,
)
from tests.whole import RUN
from tracker import chores as by_the_clock
from tracker.chores import SWEEP, Chore, Chores, chores_of
from tracker.database import known_revisions, migrate_to
from tracker.extensions import db
from tracker.models import Space

FORM = b"email=ada%40example.org&password=nothing"
HEAD = (
    b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: %d\r\n\r\n" % len(FORM)
)
IN_FLIGHT = 6 if RUN.whole else 0.5  # seconds, for the form that takes longest to arrive


@pytest.fixture
def folder(tmp_path, set_up):
    return set_up(tmp_path / "data")


SOONER = """
from tracker.server import allowances, connections, incoming

connections.SECONDS_TO_BEGIN = incoming.SECONDS_FOR_A_HEAD = 1.5
object.__setattr__(allowances.USUAL, "seconds", 2.0)
"""


@pytest.fixture(scope="module")
def serving(set_up, tmp_path_factory):
    """A server that is only looked at, or asked, at an address of the newer kind where there are any; who stalls there is
    told so sooner, but with `--whole`.
    """
    place = tmp_path_factory.mktemp("serving")
    more = {} if RUN.whole else worker_in_a_hurry(place / "first", SOONER)
    if has_newer_addresses():
        more["TEND_HOST"] = "::1"
    with started("run", folder=set_up(place / "data"), **more) as server:
        yield server


def has_newer_addresses():
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def test_what_is_in_flight_comes_to_its_end_when_it_stops(folder):
    with started("run", folder=folder) as server:
        requests = [InFlight(server.at, seconds=number * IN_FLIGHT / 24) for number in range(24)]
        assert get(server.address) == 200

        server.send_signal(signal.SIGTERM)
        statuses = answers_to(requests)

        assert server.wait(PATIENCE) == 0
    # Without a token it is no form of ours, and that is an answer.
    assert statuses == [b"HTTP/1.1 400"] * 24


class InFlight:
    """A form whose body takes a while to arrive, in pieces."""

    def __init__(self, at, seconds):
        self.socket = socket.create_connection(at, timeout=PATIENCE)
        self.socket.sendall(HEAD)
        self.pieces = [(seconds * number / 10, FORM[number * 4 : number * 4 + 4]) for number in range(10)]
        self.begun = time.monotonic()

    def go_on(self):
        while self.pieces and time.monotonic() - self.begun >= self.pieces[0][0]:
            self.socket.sendall(self.pieces.pop(0)[1])


def answers_to(requests):
    """The first words of each answer, once all bodies have been sent."""
    while any(each.pieces for each in requests):
        for each in requests:
            each.go_on()
        time.sleep(0.05)
    said = [each.socket.recv(65536)[:12] for each in requests]
    for each in requests:
        each.socket.close()
    return said


def test_nobody_is_taken_in_any_more_once_it_stops(folder):
    with started("run", folder=folder) as server, socket.create_connection(server.at) as idle:
        slow = InFlight(server.at, seconds=60)
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert idle.recv(65536).startswith(b"HTTP/1.1 200")
        server.send_signal(signal.SIGINT)

        assert becomes_true(lambda: refused(server.at))
        assert idle.recv(1) == b""
        server.send_signal(signal.SIGTERM)  # told twice, it stops at once
        assert server.wait(PATIENCE) == 0
        slow.socket.close()


def refused(at):
    try:
        socket.create_connection(at, timeout=PATIENCE).close()
    except ConnectionRefusedError:
        return True
    return False


def test_it_listens_at_an_address_of_the_newer_kind_too(serving):
    if not has_newer_addresses():
        pytest.skip("This machine has no IPv6.")
    assert re.fullmatch(r"http://\[::1\]:[1-9][0-9]*", serving.address)
    assert get(serving.address) == 200
    assert get(serving.address, "/login") == 200


def test_workers_end_with_the_process_that_watches_them(folder):
    with started("run", folder=folder) as server:
        [worker] = workers_of(server)
        server.kill()

        assert becomes_true(lambda: not alive(worker))


def test_the_process_that_watches_holds_no_application(serving):
    loaded = Path(f"/proc/{serving.pid}/maps").read_text()
    size = int(Path(f"/proc/{serving.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")

    assert not [
        each for each in ("sqlalchemy", "argon2", "markupsafe", "_brotli", "_hashlib") if each in loaded
    ]
    assert size < 32 * 2**20


def test_threads_keep_what_memory_is_free_in_one_place(serving):
    """As whoever runs it can see of the process; what they have set themselves counts."""
    [worker] = workers_of(serving)

    around = Path(f"/proc/{worker}/environ").read_bytes().split(b"\0")

    assert f"MALLOC_ARENA_MAX={os.environ.get('MALLOC_ARENA_MAX', '1')}".encode() in around


def test_who_stalls_is_told_so_and_keeps_nobody_waiting(serving):
    heads = [stalled(serving.at, HEAD[:40]) for _ in range(12)]
    bodies = [stalled(serving.at, HEAD + b"em") for _ in range(12)]
    silent = [stalled(serving.at, b"") for _ in range(12)]

    for _ in range(20):
        assert get(serving.address) == 200

    said = [read_all(each) for each in heads + bodies]
    assert {each[:12] for each in said} == {b"HTTP/1.1 408"} | {b"HTTP/1.0 408"}
    assert all(each.endswith(b"please send it once more.\n") for each in said)
    assert [read_all(each) for each in silent] == [b""] * 12


def stalled(at, said):
    client = socket.create_connection(at, timeout=PATIENCE)
    client.sendall(said)
    return client


def read_all(client):
    said = b""
    with client:
        while piece := client.recv(65536):
            said += piece
    return said


def test_five_hundred_connections_of_one_address_keep_nobody_out(serving):
    with selectors.DefaultSelector() as crowd:
        for _ in range(500):
            client = socket.create_connection(serving.at, timeout=PATIENCE)
            client.sendall(HEAD[:20])
            crowd.register(client, selectors.EVENT_READ)

        for _ in range(20):
            assert get(serving.address) == 200

        for key in list(crowd.get_map().values()):
            crowd.unregister(key.fileobj)
            key.fileobj.close()


# Several workers, and the nursery that forks them.


@pytest.fixture
def two_workers(postgres, tables, tmp_path):
    """What a server with two workers is started with."""
    return on_database(postgres, tmp_path, tables)


@pytest.fixture
def two_workers_on_older_tables(postgres, tmp_path):
    """The same, with tables that are not yet those of this Tend."""
    environment = on_database(postgres, tmp_path)
    app = made(environment["TEND_DATABASE_URL"], tmp_path)
    with app.app_context():
        migrate_to(known_revisions()[-2])
    close(app)
    return environment


def on_database(postgres, folder, template=None):
    postgres.create(folder.name, template)
    furnish(folder / "data")
    return {"folder": folder / "data", "TEND_WORKERS": "2", "TEND_DATABASE_URL": postgres.url(folder.name)}


@contextmanager
def both_started(**environment):
    """A server with two workers that both answer, and its nursery."""
    with started("run", **environment) as server:
        assert becomes_true(lambda: [threads_of(each) > 4 for each in workers_of(server)] == [True, True])
        [server.nursery] = nurseries_of(server)
        yield server


@pytest.fixture(scope="module")
def both_serving(postgres, tables, tmp_path_factory):
    """Two workers, and their nursery."""
    surroundings = on_database(postgres, tmp_path_factory.mktemp("both_serving"), tables)
    with both_started(**surroundings) as server:
        server.folder = surroundings["folder"]
        yield server


def threads_of(process):
    return len([*Path(f"/proc/{process}/task").iterdir()])


def open_in(process):
    return [str(each.readlink()) for each in Path(f"/proc/{process}/fd").iterdir()]


def sockets_of(process):
    return {each for each in open_in(process) if each.startswith("socket:")}


def test_several_workers_share_the_port_and_one_that_dies_is_replaced(both_serving):
    first, second = workers_of(both_serving)
    os.kill(first, signal.SIGKILL)

    assert becomes_true(lambda: len({*workers_of(both_serving)} - {first, second}) == 1)
    os.kill(second, signal.SIGKILL)
    assert answered_again(both_serving.address)
    assert nurseries_of(both_serving) == [both_serving.nursery]
    assert becomes_true(lambda: len({*workers_of(both_serving)} - {first, second}) == 2)
    said = [both_serving.stderr.readline().partition(" ")[2] for _ in range(3)]
    assert said == [
        "info Tend has started\n",
        *["warning a worker has ended (signal 9) and is replaced\n"] * 2,
    ]


def test_what_several_workers_have_in_common_lies_in_memory_once(both_serving):
    for worker in workers_of(both_serving):
        taken = memory_of(worker)
        assert taken["Private_Clean"] + taken["Private_Dirty"] < taken["Rss"] / 2


def memory_of(process):
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(said.split()[0]) for name, _colon, said in (line.partition(":") for line in lines)}


def test_who_forks_workers_has_no_threads_and_nothing_open_but_the_way_to_who_watches(both_serving):
    assert threads_of(both_serving.nursery) == 1
    assert len(sockets_of(both_serving.nursery)) == 1
    assert not [each for each in open_in(both_serving.nursery) if each.startswith(str(both_serving.folder))]


@pytest.mark.whole("of many processes that start at once one brings tables up to date in every run")
def test_older_tables_are_brought_up_to_date_before_several_workers_begin(two_workers_on_older_tables):
    with both_started(**two_workers_on_older_tables) as server:
        assert get(server.address, "/readyz") == 200
        [_backup] = two_workers_on_older_tables["folder"].glob("backups/*.zip")
    assert [line.partition(" ")[2] for line in server.log.splitlines()] == [
        "info Tend has started",
        "info Tend has stopped",
    ]


@pytest.mark.whole("of two workers each that dies is replaced in every run")
def test_workers_go_on_when_their_nursery_dies_and_another_takes_its_place(two_workers):
    with both_started(**two_workers) as server:
        first, second = workers_of(server)
        os.kill(server.nursery, signal.SIGKILL)

        assert get(server.address) == 200
        assert becomes_true(lambda: {*nurseries_of(server)} - {server.nursery})
        assert alive(first) and alive(second)
        os.kill(first, signal.SIGKILL)
        assert becomes_true(lambda: len(workers_of(server)) == 1)
        os.kill(second, signal.SIGKILL)
        assert answered_again(server.address)
        assert becomes_true(lambda: len(workers_of(server)) == 2)
    assert [line.partition(" ")[2] for line in server.log.splitlines()] == [
        "info Tend has started",
        "warning the nursery of the workers has ended (signal 9) and is replaced",
        "warning a worker has ended (unseen) and is replaced",
        "warning a worker has ended (unseen) and is replaced",
        "info Tend has stopped",
    ]


@pytest.mark.whole("one worker ends with the process that watches it in every run")
def test_several_workers_and_their_nursery_end_with_the_process_that_watches_them(two_workers):
    with both_started(**two_workers) as server:
        below = [server.nursery, *workers_of(server)]
        server.kill()

        assert becomes_true(lambda: not any(map(alive, below)))


@pytest.mark.whole("what is in flight on one worker comes to its end in every run")
def test_what_is_in_flight_on_several_workers_comes_to_its_end_when_they_stop(two_workers):
    with both_started(**two_workers) as server:
        first, second = workers_of(server)
        requests = [
            *in_flight(server.at, at=first, not_at=second),
            *in_flight(server.at, at=second, not_at=first),
        ]

        server.send_signal(signal.SIGTERM)

        assert answers_to(requests) == [b"HTTP/1.1 400"] * 24
        assert server.wait(PATIENCE) == 0
        assert not any(map(alive, (server.nursery, first, second)))


def in_flight(postgres, *, at, not_at):
    """A dozen forms that one worker has begun to take in."""
    before = len(sockets_of(at))
    os.kill(not_at, signal.SIGSTOP)
    requests = [InFlight(postgres, seconds=number * IN_FLIGHT / 12) for number in range(12)]
    assert becomes_true(lambda: len(sockets_of(at)) == before + 12)
    os.kill(not_at, signal.SIGCONT)
    return requests


@pytest.mark.whole("one worker that is told twice stops at once in every run")
def test_several_workers_that_are_told_twice_stop_at_once(two_workers):
    with both_started(**two_workers) as server:
        slow = [InFlight(server.at, seconds=60) for _ in range(8)]
        server.send_signal(signal.SIGTERM)

        assert becomes_true(lambda: refused(server.at))
        below = [server.nursery, *workers_of(server)]
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert not any(map(alive, below))
        for each in slow:
            each.socket.close()


@pytest.mark.whole("of two workers each that dies is replaced in every run")
def test_a_worker_that_cannot_begin_is_tried_again_while_others_answer(two_workers):
    lock = two_workers["folder"] / "in-use"
    with both_started(**two_workers) as server:
        first, second = workers_of(server)
        lock.unlink()
        lock.mkdir()
        os.kill(first, signal.SIGKILL)

        assert "worker has ended" in server.stderr.readline() + server.stderr.readline()
        assert re.search(
            "warning a worker could not begin: Tend could not go on: .+", server.stderr.readline()
        )
        assert get(server.address) == 200
        lock.rmdir()
        assert becomes_true(lambda: {second} < {*workers_of(server)})
        assert nurseries_of(server) == [server.nursery]


@pytest.mark.whole("one worker says the same sentences in every run")
def test_what_keeps_several_workers_from_starting_is_said_in_its_sentence(postgres, two_workers, tmp_path):
    with postgres.connection(tmp_path.name) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '8888'")
    (tmp_path / "places").write_text("no places")

    newer = tend("run", **two_workers)
    unreadable = tend("run", **two_workers, TEND_PLACES_FILE=str(tmp_path / "places"))

    assert newer.stderr == (
        "The database is at revision 8888, which this Tend does not know yet. It was used by a newer Tend: "
        "start that one, or put a backup back.\n"
    )
    assert unreadable.stderr.startswith("The file of places to turn to (TEND_PLACES_FILE) has to be mended")
    assert [(done.returncode, done.stdout) for done in (newer, unreadable)] == [(1, ""), (2, "")]


# The chores.


@pytest.fixture
def app(tmp_path):
    app = made("sqlite:///:memory:", tmp_path)
    yield app
    close(app)


SOON = timedelta(milliseconds=20)
A_DAY = date(2026, 3, 1)


def test_one_does_the_chores_and_when_it_stops_another(app):
    done, taken_over = Event(), Event()
    first = Chores(app, [Chore("first", SOON, lambda *_: done.set())])
    second = Chores(app, [Chore("second", SOON, lambda *_: taken_over.set())])
    first.start()
    assert done.wait(PATIENCE)
    second.start()

    assert not taken_over.wait(0.3)
    first.stop()
    assert taken_over.wait(PATIENCE)
    second.stop()


def test_what_is_due_once_an_hour_is_first_done_soon_after_the_start(app, monkeypatch):
    """Where Tend never runs for an hour, it would never be done."""
    assert timedelta(0) < by_the_clock.SOON <= timedelta(minutes=1)
    monkeypatch.setattr(by_the_clock, "SOON", SOON)
    done = []
    at_once = Event()
    hourly = Chore("hourly", timedelta(hours=1), lambda *_: (done.append(1), at_once.set()))

    chores = Chores(app, [hourly])
    chores.start()

    assert at_once.wait(PATIENCE)
    time.sleep(0.1)
    chores.stop()
    assert done == [1]


def test_a_chore_that_goes_wrong_is_done_again_and_tells_no_words(app, caplog):
    tried = []
    twice = Event()

    def goes_wrong(_settings, _now):
        tried.append(1)
        if len(tried) == 2:
            twice.set()
        raise ValueError("ada@example.org")

    chores = Chores(app, [Chore("odd things", SOON, goes_wrong)])
    chores.start()
    assert twice.wait(PATIENCE)
    chores.stop()

    assert caplog.records[0].msg.words.startswith(
        "odd things have to wait: a fault of Tend's own: ValueError"
    )
    assert "ada" not in caplog.text


def test_what_nobody_came_back_to_is_swept_by_the_clock(app):
    assert SWEEP in chores_of(app.config["TEND"])
    with app.app_context():
        db.create_all()
        db.session.add(Space(name="", first_weekday=0, founded_on=A_DAY, settled_through=A_DAY))
        db.session.commit()

    chores = Chores(app, [])
    chores.do(SWEEP)
    chores.stop()

    with app.app_context():
        assert db.session.scalars(select(Space.id)).all() == []


def test_a_worker_that_was_killed_gives_the_chores_back(app, tmp_path):
    held = "import fcntl, sys, time; f = open(sys.argv[1], 'a'); fcntl.flock(f, 2); print('held', flush=True); time.sleep(600)"
    done = Event()
    chores = Chores(app, [Chore("next", SOON, lambda *_: done.set())])
    with holding(held, tmp_path / "chores.lock") as holder:
        chores.start()
        assert not done.wait(0.3)

        holder.kill()
        assert done.wait(PATIENCE)
    chores.stop()


def holding(script, file):
    holder = Popen([sys.executable, "-c", script, str(file)], stdout=PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    return holder
