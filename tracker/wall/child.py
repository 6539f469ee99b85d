"""Has a task done by a process of its own, which is ended in time whatever it does, and is gone once this returns.

The process is started afresh, never forked off one that has threads. It gets no more of the environment than finding
its modules takes: no secret of Tend's.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from signal import SIGXCPU
from time import monotonic
from typing import IO

from tracker.wall.tasks import Task

ROOT = Path(__file__).parents[2]
KEPT_OF_THE_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
A_PIECE = 65536


class Failed(Exception):
    """There is no answer, for a reason of the machine's, with words about it for whoever runs Tend."""


class Exceeded(Failed):
    """There is no answer, for the task took more than it may."""


def answer_of(task: Task, pieces: Iterable[bytes]) -> bytes:
    """What a process answers to what it is sent. Raises `Failed`, or `Exceeded` if it took too much of anything."""
    until = monotonic() + task.until
    child = started(task)
    try:
        answer = exchanged(child, pieces, task.longest_answer, until)
        status = child.wait(max(0, until - monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise Exceeded(f"it took longer than {task.until} s") from error
    finally:
        end(child)
    if status == -SIGXCPU:
        raise Exceeded(f"it took more than {task.seconds} s of work")
    if status < 0:
        raise Exceeded(f"the process was ended by signal {-status}")
    if status > 0:
        raise Failed(f"the process ended with status {status}")
    return answer


def started(task: Task) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT_OF_THE_ENVIRONMENT if name in os.environ}
    try:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "tracker.wall.drawer", task.name],
            bufsize=0,
            cwd=ROOT,
            env={**kept, "MALLOC_ARENA_MAX": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl+C is for the server, which lets what it has begun end. In a session of its own a process has its share of the
            # machine, however little it asks for.
            process_group=0,
        )
    except OSError as error:
        raise Failed(f"no process could be started: {error.strerror}") from error


def exchanged(child: subprocess.Popen[bytes], pieces: Iterable[bytes], most: int, until: float) -> bytes:
    """Send and read side by side, so that neither end waits for the other; raises `TimeoutError`."""
    answer, left = bytearray(), deque(memoryview(piece) for piece in pieces)
    stdin, stdout = pipes(child)
    os.set_blocking(stdin.fileno(), False)
    with DefaultSelector() as ends:
        ends.register(stdin, EVENT_WRITE, (stdin, partial(send, left)))
        ends.register(stdout, EVENT_READ, (stdout, partial(read, answer, most)))
        while ends.get_map():
            if monotonic() >= until:
                raise TimeoutError
            for ready, _events in ends.select(until - monotonic()):
                pipe, go_on = ready.data
                if not go_on(ready.fd):
                    ends.unregister(pipe)
                    pipe.close()
    return bytes(answer)


def send(left: deque[memoryview], end: int) -> bool:
    """Send the next of what is left; says whether there is more."""
    try:
        sent = os.write(end, left[0][:A_PIECE])
    except BlockingIOError:
        return True
    except BrokenPipeError:  # it has read enough
        return False
    left[0] = left[0][sent:]
    if not left[0]:
        left.popleft()
    return bool(left)


def read(answer: bytearray, most: int, end: int) -> bool:
    """Read what there is; says whether there may be more."""
    found = os.read(end, A_PIECE)
    answer += found
    if len(answer) > most:
        raise Exceeded(f"it answered more than {most} bytes")
    return bool(found)


def end(child: subprocess.Popen[bytes]) -> None:
    """Let nothing be left of it."""
    child.kill()
    child.wait()
    for pipe in pipes(child):
        pipe.close()


def pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert child.stdin is not None
    assert child.stdout is not None
    return child.stdin, child.stdout
