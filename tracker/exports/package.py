"""The ZIP around an export: packed so that the same things give the same bytes, opened trusting nothing it says of itself.

Of a ZIP that comes back only files that are asked for by name are read, into memory; nothing is ever written anywhere.
"""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.domain.uploads import MOST_BYTES

MAGIC = b"PK"
ENTRY = b"PK\x01\x02"
A_MEGABYTE = 2**20
MOST_PACKED = MOST_BYTES
MOST_UNPACKED = 48 * A_MEGABYTE
MOST_ENTRIES = 1_000
PACKED_ALREADY = ".jpg"

OURS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LOCKED = 0x1 | 0x40 | 0x2000
FOR_THE_OWNER_ALONE = 0o600 << 16

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

NOT_A_ZIP = _("This is not a file from Tend’s export. Please choose the ZIP just as Tend wrote it.")
NOT_OURS = _("There is no export from Tend in this ZIP. Please choose the ZIP just as Tend wrote it.")
NOT_WHOLE = _(
    "This ZIP is not complete; it may have been cut off on the way. Please choose the file just as Tend "
    "wrote it."
)
PASSWORD = _("This ZIP is locked with a password. Please choose the file just as Tend wrote it.")
TOO_MUCH = _("There is far more in this file than Tend writes. Please choose the file just as Tend wrote it.")


def packed(files: Mapping[str, bytes], now: datetime) -> bytes:
    """The files by their names in a ZIP."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, file in files.items():
            entry = zipfile.ZipInfo(name, now.timetuple()[:6])
            entry.compress_type = (
                zipfile.ZIP_STORED if name.endswith(PACKED_ALREADY) else zipfile.ZIP_DEFLATED
            )
            entry.external_attr = FOR_THE_OWNER_ALONE
            archive.writestr(entry, file)
    return content.getvalue()


def file_in(content: bytes, name: str) -> bytes:
    """The one file of this name in a ZIP. A ZIP without it, or one that is damaged or made to do harm, is refused."""
    return files_in(content, [name], most=MOST_UNPACKED)[0]


def files_in(content: bytes, names: Sequence[str], *, most: int) -> list[bytes]:
    """The files of these names, each of at most so many bytes; refused as with one."""
    if not content.startswith(MAGIC):
        raise Refused(NOT_A_ZIP)
    if len(content) > MOST_PACKED or content.count(ENTRY) > MOST_ENTRIES:
        raise Refused(TOO_MUCH)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            there = Counter(each.filename for each in archive.infolist())
            if any(there[name] != 1 for name in names):
                raise Refused(NOT_OURS)
            return [unpacked(archive, archive.getinfo(name), most) for name in names]
    except DAMAGED as error:
        raise Refused(NOT_WHOLE) from error


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A file, counted as it is unpacked: the size a ZIP gives for it may be a lie."""
    if entry.flag_bits & LOCKED:
        raise Refused(PASSWORD)
    if entry.compress_type not in OURS:
        raise Refused(NOT_OURS)
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise Refused(TOO_MUCH)
    return content
