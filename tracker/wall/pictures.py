"""Has the pictures that people send drawn again: one at a time, in a process that ends with it, while a few may wait.

Those that come back in an export are looked at likewise, all of them in one process, beside the one that draws.

Whoever waits here keeps one of the server's threads waiting too. So there is room for fewer than there are threads, and
whoever finds none is told at once; and nobody waits in the middle of a transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from tracker.domain.picture_files import EMPTY, HEAVY, LARGE, WRONG
from tracker.domain.pictures import MOST_BYTES, Drawn, as_stored
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.lines import Line, warn_of
from tracker.wall.child import Exceeded, Failed, answer_of
from tracker.wall.tasks import DRAW, DRAWN, LENGTH_BYTES, LOOK, SEEN

BUSY = _(
    "Others are sending pictures just now. Your words are kept: please choose yours once more in a moment."
)
BUSY_WITH_FILES = _(
    "Others are bringing pictures back just now. Please choose the file once more in a moment."
)
BROKEN = _(
    "Pictures cannot be drawn here just now. Your words are kept, and can be sent without one; whoever runs this Tend "
    "finds the reason in its log."
)
HEAVY_FILE = _(
    "Looking at the pictures in this file takes more time or memory than there is here. Please try it once more at a "
    "quieter time."
)
BROKEN_FILE = _(
    "The pictures in this file cannot be looked at just now; whoever runs this Tend finds the reason in its log."
)

MOST_AT_ONCE = 3
PATIENCE = 10.0
PLACES = BoundedSemaphore(MOST_AT_ONCE)
TURN_TO_DRAW, TURN_TO_LOOK = Lock(), Lock()


def drawn(content: bytes) -> Drawn:
    """The picture in a file as Tend keeps it; raises `Refused` with a sentence for whoever sent it."""
    if not content:
        raise Refused(EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(LARGE)
    with in_turn(TURN_TO_DRAW, BUSY), told(heavy=HEAVY, broken=BROKEN):
        word, _end, picture = answer_of(DRAW, [content]).partition(b"\n")
    if word != DRAWN:
        raise Refused(WRONG.get(word.decode("ascii", "replace"), HEAVY))
    found = as_stored(picture)
    if found is None:
        raise Refused(HEAVY)
    return found


def seen(pictures: Sequence[bytes]) -> list[bool]:
    """Of each of some files that are built as ours, whether there is a picture to see; all of them in one go."""
    if not pictures:
        return []
    pieces = [piece for each in pictures for piece in (len(each).to_bytes(LENGTH_BYTES), each)]
    with in_turn(TURN_TO_LOOK, BUSY_WITH_FILES), told(heavy=HEAVY_FILE, broken=BROKEN_FILE):
        answer = answer_of(LOOK, pieces)
    return [answer[place : place + 1] == SEEN for place in range(len(pictures))]


@contextmanager
def in_turn(turn: Lock, sentence: str) -> Iterator[None]:
    """Wait until nobody else has the turn; raises `Refused` with the sentence for one who finds too many waiting."""
    if not PLACES.acquire(blocking=False):
        raise Refused(sentence)
    try:
        if not turn.acquire(timeout=PATIENCE):
            raise Refused(sentence)
        try:
            yield
        finally:
            turn.release()
    finally:
        PLACES.release()


@contextmanager
def told(*, heavy: str, broken: str) -> Iterator[None]:
    """Say in one of two sentences why there is no answer, and in the log what the reason was."""
    try:
        yield
    except Failed as failure:
        warn_of(Line(f"no picture was drawn: {failure}"))
        raise Refused(heavy if isinstance(failure, Exceeded) else broken) from failure
