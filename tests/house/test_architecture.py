"""The tree of folders in `docs/architecture.md` is the one that there is."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.sources import ROOT, STATIC, TEMPLATES, TRACKER
from tracker.app import CAPABILITIES

ARCHITECTURE = ROOT / "docs" / "architecture.md"
LEAVE_IT_RIGHT = "Whoever adds, moves or takes away a folder says so in the tree in docs/architecture.md."

LINE = re.compile(r"(?P<indent> *)(?P<names>\S+(?: \S+)*) {2,}(?P<about>.+)")
FOLDER_SAID = re.compile(r"\b([a-z]+)/")
UNSAID = {"__init__.py", "__pycache__"}
OURS_AT_THE_TOP = {".md", ".py", ".toml"}  # whoever works here may have folders and files of their own there


@dataclass
class Shown:
    """A folder of the tree: what it is for, and what the tree shows in it."""

    about: str = ""
    inside: list[str] = field(default_factory=list)


def folders() -> dict[Path, Shown]:
    """The folders that the tree shows, each by its path from the top."""
    tree = ARCHITECTURE.read_text().partition("## The tree")[2].partition("```\n")[2].partition("```")[0]
    found, way = {Path(): Shown()}, [Path()]
    for line in tree.splitlines():
        said = LINE.fullmatch(line)
        assert said, f"not read as a line of the tree: {line}"
        del way[len(said["indent"]) // 2 + 1 :]
        names = said["names"].split(" ")
        found[way[-1]].inside += [name.rstrip("/") for name in names]
        for name in names:
            if name.endswith("/"):
                way.append(way[-1] / name.rstrip("/"))
                found[way[-1]] = Shown(said["about"])
    return found


def there(folder: Path) -> set[str]:
    """What lies in a folder, without what is hidden, made by itself, or maybe none of ours."""
    return {
        path.name
        for path in (ROOT / folder).iterdir()
        if not path.name.startswith(".") and path.name not in UNSAID
        if folder != Path() or path.suffix in OURS_AT_THE_TOP
    }


def subfolders(folder: Path) -> set[str]:
    return {name for name in there(folder) if (ROOT / folder / name).is_dir()}


def said_in_one_line(folder: Path) -> set[str]:
    return set(FOLDER_SAID.findall(folders()[folder].about))


def test_everything_in_the_tree_is_there():
    gone = [
        str(folder / name)
        for folder, shown in folders().items()
        for name in shown.inside
        if not (ROOT / folder / name).exists()
    ]

    assert gone == [], LEAVE_IT_RIGHT


def test_where_the_tree_shows_what_lies_in_a_folder_it_shows_all_of_it():
    unsaid = {
        str(folder): sorted(there(folder) - set(shown.inside))
        for folder, shown in folders().items()
        if shown.inside and there(folder) - set(shown.inside)
    }

    assert unsaid == {}, LEAVE_IT_RIGHT


def test_folders_that_are_said_in_one_line_are_there_and_all_of_them():
    """A folder of templates has the name of a capability, one of tests that of a folder in `tracker/`, or the line names it."""
    for folder, ours in (
        (Path("templates"), set(CAPABILITIES)),
        (Path("tests"), subfolders(Path("tracker"))),
    ):
        assert said_in_one_line(folder) == subfolders(folder) - ours, LEAVE_IT_RIGHT
    for folder in (Path("static", "css"), Path("static", "js")):
        assert said_in_one_line(folder) == subfolders(folder), LEAVE_IT_RIGHT


def test_one_word_names_a_capability_everywhere():
    named = {path.stem for path in (STATIC / "css" / "pages").iterdir()}

    assert named - set(CAPABILITIES) == {"errors"}  # which any of them can end in
    assert {path.name for path in TEMPLATES.iterdir()} - {
        *CAPABILITIES,
        *said_in_one_line(Path("templates")),
    } == set()


def test_the_tree_shows_capabilities_in_their_order():
    shown = [name for name in folders()[Path("tracker")].inside if name in CAPABILITIES]

    assert shown == list(CAPABILITIES)


def test_every_capability_is_a_folder():
    assert [name for name in CAPABILITIES if not (TRACKER / name).is_dir()] == []
