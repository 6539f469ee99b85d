"""`docs/libraries.md` says what each package is for that `pyproject.toml` names, and names no other."""

import re
import tomllib

import pytest

from tests.house.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ROW = re.compile(r"^\| (?P<names>[a-z][a-z0-9, -]*) \| (?P<about>[^|]+) \|$", re.MULTILINE)


def named(requirements):
    return {NAME.match(each)[0].lower() for each in requirements}


def explained(section):
    """The packages in a section's table."""
    text = (ROOT / "docs" / "libraries.md").read_text()
    table = text.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return {name for row in ROW.finditer(table) for name in row["names"].split(", ")} - {"package"}


@pytest.mark.parametrize(
    ("section", "requirements"),
    [
        ("At run time", PROJECT["dependencies"]),
        ("For development", PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_every_package_is_explained_and_no_other(section, requirements):
    assert explained(section) == named(requirements)


def test_what_comes_after_is_not_there_yet():
    there = named([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])

    assert explained("For what comes after") & there == set()
