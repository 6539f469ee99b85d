"""Pictures that go with a note: how large they may be, and whether one is as Tend itself keeps them.

What somebody sends is never kept: it is drawn again as a plain JPEG, which every phone, every printer and every later
program can read, and which holds the picture and nothing else.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

MOST_BYTES = 10 * 2**20
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
MOST_STORED_BYTES = 300_000
DESCRIPTION_LENGTH = 300

BEGIN, END = b"\xff\xd8", b"\xff\xd9"
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
TABLES, FRAME, SCAN = (0xDB, 0xC4), 0xC2, 0xDA
AFTER_A_SCAN = re.compile(rb"\xff[^\x00]")
COLOURS = 3
# So many scans has each that Tend draws, and no more than three segments before each.
SCANS, MOST_SEGMENTS = 10, 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as Tend keeps it: a plain JPEG, with its width and height in pixels."""

    content: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """The same for the same picture alone."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A picture that goes with a note, and in words what is to be seen on it."""

    drawn: Drawn
    description: str = ""


def as_stored(content: bytes) -> Drawn | None:
    """The picture in a file that is built just as Tend builds its own, or nothing.

    Such a file holds tables, one progressive picture in three colours, and no byte before, between or after them: no
    place is left for words, for where a picture was taken, or for anything that is no picture. Nor does it take longer
    to look at than one of ours: it has no more scans.
    """
    if len(content) > MOST_STORED_BYTES or not content.startswith(BEGIN + JFIF) or not content.endswith(END):
        return None
    place, size, scan_count = len(BEGIN + JFIF), None, 0
    for _segment in range(MOST_SEGMENTS):
        if content[place : place + 2] == END:
            break
        marker, segment = segment_at(content, place)
        if marker == FRAME and size is None:
            size = size_in(segment)
        elif marker == SCAN and size is not None and scan_count < SCANS:
            place, scan_count = end_of_scan(content, place + 2 + len(segment)), scan_count + 1
            continue
        elif marker not in TABLES:
            return None
        place += 2 + len(segment)
    if size is None or place != len(content) - 2:
        return None
    return Drawn(content, *size) if all(0 < side <= LONGEST_SIDE for side in size) else None


def segment_at(content: bytes, place: int) -> tuple[int, bytes]:
    """The marker at a place and what follows it, its length included; marker 0 where none is."""
    head = content[place : place + 4]
    length = int.from_bytes(head[2:])
    if len(head) < 4 or head[0] != 0xFF or length < 2 or place + 2 + length > len(content):
        return 0, b""
    return head[1], content[place + 2 : place + 2 + length]


def size_in(frame: bytes) -> tuple[int, int] | None:
    """Width and height as the head of a JPEG says them; nothing where it is none that Tend draws."""
    if len(frame) != 8 + 3 * COLOURS or frame[2] != 8 or frame[7] != COLOURS:
        return None
    return int.from_bytes(frame[5:7]), int.from_bytes(frame[3:5])


def end_of_scan(content: bytes, place: int) -> int:
    """Where the data of a scan is over: at the next mark, or at the end."""
    found = AFTER_A_SCAN.search(content, place)
    return found.start() if found else len(content)
