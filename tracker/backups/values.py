"""Rows as text that either database gives and takes, with nothing lost: a JSON array a row."""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, LargeBinary, String, Time
from sqlalchemy.types import TypeEngine

# What a column holds, by the first of these types that it is of; a bool is no number here.
KINDS: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Boolean, "truth"),
    (LargeBinary, "bytes"),
    (JSON, "json"),
    (DateTime, "instant"),
    (Date, "day"),
    (Time, "time"),
    (Integer, "number"),
    (String, "text"),
)


def kind_of(column_type: TypeEngine[Any]) -> str:
    """What a column of this type holds."""
    return next(kind for each, kind in KINDS if isinstance(column_type, each))


def instant_as_text(value: datetime) -> str:
    """An instant in UTC, which is what one without a zone is in already."""
    return (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat()


def instant_in(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


AS_TEXT: dict[str, Callable[[Any], Any]] = {
    "bytes": lambda value: base64.b64encode(value).decode("ascii"),
    "instant": instant_as_text,
    "day": date.isoformat,
    "time": time.isoformat,
}
FROM_TEXT: dict[str, Callable[[Any], Any]] = {
    "bytes": base64.b64decode,
    "instant": instant_in,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
}


def line_of(row: Sequence[Any], kinds: Sequence[str]) -> bytes:
    """A row as a line.

    >>> line_of((1, None, date(2026, 3, 1), b"ten"), ("number", "text", "day", "bytes"))
    b'[1,null,"2026-03-01","dGVu"]\\n'
    """
    values = [
        AS_TEXT[kind](value) if value is not None and kind in AS_TEXT else value
        for value, kind in zip(row, kinds, strict=True)
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row_in(line: bytes, kinds: Sequence[str]) -> list[Any]:
    """The row in a line.

    >>> row_in(b'[1,null,"2026-03-01","dGVu"]', ("number", "text", "day", "bytes"))
    [1, None, datetime.date(2026, 3, 1), b'ten']
    """
    return [
        FROM_TEXT[kind](value) if value is not None and kind in FROM_TEXT else value
        for value, kind in zip(json.loads(line), kinds, strict=True)
    ]
