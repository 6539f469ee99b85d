"""Invitations: how long they last, and codes that can be read aloud without mistakes."""

from datetime import timedelta

LASTS_FOR = timedelta(days=7)
INVITATIONS = 50

WORDS_SEEN = 3  # by both, while one waits for the other's yes
NOTES_LISTED = 200  # of each kind, before a yes
LINE_LENGTH = 90  # of how each begins

LETTERS = "BCDFGHJKMNPQRTVWXY"
CODE_LENGTH = 10
GROUP = 5


def plain_code(typed: str) -> str:
    """What somebody typed, as a code is stored: capital letters without spaces and hyphens.

    >>> plain_code(" bcdfg-hjkmn ")
    'BCDFGHJKMN'
    """
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def readable_code(code: str, group: int = GROUP) -> str:
    """A code in two groups, easier to read aloud.

    >>> readable_code("BCDFGHJKMN"), readable_code("BCDFGHJK", 4)
    ('BCDFG-HJKMN', 'BCDF-GHJK')
    """
    return f"{code[:group]}-{code[group:]}"
