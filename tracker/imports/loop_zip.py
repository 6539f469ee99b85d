"""Opens a ZIP that somebody handed in, trusting nothing it says of itself.

Files are read into memory by name, and never written anywhere. What is inside a ZIP inside it stays
closed.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Container, Iterable

from tracker.domain.refusals import Refused
from tracker.domain.texts import _

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
ENTRY = b"PK\x01\x02"

A_MEGABYTE = 2**20
MOST_ENTRIES = 5_000
MOST_UNPACKED = 64 * A_MEGABYTE
# Lists of days repeat themselves, so they pack well; beyond the first few megabytes not this well.
MOST_TIMES_LARGER = 200
ALWAYS_ALLOWED = 8 * A_MEGABYTE

PACKED_AS_LOOP_DOES = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCKED = 0x1 | 0x40 | 0x2000
DRIVE = re.compile(r"[A-Za-z]:")
TRICKS = {"", ".", ".."}

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

NOT_WHOLE = _(
    "This ZIP is not complete. It may have been cut off on the way: please export it from Loop once more, "
    "and choose the new file."
)
PASSWORD = _("This ZIP is locked with a password. Please choose the file just as Loop wrote it.")
ODDLY_PACKED = _(
    "This ZIP is packed in a way Loop does not use. Please choose the file just as Loop wrote it."
)
ODD_NAMES = _("This ZIP holds names that Loop does not write. Please choose the file just as Loop wrote it.")
TWICE = _("This ZIP holds a file twice. Please choose the file just as Loop wrote it.")
TOO_MUCH = _("There is far more in this ZIP than Loop writes. Please choose the file just as Loop wrote it.")


def files_in(content: bytes, wanted: Container[str]) -> dict[str, bytes]:
    """The wanted files of a ZIP by their whole names; a file is wanted by its own name, in small letters.

    A ZIP that is damaged, locked, too large once it is unpacked, or made to trick is refused.
    """
    if content.count(ENTRY) > MOST_ENTRIES:
        raise Refused(TOO_MUCH)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            refuse_tricks(entries)
            return unpacked(archive, [each for each in entries if own_name(each) in wanted], len(content))
    except DAMAGED as error:
        raise Refused(NOT_WHOLE) from error


def refuse_tricks(entries: Iterable[zipfile.ZipInfo]) -> None:
    """Turn away what Loop never writes, before anything is unpacked."""
    entries = list(entries)
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise Refused(TOO_MUCH)
    if any(each.flag_bits & LOCKED for each in entries):
        raise Refused(PASSWORD)
    if any(each.compress_type not in PACKED_AS_LOOP_DOES for each in entries):
        raise Refused(ODDLY_PACKED)
    if any(tricky(each.orig_filename) for each in entries):
        raise Refused(ODD_NAMES)
    if len({each.filename.casefold() for each in entries}) < len(entries):
        raise Refused(TWICE)


def tricky(name: str) -> bool:
    """Whether a name could lead anywhere but down into the ZIP.

    >>> tricky("001 Read/Checkmarks.csv"), tricky("../Habits.csv"), tricky("C:/Habits.csv")
    (False, True, True)
    """
    parts = name.removesuffix("/").split("/")
    return "\\" in name or "\0" in name or bool(DRIVE.match(name)) or not TRICKS.isdisjoint(parts)


def own_name(entry: zipfile.ZipInfo) -> str:
    """The name of a file without its folders, in small letters."""
    return entry.filename.rsplit("/", 1)[-1].casefold()


def unpacked(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], packed_size: int) -> dict[str, bytes]:
    """The files, counted as they are unpacked: the sizes a ZIP gives for them may be lies."""
    left = min(MOST_UNPACKED, max(ALWAYS_ALLOWED, MOST_TIMES_LARGER * packed_size))
    files = {}
    for each in entries:
        with archive.open(each) as packed:
            files[each.filename] = packed.read(left + 1)
        left -= len(files[each.filename])
        if left < 0:
            raise Refused(TOO_MUCH)
    return files
