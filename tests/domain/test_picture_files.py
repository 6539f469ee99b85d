"""What a file says of itself is read before anything decodes it, and decides whether anything does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import worst_pictures as worst
from tests.pictures import colourful, file_of, with_secrets
from tracker.domain.picture_files import (
    MANIFOLD,
    OTHER,
    VAST,
    VAST_WEBP,
    WRONG,
    PictureKind,
    checked,
    end_of_meta,
)
from tracker.domain.refusals import Refused

SMALL = worst.progressive()
OWN_SCANS = SMALL.count(worst.SCAN)
FULL = worst.with_scans(SMALL, 50 - OWN_SCANS)
ONE_MORE = worst.with_scans(SMALL, 51 - OWN_SCANS)


def refusal(content):
    with pytest.raises(Refused) as refused:
        checked(content)
    return refused.value.sentence


@pytest.mark.parametrize("kind", PictureKind)
def test_what_phones_and_programs_write_may_be_decoded(kind):
    for content in (file_of(colourful(), kind.value), with_secrets(kind.value)):
        assert checked(content) == kind


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: ONE_MORE, MANIFOLD),
        (lambda: worst.with_scans(SMALL, 10_000), MANIFOLD),
        (lambda: SMALL.replace(b"\x00\x40\x00\x40", b"\xff\xff\xff\xff", 1), VAST),
        (lambda: worst.png_of(7072, 7072), VAST),
        (lambda: worst.moving_png(501), MANIFOLD),
        (lambda: worst.webp_of(4473, 4473), VAST_WEBP),
        (lambda: worst.webp_of(16383, 16383), VAST_WEBP),
        (lambda: worst.lossy_webp_of(4473, 4473), VAST_WEBP),
        (lambda: worst.lossy_webp_of(16383, 16383), VAST_WEBP),
        (lambda: worst.vast_moving_webp(), VAST_WEBP),
        (lambda: worst.moving_webp(501), MANIFOLD),
        (lambda: worst.heic_of(7072, 7072), VAST),
        (lambda: worst.heic_of(2**32 - 1, 2**32 - 1), VAST),
        (lambda: worst.heic_with_a_long_box(7072, 7072), VAST),
        (lambda: worst.heic_of_tiles(1001), MANIFOLD),
        (lambda: file_of(colourful(), "GIF"), OTHER),
        (lambda: b"", OTHER),
    ],
    ids=range(17),
)
def test_what_asks_for_too_much_is_refused_before(made, said):
    assert refusal(made()) == said


@pytest.mark.parametrize(
    "made",
    [
        lambda: FULL,
        lambda: worst.png_of(7071, 7071),
        lambda: worst.moving_png(500),
        lambda: worst.webp_of(4472, 4472),
        lambda: worst.lossy_webp_of(4472, 4472),
        lambda: worst.moving_webp(500),
        lambda: worst.moving_webp_on(4472, 4472),
        lambda: worst.heic_of(7071, 7071),
    ],
    ids=range(8),
)
def test_what_is_just_not_too_much_may_be_decoded(made):
    assert checked(made())


BEFORE_SCANS = SMALL.index(worst.SCAN)


@pytest.mark.parametrize(
    "between",
    [
        b"\xff" * 1000,
        b"no marker at all",
        b"\xff\x00\xff\x00",
        b"\xff\xd0\xff\xd7",
        b"\xff\x01",
        b"\xff\xd8",
        b"\xff\xfe\x00\x02",
        b"\xff\xfe\x00\x00",
        b"\xff\xe1\x00\x07\xff\xd9end",
    ],
    ids=range(9),
)
def test_scans_cannot_hide_behind_what_a_decoder_passes_over(between):
    assert refusal(ONE_MORE[:BEFORE_SCANS] + between + ONE_MORE[BEFORE_SCANS:]) == MANIFOLD


def test_a_picture_within_a_picture_and_what_comes_behind_it_count_for_nothing():
    preview = b"\xff\xe1\xff\xff" + (worst.SCAN * 40_000)[:65533]

    assert checked(SMALL[:2] + preview + SMALL[2:]) == PictureKind.JPEG
    assert checked(SMALL + worst.SCAN * 1000) == PictureKind.JPEG


@given(
    content=st.binary(max_size=400),
    sign=st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBPVP8X", b"\0\0\0\x18ftypheic"]),
)
def test_looking_at_anything_comes_to_an_end(content, sign):
    try:
        assert checked(sign + content) in PictureKind
    except Refused as refused:
        assert refused.sentence in WRONG.values()


def test_an_empty_box_before_what_says_what_is_in_a_picture_is_passed_over():
    empty, meta = b"\0\0\0\x08free", b"\0\0\0\x0cmeta...."

    assert end_of_meta(empty + meta + b"much more") == len(empty + meta)
