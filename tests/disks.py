"""Disks that are small, full, or can only be read, where this machine lets us make them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, size: str = "24m") -> Iterator[Path]:
    """A disk of its own at a place, which is made for it."""
    place.mkdir(parents=True)
    mount("-t", "tmpfs", "-o", f"size={size}", "tend-tests", place)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@contextmanager
def only_readable(path: Path) -> Iterator[None]:
    """A file or folder that nobody can write, whoever they are."""
    mount("--bind", path, path)
    mount("-o", "remount,bind,ro", path)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; what takes it is the file that is given back."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:  # what a buffer kept would not fit at its end either
        try:
            while True:
                file.write(bytes(64 * 1024))
        except OSError:
            return ballast


def mount(*how: object) -> None:
    done = subprocess.run(["mount", *map(str, how)], check=False, capture_output=True, text=True)
    if done.returncode:
        where = "as root" if os.geteuid() == 0 else "without root"
        pytest.skip(f"No disk can be mounted here {where}: {done.stderr.strip()}")
