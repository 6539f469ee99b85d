"""What is made once a run, by whoever tests first: all who test at once wait until it is there, and take it from then on."""

import fcntl
import pickle
from collections.abc import Callable
from typing import TypeVar, cast

from tests.there import there
from tests.whole import RUN

Made = TypeVar("Made")


def once(name: str, make: Callable[[], Made]) -> Made:
    """What was made under a name, or is now."""
    file = there(RUN.folder) / name
    with file.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not file.exists():
            made = make()
            file.write_bytes(pickle.dumps(made))
            return made
    return cast(Made, pickle.loads(file.read_bytes()))
