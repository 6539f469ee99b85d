"""Copies of the tree, in which mutants can live, and how tests run there."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.changes import ROOT
from tests.ran import Ran, all_in

KEPT = ("tracker", "templates", "static", "tests", "migrations", "docs", ".ci", ".github")
NOT_FAR = ("--ignore=tests/browser", "--ignore=tests/operations")
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q")
# What is compiled of all that stays as it is lies in the copy, for every run there.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def copied(folder: Path) -> Path:
    """A copy of the tree."""
    folder.mkdir(parents=True)
    for name in KEPT:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.iterdir():
        if file.is_file():
            shutil.copy2(file, folder)
    return folder


def fingerprint() -> str:
    """What the tree holds, in one word."""
    files = sorted(file for name in KEPT for file in (ROOT / name).rglob("*") if file.is_file())
    read = hashlib.sha256()
    for file in files:
        if "__pycache__" not in file.parts:
            read.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return read.hexdigest()[:16]


def recorded(tree: Path, folder: Path, at_once: int, paths: Sequence[str]) -> Ran:
    """Which tests run which lines, from a run in a copy of the tree, or from one of the same tree before."""
    place = folder / fingerprint()
    if not place.exists():
        making = folder / f"{place.name}-making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        done = pytest(tree, "-p", "tests.ran", "--ran", str(making), "-n", str(at_once), *NOT_FAR, *paths)
        if done.returncode:
            sys.exit(f"Without any change these tests fail already:\n{done.stdout[-3000:]}")
        making.rename(place)
    return all_in(place)


def pytest(
    tree: Path, *words: str, seconds: float | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PYTEST, *words],
        check=False,
        cwd=tree,
        env=ENVIRONMENT | environment,
        capture_output=True,
        text=True,
        timeout=seconds,
    )
