"""The process that draws a picture, or looks at some, and ends: ``python -m tracker.wall.drawer draw``.

What it reads may be made to do harm. So before it reads it takes its own memory and time away, all but a little, and
before it decodes also every way to a file, to the network and to other processes.
"""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO

from tracker.domain.picture_files import WRONG, PictureKind, kind_of
from tracker.domain.pictures import MOST_BYTES, MOST_STORED_BYTES
from tracker.domain.refusals import Refused
from tracker.wall.tasks import DRAW, DRAWN, LENGTH_BYTES, SEEN, TASKS, UNSEEN, Task

BEHIND_PAGES = 5  # steps of priority, so that whoever reads is served first; a third of the time is left where all are busy
DRAWING = "tracker.wall.drawing"  # and all that it stands on, which has to fit in the memory there is


def main(name: str) -> None:
    """Do what is asked for, from the standard input to the standard output."""
    task = TASKS[name]
    bound(task)
    if task is DRAW:
        sys.stdout.buffer.write(answer_to(sys.stdin.buffer.read(MOST_BYTES + 1)))
    else:
        look_at(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def bound(task: Task) -> None:
    """Let this process wait for those that answer, and end by itself once it takes too much, whatever it is in the middle of."""
    os.nice(BEHIND_PAGES)
    allow(resource.RLIMIT_AS, task.memory)
    allow(resource.RLIMIT_CPU, task.seconds, at_last=task.seconds + 1)
    allow(resource.RLIMIT_CORE, 0)
    signal.alarm(task.until + 1)  # where whoever waits for the answer is gone


def shut_off() -> None:
    """From here on nothing can be opened any more."""
    allow(resource.RLIMIT_NOFILE, 0)


def allow(what: int, most: int, *, at_last: int | None = None) -> None:
    """Take no more than that of something; of time there is a little more between being asked to end and having to."""
    there = resource.getrlimit(what)[1]
    ends = [each if there == resource.RLIM_INFINITY else min(each, there) for each in (most, at_last or most)]
    resource.setrlimit(what, (ends[0], ends[1]))


def answer_to(content: bytes) -> bytes:
    """The picture in a file after the word `DRAWN`, or another word for what is wrong with it."""
    try:
        drawing = import_module(DRAWING)
        drawing.learn(kind_of(content))
        shut_off()
        picture: bytes = drawing.drawn(content).content
        return DRAWN + b"\n" + picture
    except Refused as no:
        return next(name for name, sentence in WRONG.items() if sentence == no.sentence).encode() + b"\n"


def look_at(sent: BinaryIO, told: BinaryIO) -> None:
    """Say of one picture after the other whether it can be seen."""
    drawing = import_module(DRAWING)
    drawing.learn(PictureKind.JPEG)
    shut_off()
    told.writelines(SEEN if drawing.can_be_seen(content) else UNSEEN for content in pictures_in(sent))


def pictures_in(sent: BinaryIO) -> Iterator[bytes]:
    while head := sent.read(LENGTH_BYTES):
        length = int.from_bytes(head)
        assert length <= MOST_STORED_BYTES
        yield sent.read(length)


if __name__ == "__main__":
    main(sys.argv[1])
