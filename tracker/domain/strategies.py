"""Strategies, and what a page of the guide about one is made of. The ten themselves are in ``tracker.catalogue``.

Every text is as its author wrote it, marked with ``_``: the page translates it. A slug is for addresses
and the database, and never changes.
"""

from dataclasses import dataclass

from tracker.domain.habits import Mode
from tracker.domain.research import ResearchFinding
from tracker.domain.schedules import Schedule


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a few words to remember it by, and how it is done."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class HardMoment:
    """A hard moment, and something one could say aloud in it. ``say`` carries no quotation marks."""

    when: str
    say: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A ready-made habit. Its slug is unique among all suggestions; its cue may be empty.

    The name is something to do, in the imperative. ``minutes`` says how long it takes, at most nine.
    """

    slug: str
    name: str
    mode: Mode
    schedule: Schedule
    cue: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Strategy:
    """One of the ten. ``why`` holds paragraphs, and ``suggestions`` begin with the easiest.

    The ``exception`` is for whoever is afraid of their partner: why this is not for them now. No text of the guide is
    without one, and beneath it stands the way to the places it means.
    """

    number: int
    slug: str
    name: str
    essence: str
    why: tuple[str, ...]
    exception: str
    how: tuple[Step, ...]
    words: tuple[HardMoment, ...]
    suggestions: tuple[Suggestion, ...]
    research: tuple[ResearchFinding, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What many ask before they begin. The answer holds paragraphs; ``strategies`` are the slugs of those it is near to."""

    slug: str
    strategies: tuple[str, ...]
    question: str
    answer: tuple[str, ...]
    exception: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to keep in view, and for whom it is not."""

    slug: str
    name: str
    text: str
    exception: str
