"""Whoever waits for a picture keeps nobody else from the database."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest

from tests.exports.lives import zipped
from tests.pictures import colourful, file_of, pictures
from tests.visitors import TOKEN, Visitor
from tests.world import BEN_TO_ADA, NOW, person
from tracker.exports.queries import archive_of
from tracker.extensions import db

PATIENCE = 60


def multipart(field, content, **typed):
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in typed.items()
    ]
    parts.append(f'--line\r\nContent-Disposition: form-data; name="{field}"; filename="a"\r\n\r\n')
    return "".join(parts).encode() + content + b"\r\n--line--\r\n"


def post(app, name, path, field, content):
    visitor = Visitor.of(name, app)
    seen = visitor.page(path).form(path).values.get("seen", "")
    body = multipart(field, content, **{TOKEN: visitor.form_token(), "body": "Look", "seen": seen})
    return visitor.post(path, data=body, content_type="multipart/form-data; boundary=line")


def a_picture(place):
    return "ada", "/wall", "picture", file_of(colourful())


def another_picture(place):
    return "ben", f"/wall/{place.world.notes[BEN_TO_ADA]}/edit", "picture", file_of(colourful())


def an_export(place):
    with place.app.app_context():
        taken = zipped(archive_of(person("ada"), NOW))
        db.session.rollback()
    return "ada", "/settings/import", "file", taken


@pytest.mark.parametrize(
    ("sent", "turn"),
    [
        (a_picture, pictures.TURN_TO_DRAW),
        (another_picture, pictures.TURN_TO_DRAW),
        (an_export, pictures.TURN_TO_LOOK),
    ],
    ids=["a new note", "another picture", "an export"],
)
@pytest.mark.crossed("what was sent, whose turn it is, and the database")
def test_who_waits_for_a_picture_holds_no_connection(concurrent, sent, turn):
    what = sent(concurrent)
    with ThreadPoolExecutor(1) as sender:
        with turn:
            answer = sender.submit(post, concurrent.app, *what)
            begun = monotonic()
            while pictures.PLACES._value == pictures.MOST_AT_ONCE:
                assert monotonic() - begun < PATIENCE
                sleep(0.005)
            with concurrent.app.app_context():
                held = db.engine.pool.checkedout()

        assert (held, answer.result(PATIENCE).status_code) == (0, 303)
