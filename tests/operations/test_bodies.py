import os
import time
from io import BytesIO

import pytest

from tracker.server import with_bodies_read


def reading(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def answer(body, **environ):
    statuses = []
    app = with_bodies_read(reading, seconds=0.05)
    said = app({"wsgi.input": body, **environ}, lambda status, _headers: statuses.append(status))
    read = list(said)
    if hasattr(said, "close"):
        said.close()
    return statuses, read


def test_what_a_request_brings_is_read_before_it_is_answered():
    assert answer(BytesIO(b"ada"), CONTENT_LENGTH="3") == (["200 OK"], [b"ada"])
    assert answer(BytesIO(b"ada"), HTTP_TRANSFER_ENCODING="chunked") == (["200 OK"], [b"ada"])


def test_a_request_that_stalls_is_turned_away():
    stalled, phone = os.pipe()
    with os.fdopen(stalled, "rb", buffering=0) as stream:
        assert answer(stream, CONTENT_LENGTH="3") == (["408 Request Timeout"], [b""])
        os.close(phone)


HALF_A_MEGABYTE = 512 * 1024
UPLOAD = {"REQUEST_METHOD": "POST", "PATH_INFO": "/settings/import"}
PICTURE = {"REQUEST_METHOD": "POST", "PATH_INFO": "/wall", "CONTENT_LENGTH": str(12 * 2**20)}


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REQUEST_METHOD": "POST", "PATH_INFO": "/settings/import/preview"},
        {"REQUEST_METHOD": "GET", "PATH_INFO": "/settings/import"},
        {"REQUEST_METHOD": "POST", "PATH_INFO": "/wall/7/answer"},
        {"REQUEST_METHOD": "POST", "PATH_INFO": "/wall/edit"},
        {"REQUEST_METHOD": "POST", "PATH_INFO": "/today"},
    ],
)
def test_a_file_is_read_whole_where_one_is_taken_and_nowhere_else(elsewhere):
    content = bytes(range(256)) * 4096 * 20  # twenty megabytes
    said = {"CONTENT_LENGTH": str(len(content))}

    assert answer(BytesIO(content), **said, **UPLOAD) == (["200 OK"], [content])
    _statuses, read = answer(BytesIO(content), **said, **elsewhere)
    assert read == [content[: HALF_A_MEGABYTE + 1]]


def test_what_is_larger_than_any_file_we_take_is_left_unread():
    large = BytesIO(bytes(40 * 2**20))

    answer(large, **PICTURE)

    assert large.tell() < 34 * 2**20


@pytest.mark.parametrize("path", ["/wall", "/wall/7/edit"])
def test_a_picture_that_is_too_large_is_read_whole_so_that_it_can_be_said_in_words(path):
    content = bytes(range(256)) * 4096 * 12

    assert answer(BytesIO(content), **(PICTURE | {"PATH_INFO": path})) == (["200 OK"], [content])


def test_a_file_may_take_its_time_for_each_piece_but_not_stall():
    pieces = [b"a" * (HALF_A_MEGABYTE + 1)] * 3 + [b"the end"]

    assert answer(Slow(pieces, seconds=0.1), CONTENT_LENGTH="1", **UPLOAD) == (["200 OK"], [b"".join(pieces)])
    assert answer(Slow(pieces, seconds=0.3), CONTENT_LENGTH="1", **UPLOAD)[0] == ["408 Request Timeout"]


class Slow:
    """A phone on a train."""

    def __init__(self, pieces, seconds):
        self.pieces, self.seconds = list(pieces), seconds

    def read(self, size):
        time.sleep(self.seconds)
        return self.pieces.pop(0)
