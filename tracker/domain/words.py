"""What people type, made fit to keep without changing what they meant."""

import unicodedata

KEPT_CONTROLS = "\n\t"


def cleaned(text: str) -> str:
    r"""The text with plain line ends, and without the control characters that nobody can see or wants.

    >>> cleaned("  one\r\ntwo\x00 ")
    'one\ntwo'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c in KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs"))
    text = unicodedata.normalize("NFC", "".join(kept)).strip()
    return text if visible(text) else ""


def one_line(text: str) -> str:
    r"""The text cleaned, on one line.

    >>> one_line("Ada\n and  Ben")
    'Ada and Ben'
    """
    return " ".join(cleaned(text).split())


def visible(text: str) -> bool:
    r"""Whether there is anything to see in it.

    >>> visible("\u200b \u2060")
    False
    """
    return any(unicodedata.category(c)[0] not in "ZC" for c in text)
