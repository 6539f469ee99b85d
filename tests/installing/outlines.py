"""The outlines that a path of SVG stands for, with curves as many short lines."""

import re

COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4}
STEPS = 24  # of a curve
HANDLE = 0.5523  # how far the handles of a curve lie that is a quarter of a circle

Point = complex
Line = list[Point]


def lines_of(path: str) -> list[Line]:
    """The outlines of a path without arcs, each a list of points.

    >>> lines_of("M1 1h2v-1zM5 5l1 1")
    [[(1+1j), (3+1j), (3+0j), (1+1j)], [(5+5j), (6+6j)]]
    """
    tracing = Tracing()
    for command, numbers in COMMAND.findall(path):
        tracing.obey(command, [float(each) for each in NUMBER.findall(numbers)])
    return tracing.lines


class Tracing:
    """What has been drawn, and how the last curve came in."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.here: Point = 0j
        self.came_from: Point = 0j

    def obey(self, command: str, values: list[float]) -> None:
        """Do what one command says, as often as there are numbers for it."""
        if command in "Zz":
            self.go(self.lines[-1][0])
            return
        takes = TAKES[command.upper()]
        for at in range(0, len(values), takes):
            self.step(command, values[at : at + takes])
            command = {"M": "L", "m": "l"}.get(command, command)

    def step(self, command: str, numbers: list[float]) -> None:
        at = self.here if command.islower() else 0j
        match command.upper():
            case "H":
                self.go(complex(at.real + numbers[0], self.here.imag))
            case "V":
                self.go(complex(self.here.real, at.imag + numbers[0]))
            case kind:
                points = [at + complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
                self.draw(kind, points)

    def draw(self, kind: str, points: list[Point]) -> None:
        match kind:
            case "M":
                self.lines.append([])
                self.go(points[0])
            case "L":
                self.go(points[0])
            case "C":
                self.curve(*points)
            case "S":
                self.curve(2 * self.here - self.came_from, *points)

    def go(self, to: Point) -> None:
        self.lines[-1].append(to)
        self.here = self.came_from = to

    def curve(self, out: Point, in_: Point, to: Point) -> None:
        start = self.here
        for step in range(1, STEPS + 1):
            t = step / STEPS
            u = 1 - t
            self.go(u**3 * start + 3 * u * u * t * out + 3 * u * t * t * in_ + t**3 * to)
        self.came_from = in_


def as_path(x: float, y: float, width: float, height: float, round_by: float) -> str:
    """A rectangle with round corners as a path."""
    r, k = round_by, round_by * (1 - HANDLE)
    across, down = width - 2 * r, height - 2 * r
    h = r - k
    return (
        f"M{x + r} {y}h{across}c{h} 0 {r} {k} {r} {r}v{down}c0 {h} {-k} {r} {-r} {r}"
        f"h{-across}c{-h} 0 {-r} {-k} {-r} {-r}v{-down}c0 {-h} {k} {-r} {r} {-r}z"
    )
