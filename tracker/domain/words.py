"""What people type, made fit to keep without changing what they meant."""

import re
import unicodedata

KEPT_CONTROLS = "\n\t"
LINE_ENDS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe0e\ufe0f\uffa0")

# Marks that people leave out when they type: over Latin, Greek and Cyrillic letters, points of Hebrew and Arabic. Not
# those that make another letter: a vowel of Hindi, or が of か.
ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# And letters that Unicode does not take apart.
WHOLE = {
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
}
WHOLE_LETTERS = re.compile("[" + "".join(WHOLE) + "]")


def cleaned(text: str) -> str:
    r"""The text with plain line ends, and without the control characters that nobody can see or wants.

    >>> cleaned("  one\r\ntwo\x00 ")
    'one\ntwo'
    """
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    kept = (c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    text = unicodedata.normalize("NFC", "".join(kept)).strip()
    return text if visible(text) else ""


def one_line(text: str) -> str:
    r"""The text cleaned, on one line.

    >>> one_line("Ada\n and  Ben")
    'Ada and Ben'
    """
    return " ".join(cleaned(text).split())


def small(text: str) -> str:
    r"""A text in which capitals and small letters, and line breaks and blanks, are the same.

    >>> small("ÇA  VA, Straße?") == small("ça va,\nSTRASSE?")
    True
    """
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(letters.split())


def folded(text: str) -> str:
    """A text for searching, in which accents do not matter either. One of nothing but accents keeps them.

    >>> folded("Où est l’ŒUVRE d’Ibrahim Şık?"), folded("Ą ø ł İ ё")
    ('ou est l’oeuvre d’ibrahim sik?', 'a o l i е')
    """
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", small(text)))
    plain = unicodedata.normalize("NFC", WHOLE_LETTERS.sub(lambda letter: WHOLE[letter[0]], bare))
    return " ".join(plain.split()) or small(text)


def shortened(line: str, most: int) -> str:
    """A line of at most so many characters, cut after a word where there is one.

    >>> shortened("Tea for you in the morning", 14), shortened("Tea", 14), shortened("Feierabendspaziergang", 8)
    ('Tea for you…', 'Tea', 'Feierab…')
    """
    if len(line) <= most:
        return line
    kept = line[:most].rpartition(" ")[0] or line[: most - 1]
    return f"{kept}…"


def visible(text: str) -> bool:
    r"""Whether there is anything to see in it.

    >>> visible("\u200b \u2060")
    False
    """
    return any(unicodedata.category(c)[0] not in "ZC" and c not in BLANKS for c in text)
