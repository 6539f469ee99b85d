"""How a capability takes its tables along in an export, and brings them back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy import ColumnElement

from tracker.archives.rows import Ids
from tracker.archives.things import Archive, Field, Keys, Who
from tracker.domain.days import ONE_DAY
from tracker.extensions import Table
from tracker.models import Person

A_MOMENT = timedelta(microseconds=1)

Cell = str | int | float | bool | date | None
Row = Iterable[Cell]
# The table a thing is kept in, whose it is, and how many characters it holds, where these are counted.
Weighed = tuple[type[Table], Who, int]


class Datable(Protocol):
    """Something in an archive that may tell when it was made: of one's own, an instant, of the partner's none."""

    @property
    def made_at(self) -> datetime | None:
        """The instant."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who takes things along, and the keys of the habits that are there for them, by their ids."""

    person: Person
    keys: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Bringing:
    """An archive on its way to a person: into which space, and ``on`` which day of theirs."""

    archive: Archive
    by_id: int
    space_id: int
    people: Ids
    now: datetime
    on: date

    @property
    def moments(self) -> Iterator[datetime]:
        """Instants one after the other, for what comes in an order and without instants of its own."""
        return (self.now + number * A_MOMENT for number in count())

    def made(self, things: Sequence[Datable]) -> Iterator[datetime]:
        """When things were made; what does not tell comes right after what stands before it, so that their order stays."""
        until = self.now + ONE_DAY
        told = (each.made_at for each in things if each.made_at and each.made_at < until)
        last = next(told, self.now) - (len(things) + 1) * A_MOMENT
        for each in things:
            last = each.made_at if each.made_at and each.made_at < until else last + A_MOMENT
            yield last


class Doing(Protocol):
    """Something in an archive that says by itself what of it was one's own doing."""

    def half(self) -> Self | None:
        """The same without what the partner did to it; nothing where it is theirs."""


class Thing(Protocol):
    """Something in an archive that says by itself what of it one person alone can keep."""

    def alone(self, keys: Keys, /) -> Self | None:
        """The same for one alone, given the new keys of the habits that stay; nothing where it does not stay."""


Kept = TypeVar("Kept", bound=Thing)
Own = TypeVar("Own", bound=Doing)
Gather = Callable[[Gathering], Mapping[Field[Any], object]]
Bring = Callable[[Bringing, Mapping[str, int]], None]  # given the ids of the habits by their keys


def none_of(_archive: Archive) -> Iterator[object]:
    """Nothing, of what need not be said of a thing."""
    return iter(())


def each_alone(field: Field[tuple[Kept, ...]]) -> Callable[[Archive, Keys], tuple[Kept, ...]]:
    """What of the things in a field one person alone can keep, as each says by itself."""
    return lambda archive, keys: tuple(
        kept for each in archive[field] if (kept := each.alone(keys)) is not None
    )


def each_half(field: Field[tuple[Own, ...]]) -> Callable[[Archive], tuple[Own, ...]]:
    """What of the things in a field was one's own doing, as each says by itself."""
    return lambda archive: tuple(kept for each in archive[field] if (kept := each.half()) is not None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A table that is taken along as a field of the archive.

    ``check`` looks through that field, and raises `Odd` or `Refused`. ``alone`` says what of it one person alone can
    keep. ``half`` takes from it, before that, whatever the partner made or did, where there is somebody who could be them;
    where there is none, ``alone`` leaves nothing of it. ``gather`` gives the field (and maybe others beside it) to a person; where there is none, it is gathered together
    with habits. ``bring`` writes what there is little of; where there is none, it comes in pieces (`exports/pieces.py`).
    ``used`` says whether a row is there for a person already, so that nothing can come back: only what they see counts.

    Of the archive, ``weighed`` are the things that members have room for, ``whose`` is everybody that is named in it, and
    ``days`` are those that somebody has lived. ``tables`` are for spreadsheets, by the names of their files.
    """

    field: Field[Any]
    check: Callable[[Archive], None]
    alone: Callable[[Archive, Keys], object]
    half: Callable[[Archive], object] | None = None
    gather: Gather | None = None
    bring: Bring | None = None
    used: Callable[[Person], ColumnElement[bool]] | None = None
    weighed: Callable[[Archive], Iterable[Weighed]] = none_of  # type: ignore[assignment]
    whose: Callable[[Archive], Iterable[Who]] = none_of  # type: ignore[assignment]
    days: Callable[[Archive], Iterable[date]] = none_of  # type: ignore[assignment]
    tables: Mapping[str, Callable[[Archive], Iterator[Row]]] | None = None

    def __str__(self) -> str:
        """What is done with it."""
        how = "brought back" if self.bring else "brought back in pieces"
        return f"taken along as {self.field.name}; {how}"


@dataclass(frozen=True, slots=True)
class Within:
    """A table that is taken along as a part of what is a field of the archive."""

    field: str

    def __str__(self) -> str:
        """Where it is."""
        return f"taken along within {self.field}"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A table that stays where it is, and why."""

    because: str

    def __str__(self) -> str:
        """The reason."""
        return f"not taken along: {self.because}"
