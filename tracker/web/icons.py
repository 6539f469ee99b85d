"""Which icons a home screen takes, and what is behind them."""

import re
from dataclasses import dataclass
from pathlib import Path

GROUND = re.compile(r"--color-ground: light-dark\((?P<light>#[0-9a-f]{6}), (?P<dark>#[0-9a-f]{6})\)")
TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"


@dataclass(frozen=True)
class Icon:
    """One way in which a sign is drawn: pixels each way, how much of them the sign takes, and how round the ground is.

    Without a ground (no ``corner``) it is one colour, of which systems take the shape alone.
    """

    name: str
    size: int
    part: float
    corner: float | None
    purpose: str = ""
    opaque: bool = False

    @property
    def sizes(self) -> str:
        """How large it is, as a manifest says it."""
        return f"{self.size}x{self.size}"

    def file(self, kind: str) -> str:
        """What the file of this icon is called, for a sign of a kind."""
        return f"{kind}-{self.name}.png"


# A system may cut a maskable one to a circle of four fifths, and a square in there takes 56 in a hundred.
ICONS_OF = (
    Icon("192", 192, 0.66, 0.22, "any"),
    Icon("512", 512, 0.66, 0.22, "any"),
    Icon("maskable", 512, 0.54, 0.0, "maskable"),
    Icon("monochrome", 192, 0.9, None, "monochrome"),
    Icon("apple", 180, 0.66, 0.0, opaque=True),
)


@dataclass(frozen=True)
class Ground:
    """The colour behind everything, by day and by night."""

    light: str
    dark: str


def ground() -> Ground:
    """The ground of our pages, as the sheet of tokens has it."""
    found = GROUND.search(TOKENS.read_text())
    assert found
    return Ground(**found.groupdict())
