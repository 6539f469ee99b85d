"""What there is to go to, as somebody looks for it: tools, what shows how it goes, and settings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.catalogue.strategies import STRATEGIES
from tracker.domain.guide_search import GuidePlace, found_with
from tracker.domain.places import PlaceKind, kinds_in
from tracker.domain.searching import Piece, Spellings, begun_count, excerpt, words_in
from tracker.domain.strategies import Strategy
from tracker.guide.tools import BESIDE, LOOKING_BACK, TOOLS, Tool
from tracker.settings.groups import Setting, SettingsGroup
from tracker.settings.sections import LOG_OUT, SECTIONS

MOST_OF_PART = 4  # where no place has all the words


@dataclass(frozen=True, slots=True)
class BedOfTools:
    """A strategy, and its tools by what one does there."""

    strategy: Strategy
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class WayThere:
    """A place to go to in the reader's language: its name, what it belongs to, and all words by which it is found."""

    name: str
    about: str
    icon: str
    endpoint: str
    given: Mapping[str, Any]
    words: tuple[str, ...]
    setting: bool = False
    for_two: bool = False

    @property
    def address(self) -> tuple[str, str]:
        """What no two places have in common that are the same page."""
        return self.endpoint, repr(sorted(self.given.items()))


def beds_for(*, two: bool) -> list[BedOfTools]:
    """The ten, each with the tools that are there for one, or for two."""
    return [
        BedOfTools(each, tuple(tool for tool in TOOLS[each.slug] if tool.does and (two or not tool.for_two)))
        for each in STRATEGIES
    ]


def ways_there(say: Callable[[str], str]) -> tuple[WayThere, ...]:
    """All there is to find, as ``say`` puts it into the reader's language."""
    return tuple(made(say, *each) for each in (*tools(), *settings()))


def tools() -> Iterator[tuple[Tool, str]]:
    """The tools, each with the name of what it belongs to."""
    for strategy in STRATEGIES:
        yield from ((tool, strategy.name) for tool in TOOLS[strategy.slug] if tool.does)
    yield from ((tool, tool.name) for tool in (*LOOKING_BACK, *BESIDE))


def settings() -> Iterator[tuple[SettingsGroup | Setting, str]]:
    """The groups of settings and all that is in them, each with the name of what it belongs to."""
    for section in (*SECTIONS, LOG_OUT):
        yield from ((setting, section.name) for setting in section.settings)
        yield section, ""


def made(say: Callable[[str], str], what: Tool | SettingsGroup | Setting, about: str) -> WayThere:
    """A tool, a group of settings or one of them, as a place to go to."""
    words = tuple(words_in(" ".join((say(what.name), say(about), say(what.words)))))
    match what:
        case Tool():
            words += tuple(words_in(say(what.does)))
            return WayThere(
                *(say(what.does), say(about), what.icon, what.endpoint, what.given, words),
                for_two=what.for_two,
            )
        case SettingsGroup():
            there = ("settings.show", anchored(what.anchor))
            return WayThere(say(what.name), "", "settings", *there, words, setting=True)
        case Setting():
            return WayThere(
                *(say(what.name), say(about), what.icon, what.endpoint, anchored(what.anchor), words),
                setting=True,
                for_two=what.for_two,
            )


@dataclass(frozen=True, slots=True)
class InGuide:
    """A place in the guide that was found, a piece of what it says there, and the kinds of help that this speaks of."""

    place: GuidePlace
    pieces: tuple[Piece, ...]
    meant: tuple[PlaceKind, ...]


def found_in_guide(places: Sequence[GuidePlace], wanted: Sequence[Spellings]) -> list[InGuide]:
    """The places in the guide that hold all of the words, each with them in a short piece of it."""
    return [
        InGuide(each.place, excerpt(each.excerpt, wanted), kinds_in([each.excerpt]))
        for each in found_with(wanted, places)
    ]


def anchored(anchor: str) -> Mapping[str, str]:
    """What leads to a place on a page, where there is one to lead to."""
    return {"_anchor": anchor} if anchor else {}


def found_among(places: Sequence[WayThere], wanted: Sequence[Spellings], *, two: bool) -> list[WayThere]:
    """The places that have most of the words; first those that have them in their names. Each page is there once."""
    counts = [(begun_count(each.words, wanted), each) for each in places if two or not each.for_two]
    best = max((count for count, _each in counts), default=0)
    there = [each for count, each in counts if count == best] if best else []
    there.sort(key=lambda each: -begun_count(words_in(each.name), wanted))
    once = list({each.address: each for each in reversed(there)}.values())[::-1]
    return once if best == len(wanted) else once[:MOST_OF_PART]
