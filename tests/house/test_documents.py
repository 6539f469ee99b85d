"""The documents lead where they say: every link and picture to something that is there, every example to the code."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, name_of

DOCUMENTS = sorted(
    [
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY")),
    ]
)
every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)

FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?P<to>[^)\s]+)\)")
IMAGE = re.compile(r'<img [^>]*?src="(?P<to>[^"]+)"[^>]*>')
ELSEWHERE = re.compile(r"[a-z]+:")
HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
EXAMPLE = re.compile(
    r"^From `(?P<file>[^`]+)`:\n\n(?P<fences>(?:```\w+\n.*?^```\n\n?)+)", re.MULTILINE | re.DOTALL
)
FENCE = re.compile(r"^```\w+\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
STYLE = ROOT / "docs" / "style.md"


def prose(path: Path) -> str:
    """A document without what is fenced off in it."""
    return FENCED.sub("", path.read_text())


def anchors(path: Path) -> set[str]:
    """The headings of a document, as links name them."""
    return {
        NOT_IN_ANCHORS.sub("", heading["text"].lower()).replace(" ", "-")
        for heading in HEADING.finditer(prose(path))
    }


def leads_on(path: Path, to: str) -> bool:
    """Whether there is something where a link or picture of a document leads to, in these files."""
    file, _hash, anchor = to.partition("#")
    target = (path.parent / file).resolve() if file else path
    return target.exists() and target.is_relative_to(ROOT) and (not anchor or anchor in anchors(target))


@every_document
def test_every_link_and_every_picture_leads_to_something_that_is_there(path):
    led = [found["to"] for kind in (LINK, IMAGE) for found in kind.finditer(prose(path))]

    assert [to for to in led if not ELSEWHERE.match(to) and not leads_on(path, to)] == []


@every_document
def test_a_picture_says_what_is_to_be_seen(path):
    assert [
        found[0] for found in IMAGE.finditer(prose(path)) if not re.search(r'alt="[^"]+"', found[0])
    ] == []


def test_every_picture_is_in_a_document():
    shown = {Path(found["to"]).name for path in DOCUMENTS for found in IMAGE.finditer(prose(path))}

    assert {path.name for path in (ROOT / "docs" / "pictures").iterdir()} - shown == set()


@every_document
def test_every_document_is_led_to(path):
    led = {
        (other.parent / found["to"].partition("#")[0]).resolve()
        for other in DOCUMENTS
        if other != path
        for found in LINK.finditer(prose(other))
        if not ELSEWHERE.match(found["to"])
    }

    assert path.name == "README.md" or path in led


def examples():
    return [
        (found["file"], fence["code"])
        for found in EXAMPLE.finditer(STYLE.read_text())
        for fence in FENCE.finditer(found["fences"])
    ]


@pytest.mark.parametrize(("file", "code"), examples())
def test_an_example_of_the_style_stands_in_the_code(file, code):
    assert code in (ROOT / file).read_text(), (
        f"{file} has changed: change the example in docs/style.md with it"
    )


def test_every_fence_of_the_style_is_an_example():
    assert len(examples()) == len(FENCE.findall(STYLE.read_text())) > 8


def test_contributing_is_short():
    assert len((ROOT / "CONTRIBUTING.md").read_text().splitlines()) <= 40


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("## 1. Words", "1-words"), ("# Who sees what", "who-sees-what"), ("## `tend`", "tend")],
)
def test_a_heading_is_named_as_links_name_it(tmp_path, heading, anchor):
    (tmp_path / "page.md").write_text(f"{heading}\n")

    assert anchors(tmp_path / "page.md") == {anchor}
