"""An export as one file, and back: `written` makes ``tend.json``, `read` takes the whole ZIP that holds it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

from tracker.domain.pictures import MOST_KEPT_BYTES, as_kept
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.exports.checks import check
from tracker.exports.package import TOO_MUCH, file_in, files_in
from tracker.exports.plain import Odd, built, plain
from tracker.exports.things import Archive, Picture

__all__ = ["NAME", "SCHEMA", "Archive", "beside", "read", "written"]

NAME = "tend.json"
SCHEMA = 1
MOST_VALUES = 3_000_000  # each is a small object while it is read


def written(archive: Archive) -> bytes:
    """The archive as JSON; an equal one gives the same bytes."""
    values = {"schema": SCHEMA, **plain(archive)}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def beside(archive: Archive) -> dict[str, bytes]:
    """The pictures of an archive, by the files they lie in."""
    return {each.file: content for each, content in zip(pictures_in(archive), archive.pictures, strict=True)}


def pictures_in(archive: Archive) -> list[Picture]:
    return [each.picture for each in archive.notes if each.picture]


def read(content: bytes) -> Archive:
    """The archive in a ZIP that `written` and the files beside it were packed into.

    Raises `Refused` with a sentence for whoever chose the file: for one that is not ours, is damaged, far too
    large or of a later Tend, and with the place for one whose words are not as Tend writes them.
    """
    values = values_in(file_in(content, NAME))
    schema = values.pop("schema", 0)
    if type(schema) is int and schema > SCHEMA:
        raise Refused(
            _(
                "This file is from a later version of Tend than the one here. Please bring this one up to date first."
            )
        )
    try:
        if schema != SCHEMA or type(schema) is not int:
            raise Odd("schema")
        archive: Archive = built(Archive, values)
        check(archive)
        return replace(archive, pictures=tuple(pictures_beside(archive, content)))
    except Odd as odd:
        raise Refused(
            _(
                "This file is not quite as Tend writes it, at: %(place)s. Nothing was brought in. Please choose "
                "the ZIP just as Tend wrote it."
            ),
            place=str(odd)[:200] or NAME,
        ) from odd


def pictures_beside(archive: Archive, content: bytes) -> Iterator[bytes]:
    """The pictures as they lie in a ZIP; raises `Odd` for whatever Tend has not drawn itself."""
    described = pictures_in(archive)
    files = files_in(content, [each.file for each in described], most=MOST_KEPT_BYTES) if described else []
    for picture, file in zip(described, files, strict=True):
        drawn = as_kept(file)
        if drawn is None or (drawn.width, drawn.height) != (picture.width, picture.height):
            raise Odd("pictures", picture.number - 1)
        if not import_module("tracker.wall.pictures").can_be_seen(drawn):
            raise Odd("pictures", picture.number - 1)
        yield file


def values_in(content: bytes) -> dict[str, Any]:
    """What the JSON holds, which must be an object; each further value in it comes after a comma."""
    if content.count(b",") > MOST_VALUES:
        raise Refused(TOO_MUCH)
    try:
        values = json.loads(content.decode(), parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise Refused(
            _("The file %(name)s in this ZIP cannot be read. Please choose the ZIP just as Tend wrote it."),
            name=NAME,
        )
    return values


def refuse_constant(name: str) -> None:
    raise ValueError(name)
