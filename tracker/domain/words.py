"""What people type, made fit to keep without changing what they meant."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Control characters but for line ends and tabs, and halves of what is one character.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
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
# What belongs to the sign before it beside marks: a joiner, a tone of skin, what tells flags of regions, the end of a syllable of
# Hangul. Of the letters of flags two are one.
JOINER = "\u200d"
JOINS = re.compile("[\u200c\u200d\u1160-\u11ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
WORD = re.compile(r"\w+")
SENTENCE_ENDS = (". ", "? ")
A_SENTENCE = 3  # what ends within so small a part of the room is a name, and no sentence
WHOLE_LETTERS = re.compile("[" + "".join(WHOLE) + "]")


def cleaned(text: str) -> str:
    r"""The text with plain line ends, and without the control characters that nobody can see or wants.

    >>> cleaned("  one\r\ntwo\x00 ")
    'one\ntwo'
    """
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    text = unicodedata.normalize("NFC", UNWANTED.sub("", text)).strip()
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
    if text.isascii():
        return " ".join(text.lower().split())
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", small(text)))
    plain = unicodedata.normalize("NFC", WHOLE_LETTERS.sub(lambda letter: WHOLE[letter[0]], bare))
    return " ".join(plain.split()) or small(text)


def shortened(line: str, most: int) -> str:
    """A line of at most so many characters, cut after a word where there is one, and never within what is seen as one sign.

    >>> shortened("Tea for you in the morning", 14), shortened("Tea", 14), shortened("Feierabendspaziergang", 8)
    ('Tea for you…', 'Tea', 'Feierab…')
    >>> shortened("👩‍🍳👩‍🍳👩‍🍳", 8), shortened("🇫🇷🇩🇪🇮🇹", 5)
    ('👩‍🍳👩‍🍳…', '🇫🇷🇩🇪…')
    """
    if len(line) <= most:
        return line
    kept = line[:most].rpartition(" ")[0] or whole_signs(line, most - 1)
    return f"{kept}…"


def in_short(words: str, most: int) -> str:
    """The first of some sentences, as many as so many characters hold; of one that is longer, what `shortened` leaves.

    >>> in_short("Ada pauses until Friday. If you like, nothing is asked of you then either.", 40)
    'Ada pauses until Friday.'
    >>> in_short("Tomorrow: a walk along the river, until it is dark", 40)
    'Tomorrow: a walk along the river, until…'
    """
    end = max(words.rfind(mark, most // A_SENTENCE, most + 1) for mark in SENTENCE_ENDS)
    return words if len(words) <= most else words[: end + 1] if end > 0 else shortened(words, most)


def whole_signs(line: str, most: int) -> str:
    """The first signs of a longer line, as many whole ones as so many characters hold; of one that is longer, a part.

    A sign is what is seen as one, however many characters it takes: a family, a flag, a letter with its marks.
    """
    end = next((end for end in range(most, 0, -1) if not within_sign(line, end)), most)
    return line[:end]


def first_sign(line: str) -> str:
    """The first sign of a line, whole.

    >>> first_sign("Ada"), first_sign("👩‍🍳 Ben"), first_sign("")
    ('A', '👩‍🍳', '')
    """
    end = next((end for end in range(1, len(line)) if not within_sign(line, end)), len(line))
    return line[:end]


def within_sign(line: str, place: int) -> bool:
    """Whether the characters before and after a place are seen as one sign. These are the rules of Unicode (UAX 29) for all
    but a few scripts.
    """
    before, after = line[place - 1], line[place]
    if before in FLAG_LETTERS and after in FLAG_LETTERS:
        letters = place - len(line[:place].rstrip(FLAG_LETTERS))
        return letters % 2 == 1
    return before == JOINER or bool(JOINS.match(after)) or unicodedata.category(after)[0] == "M"


def visible(text: str) -> bool:
    r"""Whether there is anything to see in it.

    >>> visible("\u200b \u2060")
    False
    """
    return any(unicodedata.category(c)[0] not in "ZC" and c not in BLANKS for c in text)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that somebody wrote more than once, much the same; `times` is how often, 0 for nothing of the kind."""

    words: str = ""
    times: int = 0


def named_most_often(texts: Sequence[str]) -> Named:
    """What comes up most often in some texts, as it was said last: two are much the same that share most of their words.

    >>> named_most_often(["A walk, only us", "Sleep", "a walk with only us"])
    Named(words='a walk with only us', times=2)
    >>> named_most_often(["A walk", "A walk by night", "Sleep", ""])
    Named(words='', times=0)
    """
    said = [(text, frozenset(WORD.findall(small(text)))) for text in texts]
    said = [(text, words) for text, words in said if words]
    counts = [
        sum(2 * len(words & others) > len(words | others) for _text, others in said) for _text, words in said
    ]
    most = max(counts, default=0)
    if most < 2:
        return Named()
    return Named(
        next(text for (text, _), times in zip(said[::-1], counts[::-1], strict=True) if times == most), most
    )
