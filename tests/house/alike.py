"""Whether a sentence of ours shares six words in a row with a text that was looked at: docs/compared.md tells of what.

Those texts are others', and none of them lies here. Whoever has some in a folder, as plain text, compares by
`python -m tests.house.alike FOLDER`: each run of words that both have is printed, with where ours stands.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.sources import TRACKER, said

IN_A_ROW = 6
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
GAP = re.compile(r"%\(\w+\)s|…")


def ours() -> Iterator[tuple[str, str]]:
    """All sentences of Tend, each with the file in which it stands."""
    yield from said()
    for place in tomllib.loads((TRACKER / "help" / "places.toml").read_text())["place"]:
        yield from (("tracker/help/places.toml", place[key]) for key in ("note", "hours") if key in place)


def rows_of_words(text: str) -> Iterator[tuple[str, ...]]:
    """Each six words in a row of a text, whatever their case and what stands between; no row goes over a gap.

    >>> list(rows_of_words("Say it: how was the day? “Fine.”"))
    [('say', 'it', 'how', 'was', 'the', 'day'), ('it', 'how', 'was', 'the', 'day', 'fine')]
    >>> list(rows_of_words("Until then %(name)s sees not a word of it."))
    [('sees', 'not', 'a', 'word', 'of', 'it')]
    """
    for piece in GAP.split(text):
        words = [word.lower().replace("’", "'") for word in WORD.findall(piece)]
        yield from zip(*(words[start:] for start in range(IN_A_ROW)), strict=False)


def alike(theirs: str, of_ours: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The six words in a row that another text has too, each with the file in which ours stands."""
    rows = set(rows_of_words(theirs))
    return [(where, " ".join(row)) for where, text in of_ours for row in rows_of_words(text) if row in rows]


def main(folder: Path) -> None:
    of_ours = list(ours())
    for file in sorted(folder.rglob("*.txt")):
        print(f"{file.stem}: {len(file.read_text().split())} words")
        for where, words in alike(file.read_text(), of_ours):
            print(f"  {where}: {words}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
