"""An export as one file, and back: `written` makes ``tend.json``, `read` takes the whole ZIP that holds it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tracker.archives.checks import at
from tracker.archives.plain import Odd, built, plain
from tracker.archives.things import Archive, Field
from tracker.belonging import BELONGINGS
from tracker.domain.pictures import MOST_STORED_BYTES, as_stored
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.exports.checks import check
from tracker.exports.package import TOO_MUCH, file_in, files_in
from tracker.wall.pictures import seen
from tracker.wall.things import NOTES, PICTURES, Picture

__all__ = ["NAME", "SCHEMA", "Archive", "beside", "read", "read_again", "written"]

NAME = "tend.json"
SCHEMA = 1
# In the language of the names in it: it is read by whoever opens the file as text.
NOTE = "Whoever holds this file can alter it."
# The order in which they have always stood in the file; what is not here follows.
IN_ORDER = (
    *("habits", "pauses", "check_ins", "notes", "jar", "opened", "reflections", "covers", "milestones"),
    *("outings", "ideas", "remembered", "appointments", "wants"),
)
MOST_VALUES = 3_000_000  # each is a small object while it is read


def written(archive: Archive) -> bytes:
    """The archive as JSON; an equal one gives the same bytes."""
    things = {
        field.name: plain(archive[field]) for field in fields_in_order() if archive[field] != field.usual
    }
    values = {"schema": SCHEMA, "note": NOTE, **plain(archive), **things}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def fields_in_order() -> list[Field[Any]]:
    """The fields that capabilities have declared."""
    fields = {each.field.name: each.field for each in BELONGINGS.taken()}
    return [fields[name] for name in (*IN_ORDER, *(name for name in fields if name not in IN_ORDER))]


def beside(archive: Archive) -> dict[str, bytes]:
    """The pictures of an archive, by the files they lie in."""
    return {each.file: content for each, content in zip(pictures_in(archive), archive[PICTURES], strict=True)}


def pictures_in(archive: Archive) -> list[Picture]:
    return [each.picture for each in archive[NOTES] if each.picture]


def read(content: bytes) -> Archive:
    """The archive in a ZIP that `written` and the files beside it were packed into.

    Raises `Refused` with a sentence for whoever chose the file: for one that is not ours, is damaged, far too
    large or of a later Tend, and with the place for one whose words are not as Tend writes them.
    """
    archive = read_again(content)
    with odd_in_words():
        for picture, there in zip(pictures_in(archive), seen(archive[PICTURES]), strict=True):
            if not there:
                raise odd(picture)
    return archive


def read_again(content: bytes) -> Archive:
    """The archive in a ZIP that `read` has taken before; its pictures are not looked at another time, which takes long."""
    values = values_in(file_in(content, NAME))
    schema = values.pop("schema", 0)
    values.pop("note", None)
    if type(schema) is int and schema > SCHEMA:
        raise Refused(
            _("This file is from a newer version of Tend than the one here. Please update this one first.")
        )
    with odd_in_words():
        if schema != SCHEMA or type(schema) is not int:
            raise Odd("schema")
        archive = archive_in(values)
        check(archive)
        return archive.with_things({PICTURES: pictures_beside(archive, content)})


def archive_in(values: Mapping[str, Any]) -> Archive:
    """The archive that the values in a file stand for; raises `Odd`."""
    fields = fields_in_order()
    names = {each.name for each in fields}
    head: Archive = built(Archive, {name: value for name, value in values.items() if name not in names})
    return head.with_things({field: said_in(values, field) for field in fields})


def said_in(values: Mapping[str, Any], field: Field[Any]) -> object:
    if field.name not in values:
        return field.usual
    told = values[field.name]
    if field.shortly and isinstance(told, str):
        told = {field.shortly: told}
    with at(field.name):
        return built(field.kind, told)


@contextmanager
def odd_in_words() -> Iterator[None]:
    """Say of what is `Odd` in which place it stands."""
    try:
        yield
    except Odd as found:
        raise Refused(
            _(
                "This file is not quite as Tend writes it, at: %(place)s. Nothing was brought back. "
                "Please choose the ZIP just as Tend wrote it."
            ),
            place=str(found)[:200] or NAME,
        ) from found


def pictures_beside(archive: Archive, content: bytes) -> tuple[bytes, ...]:
    """The pictures as they lie in a ZIP; raises `Odd` for whatever is not built as Tend builds its own."""
    described = pictures_in(archive)
    files = files_in(content, [each.file for each in described], most=MOST_STORED_BYTES) if described else []
    for picture, file in zip(described, files, strict=True):
        drawn = as_stored(file)
        if drawn is None or (drawn.width, drawn.height) != (picture.width, picture.height):
            raise odd(picture)
    return tuple(files)


def odd(picture: Picture) -> Odd:
    return Odd("pictures", picture.number - 1)


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
