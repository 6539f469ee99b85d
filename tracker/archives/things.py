"""What an export holds: everything that one person may see, told as "me" and "partner", without a database's ids.

Of what there is beside the two and their space, each capability says in its ``things.py`` what an export holds of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tracker.archives.plain import BESIDE, Id
from tracker.domain.streaks import NO_DAY

T = TypeVar("T")
Held_co = TypeVar("Held_co", covariant=True)


class Who(StrEnum):
    """Whose something is, or whom it is for, as seen by the one whose export it is.

    ``FORMER`` is somebody who has left, ``WAITING`` whoever will join.
    """

    ME = "me"
    PARTNER = "partner"
    TOGETHER = "together"
    FORMER = "former"
    WAITING = "waiting"
    NOBODY = "nobody"


Keys = Mapping[str, str]  # of the habits that stay for one alone: the new key of each by its old one


NO_ID = Id()


def own_id(who: Who, thing_id: Id) -> Id:
    """The id of a thing that becomes one's own: what was the partner's gets another, for theirs stays theirs."""
    return NO_ID if who is Who.PARTNER else thing_id


def left(who: Who) -> Who:
    """Who somebody is for one alone: whoever was the partner is somebody who has left."""
    return Who.FORMER if who is Who.PARTNER else who


@dataclass(frozen=True, slots=True)
class Turn:
    """How weeks lie from a day on; from the beginning where no day is given."""

    first_weekday: int
    check_in_weekday: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """The space and its ways; weekdays are numbered from 0 for Monday. ``turns`` is empty where weeks have always lain alike."""

    name: str
    first_weekday: int
    check_in_weekday: int
    strict: bool
    founded_on: date
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWays:
    """How private habits of one of two count; weekdays and turns as those of a space."""

    first_weekday: int
    check_in_weekday: int
    strict: bool
    turns: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """The one whose export it is. Their day ends at an hour of ``zone``.

    Of one of two, ``own_ways`` say how their private habits count, and ``touch_numbers`` that they want the numbers of touch.
    With ``tells_tidings`` they are told what the other does for them, and with ``takes_nudges`` that the other thinks of them.
    ``habit_order`` holds the keys of the habits on their Today, where they have put them in an order of their own.
    """

    name: str
    colour: str
    zone: str
    day_ends_at: int
    joined_on: date
    own_ways: OwnWays | None = None
    touch_numbers: bool = False
    tells_tidings: bool = True
    takes_nudges: bool = True
    habit_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """The other, as far as anybody but them is told."""

    name: str
    colour: str
    joined_on: date


@dataclass(frozen=True, slots=True)
class Figures:
    """A streak on the day of the export, counted in kept periods; what has not been lasts from `NO_DAY`.

    ``resting_length`` is in files of earlier rules alone, and said by nobody any more.
    """

    length: int = 0
    first_on: date = NO_DAY
    last_on: date = NO_DAY
    longest: int = 0
    longest_first_on: date = NO_DAY
    longest_last_on: date = NO_DAY
    graces: int = 0
    to_wake: int = 0
    resting_length: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Field(Generic[Held_co]):
    """A field of an archive: its name, of which kind it is, and what it is where there is nothing to say.

    ``shortly`` names the one part of it that files of before tell alone.
    """

    name: str
    kind: type[Held_co]
    usual: Held_co
    shortly: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """All of it, as it was on a day of the person's. ``streak`` is the couple's, and none for one alone.

    ``things`` are the fields that capabilities have declared. What was agreed to is in none of them: that is for each to
    say anew.
    """

    exported_on: date
    space: Space
    me: Me
    partner: Partner | None = None
    streak: Figures = Figures()
    things: Mapping[Field[Any], Any] = field(default_factory=dict, metadata=BESIDE)

    def __getitem__(self, field: Field[T]) -> T:
        """What it holds in a field."""
        found: T = self.things.get(field, field.usual)
        return found

    def alone_on(self, day: date) -> bool:
        """Whether a day was not of two: nobody else was there, or was by then."""
        return self.partner is None or day < max(self.me.joined_on, self.partner.joined_on)

    def with_things(self, things: Mapping[Field[Any], object]) -> "Archive":
        """The same, with other things in some of its fields."""
        return replace(self, things={**self.things, **things})
