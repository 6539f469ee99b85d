"""Words of somebody's in which others were found, and what kinds of things they are in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.domain.searching import Piece, Spellings, excerpt, hits
from tracker.domain.texts import _
from tracker.models import Person

MOST = 20  # of a kind, the newest


class WordsKind(StrEnum):
    """What sort of thing words of somebody's are in."""

    HABIT = "habit"
    IDEA = "idea"
    REMEMBERED = "remembered"
    JAR = "jar"
    OPENED = "opened"
    DATE = "date"
    APPOINTMENT = "appointment"
    NOTE = "note"
    REFLECTION = "reflection"
    CHECK_IN = "check-in"


class KindOfWords(NamedTuple):
    """What a kind is called, its picture, and the page that shows one of it, or all."""

    name: str
    icon: str
    endpoint: str


KINDS: Mapping[WordsKind, KindOfWords] = {
    WordsKind.HABIT: KindOfWords(_("Habit"), "habits", "history.show"),
    WordsKind.IDEA: KindOfWords(_("Idea in your jar"), "spark", "ideas.show"),
    WordsKind.REMEMBERED: KindOfWords(_("Day to remember"), "heart", "remembered.show"),
    WordsKind.JAR: KindOfWords(_("Put into the jar"), "rain", "jar.edit"),
    WordsKind.OPENED: KindOfWords(_("Opened from the jar"), "rain", "jar.show"),
    WordsKind.DATE: KindOfWords(_("Date"), "calendar", "dates.show_one"),
    WordsKind.APPOINTMENT: KindOfWords(_("Appointment"), "calendar", "appointments.show_one"),
    WordsKind.NOTE: KindOfWords(_("Note on the wall"), "wall", "wall.show_one"),
    WordsKind.REFLECTION: KindOfWords(_("Reflection"), "edit", "reflections.read"),
    WordsKind.CHECK_IN: KindOfWords(_("Check-in"), "check-in", "checkins.show"),
}


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words of somebody's in which others were found: where they stand, a piece of them, and since when if that is known.

    ``name`` is the partner's where they are theirs.
    """

    kind: WordsKind
    pieces: tuple[Piece, ...]
    given: Mapping[str, Any]
    day: date | None = None
    name: str = ""


def name_of(person: Person, author_id: int | None) -> str:
    """The partner's name where they wrote it."""
    partner = person.partner
    return partner.name if partner and author_id == partner.id else ""


def around(texts: Iterable[str], wanted: Sequence[Spellings]) -> tuple[Piece, ...]:
    """A piece of the text that has the most of the words."""
    return excerpt(max(texts, key=lambda text: hits(text, wanted)), wanted)
