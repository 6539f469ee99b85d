"""Which parts of a plan have changed since somebody opened it, so that of two who write neither writes over the other."""

from dataclasses import fields
from hashlib import sha256
from typing import Any


def stamp(plan: Any) -> str:
    """What tells a plan, which is any dataclass, from a changed one, part by part, without a word of it.

    >>> from tracker.domain.days import Rhythm
    >>> stamp(Rhythm("Europe/Berlin")) == stamp(Rhythm("Europe/Berlin", 3))
    True
    """
    return "-".join(sha256(str(getattr(plan, part)).encode()).hexdigest()[:8] for part in parts_of(plan))


def changed_since(seen: str, plan: Any) -> frozenset[str]:
    """The parts of a plan that are not as they were when it had the stamp ``seen``; with no such stamp, all.

    >>> from tracker.domain.days import Rhythm
    >>> sorted(changed_since(stamp(Rhythm("Europe/Berlin", 3)), Rhythm("Europe/Berlin", 4)))
    ['day_ends_at']
    """
    parts = parts_of(plan)
    before, now = seen.split("-"), stamp(plan).split("-")
    if len(before) != len(now):
        return frozenset(parts)
    return frozenset(part for part, old, new in zip(parts, before, now, strict=True) if old != new)


def parts_of(plan: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(plan))
