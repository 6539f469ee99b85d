"""In place of the machine's chance one that is the same in each of two worlds."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from sqlalchemy.sql import selectable

OF_THE_MACHINE = os.urandom


class Chance:
    """In place of the machine's chance: what somebody draws follows from who draws, and for what."""

    def __init__(self) -> None:
        self.stream = random.Random("nobody")

    def __call__(self, count: int) -> bytes:
        return self.stream.randbytes(count)

    @contextmanager
    def of(self, drawer: str) -> Iterator[None]:
        """Let somebody draw, who has not drawn for this before."""
        before, self.stream = self.stream, random.Random(drawer)
        yield
        self.stream = before

    def rules(self, patch: pytest.MonkeyPatch) -> None:
        """Let whatever asks the system for chance get this, but for the names that SQLAlchemy gives inside a statement:
        they are drawn when it is first made ready, and stand in no answer."""
        patch.setattr(selectable, "os", SimpleNamespace(urandom=OF_THE_MACHINE))
        patch.setattr(random, "_urandom", self)
        patch.setattr(os, "urandom", self)
