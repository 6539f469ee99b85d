"""What is built just as Tend builds its own pictures, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import colourful, file_of, pictures, with_secrets
from tests.worst_pictures import with_scans
from tracker.domain.picture_files import LARGE
from tracker.domain.pictures import MOST_BYTES, MOST_STORED_BYTES, Drawn, as_stored

OURS = pictures.drawn(file_of(colourful())).content
AFTER_JFIF = 20


def test_our_own_are_known_by_how_they_are_built():
    assert as_stored(OURS) == Drawn(OURS, 64, 48)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff\xd9",
        OURS[:AFTER_JFIF] + b"\xff\xd9",
        OURS[:-2],
        OURS[:-1],
        OURS + b"\0",
        OURS + b"<script>alert(1)</script>\xff\xd9",
        OURS + OURS,
        OURS[:2] + OURS[AFTER_JFIF:],
        OURS[:AFTER_JFIF] + b"\xff\xfe\x00\x07words" + OURS[AFTER_JFIF:],
        OURS[:AFTER_JFIF] + b"\xff\xe1\x00\x08Exif\0\0" + OURS[AFTER_JFIF:],
        OURS[:AFTER_JFIF] + b"words" + OURS[AFTER_JFIF:],
        OURS.replace(b"\x01\x01\x00\x00\x01", b"\x01\x02\x00\x00\x01", 1),
        with_scans(OURS, 1),
        with_scans(OURS, 300),
        OURS[:AFTER_JFIF] + b"\xff\xdb\x00\x02" * 1000 + OURS[AFTER_JFIF:],
        OURS.replace(b"\xff\xc2", b"\xff\xc0", 1),
        OURS.replace(b"\xff\xc2", b"\xff\xfe", 1),
        OURS.replace(b"\x00\x30\x00\x40", b"\x00\x00\x00\x40", 1),
        OURS.replace(b"\x00\x30\x00\x40", b"\x00\x30\x07\x00", 1),
        OURS[:-2] + bytes(MOST_STORED_BYTES) + OURS[-2:],
        file_of(colourful()),
        file_of(colourful(), progressive=True, comment=b"words"),
        file_of(colourful().convert("L"), progressive=True),
        with_secrets("JPEG"),
        file_of(colourful(), "PNG"),
        b"<html>",
    ],
    ids=range(27),
)
def test_whatever_is_built_otherwise_is_none_of_ours(content):
    assert as_stored(content) is None


@given(end=st.integers(0, len(OURS) - 1))
def test_a_part_of_one_is_none(end):
    assert as_stored(OURS[:end]) is None


@given(place=st.integers(0, len(OURS) - 1), words=st.binary(min_size=1, max_size=20))
def test_looking_at_anything_comes_to_an_end(place, words):
    found = as_stored(OURS[:place] + words + OURS[place:])

    assert found is None or max(found.width, found.height) <= 1600


def test_a_picture_can_be_as_large_as_is_said_where_one_is_larger():
    assert LARGE.startswith(f"This picture is larger than {MOST_BYTES / 2**20:g} MB.")
