"""Draws a picture again, small and plain, whatever it came in; in a process that ends with it (`tracker.wall.drawer`).

What is inside a file decides, never its name. Nothing of it is kept but the picture: not where and when it was taken,
not with what, no words and no second picture behind the first. Nothing that serves pages imports this.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageCms, ImageFile
from PIL.Image import Resampling, Transpose

from tracker.domain.picture_files import CUT, HEAVY, VAST, PictureKind, checked
from tracker.domain.pictures import LONGEST_SIDE, MOST_PIXELS, MOST_STORED_BYTES, Drawn, as_stored
from tracker.domain.refusals import Refused

# Pillow loads these when a file first asks for them, and by then nothing can be loaded any more.
LATER = ("PIL.MpoImagePlugin", "PIL.TiffImagePlugin", "PIL.WebPImagePlugin")

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
MIXED = ("RGB", "L", "CMYK")
WHITE = (255, 255, 255)
BAND = 512

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


def learn(kind: PictureKind | None) -> None:
    """Load all that reading a kind of file can need."""
    Image.preinit()
    for name in LATER:
        import_module(name)
    if kind == PictureKind.HEIF:
        # A preview inside a file can show something else than its picture.
        import_module("pillow_heif").register_heif_opener(
            thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
        )


def drawn(content: bytes) -> Drawn:
    """The picture in a file as Tend keeps it; raises `Refused` with a sentence for whoever sent it."""
    kind = checked(content)
    learn(kind)
    with quietly():
        try:
            return written(plain(opened(content, kind)))
        except MemoryError as error:
            raise Refused(HEAVY) from error


def can_be_seen(content: bytes) -> bool:
    """Whether there is a picture to see in what is built as one of ours."""
    with quietly():
        try:
            with Image.open(BytesIO(content), formats=[PictureKind.JPEG.value]) as image:
                image.draft(None, (1, 1))
                image.load()
        except (MemoryError, *DAMAGED):
            return False
        return True


@contextmanager
def quietly() -> Iterator[None]:
    """Decoders warn of what is odd in a file; nobody here can do anything about it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def opened(content: bytes, kind: PictureKind) -> ImageFile.ImageFile:
    """The picture in a file, whose size is known and which is not decoded yet."""
    try:
        image = Image.open(BytesIO(content), formats=[kind.value])
    except Image.DecompressionBombError as error:
        raise Refused(VAST) from error
    except DAMAGED as error:
        raise Refused(CUT) from error
    if image.width * image.height > MOST_PIXELS:
        raise Refused(VAST)
    return image


def plain(image: ImageFile.ImageFile) -> Image.Image:
    """The picture upright, in sRGB, without anything to see through, and no larger than it is kept."""
    try:
        image.draft(None, fitting(image.size))
        image.load()
        whole = halved(image) if takes_much(image) else flat(image)
        small = whole.resize(fitting(image.size), Resampling.LANCZOS, reducing_gap=3.0)
        turned = UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
        upright = small.transpose(turned) if turned is not None else small
        return in_srgb(upright, image.info.get("icc_profile"))
    except DAMAGED as error:
        raise Refused(CUT) from error


def fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size a picture is kept in, with the longest side as it was or as long as any may be."""
    share = min(1.0, LONGEST_SIDE / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def takes_much(image: Image.Image) -> bool:
    """Whether there would be a second picture in memory as large as the first before it gets smaller."""
    as_it_is = image.mode in MIXED and not image.has_transparency_data
    return not as_it_is and max(image.size) >= 2 * LONGEST_SIDE


def halved(image: Image.Image) -> Image.Image:
    """The picture at half its size, made in bands."""
    half = Image.new(flat(image.crop((0, 0, 1, 1))).mode, ((image.width + 1) // 2, (image.height + 1) // 2))
    for top in range(0, image.height, BAND):
        band = flat(image.crop((0, top, image.width, min(top + BAND, image.height))))
        half.paste(band.reduce(2), (0, top // 2))
    return half


def flat(image: Image.Image) -> Image.Image:
    """The picture before white, in colours that can be mixed: no palette, eight bits for each."""
    if image.mode in DEEP:
        return image.convert("I").point([0.5 + value / 256 for value in range(65536)], "L")
    if image.has_transparency_data:
        return on_white(image.convert("RGBA"))
    return image if image.mode in MIXED else image.convert("RGB")


def on_white(image: Image.Image) -> Image.Image:
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
        if file.tell() <= MOST_STORED_BYTES:
            found = as_stored(file.getvalue())
            assert found is not None
            return found
    return written(bare.resize((round(bare.width * SMALLER), round(bare.height * SMALLER))))
