"""An export as one file, and back: `written` makes ``tend.json``, `read` takes the whole ZIP that holds it."""

import json
from typing import Any

from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.exports.checks import check
from tracker.exports.package import TOO_MUCH, file_in
from tracker.exports.plain import Odd, built, plain
from tracker.exports.things import Archive

__all__ = ["NAME", "SCHEMA", "Archive", "read", "written"]

NAME = "tend.json"
SCHEMA = 1
MOST_VALUES = 3_000_000  # each is a small object while it is read


def written(archive: Archive) -> bytes:
    """The archive as JSON; an equal one gives the same bytes."""
    values = {"schema": SCHEMA, **plain(archive)}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


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
    except Odd as odd:
        raise Refused(
            _(
                "This file is not quite as Tend writes it, at: %(place)s. Nothing was brought in. Please choose "
                "the ZIP just as Tend wrote it."
            ),
            place=str(odd)[:200] or NAME,
        ) from odd
    return archive


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
