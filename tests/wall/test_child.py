"""The process that draws: the worst of files cost it little, and it ends in time and with all that it had."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from resource import RUSAGE_CHILDREN, getrusage
from threading import Thread
from time import sleep

import pytest

from config import ROOT
from tests import worst_pictures as worst
from tests.logs import lines_in
from tests.pictures import colourful, file_of, pictures
from tests.processes import drawers
from tracker.domain.picture_files import CUT, EMPTY, HEAVY, LARGE, MANIFOLD, VAST, VAST_WEBP
from tracker.domain.pictures import MOST_BYTES, as_stored
from tracker.domain.refusals import Refused
from tracker.lines import Line
from tracker.wall.child import Exceeded, answer_of, end, started
from tracker.wall.drawer import BEHIND_PAGES
from tracker.wall.tasks import DRAW, DRAWN, LOOK

PATIENCE = 120
SENT = file_of(colourful((320, 240)))


def refusal(content):
    with pytest.raises(Refused) as refused:
        pictures.drawn(content)
    return refused.value.sentence


@pytest.fixture(autouse=True)
def nothing_is_left():
    """Whatever is sent, no process is there afterwards."""
    yield
    assert drawers() == []


WORST = {
    "scans": (lambda: worst.with_scans(worst.progressive(), 300), MANIFOLD),
    "a vast WebP": (lambda: worst.webp_of(16383, 16383), VAST_WEBP),
    "a vast WebP that moves": (lambda: worst.vast_moving_webp(), VAST_WEBP),
    "a WebP of many frames": (lambda: worst.moving_webp(600), MANIFOLD),
    "a vast PNG": (lambda: worst.png_of(30_000, 30_000), VAST),
    "a PNG of many frames": (lambda: worst.moving_png(600), MANIFOLD),
    "a vast HEIC": (lambda: worst.heic_of(20_000, 20_000), VAST),
    "a HEIC of many parts": (lambda: worst.heic_of_tiles(2000), MANIFOLD),
    "a JPEG cut short": (lambda: worst.progressive()[:-40], CUT),
    "a WebP cut short": (lambda: worst.webp_of(4000, 4000)[:-8], CUT),
    "a HEIC cut short": (lambda: worst.heic_of(64, 64)[:-8], CUT),
    "a PNG cut short": (lambda: worst.png_of(7000, 7000), CUT),
}


@pytest.mark.parametrize(("make", "said"), WORST.values(), ids=WORST)
def test_the_worst_files_are_refused_in_words_for_less_than_a_small_picture_takes(make, said):
    assert refusal(make()) == said


@pytest.mark.parametrize("count", [2, 100])
def test_of_what_moves_the_first_is_taken(count):
    for content in (worst.moving_webp(count), worst.moving_png(count)):
        assert pictures.drawn(content)


def test_what_is_empty_or_too_large_needs_no_process():
    before = getrusage(RUSAGE_CHILDREN)

    assert [refusal(b""), refusal(bytes(MOST_BYTES + 1))] == [EMPTY, LARGE]
    assert getrusage(RUSAGE_CHILDREN) == before


@pytest.mark.parametrize("task", [DRAW, LOOK], ids=lambda task: task.name)
def test_a_process_that_is_not_done_in_time_is_ended_though_the_pipe_to_it_is_full(task):
    with pytest.raises(Exceeded, match="longer than"):
        answer_of(replace(task, until=0.01), [bytes(MOST_BYTES)])


def test_an_answer_that_does_not_end_is_not_waited_for():
    with pytest.raises(Exceeded, match="more than 1000 bytes"):
        answer_of(replace(DRAW, longest_answer=1000), [SENT])


def kill_the_next():
    """Kill the process that draws as soon as there is one."""
    while not (found := drawers()):
        sleep(0.005)
    os.kill(found[0], signal.SIGKILL)


def test_one_that_is_killed_is_told_of_kindly(caplog):
    killer = Thread(target=kill_the_next)
    killer.start()

    said = refusal(worst.with_scans(worst.progressive(3000), 40))

    killer.join(PATIENCE)
    assert said == HEAVY
    assert lines_in(caplog) == [Line("no picture was drawn: the process was ended by signal 9")]


def test_where_no_process_can_be_started_that_is_said_and_stands_in_the_log(monkeypatch, caplog):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert refusal(SENT) == pictures.BROKEN
    assert lines_in(caplog) == [
        Line("no picture was drawn: no process could be started: No such file or directory")
    ]


def test_what_ends_by_itself_for_no_reason_of_the_picture_is_said_otherwise(monkeypatch, caplog, tmp_path):
    """As on a machine where what draws is not installed, or does not fit."""
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['PIL'] = None")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert refusal(SENT) == pictures.BROKEN
    assert lines_in(caplog) == [Line("no picture was drawn: the process ended with status 1")]


BOUND = """
import socket
import sys
from dataclasses import replace
from tracker.wall.drawer import answer_to, bound, shut_off
from tracker.wall.tasks import DRAW
bound(replace(DRAW, seconds={seconds}, until=600))
"""


def tried(program, sent=b"", seconds=1):
    """What becomes of a process that has bound itself and then does this."""
    return subprocess.run(
        [sys.executable, "-c", BOUND.format(seconds=seconds) + program],
        check=False,
        cwd=ROOT,
        input=sent,
        capture_output=True,
        timeout=PATIENCE,
    )


def test_it_can_neither_open_a_file_nor_a_way_to_the_network_nor_start_anything():
    done = tried(
        """
