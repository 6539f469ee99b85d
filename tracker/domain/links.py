"""The ends of links that are a key: letters and digits alone, at which no mail program cuts, and what became of one on its way."""

import re
from base64 import b32decode, b32encode
from binascii import Error
from string import ascii_letters, digits
from urllib.parse import unquote

SIGNS = ascii_letters + digits
LENGTH = 32
OLD_SIGNS = SIGNS + "-_"  # of links that were made before
SHORTEST_PIECE = 12  # what is longer than a code and shorter than a link is a piece of one


def end_of(typed: str) -> str:
    r"""The end of a link as somebody typed or pasted it, or of a code, without what stands before, between and after.

    >>> end_of("http://localhost:8000/join/abc=\n123>."), end_of(" bcdfg - hjkmn ")
    ('abc123', 'bcdfg-hjkmn')
    """
    return only(OLD_SIGNS, re.split(r"[?#]", unquote(typed).rpartition("/join/")[2])[0])


def readings(typed: str) -> tuple[str, ...]:
    """The ends that may have been meant, the likeliest first: as it came, and without what was added on its way.

    >>> readings("abc123-.")
    ('abc123-.', 'abc123-', 'abc123')
    """
    old, new = end_of(typed), only(SIGNS, end_of(typed))
    return tuple(dict.fromkeys((typed, old, new, old[:LENGTH], new[:LENGTH])))


def cut_short(typed: str) -> bool:
    """Whether it looks like the beginning of a link, the end of which was lost.

    >>> cut_short("k3PqXw9aB2cD4eF6"), cut_short("BCDFG-HJKMN")
    (True, False)
    """
    return SHORTEST_PIECE <= len(end_of(typed)) < LENGTH


def lettered(token: str) -> str:
    """Any token in letters and digits.

    >>> unlettered(lettered("WzEsImFi.a_Q-x") + ">.")
    'WzEsImFi.a_Q-x'
    """
    return b32encode(token.encode()).decode().rstrip("=").lower()


def unlettered(end: str) -> str:
    """The token that was put in letters and digits; empty where it is none."""
    signs = only(SIGNS, end).upper()
    try:
        return b32decode(signs + "=" * (-len(signs) % 8)).decode("ascii")
    except (Error, ValueError):
        return ""


def only(signs: str, text: str) -> str:
    """A text without all other signs."""
    return "".join(sign for sign in text if sign in signs)
