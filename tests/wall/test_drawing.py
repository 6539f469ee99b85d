"""Whatever is sent as a picture becomes a plain, small JPEG, or a sentence.

Each kind and colours go through the process that draws, as all do that people send; what else a file can be is drawn here,
by the same code. What the process makes of the worst of them stands in test_child.py.
"""

import struct
import zlib
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests.house.test_templates import UNSAID
from tests.pictures import HIDDEN, colourful, file_of, pictures, with_secrets
from tests.whole import many
from tests.worst_pictures import png_of
from tracker.domain import picture_files
from tracker.domain.pictures import LONGEST_SIDE, MOST_BYTES, MOST_STORED_BYTES, as_stored
from tracker.domain.refusals import Refused
from tracker.wall import drawing

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
MODES = [
    *(("JPEG", mode) for mode in ("L", "RGB", "CMYK")),
    *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
    *(("WEBP", mode) for mode in ("RGB", "RGBA")),
    *(("HEIF", mode) for mode in ("L", "RGB", "RGBA")),
]


def seen(content):
    """The picture that somebody is shown."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def refusal(content, drawn=drawing.drawn):
    with pytest.raises(Refused) as refused:
        drawn(content)
    assert not UNSAID.search(refused.value.sentence)
    return refused.value.sentence


def near(one, other, by=12):
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("kind", "mode"), MODES)
@pytest.mark.crossed("a kind of picture and of colours")
def test_a_picture_of_any_kind_becomes_a_plain_one(kind, mode):
    sent = (
        colourful().convert("L").convert("I").convert(mode) if mode == "I;16" else colourful().convert(mode)
    )

    drawn = pictures.drawn(file_of(sent, kind))

    image = seen(drawn.content)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (64, 48))
    assert (drawn.width, drawn.height) == (64, 48)
    assert as_stored(drawn.content) == drawn
    assert pictures.seen([drawn.content]) == [True]


@pytest.mark.parametrize("kind", KINDS)
def test_it_looks_as_it_did(kind):
    sent = colourful((320, 240))

    image = seen(drawing.drawn(file_of(sent, kind, quality=95)).content)

    for place in ((20, 20), (160, 120), (300, 200), (100, 220)):
        assert near(image.getpixel(place), sent.getpixel(place))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_of_where_it_was_taken_and_by_whom(kind):
    sent = with_secrets(kind)
    assert HIDDEN.encode() in sent

    drawn = drawing.drawn(sent)

    assert HIDDEN.encode() not in drawn.content
    image = seen(drawn.content)
    assert dict(image.getexif()) == {}
    assert image.info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


@pytest.mark.parametrize(
    ("orientation", "red_at", "size"),
    [
        (1, (4, 4), (64, 48)),
        (2, (60, 4), (64, 48)),
        (3, (60, 44), (64, 48)),
        (4, (4, 44), (64, 48)),
        (5, (4, 4), (48, 64)),
        (6, (44, 4), (48, 64)),
        (7, (44, 60), (48, 64)),
        (8, (4, 60), (48, 64)),
        (0, (4, 4), (64, 48)),
        (9, (4, 4), (64, 48)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.crossed("a kind of picture and how it was held")
def test_it_stands_as_it_was_held(kind, orientation, red_at, size):
    exif = Image.Exif()
    exif[0x0112] = orientation

    image = seen(drawing.drawn(file_of(colourful(), kind, exif=exif)).content)

    assert (image.size, near(image.getpixel(red_at), (255, 0, 0), by=40)) == (size, True)


def test_a_picture_of_a_phone_that_is_held_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    image = seen(drawing.drawn(file_of(colourful(), "HEIF", exif=exif.tobytes())).content)

    assert (image.size, near(image.getpixel((44, 4)), (255, 0, 0), by=40)) == ((48, 64), True)


def test_wide_colours_become_those_that_every_screen_knows():
    """A profile whose red is green: whoever leaves profiles unread shows the wrong colour."""
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = swapped.replace(b"rXYZ", b"tXYZ", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"tXYZ", b"gXYZ", 1)
    red = Image.new("RGB", (32, 32), (255, 0, 0))

    image = seen(drawing.drawn(file_of(red, "PNG", icc_profile=swapped)).content)

    assert near(image.getpixel((16, 16)), (0, 255, 0))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_makes_no_sense_is_passed_over(mode):
    gray = Image.new("RGB", (32, 32), (90, 90, 90)).convert(mode)

    image = seen(drawing.drawn(file_of(gray, "JPEG", icc_profile=b"no profile at all")).content)

    assert near(image.getpixel((16, 16)), (90, 90, 90))


def test_what_can_be_seen_through_stands_before_white():
    half = Image.new("RGBA", (32, 32), (200, 0, 0, 0))
    half.paste((0, 0, 200, 255), (0, 0, 16, 32))

    image = seen(drawing.drawn(file_of(half, "PNG")).content)

    assert near(image.getpixel((28, 16)), (255, 255, 255))
    assert near(image.getpixel((4, 16)), (0, 0, 200))


def test_a_palette_with_something_to_see_through_does_too():
    paper = Image.new("P", (32, 32), 0)
    paper.putpalette([10, 200, 30, 0, 0, 0])

    image = seen(drawing.drawn(file_of(paper, "PNG", transparency=0)).content)

    assert near(image.getpixel((16, 16)), (255, 255, 255))


def test_sixteen_bits_are_as_bright_as_eight():
    image = seen(drawing.drawn(file_of(Image.new("I;16", (32, 32), 40_000), "PNG")).content)

    assert near(image.getpixel((16, 16)), (156,) * 3, by=3)


@pytest.mark.parametrize(
    ("kind", "many"), [("PNG", "PNG"), ("WEBP", "WEBP"), ("JPEG", "MPO"), ("HEIF", "HEIF")]
)
def test_of_several_pictures_in_a_file_the_first_is_taken(kind, many):
    first, second = Image.new("RGB", (64, 64), (200, 0, 0)), Image.new("RGB", (64, 64), (0, 0, 200))
    sent = file_of(first, many, save_all=True, append_images=[second])

    image = seen(drawing.drawn(sent).content)

    assert near(image.getpixel((32, 32)), (200, 0, 0))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ((2000, 1500), (1600, 1200)),
        ((1500, 2000), (1200, 1600)),
        ((1600, 1600), (1600, 1600)),
        ((6400, 20), (1600, 5)),
        ((3, 9000), (1, 1600)),
        ((1, 1), (1, 1)),
    ],
)
def test_a_large_picture_becomes_as_large_as_a_phone_shows(sent, kept):
    drawn = drawing.drawn(file_of(colourful((8, 8)).resize(sent), "PNG"))

    assert (drawn.width, drawn.height) == kept == seen(drawn.content).size


def test_the_largest_picture_of_a_phone_is_taken_and_is_small_then():
    drawn = drawing.drawn(file_of(colourful((8160, 6120))))

    assert (drawn.width, drawn.height, len(drawn.content) < 100_000) == (1600, 1200, True)


def test_a_picture_in_which_nothing_is_like_the_next_still_fits():
    noise = Image.merge("RGB", [Image.effect_noise((1600, 1600), 120) for _band in range(3)])

    drawn = drawing.drawn(file_of(noise, quality=90))

    assert len(drawn.content) <= MOST_STORED_BYTES
    assert drawn.width == drawn.height > 600


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", picture_files.EMPTY),
        (b"\x00", picture_files.OTHER),
        (b"hello", picture_files.OTHER),
        (b"<html><script>alert(1)</script></html>", picture_files.OTHER),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', picture_files.OTHER),
        (b"%PDF-1.7\n", picture_files.OTHER),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", picture_files.OTHER),
        (b"PK\x03\x04" + bytes(100), picture_files.OTHER),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", picture_files.OTHER),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), picture_files.OTHER),
        (file_of(colourful(), "GIF"), picture_files.OTHER),
        (file_of(colourful(), "TIFF"), picture_files.OTHER),
        (file_of(colourful(), "BMP"), picture_files.OTHER),
        (file_of(colourful(), "PPM"), picture_files.OTHER),
        (file_of(colourful(), "ICO"), picture_files.OTHER),
        (file_of(colourful(), "AVIF"), picture_files.OTHER),
        (bytes(MOST_BYTES + 1), picture_files.LARGE),
        (file_of(colourful()) + bytes(MOST_BYTES), picture_files.LARGE),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else None,
)
def test_what_is_no_picture_of_ours_is_refused_in_words(sent, said):
    needs_no_process = said in (
        picture_files.EMPTY,
        picture_files.LARGE,
    )  # so that only who starts one says it

    assert refusal(sent, pictures.drawn if needs_no_process else drawing.drawn) == said


@pytest.mark.parametrize(
    "size", [(7100, 7100), (50_000_001, 1), (10_000, 10_000), (30_000, 30_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_looked_at(size):
    assert refusal(png_of(*size)) in (picture_files.VAST, picture_files.CUT)


def test_a_picture_that_says_it_is_larger_than_it_is_is_not_whole():
    assert refusal(png_of(5000, 5000)) == picture_files.CUT


def test_words_that_unfold_to_far_more_are_refused():
    texts = zlib.compress(bytes(80 * 2**20))
    sent = png_of(4, 4)
    text = b"Comment\0\0" + texts
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))

    assert refusal(sent[:33] + chunk + sent[33:]) == picture_files.CUT


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.crossed("a kind of picture and where it is cut")
def test_a_picture_that_was_cut_short_on_the_way_is_refused(kind, share):
    sent = file_of(colourful((320, 240)), kind)

    assert refusal(sent[: int(len(sent) * share)]) == picture_files.CUT


SENT = {
    "JPEG": lambda: with_secrets("JPEG"),
    "progressive": lambda: file_of(colourful(), "JPEG", progressive=True),
    "CMYK": lambda: file_of(colourful().convert("CMYK")),
    "several": lambda: file_of(colourful(), "MPO", save_all=True, append_images=[colourful()]),
    "PNG": lambda: with_secrets("PNG"),
    "palette": lambda: file_of(colourful().convert("P"), "PNG"),
    "WEBP": lambda: with_secrets("WEBP"),
    "WEBP to see through": lambda: file_of(colourful().convert("RGBA"), "WEBP", lossless=True),
    "HEIF": lambda: with_secrets("HEIF"),
}


@cache
def sent_as(name):
    """Such a file, made once and not before somebody wants it."""
    return SENT[name]()


@settings(max_examples=many(30, 120), deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("name", SENT)
def test_whatever_happens_to_a_picture_on_the_way_it_is_taken_or_refused(name, data):
    sent = bytearray(sent_as(name))
    places = st.integers(0, len(sent) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        sent[place] = byte
    sent = sent[: data.draw(st.integers(1, len(sent)))] if data.draw(st.booleans()) else sent

    try:
        drawn = drawing.drawn(bytes(sent))
    except Refused:
        return
    assert as_stored(drawn.content) == drawn
    assert max(drawn.width, drawn.height) <= LONGEST_SIDE


@settings(max_examples=150, deadline=None)
@given(
    junk=st.binary(max_size=200),
    sign=st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"]),
)
def test_junk_is_refused_whatever_it_begins_with(junk, sign):
    refusal(sign + junk)
