"""The two ways in which Tend says no."""

from typing import Any


class Missing(Exception):
    """There is no such thing for the one who asks: a page that is not there."""


class Refused(Exception):
    """Something that cannot be done now, with a kind sentence for the one who tried.

    The sentence is marked for translation; its ``values`` are put in once it is translated.
    """

    def __init__(self, sentence: str, **values: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values
