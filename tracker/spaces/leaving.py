"""Leaving a space, at once and alone, with all that is one's own."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import selectinload

from tracker.accounts.actions import found
from tracker.accounts.queries import afresh, hold_space
from tracker.domain.checkins import State
from tracker.domain.days import today
from tracker.domain.habits import Mode
from tracker.domain.refusals import Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.actions import keep_terms
from tracker.habits.settling import settle_space
from tracker.models import (
    Acknowledgement,
    AgreementRow,
    Appointment,
    CheckIn,
    Cover,
    Habit,
    Invitation,
    JarNote,
    Note,
    Opening,
    Outing,
    OwnIdea,
    Pause,
    Person,
    Printing,
    Reflection,
    Remark,
    RememberedDay,
    Space,
    SummaryLink,
    TalkRow,
    ToBring,
    Track,
    Wants,
    Withdrawal,
)
from tracker.models.types import Instant
from tracker.models.watching import LEFT
from tracker.spaces.inviting import revoke_all
from tracker.spaces.moving import (
    copy_pauses,
    end,
    for_everybody,
    move,
    tables_of_spaces,
    take_habit,
    take_tracks,
)

PLANNED = (Outing, OwnIdea, RememberedDay, Appointment)
POINTERS: tuple[tuple[Any, Any, Any], ...] = (
    (Note, Note.habit_id, Habit),
    (CheckIn, CheckIn.habit_id, Habit),
    (Opening, Opening.note_id, JarNote),
)


def leave(*, by: Person, now: datetime) -> None:
    """Leave the space, at once. What is one's own goes along into a new space of one's own.

    Own tracks of what both did go along as well; shared ticks and notes to the partner stay there.
    """
    hold_space(by)
    partner = by.partner
    if partner is None:
        raise Refused(_("You are alone in your space; there is nobody to leave."))
    write_down(by, now)
    old = by.space
    new = found(today(by.rhythm, now), first_weekday=old.first_weekday)
    new.name, new.weeks, new.strict = old.name, old.weeks, old.strict
    old.farewell = by.name
    revoke_all(old.id, now)
    let_go_of_what_was_heard(by, partner)
    take_along(by, new)
    db.session.execute(
        update(Habit)
        .where(Habit.space_id == old.id, Habit.owner_id != partner.id)
        .values(owner_id=partner.id, origin="")
    )
    leave_plans(old.id, to=partner)
    for table in (Cover, TalkRow, AgreementRow, SummaryLink, Printing):
        db.session.execute(delete(table).where(table.space_id == old.id))
    db.session.execute(delete(Remark).where(Remark.space_id == old.id, Remark.author_id == by.id))
    for space_id in (old.id, new.id):
        make_private(space_id)
    forget_what_went(old.id, new.id)
    by.space_id, by.seat, by.joined_on = new.id, 1, new.founded_on
    db.session.flush()
    db.session.expire_all()
    settle_space(afresh(partner), now)
    settle_space(afresh(by), now)


def write_down(person: Person, now: datetime) -> None:
    """Say that somebody leaves before anything is moved, so that a restore does it in this order as well."""
    row = {"thing": Person.__tablename__, "key": str(person.id), "what": LEFT, "at": now, "listed": False}
    db.session.execute(insert(Withdrawal), [row])


def take_along(person: Person, new: Space) -> None:
    """Move what is a person's own from their space into a new one."""
    old_id = person.space_id
    for habit in db.session.scalars(
        select(Habit)
        .where(Habit.space_id == old_id, Habit.mode == Mode.EACH)
        .options(selectinload(Habit.term_rows))
    ).all():
        if habit.shared or habit.owner_id == person.id:
            part_with(habit, person, new.id)
    for habit in db.session.scalars(
        select(Habit).where(Habit.space_id == old_id, Habit.owner_id == person.id)
    ).all():
        if habit.mode == Mode.ONE or not habit.shared:
            take_habit(habit, new.id)
    own_answers = select(CheckIn.id).where(CheckIn.author_id == person.id)
    move(Acknowledgement, old_id, new.id, Acknowledgement.check_in_id.in_(own_answers))
    for table in PLANNED:
        move(table, old_id, new.id, table.author_id == person.id, table.shared.is_(False))
    gone_along = select(Appointment.id).where(Appointment.space_id == new.id)
    move(ToBring, old_id, new.id, ToBring.appointment_id.in_(gone_along))
    move(CheckIn, old_id, new.id, CheckIn.author_id == person.id)
    take_along_jar(person, new)
    move(Wants, old_id, new.id, Wants.person_id == person.id)
    take_reflections_back(old_id)
    move(Reflection, old_id, new.id, Reflection.author_id == person.id)
    move(Pause, old_id, new.id, Pause.person_id == person.id)
    copy_pauses(old_id, *for_everybody(), space_id=new.id, person_id=person.id)


