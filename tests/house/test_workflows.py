"""The workflows for a forge run what everybody runs, may only read, and take each action by its major version."""

import os
import re
from itertools import pairwise

import pytest

from tests.house.sources import ROOT, name_of

WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)

LINE = re.compile(r"(?P<indent>(?:  )*)(?P<item>- )?(?P<key>[a-z][a-z_-]*):(?: (?P<value>\S.*))?")
PINNED = re.compile(r"actions/[a-z-]+@v\d+")


def lines(path):
    """The lines of a workflow that say something, each as its indent, key and value; none of ours needs more of YAML."""
    for line in path.read_text().splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            said = LINE.fullmatch(line)
            assert said, f"not read as a line of ours: {line!r}"
            yield len(said["indent"]) + len(said["item"] or ""), said["key"], said["value"] or ""


def values(path, key):
    return [value for _indent, name, value in lines(path) if name == key]


def test_there_is_one_for_every_change_and_one_for_the_night():
    assert [path.name for path in WORKFLOWS] == ["test.yml", "whole.yml"]
    assert {"push", "pull_request"} <= {key for _indent, key, _value in lines(WORKFLOWS[0])}
    assert values(WORKFLOWS[0], "run") == [".ci/run"]
    assert values(WORKFLOWS[1], "run") == ["./tend test --whole -n auto"]
    assert len(values(WORKFLOWS[1], "cron")) == 1


@every_workflow
def test_what_lies_deeper_lies_below_what_has_nothing_beside_it(path):
    for (indent, _key, value), (next_indent, next_key, _value) in pairwise(lines(path)):
        assert not value or next_indent <= indent, next_key


@every_workflow
def test_what_is_run_is_there_and_can_be_started(path):
    for command in values(path, "run"):
        assert os.access(ROOT / command.split()[0], os.X_OK)


@every_workflow
def test_a_workflow_may_only_read(path):
    text = path.read_text()

    assert "\npermissions:\n  contents: read\n\n" in text
    assert re.findall(r"write|secrets|pull_request_target|permissions", text) == ["permissions"]


@every_workflow
def test_actions_are_taken_by_their_major_version(path):
    assert [each for each in values(path, "uses") if not PINNED.fullmatch(each)] == []


@every_workflow
def test_python_is_the_oldest_that_will_do(path):
    oldest = re.search(r'requires-python = ">=(.+)"', (ROOT / "pyproject.toml").read_text())[1]

    assert values(path, "python-version") == [f'"{oldest}"']
