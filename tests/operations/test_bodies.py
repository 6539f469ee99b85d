import os
from io import BytesIO

from tracker.server import with_bodies_read


def reading(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def answer(body, **environ):
    statuses = []
    app = with_bodies_read(reading, seconds=0.05)
    said = app({"wsgi.input": body, **environ}, lambda status, _headers: statuses.append(status))
    return statuses, list(said)


def test_what_a_request_brings_is_read_before_it_is_answered():
    assert answer(BytesIO(b"ada"), CONTENT_LENGTH="3") == (["200 OK"], [b"ada"])
    assert answer(BytesIO(b"ada"), HTTP_TRANSFER_ENCODING="chunked") == (["200 OK"], [b"ada"])


def test_a_request_that_stalls_is_turned_away():
    stalled, phone = os.pipe()
    with os.fdopen(stalled, "rb", buffering=0) as stream:
        assert answer(stream, CONTENT_LENGTH="3") == (["408 Request Timeout"], [b""])
        os.close(phone)
