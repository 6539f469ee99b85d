"""Turns dataclasses into what JSON can hold, and back, with an error that names the place of whatever is odd."""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.keys import LARGEST as LARGEST_ID

FIRST_YEAR, LAST_YEAR = 2000, 2200
LARGEST = 2**31 - 1
LONGEST_TEXT = 20_000
CONTROLS = re.compile(r"[\x01-\x08\x0b-\x1f\x7f-\x9f]")  # which no form of ours takes either
AN_ID = re.compile(r"(?:[1-9][0-9]{0,18})?", re.ASCII)
BESIDE = {"beside": True}  # of a field that is written and read by itself


class Id(str):
    """The id of a row in the Tend that an export is from, as text; none where it tells of none."""

    __slots__ = ()


class Odd(ValueError):
    """Something is not as we write it; ``place`` leads to it, the outermost first."""

    def __init__(self, *place: str | int) -> None:
        super().__init__()
        self.place = list(place)

    def within(self, step: str | int) -> "Odd":
        """The same, seen from one step further out."""
        self.place.insert(0, step)
        return self

    def __str__(self) -> str:
        """The place as somebody would look for it: ``habits 3, tracks 1, day``; lists count from 1."""
        words = [f" {step + 1}" if isinstance(step, int) else f", {step}" for step in self.place]
        return "".join(words).removeprefix(", ")


def plain(thing: Any) -> Any:
    """What JSON can hold of a thing. What is as it would be anyway is left out of a dataclass."""
    match thing:
        case datetime():
            return thing.astimezone(UTC).isoformat()
        case date():
            return thing.isoformat()
        case tuple():
            return [plain(each) for each in thing]
    if not is_dataclass(thing):
        return thing
    kind: Any = type(thing)
    return {
        name: plain(value)
        for name, usual in usual_of(kind).items()
        if (value := getattr(thing, name)) != usual
    }


def built(kind: Any, value: Any) -> Any:
    """A thing of a kind from what JSON held; raises `Odd`."""
    return reader_of(kind)(value)


def usual_of(kind: Any) -> dict[str, Any]:
    return {each.name: each.default for each in fields(kind) if each.metadata != BESIDE}


def reader_of(kind: Any) -> Callable[[Any], Any]:
    """What reads values of a kind."""
    if get_origin(kind) is tuple:
        return list_reader(*get_args(kind))
    if get_origin(kind) in (Union, UnionType):
        return reader_of(next(each for each in get_args(kind) if each is not NoneType))
    if is_dataclass(kind):
        return thing_reader(kind)
    if issubclass(kind, StrEnum):
        return word_reader(kind)
    return READERS[kind]


def thing_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {name: reader_of(hints[name]) for name in usual_of(kind)}
    needed = {name for name, usual in usual_of(kind).items() if usual is MISSING}

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Odd
        for name in value.keys() - readers.keys() or needed - value.keys():
            raise Odd(name)
        found = {}
        for name, each in value.items():
            try:
                found[name] = readers[name](each)
            except Odd as odd:
                raise odd.within(name) from None
        return kind(**found)

    return read


def list_reader(*kinds: Any) -> Callable[[Any], tuple[Any, ...]]:
    read_one = reader_of(kinds[0])
    length = None if kinds[-1] is Ellipsis else len(kinds)

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or length not in (None, len(value)):
            raise Odd
        found = []
        for number, each in enumerate(value):
            try:
                found.append(read_one(each))
            except Odd as odd:
                raise odd.within(number) from None
        return tuple(found)

    return read


def word_reader(kind: type[StrEnum]) -> Callable[[Any], StrEnum]:
    words = {each.value: each for each in kind}

    def read(value: Any) -> StrEnum:
        if not isinstance(value, str) or value not in words:
            raise Odd
        return words[value]

    return read


def text_in(value: Any) -> str:
    """A text that any database can hold, without what nobody can see or wants."""
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or "\0" in value:
        raise Odd
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise Odd
    return CONTROLS.sub("", value) if CONTROLS.search(value) else value


def number_in(value: Any) -> int:
    if type(value) is not int or not -LARGEST <= value <= LARGEST:
        raise Odd
    return value


def share_in(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value <= 1:
        raise Odd
    return float(value)


def truth_in(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Odd
    return value


def day_in(value: Any) -> date:
    """A date of years that somebody can have lived with a phone: further ones would keep a server busy for nothing."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Odd from None
    if value != day.isoformat() or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Odd
    return day


def instant_in(value: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Odd from None
    if instant.tzinfo is None or not FIRST_YEAR < instant.year < LAST_YEAR:
        raise Odd
    return instant.astimezone(UTC)


def id_in(value: Any) -> Id:
    """An id as text: digits alone, as Tend writes them, and never larger than it draws them."""
    if not isinstance(value, str) or not AN_ID.fullmatch(value) or int(value or 0) >= LARGEST_ID:
        raise Odd
    return Id(value)


READERS: dict[type, Callable[[Any], Any]] = {
    Id: id_in,
    str: text_in,
    int: number_in,
    float: share_in,
    bool: truth_in,
    date: day_in,
    datetime: instant_in,
}
