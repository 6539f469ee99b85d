"""Pictures go along as files of their own, and only such as Tend has drawn come back."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from PIL import Image
from sqlalchemy import select

from tests.exports.bringing import bring_back, without_ids
from tests.exports.lives import fresh, zipped
from tests.exports.test_archive import refusal
from tests.pictures import colourful, file_of, pictures, with_secrets
from tests.world import ADA_TO_BEN, NOW, SEEN_BY_BOTH, person
from tracker.domain.pictures import as_stored
from tracker.exports import archive
from tracker.exports.alone import own
from tracker.exports.package import packed
from tracker.exports.queries import archive_of
from tracker.extensions import db
from tracker.models import Note, Picture
from tracker.wall import queries
from tracker.wall.things import NOTES, PICTURES

pytestmark = [
    pytest.mark.sql,
    pytest.mark.on_either("each takes pictures along by the same statements as the one beside it", one_in=10),
]

OTHER = pictures.drawn(file_of(colourful((48, 64)))).content


@pytest.fixture
def adas(inside):
    return archive_of(person("ada"), NOW)


def test_pictures_lie_beside_the_words_by_numbers_that_tell_nothing(world, ada):
    answer = ada.send("/settings/export")

    with ZipFile(BytesIO(answer.data)) as opened:
        files = {each.filename: each for each in opened.infolist() if each.filename.endswith(".jpg")}
        notes = json.loads(opened.read("tend.json"))["notes"]
        assert [each["picture"]["number"] for each in notes if "picture" in each] == [1, 2]
        assert list(files) == ["pictures/1.jpg", "pictures/2.jpg"]
        assert {each.compress_type for each in files.values()} == {ZIP_STORED}
        last = ada.get(f"/wall/{world.notes[ADA_TO_BEN]}/picture").data
        assert opened.read("pictures/2.jpg") == last
        page = " ".join(opened.read("index.html").decode().split())
    assert f'src="pictures/2.jpg" width="64" height="48" alt="{SEEN_BY_BOTH}"' in page


def test_pictures_come_back_byte_for_byte_and_are_found_by_what_is_said_of_them(adas):
    kept = own(adas)

    bring_back(archive.read(zipped(adas)), by=fresh("Ada"), now=NOW)
    db.session.commit()

    again = archive_of(fresh("Ada"), NOW)
    assert again[PICTURES] == kept[PICTURES] == adas[PICTURES]
    assert len(again[PICTURES]) == 2
    assert without_ids(again) == without_ids(kept)
    found = queries.found_page(fresh("Ada"), SEEN_BY_BOTH).notes
    assert [each.note.body for each in found] == [ADA_TO_BEN]
    rows = db.session.execute(select(Picture.digest).join(Note).where(Note.space_id == fresh("Ada").space_id))
    assert all(len(digest) == 64 for (digest,) in rows)


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        file_of(colourful(), "PNG"),
        file_of(colourful(), "GIF"),
        with_secrets("JPEG"),
        file_of(colourful()),
        file_of(Image.new("L", (64, 48)), progressive=True),
        OTHER,
        OTHER + b"<script>alert(1)</script>",
    ],
    ids=range(10),
)
def test_nothing_comes_in_that_is_no_picture_of_ours(adas, forged):
    files = {**archive.beside(adas), archive.NAME: archive.written(adas), "pictures/2.jpg": forged}

    assert "at: pictures 2." in refusal(packed(files, NOW))


def test_a_picture_that_is_built_as_ours_and_cannot_be_seen_is_refused(adas):
    (_, whole) = adas[PICTURES]
    table = whole.index(b"\xff\xc4") + 5
    dark = whole[:table] + b"\xff" * 16 + whole[table + 16 :]
    assert as_stored(dark)
    files = {**archive.beside(adas), archive.NAME: archive.written(adas), "pictures/2.jpg": dark}

    assert "at: pictures 2." in refusal(packed(files, NOW))


def test_a_picture_that_is_far_too_large_is_refused_as_it_is_unpacked(adas):
    files = {**archive.beside(adas), archive.NAME: archive.written(adas), "pictures/2.jpg": bytes(10**6)}

    assert "far more" in refusal(packed(files, NOW))


def test_a_picture_that_is_not_there_is_asked_for(adas):
    assert refusal(packed({archive.NAME: archive.written(adas)}, NOW))


@pytest.mark.parametrize(
    "change",
    [
        {"number": 1},
        {"number": 3},
        {"number": 0},
        {"number": -2},
        {"width": 48},
        {"height": 0},
        {"description": "x" * 301},
        {"description": None},
        {"file": "../../etc/passwd"},
        {"content": "PGh0bWw+"},
    ],
    ids=str,
)
def test_what_is_said_of_a_picture_has_to_fit_it(adas, change):
    values = json.loads(archive.written(adas))
    (last,) = [each for each in values["notes"] if each.get("picture", {}).get("number") == 2]
    last["picture"] |= change

    assert "not quite as Tend writes it" in refusal(
        packed({archive.NAME: json.dumps(values).encode(), **archive.beside(adas)}, NOW)
    )


def test_words_cannot_stand_in_for_the_pictures(adas):
    values = json.loads(archive.written(adas)) | {"pictures": ["x"]}

    assert "at: pictures." in refusal(
        packed({archive.NAME: json.dumps(values).encode(), **archive.beside(adas)}, NOW)
    )


def test_an_archive_without_pictures_is_as_it_always_was(adas):
    notes = tuple(replace(each, picture=None) for each in adas[NOTES])
    bare = adas.with_things({NOTES: notes, PICTURES: ()})

    assert archive.beside(bare) == {}
    assert archive.read(zipped(bare)) == bare
    assert b"picture" not in archive.written(bare)


def test_a_file_with_pictures_says_how_many_there_are(visit):
    taken = visit("cleo").send("/settings/export").data
    cleo = visit("cleo")

    answer = cleo.post(
        "/settings/import",
        data={"csrf_token": cleo.form_token(), "file": (BytesIO(taken), "tend.zip")},
        content_type="multipart/form-data",
    )

    assert (answer.status_code, answer.location) == (303, "/settings/import/preview")
    assert "1 note 1 picture" in cleo.page(answer.location).text
