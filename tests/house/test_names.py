"""A class has a name of its own: whoever reads it knows which one is meant."""

import ast
import re
from collections import defaultdict

from tests.house.sources import modules, name_of, tree

LEAVE_IT_CLEAR = "Give each a name that says what it is of, such as `OutingState`."

# Pieces of an archive are called like what they are of: they are named with their module, as `things.Habit`.
ARCHIVE = re.compile(r"tracker/(archives/\w+|\w+/(archive|things))\.py")
LIKE_WHAT_THEY_ARE_OF = {
    *(
        "Appointment",
        "CheckIn",
        "Cover",
        "Habit",
        "JarNote",
        "Milestone",
        "Note",
        "Outing",
        "Pause",
        "Picture",
    ),
    *("Reflection", "Remark", "RememberedDay", "Space", "Tick", "ToBring", "Track"),
}


def classes() -> dict[str, list[str]]:
    """The modules in which there is a class of a name, for each name."""
    found = defaultdict(list)
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name_of(path))
    return found


def shared() -> dict[str, list[str]]:
    """Names of several classes, with where these are, those of an archive left out where they are like what they are of."""
    return {
        name: where
        for name, there in classes().items()
        if len(where := [each for each in there if not of_an_archive(name, each)]) > 1
    }


def of_an_archive(name: str, module: str) -> bool:
    return name in LIKE_WHAT_THEY_ARE_OF and ARCHIVE.fullmatch(module) is not None


def test_no_two_classes_share_a_name():
    assert shared() == {}, LEAVE_IT_CLEAR


def test_the_pieces_of_an_archive_that_are_called_like_something_else_only_get_fewer():
    found = classes()
    pieces = {
        name: [each for each in found[name] if ARCHIVE.fullmatch(each)] for name in LIKE_WHAT_THEY_ARE_OF
    }

    assert [name for name, there in sorted(pieces.items()) if not there or there == found[name]] == []