import subprocess
shut_off()
for act in (lambda: open("/etc/passwd"), socket.socket, lambda: subprocess.run(["true"])):
    try:
        act()
    except OSError as error:
        print(error.strerror)
"""
    )

    assert done.stdout == b"Too many open files\n" * 3


def test_it_gets_no_more_memory_than_it_may_have():
    done = tried("""
try:
    bytearray(513 * 2**20)
except MemoryError:
    print("none")
""")

    assert (done.stdout, done.returncode) == (b"none\n", 0)


@pytest.mark.parametrize(
    "make",
    [
        worst.png_full,
        lambda: worst.webp_of(4472, 4472),
        lambda: worst.with_scans(worst.progressive(7000, 2), 10),
    ],
    ids=["PNG", "WebP", "JPEG"],
)
def test_the_largest_that_may_be_fit_in_the_memory_there_is(make):
    done = tried("sys.stdout.buffer.write(answer_to(sys.stdin.buffer.read()))", make(), seconds=60)

    word, _end, picture = done.stdout.partition(b"\n")
    drawn = as_stored(picture)
    assert (word, drawn.width, drawn.height) == (DRAWN, 1600, 1600)


def test_it_ends_by_itself_once_it_has_worked_too_long():
    assert tried("while True: pass").returncode == -signal.SIGXCPU


def test_it_comes_after_those_that_answer_and_is_not_stopped_with_the_server():
    child = started(DRAW)
    try:
        while os.getpriority(os.PRIO_PROCESS, child.pid) != os.getpriority(os.PRIO_PROCESS, 0) + BEHIND_PAGES:
            assert child.poll() is None
            sleep(0.005)

        assert os.getsid(child.pid) == os.getsid(0)
        assert os.getpgid(child.pid) != os.getpgid(0)
    finally:
        end(child)


def test_it_knows_nothing_that_only_the_server_should(monkeypatch, tmp_path):
    monkeypatch.setenv("TEND_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("PGPASSWORD", "p" * 40)
    told = tmp_path / "told"
    (tmp_path / "sitecustomize.py").write_text(
        f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(' '.join(os.environ))"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    pictures.drawn(SENT)

    assert not {"TEND_SECRET_KEY", "PGPASSWORD"} & set(told.read_text().split())


def test_many_pictures_are_looked_at_in_one_go_and_each_is_told_of():
    kept = [pictures.drawn(SENT).content] * 400
    table = kept[0].index(b"\xff\xc4") + 5
    kept[270] = kept[0][:table] + b"\xff" * 16 + kept[0][table + 16 :]

    found = pictures.seen(kept)

    assert found == [place != 270 for place in range(400)]


def test_a_few_wait_for_their_turn_and_the_others_are_told():
    """The first is held up until those who come after it are there."""
    with ThreadPoolExecutor(8) as senders, pictures.TURN_TO_DRAW:
        waiting = [senders.submit(pictures.drawn, SENT) for _ in range(pictures.MOST_AT_ONCE)]
        while pictures.PLACES._value:
            sleep(0.005)
        assert refusal(SENT) == pictures.BUSY
        assert drawers() == []
        pictures.TURN_TO_DRAW.release()
        drawn = [each.result(PATIENCE) for each in waiting]
        pictures.TURN_TO_DRAW.acquire()

    assert len(set(drawn)) == 1


def test_whoever_waits_too_long_is_told_and_makes_room(monkeypatch):
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    with pictures.TURN_TO_DRAW:
        assert [refusal(SENT) for _ in range(pictures.MOST_AT_ONCE + 1)] == [pictures.BUSY] * 4

    assert pictures.drawn(SENT)
