"""What of a note a form is made from, and what is kept apart from it."""

from tracker.domain.notes import HABIT, STRATEGY
from tracker.domain.stamps import Parts
from tracker.models import Note
from tracker.wall.shown import SeenNote


def as_written(note: Note) -> Parts:
    """What a note says, what it is about and what picture goes with it."""
    picture = note.picture
    return {
        "body": note.body,
        "about": about(note.strategy, note.habit_id),
        "description": picture.description if picture else "",
        "enclosed": picture.digest if picture else "",
    }


def about(number: int | None, habit_id: int | None) -> str:
    """A strategy or a habit, as a form names it; nothing for neither."""
    if habit_id:
        return f"{HABIT}-{habit_id}"
    return f"{STRATEGY}-{number}" if number else ""


def as_answered(note: Note | SeenNote) -> Parts:
    """What a note was answered; nothing where it was not."""
    return {"answer": note.answer} if note.answer else {}
