"""Looking for words: capitals, accents and simple plurals are forgiven, and small words between the others pass."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.words import folded

SOUGHT_LENGTH = 100
EXCERPT_LENGTH = 140
BEFORE = 50

# A word is whatever stands between blanks and signs: letters of every script, with the marks that belong to them.
WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u206f\u3000-\u303f]+")
SEVERAL = re.compile(r"(?:[sxz]|[cs]h)es$")
SINGULAR_IN_S = ("ss", "us", "is")
TOO_SHORT = 2  # to begin the name of something: one so short has to be the word
ALONE, ANYWHERE = (
    3,
    6,
)  # letters of a word that has to stand alone in a text, and of one that can stand inside another

Spellings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``sought`` is one that is looked for."""

    text: str
    sought: bool = False


def words_in(text: str) -> list[str]:
    """The words of a text, each as it is searched.

    >>> words_in("Ben’s check-in: ÇA VA?")
    ['ben', 's', 'check', 'in', 'ca', 'va']
    """
    return WORD.findall(folded(text))


def spellings(word: str) -> Spellings:
    """How a word is looked for, so that one is found by several and several by one.

    >>> spellings("quarrels"), spellings("dishes"), spellings("diary"), spellings("kiss")
    (('quarrel',), ('dish',), ('diary', 'diaries'), ('kiss',))
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y", word
    if len(word) > 4 and SEVERAL.search(word):
        return (word[:-2],)
    if len(word) > 3 and word.endswith("s") and not word.endswith(SINGULAR_IN_S):
        return (word[:-1],)
    if len(word) > 3 and word.endswith("y"):
        return word, f"{word[:-1]}ies"
    return (word,)


def wanted_in(text: str, passed: Collection[str] = ()) -> tuple[Spellings, ...]:
    """What somebody looks for who has typed this. Words that are ``passed`` count only where there are no others.

    >>> wanted_in("How do I export my letters?", {"how", "do", "i", "my"})
    (('export',), ('letter',))
    >>> wanted_in("my", {"my"}), wanted_in("…")
    ((('my',),), ())
    """
    words = list(dict.fromkeys(words_in(text)))
    return tuple(map(spellings, [each for each in words if each not in passed] or words))


def holds(text: str, wanted: Iterable[Spellings]) -> bool:
    """Whether all of it is somewhere in a text, in any order.

    >>> holds("Die Überraschungen, gestern", wanted_in("gestern uberraschung"))
    True
    >>> holds("Tea", wanted_in("tea biscuits")), holds("Instead of a team", wanted_in("tea"))
    (False, False)
    """
    inside = as_searched(text)
    return all(stands_in(inside, spelt) for spelt in wanted)


def holds_one_by_one(texts: Iterable[str], wanted: Sequence[Spellings]) -> Iterator[bool]:
    """Whether each of many texts `holds` all of it. Plain letters are looked through at once first, which is all that a word
    costs that stands in none of them.

    >>> list(holds_one_by_one(["Tea", "Thé", "A cake"], wanted_in("the")))
    [False, True, False]
    """
    texts = list(texts)
    plain = "\n".join(text for text in texts if text.isascii()).lower()
    in_plain = all(any(each in plain for each in spelt) for spelt in wanted)
    for text in texts:
        yield (in_plain or not text.isascii()) and holds(text, wanted)


def as_searched(text: str) -> str:
    """A text folded as far as its words go: plain letters keep their blanks, which no word has."""
    return text.lower() if text.isascii() else folded(text)


def hits(text: str, wanted: Iterable[Spellings]) -> int:
    """How much of it is somewhere in a text."""
    inside = as_searched(text)
    return sum(stands_in(inside, spelt) for spelt in wanted)


def stands_in(inside: str, spelt: Spellings) -> bool:
    """Whether a folded text has a word that is looked for: as `is_found` says of its words, but without taking it apart, which
    takes long in thousands of texts.
    """
    return any(is_long(each) or is_begun_in(inside, each) for each in spelt if each in inside)


def is_begun_in(inside: str, sought: str) -> bool:
    """Whether one of the words of a folded text that begin with another holds it as a word."""
    at = inside.find(sought)
    while at >= 0:
        if not (at and WORD.match(inside, at - 1)) and holds_word(WORD.match(inside, at)[0], sought):  # type: ignore[index]
            return True
        at = inside.find(sought, at + 1)
    return False


def is_found(word: str, spelt: Spellings) -> bool:
    """Whether a word is one that is looked for, or holds it: a short one has to be it, a longer one can begin with it.

    >>> is_found("walks", ("walk",)), is_found("feierabendspaziergang", ("spaziergang",))
    (True, True)
    >>> is_found("teas", ("tea",)), is_found("team", ("tea",))
    (True, False)
    """
    return any(holds_word(word, each) for each in spelt)


def holds_word(word: str, sought: str) -> bool:
    """Whether a word is another, or begins with it, or holds it, by how long that is; in other scripts words are short."""
    if is_long(sought):
        return sought in word
    if len(sought) > ALONE:
        return word.startswith(sought)
    return word in (sought, f"{sought}s", f"{sought}es")


def is_long(sought: str) -> bool:
    """Whether a word is long enough to stand inside another; in other scripts all are."""
    return len(sought) >= ANYWHERE or not sought.isascii()


def begun_count(words: Iterable[str], wanted: Iterable[Spellings]) -> int:
    """How much of it begins one of some words. What is very short has to be the word.

    >>> begun_count(["log", "out"], wanted_in("logs ou tea"))
    1
    """
    words = list(words)
    return sum(any(begins(word, each) for each in spelt for word in words) for spelt in wanted)


def begins(word: str, beginning: str) -> bool:
    """Whether a word is this, or begins with it."""
    return word == beginning or (len(beginning) > TOO_SHORT and word.startswith(beginning))


def excerpt(text: str, wanted: Iterable[Spellings]) -> tuple[Piece, ...]:
    """A short piece of a text around the first word that is looked for, in which all of these stand apart.

    >>> [each.text for each in excerpt("We had tea and cake.", wanted_in("cakes"))]
    ['We had tea and ', 'cake', '.']
    >>> excerpt("Tea", wanted_in("coffee"))
    (Piece(text='Tea', sought=False),)
    """
    line, looked_for = " ".join(text.split()), tuple(each for spelt in wanted for each in spelt)
    marked = [found.span() for found in WORD.finditer(line) if is_found(folded(found[0]), looked_for)]
    begins_at, ends_at = around(line, marked[0][0] if marked else 0)
    inside = [span for span in marked if begins_at <= span[0] and span[1] <= ends_at]
    pieces = list(pieces_of(line, inside, begins_at, ends_at))
    if begins_at:
        pieces.insert(0, Piece("…"))
    if ends_at < len(line):
        pieces.append(Piece("…"))
    return tuple(pieces)


def around(line: str, place: int) -> tuple[int, int]:
    """Where a short piece of a line around a place begins and ends: between words, where that is possible."""
    begins_at = line.rfind(" ", 0, place - BEFORE) + 1 if place > BEFORE else 0
    begins_at = max(begins_at, place - 2 * BEFORE)
    if len(line) - begins_at <= EXCERPT_LENGTH:
        return begins_at, len(line)
    ends_at = line.rfind(" ", place + 1, begins_at + EXCERPT_LENGTH)
    return begins_at, ends_at if ends_at > place else begins_at + EXCERPT_LENGTH


def pieces_of(line: str, marked: Iterable[tuple[int, int]], begins_at: int, ends_at: int) -> Iterator[Piece]:
    """A part of a line, with what is marked in pieces of its own."""
    for start, stop in marked:
        if start > begins_at:
            yield Piece(line[begins_at:start])
        yield Piece(line[start:stop], sought=True)
        begins_at = stop
    if ends_at > begins_at:
        yield Piece(line[begins_at:ends_at])


def calls_for_help(text: str, alarms: str) -> bool:
    """Whether somebody looks for what those type who are in danger: one of the ``alarms``, between commas.

    One with a star at its end stands for all words that begin like it.

    >>> calls_for_help("He HITS me", "hits me, violen*"), calls_for_help("violence", "hits me, violen*")
    (True, True)
    >>> calls_for_help("a list of hits", "hits me, violen*")
    False
    """
    said = f" {' '.join(words_in(text))} "
    return any(f" {each}" in said for each in map(as_begun, alarms.split(",")) if each.strip())


def as_begun(alarm: str) -> str:
    """Words as they stand in what somebody says: whole, but for the end of one with a star."""
    words = " ".join(words_in(alarm))
    return words if alarm.rstrip().endswith("*") else f"{words} "
