"""What Tend takes while nobody asks for anything, and once many have: its start, its memory, and whether that grows.

Two workers need a PostgreSQL, which `TEND_DATABASE_URL` names; without one they are left out. One has a file.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from config import ROOT, settings_from
from tracker.bench.client import HOST, OpenConnection, wait_for
from tracker.bench.databases import URL, kept_as
from tracker.bench.measure import visiting
from tracker.bench.processors import PROC, family, worked
from tracker.chores import SOON
from tracker.demo.serve import prepare

SECONDS_TO_START = 90
SECONDS_TO_STOP = 40
A_MOMENT = 3.0  # until a worker that has just begun is idle
WARM = 2000
MANY = 20_000
COMPILES = "PYTHONDONTWRITEBYTECODE"  # each start anew, which takes as long again


@dataclass(frozen=True, slots=True)
class StandingCost:
    """What a start takes, in seconds of the processor; megabytes of one worker, of two (0 where there was no PostgreSQL for
    them), and of one after some requests and its chores, and after many more: all processes, what several share counted once.
    """

    start: float
    one: float
    two: float
    warm: float
    after: float

    @property
    def growth(self) -> float:
        """How many times as much memory it takes after many requests as after some."""
        return self.after / self.warm


def measure_standing(now: datetime, many: int = MANY, warm: int = WARM) -> StandingCost:
    """Start Tend as people do, with the demo's half year in it, and look at it."""
    with TemporaryDirectory(prefix="tend-standing-") as folder:
        environment = {"TEND_DATA": folder, "TEND_CHANGES": "1000000"}
        settings = settings_from(environment)
        prepare(settings, now)
        with visiting(settings, now) as visitor:
            visits = [visit.sent(visitor.cookie)[0] for visit in visitor.visits(1).values()]
        asked = [each for stream in visits for each in stream if b" /floor" not in each]
        with running(environment) as (process_id, port):
            start = worked(process_id)
            time.sleep(A_MOMENT)
            one = megabytes(process_id)
            ask_for(asked, port, warm)
            time.sleep(
                SOON.total_seconds() + A_MOMENT
            )  # and the chores have been done once, which takes memory, too
            before = megabytes(process_id)
            ask_for(asked, port, many)
            return StandingCost(start, one, two_workers(now), before, megabytes(process_id))


def two_workers(now: datetime) -> float:
    """What two idle workers take, with the processes that watch them and fork them."""
    if not os.environ.get(URL):
        return 0.0
    with TemporaryDirectory(prefix="tend-standing-") as folder, kept_as("standing") as there:
        environment = {"TEND_DATA": folder, **there, "TEND_WORKERS": "2"}
        prepare(settings_from(environment), now)
        with running(environment) as (process_id, _port):
            time.sleep(A_MOMENT)
            return megabytes(process_id)


def ask_for(asked: list[bytes], port: int, count: int) -> None:
    """So many requests, one after the other."""
    with OpenConnection(port) as connection:
        for each in islice(cycle(asked), count):
            connection.send(each)
            connection.read()


@contextmanager
def running(environment: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Tend as `./tend run` starts it, by its process and port, as soon as it answers. It finds compiled what was started before."""
    others = {
        name: value for name, value in os.environ.items() if name != COMPILES and not name.startswith("TEND_")
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tracker", "run"],
        env={**others, **environment, "TEND_HOST": HOST, "TEND_PORT": "0"},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://[^:]+:([0-9]+)", server.stdout.readline())
            assert found is not None
            wait_for(int(found[1]), SECONDS_TO_START)
            yield server.pid, int(found[1])
        finally:
            server.terminate()
            server.wait(SECONDS_TO_STOP)


def megabytes(process_id: int) -> float:
    """What a process and all below it take of the memory, what several share counted once."""
    return sum(kilobytes(each) for each in family(process_id)) / 1024


def kilobytes(process_id: int) -> int:
    lines = Path(PROC / str(process_id) / "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
