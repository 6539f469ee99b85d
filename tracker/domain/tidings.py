"""What the other did for one and one has not seen yet: which kinds there are, and how few of them are told at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate

from tracker.domain.texts import Sentence, _
from tracker.domain.words import shortened

NO_WORDS = Sentence("")
MOST_TOLD = 3  # then "and more", and no count
MOST_LETTERS = 64  # of all that is told: about two lines of a narrow phone
MOST_OF_A_NAME = 30  # letters
LONGEST_BEFORE_A_NAME = "Wednesday: "
TOLD_FOR = timedelta(days=30)  # what nobody went to see by then is not told any more


class TidingKind(StrEnum):
    """What somebody does that reaches the other; and that a check-in has opened to one, which its own page shows, once."""

    NOTE = "note"
    REACTION = "reaction"
    ANSWER = "answer"
    HEARD = "heard"
    HABIT = "habit"
    TERMS = "terms"
    BY_NOTE = "by-note"
    REFLECTION = "reflection"
    DATE = "date"
    NUDGE = "nudge"
    CHECK_IN = "check-in"
    OPENING = "opening"


NAMED = (TidingKind.HABIT, TidingKind.TERMS, TidingKind.BY_NOTE, TidingKind.DATE)

# Several of one of these are one thing to say. A habit alone is said by its name.
SAID_ONCE: dict[TidingKind, tuple[str | None, str]] = {
    TidingKind.NOTE: (_("a note"), _("notes")),
    TidingKind.REACTION: (_("a reaction to your note"), _("reactions to your notes")),
    TidingKind.ANSWER: (_("an answer to your note"), _("answers to your notes")),
    TidingKind.HEARD: (_("heard you"), _("heard you")),
    TidingKind.HABIT: (None, _("some habits")),
    TidingKind.REFLECTION: (_("something to read"), _("some things to read")),
    TidingKind.NUDGE: (_("thinking of you"), _("thinking of you")),
}


@dataclass(frozen=True, slots=True)
class Tiding:
    """Something the other did, that is still there to be seen; ``name`` and ``day`` are its own, where it has them.

    A note has no name but its words.
    """

    kind: TidingKind
    thing_id: int
    at: datetime
    name: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ToldTiding:
    """One thing to say: the newest of those it stands for, and the words, where its name and day do not say all; and whether
    it stands for ``several``.
    """

    tiding: Tiding
    words: Sentence = NO_WORDS
    several: bool = False


@dataclass(frozen=True, slots=True)
class Tidings:
    """What is told at the top of Today, the newest first; whether there is ``more``; and the week that has just opened."""

    told: tuple[ToldTiding, ...] = ()
    more: bool = False
    opened: Tiding | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.told or self.opened)

    @property
    def nudged(self) -> bool:
        """Whether it is told that the other thinks of one: that is seen by reading it, it has no other place."""
        return any(each.tiding.kind is TidingKind.NUDGE for each in self.told)


def told_of(found: Sequence[Tiding]) -> Tidings:
    """What to tell of all that waits to be seen: a few things, the newest first. A check-in that opened stands by itself."""
    newest = sorted(found, key=lambda each: each.at, reverse=True)
    opened = next((each for each in newest if each.kind is TidingKind.CHECK_IN), None)
    said = [
        said_of(each, newest)
        for place, each in enumerate(newest)
        if each.kind is not TidingKind.CHECK_IN and not is_said(each, newest[:place])
    ]
    told = fitting(said)
    return Tidings(told, more=len(said) > len(told), opened=opened)


def fitting(said: Sequence[ToldTiding]) -> tuple[ToldTiding, ...]:
    """The first of some things to say, whole ones, as many as have room; one in any case."""
    taken = list(accumulate(letters_of(each) for each in said[:MOST_TOLD]))
    return tuple(
        each for each, so_far in zip(said, taken, strict=False) if so_far <= max(MOST_LETTERS, taken[0])
    )


def letters_of(told: ToldTiding) -> int:
    """How many letters it takes to say something and to part it from the next: roughly, as each language has its own.

    >>> letters_of(ToldTiding(Tiding(TidingKind.HEARD, 1, datetime.max), Sentence("heard you")))
    12
    """
    words = told.words.text or LONGEST_BEFORE_A_NAME
    name = told.tiding.name if told.tiding.kind in NAMED else ""
    return len(f"{words}{name} · ")


def is_said(tiding: Tiding, newer: Sequence[Tiding]) -> bool:
    """Whether one of its kind was said already that stands for it too."""
    return tiding.kind in SAID_ONCE and any(each.kind is tiding.kind for each in newer)


def said_of(tiding: Tiding, found: Sequence[Tiding]) -> ToldTiding:
    """What is said of a tiding, and of all that it stands for."""
    if tiding.kind in NAMED:
        tiding = replace(tiding, name=shortened(tiding.name, MOST_OF_A_NAME))
    if tiding.kind is TidingKind.TERMS:
        return ToldTiding(tiding, Sentence(_("changed what “%(name)s” asks for"), {"name": tiding.name}))
    if tiding.kind is TidingKind.BY_NOTE:
        return ToldTiding(
            tiding, Sentence(_("changed whether a note ticks “%(name)s”"), {"name": tiding.name})
        )
    if tiding.kind not in SAID_ONCE:
        return ToldTiding(tiding)
    one, several = SAID_ONCE[tiding.kind]
    alike = sum(each.kind is tiding.kind for each in found)
    words = one if alike == 1 else several
    return ToldTiding(tiding, Sentence(words) if words else NO_WORDS, several=alike > 1)
