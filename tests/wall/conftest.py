"""What tests of the wall share."""

from functools import cache
from typing import Any

import pytest

from tracker.wall import pictures
from tracker.wall.child import answer_of


@cache
def answer_once(task: Any, *pieces: Any) -> Any:
    return answer_of(task, pieces)


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the process answers to the same file is the same each time: it is started once for each, and not for each test."""
    monkeypatch.setattr(pictures, "answer_of", lambda task, pieces: answer_once(task, *pieces))
