"""The processes that a process has started, and what memory they take, as the machine tells it."""

import os
from pathlib import Path

DRAWER = "tracker.wall.drawer"
PROC = Path("/proc")


def family(process: int) -> list[int]:
    """A process and all that it and its children have started and that has not ended."""
    found = [process]
    for one in found:
        for children in PROC.glob(f"{one}/task/*/children"):
            found += map(int, read(children).split())
    return found


def drawers(process: int | None = None) -> list[int]:
    """Those among them that draw pictures."""
    return [each for each in family(process or os.getpid()) if DRAWER in read(PROC / str(each) / "cmdline")]


def megabytes(process: int) -> float:
    """What the family takes of the memory, what several share counted once."""
    return sum(kilobytes(each) for each in family(process)) / 1024


def kilobytes(process: int) -> int:
    lines = read(PROC / str(process) / "smaps_rollup").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def read(file: Path) -> str:
    """What the machine tells; nothing of a process that has ended meanwhile."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
