"""Ideas for dates, what one looks for in one, and how one is drawn. Ours are in ``tracker.catalogue``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

IDEA_LENGTH = 120
IDEAS_LISTED = 1_000


class Length(StrEnum):
    """How long it takes."""

    HOUR = "hour"
    EVENING = "evening"
    DAY = "day"


class Cost(StrEnum):
    """What it costs."""

    NOTHING = "nothing"
    LITTLE = "little"
    SOME = "some"


class Whereabouts(StrEnum):
    """Whether one stays in for it."""

    HOME = "home"
    OUT = "out"


class Mood(StrEnum):
    """What it is like."""

    QUIET = "quiet"
    PLAYFUL = "playful"
    CURIOUS = "curious"
    ROMANTIC = "romantic"
    ACTIVE = "active"


Trait = TypeVar("Trait", Length, Cost, Whereabouts, Mood)

KINDS: Mapping[str, type[Length] | type[Cost] | type[Whereabouts] | type[Mood]] = {
    "length": Length,
    "cost": Cost,
    "place": Whereabouts,
    "mood": Mood,
}
MINUTES = {Length.HOUR: 60, Length.EVENING: 180, Length.DAY: 480}


@dataclass(frozen=True, slots=True)
class DateIdea:
    """Something two people could do, and how. The slug is for addresses, and never changes."""

    slug: str
    title: str
    text: str
    length: Length
    cost: Cost
    place: Whereabouts
    mood: Mood


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; what they leave open is ``None``."""

    length: Length | None = None
    cost: Cost | None = None
    place: Whereabouts | None = None
    mood: Mood | None = None


def wish_for(words: Mapping[str, str]) -> Wish:
    """A wish as an address says it. A word that means nothing leaves it open.

    >>> wish_for({"length": "hour", "mood": "grumpy"})
    Wish(length=<Length.HOUR: 'hour'>, cost=None, place=None, mood=None)
    """
    return Wish(
        named(Length, words.get("length")),
        named(Cost, words.get("cost")),
        named(Whereabouts, words.get("place")),
        named(Mood, words.get("mood")),
    )


def named(kind: type[Trait], word: str | None) -> Trait | None:
    """The trait that a word names, if it names one."""
    return next((each for each in kind if each == word), None)


def fits(idea: DateIdea, wish: Wish) -> bool:
    """Whether an idea is all that somebody looks for.

    >>> tea = DateIdea("tea", "Tea for two", "", Length.HOUR, Cost.NOTHING, Whereabouts.HOME, Mood.QUIET)
    >>> fits(tea, Wish(place=Whereabouts.HOME)), fits(tea, Wish(place=Whereabouts.OUT))
    (True, False)
    """
    return all(getattr(wish, name) in (None, getattr(idea, name)) for name in KINDS)


def fitting(ideas: Sequence[DateIdea], wish: Wish) -> tuple[DateIdea, ...]:
    """The ideas that are all that somebody looks for, in their order.

    >>> tea = DateIdea("tea", "Tea for two", "", Length.HOUR, Cost.NOTHING, Whereabouts.HOME, Mood.QUIET)
    >>> fitting([tea], Wish(mood=Mood.QUIET)) == (tea,), fitting([tea], Wish(mood=Mood.ACTIVE))
    (True, ())
    """
    return tuple(idea for idea in ideas if fits(idea, wish))


def drawn(ideas: Sequence[DateIdea], number: int, *, besides: str = "") -> DateIdea | None:
    """One of the ideas, whichever a number that nobody chose leads to; another than the one called ``besides``.

    >>> tea = DateIdea("tea", "Tea for two", "", Length.HOUR, Cost.NOTHING, Whereabouts.HOME, Mood.QUIET)
    >>> drawn([tea], 3, besides="tea") == tea, drawn([], 3)
    (True, None)
    """
    others = [idea for idea in ideas if idea.slug != besides] or list(ideas)
    return others[number % len(others)] if others else None
