"""An archive brought back in one go, where pages let it come piece by piece; and what came compared with what was taken."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID
from tracker.exports.actions import bring_piece, pieces_left, unveil, whole
from tracker.exports.alone import half
from tracker.exports.archive import Archive
from tracker.exports.coming import coming_to
from tracker.holding import hold_space
from tracker.models import Person


def bring_back(archive: Archive, *, by: Person, now: datetime) -> None:
    """All of it at once; raises `Refused` as `coming_to` does."""
    hold_space(by)
    coming = coming_to(by, archive, sent_at=now, now=now)
    written = [bring_piece(coming, number, write) for number, write in pieces_left(coming)]
    assert all(written)
    shown = unveil(coming, whole(coming), by=by)
    assert shown


def is_back(archive: Archive, *, of: Archive) -> bool:
    """Whether all that is one's own in an archive is there again, for one of two; beside the rows of before, by other ids."""
    came, kept = without_ids(archive), without_ids(half(of))
    return came.things == kept.things and (came.me.name, came.me.zone) == (kept.me.name, kept.me.zone)


def without_ids(found: Any) -> Any:
    """The same as it would be told without ids."""
    if isinstance(found, Archive):
        return found.with_things({field: without_ids(things) for field, things in found.things.items()})
    if isinstance(found, tuple):
        return tuple(map(without_ids, found))
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{each.name: without_ids(getattr(found, each.name)) for each in fields(found)})
    return NO_ID if isinstance(found, Id) else found


def with_drawn(found: Any, like: Any) -> Any:
    """The same without ids wherever the other tells of none: what has been drawn cannot be told before."""
    if isinstance(found, Archive):
        return found.with_things(
            {field: with_drawn(things, like[field]) for field, things in found.things.items()}
        )
    if isinstance(found, tuple) and isinstance(like, tuple) and len(found) == len(like):
        return tuple(with_drawn(each, other) for each, other in zip(found, like, strict=True))
    if is_dataclass(found) and not isinstance(found, type) and type(found) is type(like):
        changes = {
            each.name: with_drawn(getattr(found, each.name), getattr(like, each.name))
            for each in fields(found)
        }
        return replace(found, **changes)
    return like if isinstance(found, Id) and like == NO_ID else found
