"""Short words on the next page about what has just happened, with a way to undo it where there is one."""

from typing import Any

from flask import flash


def notify(sentence: str, *, undo: str = "", **values: Any) -> None:
    """Say a sentence, marked for translation, on the next page; ``undo`` is the address that takes it back."""
    tell("notice", sentence, values, undo)


def warn(sentence: str, **values: Any) -> None:
    """Say on the next page why something was not done."""
    tell("warning", sentence, values, "")


def tell(category: str, sentence: str, values: dict[str, Any], undo: str) -> None:
    said: Any = {"sentence": sentence, "values": values, "undo": undo}
    flash(said, category)
