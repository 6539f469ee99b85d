"""What people do on the wall."""

from datetime import datetime

from tracker.accounts.room import make_room
from tracker.domain.notes import MOST_PINNED, REACTIONS
from tracker.domain.pictures import Enclosed
from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.domain.tidings import TidingKind
from tracker.domain.undo import is_gone
from tracker.domain.words import folded
from tracker.extensions import db
from tracker.habits.noting import tick_by_note
from tracker.holding import hold_space, hold_with
from tracker.models import Habit, Note, Person, Picture
from tracker.telling import tell
from tracker.wall import queries


def write(
    body: str,
    *,
    by: Person,
    now: datetime,
    strategy: int = 0,
    habit: Habit | None = None,
    enclosed: Enclosed | None = None,
    written_at: datetime | None = None,
) -> Note:
    """Leave a note for the partner, or for the one who will join; one that comes late was ``written_at`` a moment that is past."""
    make_room(Note, by=by, letters=len(body))
    if habit is not None:
        hold_with(habit, by)
    note = note_by(by, body, written_at or now)
    note.strategy = strategy or (habit.strategy if habit else None)
    note.habit_id = habit.id if habit else None
    db.session.add(note)
    db.session.flush()
    if enclosed:
        enclose(note, enclosed, by=by)
    note.searched = searched_in(note)
    tell(TidingKind.NOTE, note.id, by=by, now=now)
    tick_by_note(by=by, now=now, written_at=written_at or now)
    return note


def note_by(author: Person, body: str, now: datetime) -> Note:
    """A new note about nothing in particular, to the partner or to whoever will join."""
    return Note(
        space_id=author.space_id,
        author_id=author.id,
        recipient_id=author.partner.id if author.partner else None,
        waiting=author.partner is None,
        body=body,
        written_at=now,
        picture=None,
    )


def enclose(note: Note, enclosed: Enclosed, *, by: Person) -> None:
    """Let a picture go with a note, in place of an earlier one."""
    there = queries.picture_of(note)
    if there is None:
        make_room(Picture, by=by)
    picture = there or Picture(note_id=note.id, space_id=note.space_id)
    picture.content, picture.digest = enclosed.drawn.content, enclosed.drawn.digest
    picture.width, picture.height = enclosed.drawn.width, enclosed.drawn.height
    picture.description = enclosed.description
    note.picture = picture


def edit(
    note: Note, body: str, *, by: Person, now: datetime, strategy: int = 0, habit: Habit | None = None
) -> None:
    """Change what a note of one's own says."""
    about = strategy or (habit.strategy if habit else None), habit.id if habit else None
    if (note.body, note.strategy, note.habit_id) == (body, *about):
        return
    make_room(Note, by=by, rows=0, letters=len(body) - len(note.body))
    note.body = body
    note.searched = searched_in(note)
    note.strategy, note.habit_id = about
    note.edited_at = now


def edit_picture(
    note: Note, enclosed: Enclosed | None, description: str | None, *, by: Person, now: datetime
) -> None:
    """Let another picture go with a note, or say something else of the one that does; with no description, none goes."""
    if enclosed:
        replace_picture(note, enclosed, by=by, now=now)
    elif description is None:
        take_picture_away(note, now=now)
    else:
        describe(note, description, now=now)


def replace_picture(note: Note, enclosed: Enclosed, *, by: Person, now: datetime) -> None:
    """Let another picture go with a note. The same picture again changes nothing but what is said of it."""
    if note.picture and note.picture.digest == enclosed.drawn.digest:
        describe(note, enclosed.description, now=now)
        return
    hold_space(by)
    enclose(note, enclosed, by=by)
    note.searched = searched_in(note)
    note.edited_at = now


def describe(note: Note, description: str, *, now: datetime) -> None:
    """Say what is to be seen on a note's picture."""
    if note.picture is None or note.picture.description == description:
        return
    note.picture.description = description
    note.searched = searched_in(note)
    note.edited_at = now


def take_picture_away(note: Note, *, now: datetime) -> None:
    """Leave the words of a note alone, without the picture that went with them."""
    if note.picture is None:
        return
    note.picture = None
    note.searched = searched_in(note)
    note.edited_at = now


def remove(note: Note, *, now: datetime) -> None:
    """Take a note off the wall, with its picture. For a day it can be put back; then it is gone."""
    note.deleted_at = now


def put_back(note: Note, *, now: datetime) -> None:
    """Put a removed note back; after a day it is gone: `Missing`."""
    if is_gone(note.deleted_at, now):
        raise Missing("note")
    note.deleted_at = None


def deliver(note: Note, *, by: Person, now: datetime) -> None:
    """Hand a note that still waits for whoever joins to the partner. Twice is once."""
    hold_space(by)
    if note.waiting and by.partner is not None:
        note.waiting, note.recipient_id = False, by.partner.id
        tell(TidingKind.NOTE, note.id, by=by, now=now)


def answer(note: Note, words: str, *, by: Person, now: datetime) -> None:
    """Answer a note in a few words, in place of earlier ones; with none, take the answer back."""
    if words and words != note.answer:
        tell(TidingKind.ANSWER, note.id, by=by, now=now)
    note.answer = words
    note.searched = searched_in(note)


def pin(note: Note, *, by: Person, now: datetime) -> None:
    """Let a note stand above the others, for both. There is room for a few."""
    hold_space(by)
    if note.pinned_at is None and queries.pinned_count(by) >= MOST_PINNED:
        raise Refused(
            _("There is room for %(most)s pinned notes. Take one of them down first."), most=MOST_PINNED
        )
    note.pinned_at = note.pinned_at or now


def unpin(note: Note) -> None:
    """Let it stand among the others again."""
    note.pinned_at = None


def searched_in(note: Note) -> str:
    """The words by which a note is found again: its own, its answer's and its picture's."""
    return folded(f"{note.body} {note.answer} {queries.description_of(note)}")


def react(note: Note, reaction: str, *, by: Person, now: datetime) -> None:
    """Answer a note with one of the reactions, in place of an earlier one; with none, take it back."""
    if reaction and reaction not in REACTIONS:
        raise Refused(_("There is no such reaction."))
    if reaction and reaction != note.reaction:
        tell(TidingKind.REACTION, note.id, by=by, now=now)
    note.reaction = reaction or None
