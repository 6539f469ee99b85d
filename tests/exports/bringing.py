"""An archive brought back in one go, where pages let it come piece by piece; and what came compared with what was taken."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from tracker.archives.plain import Id
from tracker.archives.things import NO_ID, Figures, Who
from tracker.exports.actions import bring_piece, pieces_left, unveil, whole
from tracker.exports.alone import half
from tracker.exports.archive import Archive
from tracker.exports.coming import coming_to
from tracker.habits.things import HABITS
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
    """Whether all that is one's own in an archive is there again, for one of two; beside the rows of before, by other ids.

    What was done together comes to something else until the other's pauses are back as well.
    """
    came, kept = (without_ids(not_counted(each)) for each in (archive, half(of)))
    return came.things == kept.things and (came.me.name, came.me.zone) == (kept.me.name, kept.me.zone)


def not_counted(archive: Archive) -> Archive:
    """The same with nothing said of what the ticks of both come to."""
    return archive.with_things(
        {
            HABITS: tuple(
                replace(
                    each,
                    tracks=tuple(
                        replace(track, streak=Figures(), strength=0.0)
                        if track.whose is Who.TOGETHER
                        else track
                        for track in each.tracks
                    ),
                )
                for each in archive[HABITS]
            )
        }
    )


def without_ids(found: Any) -> Any:
    """The same as it would be told without ids."""
    if isinstance(found, Archive):
        return found.with_things({field: without_ids(things) for field, things in found.things.items()})
    if isinstance(found, tuple):
        return tuple(map(without_ids, found))
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{each.name: told(found, each.name) for each in fields(found)})
    return NO_ID if isinstance(found, Id) else found


def told(thing: Any, name: str) -> Any:
    """What a field of a thing holds; when it was made is told by who made it, wherever it has come since."""
    return None if name in ("made_at", "came_on") else without_ids(getattr(thing, name))


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
    drawn = isinstance(found, Id) and like == NO_ID
    made_now = isinstance(found, datetime) and like is None
    return like if drawn or made_now else found


def unmarked(found: Any) -> Any:
    """The same as if none of it had come by a file."""
    if isinstance(found, Archive):
        return found.with_things({field: unmarked(things) for field, things in found.things.items()})
    if isinstance(found, tuple):
        return tuple(map(unmarked, found))
    if not is_dataclass(found) or isinstance(found, type):
        return found
    came = {"came_on": None} if hasattr(found, "came_on") else {}
    inner = {each.name: unmarked(getattr(found, each.name)) for each in fields(found)}
    return replace(found, **{**inner, **came})
