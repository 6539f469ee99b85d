"""Draws the pictures that people send again, small and plain, whatever they came in.

What is inside a file decides, never its name. Nothing of it is kept but the picture: not where and when it was taken,
not with what, no words and no second picture behind the first. Importing this takes a while, so pages import it once
somebody sends a picture.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL.Image import Resampling, Transpose
from pillow_heif import register_heif_opener

from tracker.domain.pictures import (
    LONGEST_SIDE,
    MOST_BYTES,
    MOST_KEPT_BYTES,
    MOST_PIXELS,
    Drawn,
    as_kept,
)
from tracker.domain.refusals import Refused
from tracker.domain.texts import _

HEIF = "HEIF"
KINDS = (
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
    HEIF,
)
# A preview inside a file can show something else than its picture.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

# Looks as the original on a phone at a third of the size; what is very rich in detail takes a little less.
QUALITIES = (82, 75, 68, 60, 50)
SMALLER = 0.8
ORIENTATION = 0x0112
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
DEEP = ("I;16", "I;16B", "I;16L", "I;16N", "I")
SRGB = ImageCms.createProfile("sRGB")
WHITE = (255, 255, 255)

# Whatever a decoder raises on bytes that are not as its format says.
DAMAGED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"WEBP", b"ftypheic", b"ftypheix", b"ftypmif1")

EMPTY = _("This file is empty. Please choose the picture once more.")
LARGE = _("This picture is larger than 10 MB. Please choose a smaller one.")
OTHER = _("This is no picture that can be shown here. A JPEG, PNG, WebP or HEIC can.")
CUT = _("This picture did not arrive whole. Please choose it once more.")
VAST = _("This picture has more than 50 megapixels. Please choose a smaller one.")

# However many are sent at once, one at a time takes the memory that a large picture needs; and always in the same
# thread, for each keeps what it has once had.
DRAWER = ThreadPoolExecutor(1, "drawer")


def drawn(content: bytes) -> Drawn:
    """The picture in a file as Tend keeps it; raises `Refused` with a sentence for whoever sent it."""
    if not content:
        raise Refused(EMPTY)
    if len(content) > MOST_BYTES:
        raise Refused(LARGE)
    return DRAWER.submit(drawn_again, content).result()


def can_be_seen(picture: Drawn) -> bool:
    """Whether there is a picture to see in what is built as one of ours."""
    return DRAWER.submit(looked_at, picture).result()


def drawn_again(content: bytes) -> Drawn:
    with quietly():
        return written(plain(opened(content)))


def looked_at(picture: Drawn) -> bool:
    with quietly():
        try:
            with Image.open(BytesIO(picture.content), formats=KINDS[:1]) as image:
                image.draft(None, (1, 1))
                image.load()
        except DAMAGED:
            return False
        return True


@contextmanager
def quietly() -> Iterator[None]:
    """Decoders warn of what is odd in a file; nobody here can do anything about it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def opened(content: bytes) -> ImageFile.ImageFile:
    """The picture in a file, whose size is known and which is not decoded yet."""
    try:
        image = Image.open(BytesIO(content), formats=KINDS)
    except Image.DecompressionBombError as error:
        raise Refused(VAST) from error
    except DAMAGED as error:
        raise Refused(CUT if any(sign in content[:12] for sign in SIGNS) else OTHER) from error
    if image.width * image.height > MOST_PIXELS:
        raise Refused(VAST)
    return image


def plain(image: ImageFile.ImageFile) -> Image.Image:
    """The picture upright, in sRGB, without anything to see through, and no larger than it is kept."""
    try:
        image.draft(None, fitting(image.size))
        image.load()
        small = in_colour(image).resize(fitting(image.size), Resampling.LANCZOS, reducing_gap=3.0)
        flat = on_white(small)
        turned = UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
        upright = flat.transpose(turned) if turned is not None else flat
        return in_srgb(upright, image.info.get("icc_profile"))
    except DAMAGED as error:
        raise Refused(CUT) from error


def fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size a picture is kept in, with the longest side as it was or as long as any may be."""
    share = min(1.0, LONGEST_SIDE / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def in_colour(image: Image.Image) -> Image.Image:
    """The picture in colours that can be mixed: no palette, eight bits for each."""
    if image.mode in DEEP:
        return image.convert("I").point([0.5 + value / 256 for value in range(65536)], "L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def on_white(image: Image.Image) -> Image.Image:
    """The picture before white, where one could see through it."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, WHITE)
    white.paste(image, mask=image.getchannel("A"))
    return white


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours that every screen knows; with a profile that makes no sense, as if there were none."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            found = ImageCms.profileToProfile(image, own, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, *DAMAGED):
            found = None
        if found is not None:
            return found
    return image.convert("RGB")


def written(image: Image.Image) -> Drawn:
    """The picture as a file that is no larger than Tend keeps."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    for quality in QUALITIES:
        file = BytesIO()
        bare.save(file, "JPEG", quality=quality, progressive=True, optimize=True)
        if file.tell() <= MOST_KEPT_BYTES:
            found = as_kept(file.getvalue())
            assert found is not None
            return found
    return written(bare.resize((round(bare.width * SMALLER), round(bare.height * SMALLER))))
