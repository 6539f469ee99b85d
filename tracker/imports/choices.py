"""What somebody chose of a file, and what of it has come in so far, as it is kept beside the file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class CameIn:
    """How much has come in: new habits, ticks, skipped days and notes; and habits for which there was no room."""

    habits: int = 0
    ticks: int = 0
    skips: int = 0
    notes: int = 0
    left_out: int = 0

    def __add__(self, other: Self) -> "CameIn":
        return CameIn(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """The strategy of each habit that is to come in, by its place in the file, from 0; and what came so far.

    >>> Choices.read(Choices({1: 6}).text()) == Choices({1: 6})
    True
    """

    strategies: Mapping[int, int] = field(default_factory=dict)
    came: CameIn = field(default_factory=CameIn)

    @classmethod
    def read(cls, text: str) -> "Choices":
        """What a text holds; an empty one holds no choice."""
        if not text:
            return cls()
        kept = json.loads(text)
        return cls(
            {int(place): number for place, number in kept["strategies"].items()}, CameIn(**kept["came"])
        )

    def text(self) -> str:
        """All of it as a text."""
        return json.dumps({"strategies": self.strategies, "came": asdict(self.came)})

    def with_more(self, came: CameIn) -> "Choices":
        """The same once more has come in."""
        return replace(self, came=self.came + came)