def take_along_jar(person: Person, new: Space) -> None:
    """What waits in the jar stays its writer's, and is for nobody any more; what was opened stays its reader's."""
    old_id = person.space_id
    db.session.execute(update(JarNote).where(JarNote.space_id == old_id).values(recipient_id=None))
    move(JarNote, old_id, new.id, JarNote.author_id == person.id)
    move(Opening, old_id, new.id, Opening.reader_id == person.id)


def let_go_of_what_was_heard(person: Person, partner: Person) -> None:
    """What the partner said to the answers of one who leaves stays with neither; what the leaver said is the other's to read.

    What a partner of before has left there to be read goes along with the answers.
    """
    theirs = select(CheckIn.id).where(CheckIn.author_id == person.id)
    db.session.execute(
        delete(Acknowledgement).where(
            Acknowledgement.check_in_id.in_(theirs), Acknowledgement.author_id == partner.id
        )
    )


def take_reflections_back(space_id: int) -> None:
    """What either has shared is its author's alone again, wherever they go from here and whoever joins them."""
    db.session.execute(
        update(Reflection).where(Reflection.space_id == space_id).values(shared_at=None, shared_with_id=None)
    )


def part_with(habit: Habit, person: Person, space_id: int) -> None:
    """Give somebody who leaves a habit of their own in place of one that each did, with their track."""
    if not habit.shared:
        take_habit(habit, space_id)
        return
    copied = {
        column.name: getattr(habit, column.name)
        for column in Habit.__table__.columns
        if column.name not in ("id", "space_id", "owner_id", "origin")
    }
    own = Habit(**copied, space_id=space_id, owner_id=person.id)
    db.session.add(own)
    db.session.flush()
    copy_pauses(habit.space_id, Pause.habit_id == habit.id, space_id=space_id, habit_id=own.id)
    keep_terms(own, habit.terms)
    take_tracks(habit, Track.owner_id == person.id, space_id=space_id, to_habit=own)


def leave_plans(space_id: int, *, to: Person) -> None:
    """Dates, ideas, days to remember and appointments that were for both are from now on those of the one who stays."""
    for table in PLANNED:
        db.session.execute(update(table).where(table.space_id == space_id).values(author_id=to.id))
    others = (Outing.space_id == space_id) & (Outing.preparer_id != to.id)
    db.session.execute(update(Outing).where(others).values(preparer_id=None))


def make_private(space_id: int) -> None:
    """What two shared is from now on for one: nobody who joins later sees it unasked."""
    for table in (Habit, *PLANNED):
        db.session.execute(update(table).where(table.space_id == space_id).values(shared=False))
    db.session.execute(
        update(CheckIn)
        .where(CheckIn.space_id == space_id, CheckIn.state == State.SEALED)
        .values(state=State.KEPT)
    )


def forget_what_went(*space_ids: int) -> None:
    """Nothing points into the other's space: not at a habit that a note was about, nor at a jar's note that was opened."""
    for table, pointing, at in POINTERS:
        for space_id in space_ids:
            there = select(at.id).where(at.space_id == space_id)
            gone = (table.space_id == space_id) & pointing.not_in(there)
            db.session.execute(update(table).where(gone).values({pointing: None}))


def erase(*, by: Person, now: datetime) -> None:
    """Delete an account with all that is its own. Notes to the partner stay theirs to read."""
    if by.partner is not None:
        leave(by=by, now=now)
        by = afresh(by)
    space_id = by.space_id
    db.session.execute(delete(Invitation).where(Invitation.space_id == space_id))
    forget_asking(by, now)
    db.session.delete(by)
    end(space_id, along_with=tables_of_spaces())


def forget_asking(person: Person, now: datetime) -> None:
    """Take back what somebody has asked of others: their invitations stay theirs, open where nobody has answered.

    One that has had its answer has done its work, and ends.
    """
    answered = Invitation.welcomed_at.is_not(None) | Invitation.declined_at.is_not(None)
    asked = update(Invitation).where(Invitation.guest_id == person.id)
    ended_at = func.coalesce(Invitation.revoked_at, bindparam("now", now, Instant))
    db.session.execute(asked.where(answered).values(revoked_at=ended_at))
    db.session.execute(asked.values(guest_id=None, asked_at=None))


def hear_farewell(*, by: Person) -> None:
    """Put away the line that says that the partner has left."""
    by.space.farewell = ""
