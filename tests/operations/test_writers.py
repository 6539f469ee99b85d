import gc
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError

from tracker import extensions, writers
from tracker.extensions import db, prepare_sqlite, read_only
from tracker.models import Limit, Space
from tracker.writers import Queue, QueuedConnection, Waited, queue_for

A_MOMENT = 0.2
LITTLE = 0.5  # seconds, with one decimal at most


@pytest.fixture
def file(tmp_path):
    return tmp_path / "written.sqlite3"


@pytest.fixture
def engine(file):
    engine = create_engine(f"sqlite:///{file}", connect_args={"isolation_level": None})
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE lines (line INTEGER)"))
    yield engine
    engine.dispose()


@pytest.fixture
def impatient(monkeypatch):
    """Nobody waits as long as usual, for others here and for other processes."""
    for module in (extensions, writers):
        monkeypatch.setattr(module, "PATIENCE", LITTLE)


@contextmanager
def written_by_another_process(file):
    """What SQLite sees of another process: a lock that is none of this one's queue."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def write(engine, line=1):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO lines VALUES (:line)"), {"line": line})


def lines(engine):
    with engine.connect() as connection:
        return connection.scalars(text("SELECT line FROM lines ORDER BY rowid")).all()


def wait_until(true):
    for _ in range(2000):
        if true():
            return
        time.sleep(0.005)
    raise AssertionError("It never came to that.")


def is_free(file):
    return queue_for(str(file)).inside is None


def in_threads(count, act):
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(act, range(count)))


def test_nothing_is_lost_where_many_read_and_then_write(engine):
    def count_up(_number):
        for _ in range(10):
            with engine.begin() as connection:
                there = connection.scalar(text("SELECT count(*) FROM lines"))
                connection.execute(text("INSERT INTO lines VALUES (:line)"), {"line": there})

    in_threads(8, count_up)

    assert lines(engine) == list(range(80))


def test_writers_come_in_the_order_in_which_they_asked(engine, file):
    queue, threads = queue_for(str(file)), []
    with engine.begin() as first:
        first.execute(text("INSERT INTO lines VALUES (0)"))
        for number in range(1, 9):
            threads.append(threading.Thread(target=write, args=(engine, number)))
            threads[-1].start()
            wait_until(lambda number=number: len(queue.waiting) == number)
    for thread in threads:
        thread.join()

    assert lines(engine) == list(range(9))


def fail(engine):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO lines VALUES (1)"))
        raise KeyError


def fail_in_sql(engine):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))


def forget(engine):
    connection = engine.connect()
    connection.execute(text("INSERT INTO lines VALUES (1)"))
    del connection
    gc.collect()


def close_without_a_word(engine):
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO lines VALUES (1)"))


def invalidate(engine):
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO lines VALUES (1)"))
        connection.invalidate()


def detach(engine):
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO lines VALUES (1)"))
        connection.detach()


def die(engine):
    def begin():
        engine.connect().execute(text("INSERT INTO lines VALUES (1)"))

    thread = threading.Thread(target=begin)
    thread.start()
    thread.join()
    gc.collect()


def roll_back_in_sqlite(engine):
    """As SQLite does by itself when the disk is full."""
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO lines VALUES (1)"))
        connection.connection.dbapi_connection.execute("ROLLBACK")
        raise KeyError


@pytest.mark.parametrize(
    "end",
    [fail, fail_in_sql, forget, close_without_a_word, invalidate, detach, die, roll_back_in_sqlite],
)
def test_the_file_is_free_however_it_ends(engine, file, end):
    with suppress(KeyError, DBAPIError):
        end(engine)

    assert is_free(file)
    write(engine, 2)
    assert lines(engine) == [2]


def test_who_waits_too_long_is_told_that_the_database_was_locked(engine, file, impatient):
    with engine.begin(), pytest.raises(OperationalError) as raised:
        write(engine)  # the same thread over a second connection: it waits for itself, but not for ever

    assert isinstance(raised.value.orig, Waited)
    assert raised.value.orig.sqlite_errorname == "SQLITE_BUSY"
    assert "database is locked" in str(raised.value)
    assert is_free(file)
    assert not queue_for(str(file)).waiting
    write(engine)


def test_another_process_is_waited_for_in_sqlite(engine, file):
    with ThreadPoolExecutor(1) as threads:
        with written_by_another_process(file):
            waits = threads.submit(write, engine)
            wait_until(lambda: not is_free(file))
            assert not waits.done()
        waits.result(10)

    assert lines(engine) == [1]


def refusal_of(engine):
    with pytest.raises(OperationalError) as no:
        write(engine)
    return no.value


def test_who_has_waited_here_has_less_patience_with_other_processes(engine, file, impatient):
    with written_by_another_process(file), ThreadPoolExecutor(4) as threads:
        refusals = [threads.submit(refusal_of, engine)]
        wait_until(lambda: not is_free(file))
        time.sleep(LITTLE / 5)
        refusals += [threads.submit(refusal_of, engine) for _ in range(3)]
        raised = [each.result() for each in refusals]

    assert {error.orig.sqlite_errorname for error in raised} == {"SQLITE_BUSY"}
    assert is_free(file)
    assert patience_of_all(engine, 4) == [1000 * LITTLE] * 4


def patience_of_all(engine, count):
    """How many milliseconds connections of the pool wait for other processes."""
    with ExitStack() as stack:
        pooled = [stack.enter_context(closing(engine.raw_connection())) for _ in range(count)]
        return [each.driver_connection.execute("PRAGMA busy_timeout").fetchone()[0] for each in pooled]


def test_a_queue_is_of_one_file_alone(file, tmp_path):
    other = tmp_path / "other.sqlite3"
    beside = tmp_path / "." / "written.sqlite3"
    queue = queue_for(str(file))

    assert queue_for(str(beside)) is queue
    assert queue_for(str(other)) is not queue
    assert queue_for(":memory:") is queue_for("") is queue_for("file:a?mode=memory") is None


def test_a_turn_given_up_is_not_given():
    queue = Queue()
    first = queue.enter(1)
    with pytest.raises(Waited):
        queue.enter(0.01)
    queue.leave(first)
    queue.leave(first)

    assert queue.inside is None
    queue.enter(0.01)


def test_who_reads_waits_for_nobody(concurrent):
    with concurrent.app.app_context():
        db.session.execute(update(Space).values(name="Being written"))
        db.session.flush()

        def read():
            read_only()
            return set(db.session.scalars(select(Space.name)))

        (names,) = concurrent.at_once(read)
        db.session.rollback()

    assert "Being written" not in names


def test_what_is_read_is_of_one_moment(concurrent):
    def write_more():
        db.session.execute(insert(Limit).values(key="a", window=1, try_count=1))
        db.session.commit()

    with concurrent.app.app_context():
        read_only()
        before = db.session.scalar(select(func.count()).select_from(Limit))
        assert concurrent.at_once(write_more) == [None]
        after = db.session.scalar(select(func.count()).select_from(Limit))
        db.session.rollback()

        assert (before, after) == (0, 0)
        assert db.session.scalar(select(func.count()).select_from(Limit)) == 1


def test_the_application_queues(concurrent):
    if concurrent.app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        pytest.skip("PostgreSQL lets many write at once.")
    with concurrent.app.app_context():
        raw = db.session.connection().connection.dbapi_connection

        assert isinstance(raw, QueuedConnection)
        assert raw.queue.inside is raw.turn is not None
        db.session.remove()
        assert raw.queue.inside is raw.turn is None


def test_once_somebody_has_waited_in_vain_others_do_not_wait_as_long(engine, file):
    with closing(QueuedConnection(file, isolation_level=None)) as first:
        first.execute("PRAGMA busy_timeout=100")
        with written_by_another_process(file):
            with pytest.raises(sqlite3.OperationalError):
                first.begin_writing(A_MOMENT)
            assert first.queue.patience_of(5.0) == writers.A_WHILE
        first.begin_writing()
        first.rollback()

        assert first.queue.patience_of(5.0) == 5.0


# What is done to the file itself.


@pytest.fixture
def connection(engine):
    pooled = engine.raw_connection()
    yield pooled.driver_connection
    pooled.close()


def test_what_is_deleted_is_written_over_whatever_this_sqlite_would_do(engine, connection):
    connection.execute("PRAGMA secure_delete=OFF")

    prepare_sqlite(connection, SimpleNamespace(info={}))

    assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_the_log_is_emptied_unless_somebody_reads(engine, file, connection):
    log = file.with_name(f"{file.name}-wal")
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM lines").fetchall()
        with engine.begin() as other:
            other.execute(text("INSERT INTO lines VALUES (1)"))

        assert not connection.forget_log()
        assert log.stat().st_size > 0

    assert connection.forget_log()
    assert log.stat().st_size == 0


def test_whoever_writes_is_let_be_and_others_write_afterwards(engine, connection, monkeypatch):
    monkeypatch.setattr(writers, "A_WHILE", 0.05)
    (before,) = connection.execute("PRAGMA busy_timeout").fetchone()
    with engine.begin() as other:
        other.execute(text("INSERT INTO lines VALUES (1)"))
        with pytest.raises(Waited):
            connection.put_stamp(7)
        with pytest.raises(Waited):
            connection.write_anew()
        assert connection.stamp() == 0

    connection.write_anew()
    connection.put_stamp(7)

    assert connection.stamp() == 7
    assert connection.execute("PRAGMA busy_timeout").fetchone() == (before,)
    with engine.begin() as other:
        other.execute(text("INSERT INTO lines VALUES (2)"))
        assert other.scalar(text("SELECT count(*) FROM lines")) == 2
