"""Marks the sentences that people read, so that translators find them.

The page that shows a sentence translates it, in the language of whoever reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def _(text: str) -> str:
    """The text as it was written: a mark for the translators, nothing more.

    >>> _("Make tea for two.")
    'Make tea for two.'
    """
    return text


def searched_by(words: str) -> str:
    """Words that people type, between commas, and that no page says: marked for the translators as sentences are.

    Other languages have others, so a translator does not translate them one by one.

    >>> searched_by("journal, diary")
    'journal, diary'
    """
    return words


@dataclass(frozen=True)
class Sentence:
    """A marked text with the values that are put in once it is translated.

    >>> Sentence("At most %(most)s characters.", {"most": 120}).text
    'At most %(most)s characters.'
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
