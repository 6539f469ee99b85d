"""Passwords that others would guess soon.

zxcvbn knows what people choose, in some languages, and how they change it. It takes a tenth of a second and 13 MB, so it
is loaded when the first password is chosen; and its matchers are asked one floor below its front door, which would keep
the name and address of whoever chooses for the next.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from math import prod
from pathlib import Path

LOOKED_AT = 72  # letters; more take seconds, and are not easier to guess
GOOD = 3  # of zxcvbn's 0 to 4: a hundred million guesses
A_MEGABYTE = 1 << 20
OURS = "Tend"  # what one thinks of first where a password for this is asked for

# Each sign that can stand for a letter doubles the work. With more readings than this, those that are no digits stand for
# themselves: as signs that stand for none, as far apart.
MOST_READINGS = 16
PLAIN = str.maketrans({sign: chr(0xE000 + ord(sign)) for sign in "@({[<!|$+%"})


def guessable(password: str, hints: Iterable[str]) -> bool:
    """Whether a password would be guessed soon by somebody who knows these hints.

    >>> [guessable(each, ["Ada Bee"]) for each in ("password", " " * 8, "ada bee 1", "ten small things")]
    [True, True, True, False]
    """
    matching, scoring = (import_module(f"zxcvbn.{name}") for name in ("matching", "scoring"))
    looked_at = password[:LOOKED_AT]
    if readings(looked_at, matching.L33T_TABLE) > MOST_READINGS:
        looked_at = looked_at.translate(PLAIN)
    known = {
        **matching.RANKED_DICTIONARIES,
        "user_inputs": matching.build_ranked_dict(list(words_in([OURS, *hints]))),
    }
    found = scoring.most_guessable_match_sequence(looked_at, matching.omnimatch(looked_at, known))
    score: int = import_module("zxcvbn.time_estimates").guesses_to_score(found["guesses"])
    return score < GOOD


def readings(password: str, signs_for: dict[str, list[str]]) -> int:
    """In how many ways the signs of a password can be read as letters."""
    return prod(max(1, sum(sign in password for sign in signs)) for signs in signs_for.values())


def words_in(hints: Iterable[str]) -> Iterator[str]:
    """Hints as they would be typed: whole, and word by word."""
    for hint in hints:
        yield hint.lower()
        yield from re.findall(r"\w+", hint.lower())


def listed(password: str, file: str) -> bool:
    """Whether a password stands in a file of such, one a line, as it is or in small letters. The file may be large."""
    lines = {
        f"\n{each}{end}".encode(errors="replace")
        for each in (password, password.lower())
        for end in ("\n", "\r\n")
    }
    longest = max(map(len, lines))
    with Path(file).open("rb") as passwords:
        before = b"\n"
        while piece := passwords.read(A_MEGABYTE):
            before = before[-longest:] + piece
            if any(line in before for line in lines):
                return True
    return any(line in before + b"\n" for line in lines)
