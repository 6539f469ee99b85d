"""The worst files that can be sent as a picture: a few bytes that ask for a lot of memory or time."""

import struct
import zlib
from functools import cache

from PIL import Image

from tests.pictures import file_of

SCAN = b"\xff\xda"
RED = (200, 10, 10)


def png_of(width: int, height: int, pixels: bytes = bytes(1000), kind: int = 2, depth: int = 8) -> bytes:
    """A PNG that says it is that large; without more pixels than these it holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(pixels, 1))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@cache
def png_full(side: int = 7000) -> bytes:
    """A PNG of 49 megapixels that one can see through, all of it there, in a megabyte."""
    return png_of(side, side, bytes(side * (1 + 4 * side)), kind=6)


@cache
def progressive(side: int = 64, subsampling: int = 0) -> bytes:
    image = Image.new("RGB", (side, side), RED)
    return file_of(image, progressive=True, quality=10, subsampling=subsampling)


def with_scans(jpeg: bytes, count: int) -> bytes:
    """A progressive JPEG with its last scan so many times more."""
    last = jpeg[jpeg.rindex(SCAN) : -2]
    return jpeg[:-2] + last * count + jpeg[-2:]


def webp_of(width: int, height: int) -> bytes:
    """A whole WebP in one colour, in forty bytes however large it is."""
    small = file_of(Image.new("RGB", (16, 16), RED), "WEBP", lossless=True)
    place = small.index(b"VP8L") + 9
    sides = int.from_bytes(small[place : place + 4], "little") & ~0xFFFFFFF | (width - 1) | (height - 1) << 14
    return small[:place] + sides.to_bytes(4, "little") + small[place + 4 :]


def lossy_webp_of(width: int, height: int) -> bytes:
    """A WebP as cameras write them, that says how large it is before anything is drawn of it."""
    small = file_of(Image.new("RGB", (16, 16), RED), "WEBP")
    place = small.index(b"VP8 ") + 14
    return small[:place] + width.to_bytes(2, "little") + height.to_bytes(2, "little") + small[place + 4 :]


def moving_webp(count: int) -> bytes:
    frames = [Image.new("RGB", (16, 16), (number % 256, number // 256, 0)) for number in range(count)]
    return file_of(
        frames[0], "WEBP", save_all=True, append_images=frames[1:], lossless=True, minimize_size=False
    )


def vast_moving_webp() -> bytes:
    """Two small frames on a canvas of 268 megapixels."""
    return moving_webp_on(16384, 16384)


def moving_webp_on(width: int, height: int) -> bytes:
    """Two small frames on a canvas that is so large."""
    small = moving_webp(2)
    place = small.index(b"VP8X") + 12
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return small[:place] + sides + small[place + 6 :]


def moving_png(count: int) -> bytes:
    frames = [Image.new("RGB", (4, 4), (number % 256, number // 256, 0)) for number in range(count)]
    return file_of(frames[0], "PNG", save_all=True, append_images=frames[1:])


def heic_of(width: int, height: int) -> bytes:
    """A HEIC that says it is that large."""
    small = file_of(Image.new("RGB", (64, 64), RED), "HEIF")
    said = b"ispe\x00\x00\x00\x00"
    return small.replace(said + struct.pack(">II", 64, 64), said + struct.pack(">II", width, height))


def heic_with_a_long_box(width: int, height: int) -> bytes:
    """The same, with an empty box before all it says that gives its length as those of many gigabytes do."""
    vast = heic_of(width, height)
    place = int.from_bytes(vast[:4])
    return vast[:place] + struct.pack(">I4sQ", 1, b"free", 16) + vast[place:]


def heic_of_tiles(count: int) -> bytes:
    """A HEIC that lists so many parts."""
    small = file_of(Image.new("RGB", (64, 48), RED), "HEIF")
    part = b"\x00\x00\x00\x15infe\x02\x00\x00\x00\x00\x01\x00\x00hvc1\x00"
    place = small.index(b"iinf") + 10
    return small[:place] + part * count + small[place:]
