"""What a form was made from, told without a word of it, so that of two who write neither writes over the other unseen."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

Parts = Mapping[str, Any]  # what something says, part by part


def stamp(parts: Parts) -> str:
    """What tells something from the same thing once it has been changed, part by part, without a word of it.

    >>> stamp({"name": "Tea", "times": 3}) == stamp({"name": "Tea", "times": 3})
    True
    """
    return "-".join(mark(value) for value in parts.values())


def unlike(seen: str, parts: Parts) -> frozenset[str]:
    """The parts that are not as they were when something had the stamp ``seen``; with a stamp of anything else, all.

    >>> sorted(unlike(stamp({"name": "Tea", "times": 3}), {"name": "Tea", "times": 4}))
    ['times']
    >>> sorted(unlike("no stamp of ours", {"name": "Tea", "times": 3}))
    ['name', 'times']
    """
    marks = seen.split("-")
    if len(marks) != len(parts):
        return frozenset(parts)
    return frozenset(
        part for (part, value), before in zip(parts.items(), marks, strict=True) if mark(value) != before
    )


def mark(value: object) -> str:
    """What stands for a value in a stamp: it tells that the value is another, and not a word of it."""
    return sha256(str(value).encode(errors="replace")).hexdigest()[:8]
