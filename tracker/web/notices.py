"""Short words on the next page about what has just happened, with a way to undo it where there is one."""

from collections.abc import Mapping
from typing import Any

from flask import flash


def notify(
    sentence: str, *, undo: str = "", undo_typed: Mapping[str, str] | None = None, **values: Any
) -> None:
    """Say a sentence, marked for translation, on the next page.

    ``undo`` is the address that takes it back, and ``undo_typed`` what is sent there, for what is nowhere else any more.
    """
    tell("notice", sentence, values, undo, undo_typed)


def warn(sentence: str, **values: Any) -> None:
    """Say on the next page why something was not done."""
    tell("warning", sentence, values)


def is_notice(value: object) -> bool:
    """Whether it can be said: of a kind, and with all that its sentence holds a place for."""
    match value:
        case (
            str(),
            {"sentence": str(sentence), "values": dict(values), "undo": str(), "undo_typed": dict()},
        ):
            return can_be_filled(sentence, values)
    return False


def can_be_filled(sentence: str, values: Mapping[str, Any]) -> bool:
    try:
        sentence % values
    except (KeyError, TypeError, ValueError):
        return False
    return True


def tell(
    category: str,
    sentence: str,
    values: dict[str, Any],
    undo: str = "",
    undo_typed: Mapping[str, str] | None = None,
) -> None:
    said: Any = {"sentence": sentence, "values": values, "undo": undo, "undo_typed": undo_typed or {}}
    flash(said, category)
