"""What research says, on which works it rests, and how well it is known: that follows from what the works are.

Every text is as its author wrote it, marked with ``_``: the page translates it. What the works are in turn stands in
``tracker.catalogue.works``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MANY_STUDIES = 10
MANY_PEOPLE = 400


class Known(StrEnum):
    """How well something is known; ``known_of`` says when which."""

    MANY = "many"
    SOME = "some"
    FIRST = "first"


class StudyKind(StrEnum):
    """What a work is: studies weighed together by their numbers, works gone through, an experiment, or people followed.

    In an experiment chance decides who does what. Whoever is followed was asked or watched, and nothing else.
    """

    WEIGHED = "weighed"
    REVIEW = "review"
    TRIAL = "trial"
    FOLLOWED = "followed"


class ComparedWith(StrEnum):
    """With whom a work compares those who did a thing: with others who waited, did something else, with either, or nobody."""

    WAITING = "waiting"
    OTHER = "other"
    EITHER = "either"
    NOBODY = "nobody"


class SourceSeen(StrEnum):
    """How much of a work we have seen when it was last looked up: its abstract or more, or only what others tell of it."""

    ABSTRACT = "abstract"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Source:
    """A published work: who wrote it, the first three by name, in which year, under which title, and where.

    ``studies`` are those of it that speak to what we say, at least one. ``people`` is how many took part in them, two
    for each couple, and 0 where what we saw of it does not tell. ``seen_on`` is the day on which it was last looked up.
    """

    authors: str
    year: int
    title: str
    where: str
    kind: StudyKind
    studies: int
    people: int
    compared: ComparedWith
    seen: SourceSeen
    seen_on: date

    def counts(self, *, helps: bool) -> bool:
        """Whether a mark can rest on it: it was seen, and where something ``helps``, it compared it with something."""
        return self.seen is SourceSeen.ABSTRACT and not (helps and self.compared is ComparedWith.NOBODY)


@dataclass(frozen=True, slots=True)
class ResearchFinding:
    """What research says, in our own words, where one can read it, and which works do not agree.

    ``helps`` says that it tells of something one can do, and that it does good.
    """

    text: str
    sources: tuple[Source, ...]
    against: tuple[Source, ...] = ()
    helps: bool = False

    @property
    def known(self) -> Known:
        """How well it is known, which follows from its works."""
        return known_of(self.sources, against=self.against, helps=self.helps)


def known_of(sources: Sequence[Source], *, against: Sequence[Source] = (), helps: bool = False) -> Known:
    """How well something is known from some works, of which those count that ``Source.counts`` lets.

    Well, where one of them weighs ten studies or more together and none is against it. Somewhat, where they are two
    studies or more, or have four hundred people. Else it is a first hint, and so is what rests on nothing that counts.

    >>> known_of([])
    <Known.FIRST: 'first'>
    """
    counted = [each for each in sources if each.counts(helps=helps)]
    weighed = any(each.kind is StudyKind.WEIGHED and each.studies >= MANY_STUDIES for each in counted)
    if weighed and not against:
        return Known.MANY
    studies = sum(each.studies for each in counted)
    if studies > 1 or any(each.people >= MANY_PEOPLE for each in counted):
        return Known.SOME
    return Known.FIRST
