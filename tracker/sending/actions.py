"""Taking what somebody has done without a network, once, however often it comes."""

from datetime import datetime

from sqlalchemy import select

from tracker.accounts.room import make_room
from tracker.domain.doings import DoingKind, LateDoing, comes_too_late
from tracker.domain.drafts import DraftKind
from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.actions import say
from tracker.habits.queries import habit_of
from tracker.habits.tracks import track_to_tick
from tracker.holding import hold_space
from tracker.models import Booking, Habit, Person
from tracker.wall import drafts
from tracker.wall.actions import write


def is_booked(doing: LateDoing, *, by: Person) -> bool:
    """Whether this was booked already. The space is held, so that nobody else books it now.

    Raises `Refused` where something else was booked under the same id.
    """
    hold_space(by)
    of_this = (Booking.person_id == by.id, Booking.mark == doing.mark)
    digest = db.session.scalar(select(Booking.digest).where(*of_this))
    if digest not in (None, doing.digest):
        raise Refused(_("Something else was sent under this name before, so this was not booked."))
    return digest is not None


def take(doing: LateDoing, *, by: Person, now: datetime) -> None:
    """Book what somebody has done, and do it, as of the moment when they did. What is booked already is done.

    Raises `Refused` where it cannot be done, and `Missing` where what it was done to is not there for them; it is not booked then.
    """
    if is_booked(doing, by=by):
        return
    if comes_too_late(doing.made_at, now):
        raise Refused(
            _(
                "This was done more than thirty days ago. Please do it on the page itself, if it should still stand."
            )
        )
    make_room(Booking, by=by)
    db.session.add(Booking(person_id=by.id, mark=doing.mark, digest=doing.digest, booked_at=now))
    if doing.kind is DoingKind.NOTE:
        write_note(doing, by=by, now=now)
    else:
        track = track_to_tick(by, doing.track_id)
        say(track, doing.day, doing.said_amount, by=by, made_at=doing.made_at, now=now)


def write_note(doing: LateDoing, *, by: Person, now: datetime) -> None:
    """Leave a note that comes late; the draft that it was made of is sent with it."""
    habit = still_there(doing.habit_id, by)
    write(doing.body, by=by, now=now, strategy=doing.strategy, habit=habit, written_at=doing.made_at)
    drafts.sent(DraftKind.NOTE, doing.body, doing.seen, by=by)


def still_there(habit_id: int, by: Person) -> Habit | None:
    """A habit that a note is about, where it is there any more: the words say what they say without it."""
    try:
        return habit_of(by, habit_id) if habit_id else None
    except Missing:
        return None
