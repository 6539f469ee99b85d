"""Ideas for dates: ours, to draw from, and what one looks for in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tracker.domain.texts import _

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


class Place(StrEnum):
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


Trait = TypeVar("Trait", Length, Cost, Place, Mood)

NAMES: Mapping[Length | Cost | Place | Mood, str] = {
    Length.HOUR: _("An hour"),
    Length.EVENING: _("An evening"),
    Length.DAY: _("A day"),
    Cost.NOTHING: _("Costs nothing"),
    Cost.LITTLE: _("Costs a little"),
    Cost.SOME: _("Costs something"),
    Place.HOME: _("At home"),
    Place.OUT: _("Out"),
    Mood.QUIET: _("Quiet"),
    Mood.PLAYFUL: _("Playful"),
    Mood.CURIOUS: _("Curious"),
    Mood.ROMANTIC: _("Romantic"),
    Mood.ACTIVE: _("Active"),
}
KINDS: Mapping[str, type[Length] | type[Cost] | type[Place] | type[Mood]] = {
    "length": Length,
    "cost": Cost,
    "place": Place,
    "mood": Mood,
}
KIND_NAMES = {
    "length": _("How long"),
    "cost": _("What it costs"),
    "place": _("Where"),
    "mood": _("What for"),
}
MINUTES = {Length.HOUR: 60, Length.EVENING: 180, Length.DAY: 480}


@dataclass(frozen=True, slots=True)
class Idea:
    """Something two people could do, and how. The slug is for addresses, and never changes."""

    slug: str
    title: str
    text: str
    length: Length
    cost: Cost
    place: Place
    mood: Mood


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; what they leave open is ``None``."""

    length: Length | None = None
    cost: Cost | None = None
    place: Place | None = None
    mood: Mood | None = None


def wish_for(words: Mapping[str, str]) -> Wish:
    """A wish as an address says it. A word that means nothing leaves it open.

    >>> wish_for({"length": "hour", "mood": "grumpy"})
    Wish(length=<Length.HOUR: 'hour'>, cost=None, place=None, mood=None)
    """
    return Wish(
        named(Length, words.get("length")),
        named(Cost, words.get("cost")),
        named(Place, words.get("place")),
        named(Mood, words.get("mood")),
    )


def named(kind: type[Trait], word: str | None) -> Trait | None:
    """The trait that a word names, if it names one."""
    return next((each for each in kind if each == word), None)


def fits(idea: Idea, wish: Wish) -> bool:
    """Whether an idea is all that somebody looks for.

    >>> fits(IDEAS[0], Wish(place=Place.HOME)), fits(IDEAS[0], Wish(place=Place.OUT))
    (True, False)
    """
    return all(getattr(wish, name) in (None, getattr(idea, name)) for name in KINDS)


def fitting(ideas: Sequence[Idea], wish: Wish) -> tuple[Idea, ...]:
    """The ideas that are all that somebody looks for, in their order.

    >>> [idea.slug for idea in fitting(IDEAS[:3], Wish(mood=Mood.QUIET))]
    ['tea-for-two']
    """
    return tuple(idea for idea in ideas if fits(idea, wish))


def drawn(ideas: Sequence[Idea], number: int, *, besides: str = "") -> Idea | None:
    """One of the ideas, whichever a number that nobody chose leads to; another than the one called ``besides``.

    >>> drawn(IDEAS[:2], 3).slug, drawn(IDEAS[:2], 3, besides="tea-for-two").slug
    ('tea-for-two', 'picnic-on-the-floor')
    """
    others = [idea for idea in ideas if idea.slug != besides] or list(ideas)
    return others[number % len(others)] if others else None


def idea_called(slug: str) -> Idea | None:
    """The idea with this slug, or ``None``: anyone can type an address.

    >>> idea_called("read-aloud").title
    'Read to each other'
    """
    return _BY_SLUG.get(slug)


