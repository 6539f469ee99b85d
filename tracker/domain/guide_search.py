"""Finding the place in the guide that somebody looks for, by words in the reader's language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.places import PlaceKind, kinds_in
from tracker.domain.searching import Spellings, hits, wanted_in
from tracker.domain.strategies import Question, Reminder, Strategy

WORDS_LENGTH = 100


@dataclass(frozen=True, slots=True)
class GuidePlace:
    """A place in the guide: the page of a strategy (its slug), or a part of the first page (``anchor``); all it says.

    ``meant`` are the kinds of places to turn to of which it speaks.
    """

    title: str
    texts: tuple[str, ...]
    slug: str = ""
    anchor: str = ""
    meant: tuple[PlaceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A place in which all the words are, with the text that holds the most of them."""

    place: GuidePlace
    excerpt: str


def places_of(
    strategies: Iterable[Strategy],
    questions: Iterable[Question],
    reminders: Iterable[Reminder],
    say: Callable[[str], str],
) -> tuple[GuidePlace, ...]:
    """All there is to find, as ``say`` puts it into the reader's language."""

    def said(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(say(text) for text in texts if text)

    return (
        *(
            GuidePlace(say(each.name), said(texts_of(each)), slug=each.slug, meant=kinds_in(texts_of(each)))
            for each in strategies
        ),
        *(
            GuidePlace(say(each.question), said(texts), anchor=each.slug, meant=kinds_in(texts))
            for each in questions
            for texts in [(*each.answer, each.exception)]
        ),
        *(
            GuidePlace(say(each.name), said(texts), anchor=each.slug, meant=kinds_in(texts))
            for each in reminders
            for texts in [(each.text, each.exception)]
        ),
    )


def texts_of(strategy: Strategy) -> list[str]:
    """Everything the page of a strategy says, in its order."""
    return [
        strategy.essence,
        *strategy.why,
        strategy.exception,
        *(text for step in strategy.how for text in (step.name, step.text)),
        *(text for words in strategy.words for text in (words.when, words.say)),
        *(text for suggestion in strategy.suggestions for text in (suggestion.name, suggestion.cue)),
        *(finding.text for finding in strategy.research),
    ]


def found(words: str, places: Sequence[GuidePlace]) -> list[Found]:
    """The places in which all the words are, in any order; first those that have them in their titles.

    >>> tea = GuidePlace("Tea", ("Make some.", "Drink it together, slowly."))
    >>> found("TOGETHER teas", [tea])[0].excerpt
    'Drink it together, slowly.'
    >>> found("coffee", [tea]), found("  ", [tea])
    ([], [])
    """
    return found_with(wanted_in(words), places)


def found_with(wanted: Sequence[Spellings], places: Sequence[GuidePlace]) -> list[Found]:
    """The places that hold all of what is wanted."""
    if not wanted:
        return []
    there = [place for place in places if hits(" ".join((place.title, *place.texts)), wanted) == len(wanted)]
    there.sort(key=lambda place: -hits(place.title, wanted))
    return [Found(place, max(place.texts, key=lambda text: hits(text, wanted))) for place in there]
