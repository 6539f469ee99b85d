"""Style sheets, read as rules: which classes each asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORT = re.compile(r'@import "([^"]+)";')
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
TAG = re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9]*)")
TYPE = re.compile(r'\[(type="\w+")\]')
PSEUDO = re.compile(r"::?[\w-]+(?:\([^()]*\))?")
ATTRIBUTE = re.compile(r"\[[^\]]*\]")
OTHERS = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
ONE_OF = re.compile(r":(?:is|where|has)\(")


@dataclass(frozen=True)
class Rule:
    """A rule as it is written, and what must be there for it to hold, in one way of several: classes, and tags as `<p`."""

    selector: str
    ways: tuple[frozenset[str], ...]


@cache
def sheets_in(sheet: Path) -> frozenset[Path]:
    """A sheet, and all that it imports."""
    imported = [(sheet.parent / name).resolve() for name in IMPORT.findall(sheet.read_text())]
    return frozenset({sheet}).union(*map(sheets_in, imported))


def in_order(sheet: Path) -> list[Path]:
    """What a sheet imports and then itself, as a browser has them."""
    imported = [(sheet.parent / name).resolve() for name in IMPORT.findall(sheet.read_text())]
    return [each for found in imported for each in in_order(found)] + [sheet]


@cache
def rules_in(sheet: Path) -> tuple[Rule, ...]:
    text = IMPORT.sub("", COMMENT.sub("", sheet.read_text()))
    return tuple(rules_of(iter(re.split(r"([{};])", text)), (frozenset(),)))


def rules_of(words: Iterator[str], around: tuple[frozenset[str], ...]) -> Iterator[Rule]:
    """The rules up to the end of a block. What is nested needs what is around it as well."""
    said = ""
    for word in words:
        match word:
            case "{" if said.startswith("@keyframes"):
                all(_ for _ in rules_of(words, around))
            case "{" if said.startswith("@"):
                yield from rules_of(words, around)
            case "{":
                ways = tuple(a | b for a, b in product(around, ways_of(said)))
                yield Rule(said, ways)
                yield from rules_of(words, ways)
            case "}":
                return
            case _:
                said = word.strip()


def ways_of(selectors: str) -> list[frozenset[str]]:
    """The sets of classes of which one must be there for one of these selectors to hold."""
    return [way for each in apart(selectors) for way in ways_of_one(OTHERS.sub("", each))]


def ways_of_one(selector: str) -> Iterator[frozenset[str]]:
    found = ONE_OF.search(selector)
    if not found:
        plain = ATTRIBUTE.sub("", selector)
        tags = {f"<{tag}" for tag in TAG.findall(PSEUDO.sub("", plain))}
        yield frozenset({*CLASS.findall(plain), *tags, *TYPE.findall(selector)})
        return
    end = closing(selector, found.end())
    for each in apart(selector[found.end() : end]):
        yield from ways_of_one(f"{selector[: found.start()]} {each} {selector[end + 1 :]}")


def apart(selectors: str) -> list[str]:
    """Selectors, at the commas that part them."""
    depth, parts = 0, [""]
    for sign in selectors:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def closing(text: str, place: int) -> int:
    """Where the bracket closes that was opened just before a place."""
    depth = 1
    while depth:
        depth += (text[place] == "(") - (text[place] == ")")
        place += 1
    return place - 1
