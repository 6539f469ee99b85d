"""The files that people send as pictures, looked at before anything decodes them, and the sentences about what cannot be.

A few bytes can ask for a gigabyte of memory or for minutes of work. How large a picture is, and of how many parts it is
made, stands in its file, and is read here with care: nothing that a file says of itself is believed further than that.
"""

import re
from collections.abc import Callable
from enum import Enum

from tracker.domain.pictures import MOST_PIXELS
from tracker.domain.refusals import Refused
from tracker.domain.texts import _

# Cameras write no WebP; what decodes one takes sixteen bytes for each of its pixels.
MOST_PIXELS_OF_A_WEBP = 20_000_000
# Programs write ten to twenty scans.
MOST_SCANS = 50
# A sticker has a hundred frames; a picture of 48 megapixels from a phone lies in two hundred tiles.
MOST_FRAMES = 500
MOST_TILES = 1000

EMPTY = _("This file is empty. Please choose the picture once more.")
LARGE = _("This picture is larger than 10 MB. Please choose a smaller one.")
OTHER = _("This cannot be shown here as a picture. A JPEG, PNG, WebP or HEIC can.")
CUT = _("Part of this picture did not arrive. Please choose it once more.")
VAST = _("This picture has more than 50 megapixels. Please choose a smaller one.")
VAST_WEBP = _(
    "This picture has more than 20 megapixels, which is too many for a WebP here. Please choose a smaller one, "
    "or one that is a JPEG."
)
MANIFOLD = _(
    "This picture is put together from more pieces than can be drawn here. A screenshot of it can be sent instead."
)
HEAVY = _(
    "Drawing this picture takes more time or memory than there is here. A screenshot of it can be sent instead."
)
# What may be wrong with a file itself, by short names.
WRONG = {
    "cut": CUT,
    "heavy": HEAVY,
    "manifold": MANIFOLD,
    "other": OTHER,
    "vast": VAST,
    "vast-webp": VAST_WEBP,
}

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END, ALONE = 0xDA, 0xD9, (0x01, 0xD8)
# As decoders look for it, over whatever lies between; restarts stand within a scan and say nothing.
MARKER = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
EXTENT = re.compile(rb"\x00\x00\x00\x14ispe\x00\x00\x00\x00(.{4})(.{4})", re.DOTALL)
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")


class PictureKind(Enum):
    """The kinds of files in which Tend looks for a picture."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIF = "HEIF"


def kind_of(content: bytes) -> PictureKind | None:
    """The kind that a file begins as; its name says nothing.

    >>> kind_of(b"RIFF....WEBPVP8 ")
    <PictureKind.WEBP: 'WEBP'>
    >>> kind_of(b"GIF89a")
    """
    if content.startswith(b"\xff\xd8\xff"):
        return PictureKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PictureKind.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return PictureKind.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return PictureKind.HEIF
    return None


def checked(content: bytes) -> PictureKind:
    """The kind of a file that may be decoded; raises `Refused` for one that is vast, made of far too much, or no picture."""
    kind = kind_of(content)
    if kind is None:
        raise Refused(OTHER)
    CHECKS[kind](content)
    return kind


def check_jpeg(content: bytes) -> None:
    """Go from marker to marker as a decoder does, until it says that it ends."""
    place, scan_count = 2, 0
    while found := MARKER.search(content, place):
        marker, place = found[1][0], found.end()
        if marker == END:
            return
        if marker in ALONE:
            continue
        if marker in FRAMES:
            check_size(number(content, place + 5, 2), number(content, place + 3, 2))
        scan_count += marker == SCAN
        if scan_count > MOST_SCANS:
            raise Refused(MANIFOLD)
        place += max(2, number(content, place, 2))


def check_png(content: bytes) -> None:
    """Raise `Refused` for a PNG too large or of too many frames to be opened."""
    check_size(number(content, 16, 4), number(content, 20, 4))
    check_count(content.count(b"fcTL"), MOST_FRAMES)


def check_webp(content: bytes) -> None:
    """Raise `Refused` for a WebP too large or of too many frames to be opened."""
    check_size(*size_of_webp(content), most=MOST_PIXELS_OF_A_WEBP, said=VAST_WEBP)
    check_count(content.count(b"ANMF"), MOST_FRAMES)


def check_heif(content: bytes) -> None:
    """Raise `Refused` for a HEIF too large or of too many tiles to be opened."""
    for width, height in EXTENT.findall(content[: end_of_meta(content)]):
        check_size(int.from_bytes(width), int.from_bytes(height))
    check_count(content.count(b"infe"), MOST_TILES)


CHECKS: dict[PictureKind, Callable[[bytes], None]] = {
    PictureKind.JPEG: check_jpeg,
    PictureKind.PNG: check_png,
    PictureKind.WEBP: check_webp,
    PictureKind.HEIF: check_heif,
}


def size_of_webp(content: bytes) -> tuple[int, int]:
    """The width and height of the canvas; nothing by nothing where a file does not say."""
    match content[12:16]:
        case b"VP8X":
            return little(content, 24, 3) + 1, little(content, 27, 3) + 1
        case b"VP8L":
            sides = little(content, 21, 4)
            return (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return little(content, 26, 2) & 0x3FFF, little(content, 28, 2) & 0x3FFF
        case _:
            return 0, 0


def end_of_meta(content: bytes) -> int:
    """Where the box ends in which a HEIC says what is in it."""
    place = 0
    while place < len(content):
        length = number(content, place, 4)
        if length == 1:
            length = number(content, place + 8, 8)
        if length < 8:  # goes on to the end, or is none
            return len(content)
        if content[place + 4 : place + 8] == b"meta":
            return place + length
        place += length
    return 0


def check_size(width: int, height: int, *, most: int = MOST_PIXELS, said: str = VAST) -> None:
    """Raise `Refused` for too many pixels, in words that fit the kind."""
    if width * height > most:
        raise Refused(said)


def check_count(count: int, most: int) -> None:
    """Raise `Refused` for too many parts."""
    if count > most:
        raise Refused(MANIFOLD)


def number(content: bytes, place: int, length: int) -> int:
    """A number as it stands in a file, the greatest byte first."""
    return int.from_bytes(content[place : place + length])


def little(content: bytes, place: int, length: int) -> int:
    """A number as it stands in a file, the smallest byte first."""
    return int.from_bytes(content[place : place + length], "little")