IDEAS: tuple[Idea, ...] = (
    Idea(
        "picnic-on-the-floor",
        _("A picnic on the living-room floor"),
        _("Spread a blanket, light something, eat with your fingers. The table has the evening off."),
        Length.EVENING,
        Cost.LITTLE,
        Place.HOME,
        Mood.PLAYFUL,
    ),
    Idea(
        "tea-for-two",
        _("A pot of tea and one good question"),
        _("Each brings one question that cannot be answered with yes or no. The pot decides when it ends."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.QUIET,
    ),
    Idea(
        "old-pictures",
        _("An hour with old pictures"),
        _("Take turns: one shows a picture, the other asks three things about it."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.CURIOUS,
    ),
    Idea(
        "candle-bath",
        _("A bath with the big light off"),
        _("Warm water, one candle, no phones. If the tub is small, one soaks and one reads aloud."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.ROMANTIC,
    ),
    Idea(
        "kitchen-dance",
        _("Dance in the kitchen"),
        _("Three songs each, chosen in turns. Nobody needs to know how."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.ACTIVE,
    ),
    Idea(
        "read-aloud",
        _("Read to each other"),
        _("A short story, or the first chapter of something long. The listener may close both eyes."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.QUIET,
    ),
    Idea(
        "never-cooked",
        _("Cook something neither of you has cooked"),
        _("One reads the recipe, one is the hands. Swap halfway through."),
        Length.EVENING,
        Cost.LITTLE,
        Place.HOME,
        Mood.CURIOUS,
    ),
    Idea(
        "games-for-two",
        _("A tournament of small games"),
        _("Cards, dice, whatever is in the drawer. The prize is breakfast in bed for both."),
        Length.EVENING,
        Cost.NOTHING,
        Place.HOME,
        Mood.PLAYFUL,
    ),
    Idea(
        "three-courses",
        _("Dress up and stay in"),
        _("Three courses, however simple, at your own table, in the clothes you never get to wear."),
        Length.EVENING,
        Cost.LITTLE,
        Place.HOME,
        Mood.ROMANTIC,
    ),
    Idea(
        "massage-evening",
        _("An evening of warm hands"),
        _("Twenty minutes of back, neck or feet for each, with oil and without a hurry."),
        Length.EVENING,
        Cost.NOTHING,
        Place.HOME,
        Mood.ROMANTIC,
    ),
    Idea(
        "film-from-then",
        _("The film of the year you met"),
        _("Watch what was on back then, and talk about who you were when it came out."),
        Length.EVENING,
        Cost.LITTLE,
        Place.HOME,
        Mood.QUIET,
    ),
    Idea(
        "learn-a-thing",
        _("Learn one small thing together"),
        _("A knot, a card trick, ten words of a language. By the end both can do it."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.CURIOUS,
    ),
    Idea(
        "balcony-stars",
        _("Look up"),
        _("A blanket, something hot to drink, and the sky from wherever it is darkest near you."),
        Length.HOUR,
        Cost.NOTHING,
        Place.OUT,
        Mood.ROMANTIC,
    ),
    Idea(
        "wrong-bus",
        _("Take a bus you have never taken"),
        _("Ride to the last stop, have a look round, and come back another way."),
        Length.EVENING,
        Cost.LITTLE,
        Place.OUT,
        Mood.CURIOUS,
    ),
    Idea(
        "morning-walk",
        _("Walk before the town wakes up"),
        _("Early, slowly, with something warm in your hands. Talking is not required."),
        Length.HOUR,
        Cost.NOTHING,
        Place.OUT,
        Mood.QUIET,
    ),
    Idea(
        "tourists-at-home",
        _("Be tourists where you live"),
        _("See the one thing every visitor sees and you never have. Send a postcard to yourselves."),
        Length.DAY,
        Cost.LITTLE,
        Place.OUT,
        Mood.PLAYFUL,
    ),
    Idea(
        "first-date-again",
        _("Your first date once more"),
        _(
            "The same place if it is still there, or as near as you get. Tell each other what you were thinking."
        ),
        Length.EVENING,
        Cost.SOME,
        Place.OUT,
        Mood.ROMANTIC,
    ),
    Idea(
        "swim",
        _("Go for a swim"),
        _("A lake, a pool, the sea. Afterwards chips, as it should be."),
        Length.EVENING,
        Cost.LITTLE,
        Place.OUT,
        Mood.ACTIVE,
    ),
    Idea(
        "museum-one-room",
        _("One room of a museum"),
        _("Choose a single room, stay in it for an hour, and each pick what you would take home."),
        Length.EVENING,
        Cost.LITTLE,
        Place.OUT,
        Mood.CURIOUS,
    ),
    Idea(
        "market-dinner",
        _("Dinner from the market"),
        _("Each has the price of a coffee to spend and may not say on what. Cook what comes of it."),
        Length.EVENING,
        Cost.LITTLE,
        Place.OUT,
        Mood.PLAYFUL,
    ),
    Idea(
        "cycle-to-cake",
        _("Cycle to a piece of cake"),
        _("Choose the cake first; how far it is decides how long the day gets."),
        Length.DAY,
        Cost.LITTLE,
        Place.OUT,
        Mood.ACTIVE,
    ),
    Idea(
        "concert",
        _("Hear music where it is made"),
        _("A choir, a bar, a concert hall. Something neither of you would have put on at home."),
        Length.EVENING,
        Cost.SOME,
        Place.OUT,
        Mood.CURIOUS,
    ),
    Idea(
        "long-hike",
        _("A walk with a summit in it"),
        _("Any summit will do. Sandwiches at the top, sore legs in the evening."),
        Length.DAY,
        Cost.NOTHING,
        Place.OUT,
        Mood.ACTIVE,
    ),
    Idea(
        "bookshop",
        _("Choose a book for the other"),
        _("Half an hour apart among the shelves, then meet at the till and swap."),
        Length.HOUR,
        Cost.SOME,
        Place.OUT,
        Mood.PLAYFUL,
    ),
    Idea(
        "good-restaurant",
        _("The restaurant you walk past"),
        _("The one you have both looked into and never entered. Order what you cannot pronounce."),
        Length.EVENING,
        Cost.SOME,
        Place.OUT,
        Mood.ROMANTIC,
    ),
    Idea(
        "swap-childhoods",
        _("Show me where you were small"),
        _("A day at the places one of you grew up in: the school, the shortcut, the best tree."),
        Length.DAY,
        Cost.LITTLE,
        Place.OUT,
        Mood.CURIOUS,
    ),
    Idea(
        "night-away",
        _("One night somewhere else"),
        _("An hour away is far enough. Leave after breakfast, come back after breakfast."),
        Length.DAY,
        Cost.SOME,
        Place.OUT,
        Mood.ROMANTIC,
    ),
    Idea(
        "sauna",
        _("Get warm to the bone"),
        _("A sauna, a steam bath or hot springs. A whole day on which nobody can ring you."),
        Length.DAY,
        Cost.SOME,
        Place.OUT,
        Mood.QUIET,
    ),
    Idea(
        "pyjama-day",
        _("A day in pyjamas"),
        _("Nobody opens the door. Breakfast at noon, a nap, a puzzle, soup."),
        Length.DAY,
        Cost.NOTHING,
        Place.HOME,
        Mood.QUIET,
    ),
    Idea(
        "build-something",
        _("Build something for the two of you"),
        _("A shelf, a herb box, a fort. It may be crooked; it will be yours."),
        Length.DAY,
        Cost.SOME,
        Place.HOME,
        Mood.ACTIVE,
    ),
    Idea(
        "table-tennis",
        _("A match of anything with a ball"),
        _("Table tennis in the park, mini golf, bowling. Swap hands when one of you gets too good."),
        Length.HOUR,
        Cost.LITTLE,
        Place.OUT,
        Mood.ACTIVE,
    ),
    Idea(
        "letters",
        _("Write each other a letter, in one room"),
        _("Twenty minutes of pens on paper, then swap, read, and say nothing for a little while."),
        Length.HOUR,
        Cost.NOTHING,
        Place.HOME,
        Mood.ROMANTIC,
    ),
)

_BY_SLUG = {idea.slug: idea for idea in IDEAS}
