"""What the templates of notes know beside a note: who reads it, and what they have typed or looked for."""

from tracker.catalogue.strategies import strategy
from tracker.domain.notes import REACTIONS
from tracker.models import Person
from tracker.wall.written import as_answered


def around_notes(
    reader: Person, words: str = "", *, answers: object = None, answered: int = 0
) -> dict[str, object]:
    """What every note needs to be shown; ``answers`` is the form in which somebody has typed an answer to the note with the id ``answered``."""
    return {
        "reader": reader,
        "reactions": REACTIONS,
        "strategy": strategy,
        "as_answered": as_answered,
        "words": words,
        "answers": answers,
        "answered": answered,
    }
