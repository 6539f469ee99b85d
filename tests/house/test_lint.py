"""`./tend lint` bites: what is wrong on purpose is found by the tools as `pyproject.toml` sets them."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT

FAULTS = {
    "an unused import": ("import os\n", "F401"),
    "a flag that picks between two behaviours": (
        '"""A."""\n\n\ndef show(day: int, open: bool) -> int:\n    return day\n',
        "FBT001",
    ),
    "a statement made of words": (
        '"""A."""\n\n\ndef find(name: str) -> str:\n    return f"SELECT * FROM notes WHERE name = {name}"\n',
        "S608",
    ),
    "an import that is not at the top": (
        '"""A."""\n\n\ndef now() -> None:\n    import time\n\n    time.sleep(0)\n',
        "PLC0415",
    ),
    "something noqa is no longer needed for": ('"""A."""\n\nDAYS = 7  # noqa: S101\n', "RUF100"),
}


def look(*words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], input=text, cwd=ROOT, check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize(("text", "rule"), FAULTS.values(), ids=FAULTS)
def test_a_planted_fault_is_found(text, rule):
    done = look(
        "ruff", "check", "--output-format=concise", "--stdin-filename=tracker/planted.py", "-", text=text
    )

    assert rule in done.stdout
    assert done.returncode == 1


def test_what_is_not_formatted_is_found():
    assert (
        look(
            "ruff", "format", "--check", "--stdin-filename=tracker/planted.py", "-", text="a = 'b'\n"
        ).returncode
        == 1
    )


def test_a_wrong_type_is_found(tmp_path):
    """What `./tend lint` knows of the libraries already need not be worked out anew."""
    planted = tmp_path / "planted.py"
    planted.write_text("def kept(day: int) -> str:\n    return day\n\n\ndef bare(day):\n    return day\n")

    done = look("mypy", "--config-file=pyproject.toml", str(planted))

    assert "[return-value]" in done.stdout
    assert "[no-untyped-def]" in done.stdout
    assert done.returncode == 1
