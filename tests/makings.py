"""How somebody makes one more of each kind: said in the folder of its tests, in ``making.py``, and collected here."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from tracker.policies import Rows

Making = Mapping[Rows, Callable[[int, str], object]]  # given how many there are already, and by whom


def makings() -> Making:
    """All of them."""
    found: dict[Rows, Callable[[int, str], object]] = {}
    for path in sorted(Path(__file__).parent.glob("*/making.py")):
        found |= import_module(f"tests.{path.parent.name}.making").MAKING
    return found
