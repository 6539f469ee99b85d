"""What the processors work for a server, and which of them does what while commits are compared.

Where a system moves a server from one processor to another between its threads, all it does costs a quarter more, and some
programs are moved more than others: that says more of the machine and of the minute than of a page.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROC = Path("/proc")
# All that there are for us, before anything is kept on one of them.
PROCESSORS = frozenset(os.sched_getaffinity(0))
OF_SERVERS = max(PROCESSORS)


@contextmanager
def kept_apart(process_id: int) -> Iterator[None]:
    """Keep a server, and all that it starts, on one processor, the same for all of them, and this process meanwhile off that,
    where there are several.
    """
    before = os.sched_getaffinity(0)
    for each in family(process_id):
        for task in (PROC / str(each) / "task").iterdir():
            os.sched_setaffinity(int(task.name), {OF_SERVERS})
    os.sched_setaffinity(0, PROCESSORS - {OF_SERVERS} or PROCESSORS)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def family(process_id: int) -> Iterator[int]:
    """A process and all below it."""
    yield process_id
    for task in (PROC / str(process_id) / "task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def worked(process_id: int) -> float:
    """How many seconds a process and all below it have worked so far."""
    tasks = PROC / str(process_id) / "task"
    own = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9
    below = " ".join((task / "children").read_text() for task in tasks.iterdir())
    return own + sum(worked(int(each)) for each in below.split())
