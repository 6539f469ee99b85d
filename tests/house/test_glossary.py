"""Every word in a public name of the domain, the catalogue and the models is one of the glossary's, or one that needs no explaining."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest

from tests.house.sources import ROOT, TRACKER, modules, tree

GLOSSARY = "docs/design.md, section 1"
EVERYDAY = ROOT / "tests" / "house" / "everyday_words.toml"
WHERE_TO = (
    f"Enter it in the glossary ({GLOSSARY}) with what it means in Tend, or use the word that stands there already. Only one "
    f"that means here what it means at any table goes into {EVERYDAY.relative_to(ROOT)}."
)

ROW = re.compile(r"^\| (?P<terms>\*\*.*?) \| (?P<meaning>.*) \|$", re.MULTILINE)
BOLD = re.compile(r"\*\*(.+?)\*\*")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# Endings, each with what stands in its place in the plain word.
PLURALS = (("ies", "y"), ("es", ""), ("s", ""))
OTHERS = (("ed", ""), ("ing", ""), ("er", ""), ("able", ""), ("ly", ""))
SHORTEST = 3  # letters of a plain word


def forms(word: str) -> frozenset[str]:
    """A word and what it may be a form of: the plural, past or doer of something, a doubled letter or a silent e aside."""
    singular = {word, *without(word, PLURALS)}
    bare = {plain for each in singular for plain in without(each, OTHERS)}
    bare |= {each[:-1] for each in bare if each[-2:-1] == each[-1:]} | {f"{each}e" for each in bare}
    return frozenset({word, *(each for each in singular | bare if len(each) >= SHORTEST)})


def without(word: str, endings: Sequence[tuple[str, str]]) -> Iterator[str]:
    return (word.removesuffix(end) + instead for end, instead in endings if word.endswith(end))


def all_forms(words: set[str]) -> frozenset[str]:
    return frozenset().union(*map(forms, words))


def words_in(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


def section_on_words() -> str:
    _before, _title, after = (ROOT / "docs" / "design.md").read_text().partition("\n## 1. Words\n")
    return after.partition("\n## ")[0]


def terms() -> set[str]:
    """The words of what the glossary explains."""
    return {word for row in ROW.finditer(section_on_words()) for word in words_in(row["terms"])}


def explained() -> set[str]:
    """The words of the glossary, and those that are bold where it explains others."""
    return {
        word
        for row in ROW.finditer(section_on_words())
        for bold in BOLD.findall(row["terms"] + row["meaning"])
        for word in words_in(bold)
    }


def everyday() -> dict[str, dict[str, object]]:
    return tomllib.loads(EVERYDAY.read_text())


def everyday_words() -> list[str]:
    return [word for group in everyday().values() for word in group["words"]]


def public_names(*layers: str) -> Iterator[tuple[str, str]]:
    """The public names of some layers, each with its module: of modules and folders, of classes and functions."""
    for path in modules(*layers):
        inside = path.relative_to(TRACKER).with_suffix("").parts[1:]
        for name in inside:
            if name != "__init__":
                yield name, ".".join(inside)
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                yield node.name, ".".join(inside)


def borne(*layers: str) -> dict[str, set[str]]:
    """The words in the public names of some layers, each with the modules that bear it."""
    found = defaultdict(set)
    for name, module in public_names(*layers):
        for word in words_in(name):
            found[word].add(module)
    return found


def test_every_word_in_a_public_name_is_explained_or_needs_no_explaining():
    known = all_forms(explained()) | all_forms(set(everyday_words()))

    strange = {
        word: sorted(where)
        for word, where in borne("domain", "catalogue", "models").items()
        if not forms(word) & known
    }

    assert strange == {}, WHERE_TO


def test_everything_in_the_glossary_is_there_in_the_code():
    known = all_forms({word for path in modules() for word in words_in("_".join(all_names(path)))})

    assert [word for word in sorted(terms()) if not forms(word) & known] == [], (
        f"No code bears this word any more: take it out of {GLOSSARY}."
    )


def all_names(path):
    yield from path.relative_to(TRACKER).with_suffix("").parts
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name


@pytest.mark.parametrize("name", everyday())
def test_a_group_of_everyday_words_gives_its_reason_and_is_in_order(name):
    group = everyday()[name]

    assert group["reason"].endswith(".")
    assert group["words"] == sorted(set(group["words"]))


def test_no_everyday_word_stands_twice():
    words = everyday_words()

    assert sorted(words) == sorted(set(words))


def test_the_list_of_everyday_words_only_gets_shorter():
    needed = all_forms(
        {word for word in borne("domain", "catalogue", "models") if not forms(word) & all_forms(explained())}
    )

    assert [word for word in everyday_words() if not forms(word) & needed] == [], (
        f"No name needs this word any more, or the glossary explains it: take it out of {EVERYDAY.relative_to(ROOT)}."
    )


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Strategies", "strategy"),
        ("planned", "plan"),
        ("ticks", "tick"),
        ("tickers", "tick"),
        ("weekly", "week"),
    ],
)
def test_a_form_of_a_word_is_known_by_it(word, plain):
    assert plain in all_forms(words_in(word))


def test_a_made_up_word_is_strange():
    known = all_forms(explained()) | all_forms(set(everyday_words()))

    assert [word for word in ("quibble", "data", "manager") if forms(word) & known] == []


def test_a_name_falls_into_its_words():
    assert words_in("TimesInDays first_open_day JSON") == {
        "times",
        "in",
        "days",
        "first",
        "open",
        "day",
        "json",
    }
