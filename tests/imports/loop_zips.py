"""Zips such as Loop exports."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.imports import loop_files
from tests.imports.loop_files import (
    Version,
    zipped,
)
from tracker.domain.refusals import Refused
from tracker.imports.loop import FileKind, LoopHabit, LoopHistory, LoopMark, MarkKind, read

MARCH_1 = date(2026, 3, 1)


HEADS = loop_files.HEADS[Version.V2_2]


READ = "001,Read,YES_NO,,,1,1,#00897B,,,,false"


def history(*habits: LoopHabit, unreadable: Iterable[Any] = ()) -> LoopHistory:
    return LoopHistory(tuple(habits), tuple(unreadable), FileKind.CSV)


def read_files(**files: str) -> LoopHistory:
    """The history in a ZIP of files, whose names are given without their endings."""
    return read(zipped({f"{name}.csv": content for name, content in files.items()}))


def refusal_of(content: bytes) -> Any:
    with pytest.raises(Refused) as refused:
        read(content)
    return refused.value.sentence


TWO = f"{HEADS}\n001,Read,YES_NO,,,1,1\n002,Walk,YES_NO,,,1,1\n"


READ_WITH = [LoopHabit(1, "Read", marks=(LoopMark(MARCH_1, MarkKind.DONE),)), LoopHabit(2, "Walk")]
