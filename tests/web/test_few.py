"""Large files leave most of a process to everybody else."""

import io

import pytest

from tests.visitors import TOKEN, Page
from tracker.web.few import BUSY, FILES, MOST_AT_ONCE

pytestmark = pytest.mark.parametrize("keeper", ["sqlite"], indirect=True)


@pytest.fixture
def busy():
    for _ in range(MOST_AT_ONCE):
        assert FILES.acquire(blocking=False)
    yield
    for _ in range(MOST_AT_ONCE):
        FILES.release()


def test_an_export_is_put_off_kindly_while_others_are_made(ada, busy):
    answer = ada.send("/settings/export", came_from="/settings/export")

    assert (answer.status_code, answer.location) == (303, "/settings/export")
    assert BUSY in Page.of(ada.get("/settings/export")).text


def test_a_file_is_put_off_kindly_while_others_are_read(ada, busy):
    file = {"file": (io.BytesIO(b"a file"), "habits.csv"), TOKEN: ada.form_token()}
    answer = ada.post("/settings/import", data=file, content_type="multipart/form-data")

    assert (answer.status_code, BUSY in answer.text) == (422, True)


def test_an_export_leaves_its_place_to_the_next(ada):
    for _ in range(MOST_AT_ONCE + 1):
        assert ada.send("/settings/export").status_code == 200
