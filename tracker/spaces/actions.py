"""What people do with the space they share: invite, join, leave.

Somebody who accepts an invitation waits for the inviter's yes. With it they bring along what
they have set up meanwhile: notes for the partner are delivered, all else stays private until
shared.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.exc import IntegrityError

from tracker.accounts.actions import found
from tracker.accounts.queries import afresh, hold_space
from tracker.domain.checkins import State
from tracker.domain.days import today
from tracker.domain.habits import Mode
from tracker.domain.invitations import CODE_LENGTH, HOLDS_FOR, LETTERS, plain_code
from tracker.domain.people import FIRST_COLOUR, SECOND_COLOUR
from tracker.domain.refusals import Missing, Refused
from tracker.domain.texts import _
from tracker.extensions import db
from tracker.habits.streaks import settle_space
from tracker.models import CheckIn, Habit, Invitation, Note, Pause, Person, Space, Tick, Track
from tracker.spaces import queries

SEATS = (1, 2)
MOVED = (Habit, Track, Tick, CheckIn, Note, Pause)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens an invitation, shown once and never kept: the end of a link, and a code."""

    token: str
    code: str


def invite(*, by: Person, now: datetime, secret: str) -> Key:
    """Make an invitation to the space, in place of any open one; returns what opens it."""
    if by.partner is not None:
        raise Refused(_("Your space has two members already."))
    revoke_all(by.space_id, now)
    key = Key(secrets.token_urlsafe(24), "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)))
    db.session.add(
        Invitation(
            space_id=by.space_id,
            inviter_id=by.id,
            link_hash=hashed(key.token, secret),
            code_hash=hashed(key.code, secret),
            created_at=now,
            expires_at=now + HOLDS_FOR,
        )
    )
    return key


def hashed(opener: str, secret: str) -> str:
    """What is kept of a link or a code: without the server's secret, nothing can be guessed from it."""
    return hmac.digest(secret.encode(), b"invitation:" + opener.encode(), "sha256").hex()


def invitation_for(opener: str, secret: str) -> Invitation | None:
    """The invitation that the end of a link opens, or a code however it was typed."""
    found_one = queries.invitation_by(hashed(opener, secret))
    return found_one or queries.invitation_by(hashed(plain_code(opener), secret))


def revoke(invitation: Invitation, *, now: datetime) -> None:
    """End an invitation, so that nobody can use it any more."""
    invitation.revoked_at = invitation.revoked_at or now


def revoke_all(space_id: int, now: datetime) -> None:
    """End all invitations to a space that have not led to a member."""
    db.session.execute(
        update(Invitation)
        .where(
            Invitation.space_id == space_id,
            Invitation.revoked_at.is_(None),
            Invitation.welcomed_at.is_(None),
            Invitation.declined_at.is_(None),
        )
        .values(revoked_at=now)
    )


def ask_to_join(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Accept an invitation: the inviter is asked whether it is you. Asking twice is asking once."""
    if invitation.guest_id == by.id and invitation.waiting:
        return
    if invitation.inviter_id == by.id:
        raise Refused(_("This is your own invitation. Send it to your partner."))
    if by.partner is not None:
        raise Refused(_("You share a space with somebody already. Leave it first, in the settings."))
    taken = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.guest_id.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .values(guest_id=by.id, asked_at=now)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise Refused(_("This invitation has been used or has ended. Ask for a new one."))


def withdraw(*, by: Person, now: datetime) -> None:
    """Take back what one has asked by accepting an invitation."""
    db.session.execute(
        update(Invitation)
        .where(
            Invitation.guest_id == by.id, Invitation.welcomed_at.is_(None), Invitation.declined_at.is_(None)
        )
        .values(declined_at=now)
    )


def decline(invitation: Invitation, *, by: Person, now: datetime) -> None:
    """Say that the one who asked is not one's partner."""
    if invitation.waiting:
        invitation.declined_at = now


def welcome(invitation: Invitation, *, by: Person, now: datetime) -> Person:
    """Say yes: the one who asked becomes a member, with all that they have set up. Returns them."""
    queries.hold_homes(by.id, invitation.guest_id or 0)
    db.session.refresh(by, ["space_id"])
    invitation = queries.own_invitation(by, invitation.id)
    guest = queries.person_locked(invitation.guest_id or 0)
    if guest is not None and guest.space_id == by.space_id and invitation.welcomed_at:
        return guest
    if guest is None or not invitation.waiting:
        raise Refused(_("They are not asking to join any more."))
    if len(queries.members(by.space_id)) > 1:
        raise Refused(_("Your space has two members already."))
    if len(queries.members(guest.space_id)) > 1:
        raise Refused(_("They share a space with somebody else by now."))
    invitation.welcomed_at = now
    db.session.flush()
    withdraw(by=guest, now=now)
    take_in(guest, host=by, now=now)
    return guest


def take_in(guest: Person, *, host: Person, now: datetime) -> None:
    old_space_id = guest.space_id
    revoke_all(host.space_id, now)
    revoke_all(old_space_id, now)
    for each in (host, guest):
        claim_pauses(each)
    guest.space_id = host.space_id
    guest.seat = next(seat for seat in SEATS if seat != host.seat)
    guest.joined_on = today(guest.rhythm, now)
    if guest.colour == host.colour:
        guest.colour = SECOND_COLOUR if host.colour == FIRST_COLOUR else FIRST_COLOUR
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(_("Your space has two members already.")) from error
    for table in MOVED:
        move(table, old_space_id, host.space_id)
    db.session.execute(update(Habit).where(Habit.space_id == host.space_id).values(shared=False))
    deliver(host, guest)
    deliver(guest, host)
    db.session.execute(delete(Space).where(Space.id == old_space_id))
    db.session.execute(update(Space).where(Space.id == host.space_id).values(farewell=""))
    db.session.expire_all()
    settle_space(afresh(host), now)


def claim_pauses(person: Person) -> None:
    """What was paused for everybody in a space of one was paused for that one, not for who joins."""
    db.session.execute(
        update(Pause).where(Pause.space_id == person.space_id, *for_everybody()).values(person_id=person.id)
    )


def for_everybody() -> tuple[ColumnElement[bool], ...]:
    return Pause.person_id.is_(None), Pause.habit_id.is_(None)


def move(table: type, old_space_id: int, space_id: int, *where) -> None:  # type: ignore[no-untyped-def]
    db.session.execute(
        update(table)
        .where(table.space_id == old_space_id, *where)  # type: ignore[attr-defined]
        .values(space_id=space_id)
        .execution_options(synchronize_session=False)
    )


def deliver(author: Person, recipient: Person) -> None:
    db.session.execute(
        update(Note)
        .where(Note.space_id == author.space_id, Note.author_id == author.id, Note.waiting)
        .values(waiting=False, recipient_id=recipient.id)
    )


def leave(*, by: Person, now: datetime) -> None:
    """Leave the space, at once. What is one's own goes along into a new space of one's own.

    Own tracks of what both did go along as well; shared ticks and notes to the partner stay there.
    """
    hold_space(by)
    partner = by.partner
    if partner is None:
        raise Refused(_("You are alone in your space; there is nobody to leave."))
    old = by.space
    new = found(today(by.rhythm, now), first_weekday=old.first_weekday)
    new.name, new.check_in_weekday, new.strict = old.name, old.check_in_weekday, old.strict
    old.farewell = by.name
    revoke_all(old.id, now)
    take_along(by, new)
    db.session.execute(update(Habit).where(Habit.space_id == old.id).values(owner_id=partner.id))
    for space_id in (old.id, new.id):
        make_private(space_id)
    forget_habits_of_notes(old.id)
    by.space_id, by.seat, by.joined_on = new.id, 1, new.founded_on
    db.session.flush()
    db.session.expire_all()
    settle_space(afresh(partner), now)
    settle_space(afresh(by), now)


def take_along(person: Person, new: Space) -> None:
    """Move what is a person's own from their space into a new one."""
    old_id = person.space_id
    for habit in db.session.scalars(
        select(Habit).where(Habit.space_id == old_id, Habit.mode == Mode.EACH)
    ).all():
        if habit.shared or habit.owner_id == person.id:
            part_with(habit, person, new.id)
    for habit in db.session.scalars(
        select(Habit).where(Habit.space_id == old_id, Habit.owner_id == person.id)
    ).all():
        if habit.mode == Mode.ONE or not habit.shared:
            take_habit(habit, new.id)
    move(CheckIn, old_id, new.id, CheckIn.author_id == person.id)
    move(Pause, old_id, new.id, Pause.person_id == person.id)
    copy_pauses(old_id, *for_everybody(), space_id=new.id, person_id=person.id)


def part_with(habit: Habit, person: Person, space_id: int) -> None:
    """Give somebody who leaves a habit of their own in place of one that each did, with their track."""
    if not habit.shared:
        take_habit(habit, space_id)
        return
    copied = {
        column.name: getattr(habit, column.name)
        for column in Habit.__table__.columns
        if column.name not in ("id", "space_id", "owner_id")
    }
    own = Habit(**copied, space_id=space_id, owner_id=person.id)
    db.session.add(own)
    db.session.flush()
    copy_pauses(habit.space_id, Pause.habit_id == habit.id, space_id=space_id, habit_id=own.id)
    tracks = select(Track.id).where(Track.habit_id == habit.id, Track.owner_id == person.id)
    track_ids = list(db.session.scalars(tracks))
    db.session.execute(
        update(Track).where(Track.id.in_(track_ids)).values(habit_id=own.id, space_id=space_id)
    )
    db.session.execute(update(Tick).where(Tick.track_id.in_(track_ids)).values(space_id=space_id))


def copy_pauses(
    old_id: int,
    *which: ColumnElement[bool],
    space_id: int,
    person_id: int | None = None,
    habit_id: int | None = None,
) -> None:
    """What was excused stays excused, for the one who leaves as for the one who stays."""
    for pause in db.session.scalars(select(Pause).where(Pause.space_id == old_id, *which)).all():
        days = {"starts_on": pause.starts_on, "ends_on": pause.ends_on}
        db.session.add(Pause(space_id=space_id, person_id=person_id, habit_id=habit_id, **days))


def take_habit(habit: Habit, space_id: int) -> None:
    habit.space_id = space_id
    track_ids = list(db.session.scalars(select(Track.id).where(Track.habit_id == habit.id)))
    db.session.execute(update(Track).where(Track.id.in_(track_ids)).values(space_id=space_id))
    db.session.execute(update(Tick).where(Tick.track_id.in_(track_ids)).values(space_id=space_id))
    db.session.execute(update(Pause).where(Pause.habit_id == habit.id).values(space_id=space_id))
    db.session.flush()


def make_private(space_id: int) -> None:
    """What two shared is from now on for one: nobody who joins later sees it unasked."""
    db.session.execute(update(Habit).where(Habit.space_id == space_id).values(shared=False))
    db.session.execute(
        update(CheckIn)
        .where(CheckIn.space_id == space_id, CheckIn.state == State.SEALED)
        .values(state=State.KEPT)
    )


def forget_habits_of_notes(space_id: int) -> None:
    """Notes stay; the habits they were about may have gone with the one who left."""
    here = select(Habit.id).where(Habit.space_id == space_id)
    db.session.execute(
        update(Note).where(Note.space_id == space_id, Note.habit_id.not_in(here)).values(habit_id=None)
    )


def live_by(person: Person, *, zone: str, day_ends_at: int, now: datetime) -> None:
    """Set the zone and the hour a day ends. What is ticked stays where it is; open days may change."""
    hold_space(person)
    if (person.zone, person.day_ends_at) != (zone, day_ends_at):
        person.zone, person.day_ends_at = zone, day_ends_at
        settle_space(person, now)


def shape(
    person: Person, *, name: str, first_weekday: int, check_in_weekday: int, strict: bool, now: datetime
) -> None:
    """Set the space's name and ways. Streaks are counted again by the ways as they are now."""
    hold_space(person)
    space = person.space
    space.name, space.check_in_weekday = name, check_in_weekday
    if (space.first_weekday, space.strict) != (first_weekday, strict):
        space.first_weekday, space.strict = first_weekday, strict
        db.session.flush()
        settle_space(afresh(person), now)


def erase(*, by: Person, now: datetime) -> None:
    """Delete an account with all that is its own. Notes to the partner stay theirs to read."""
    if by.partner is not None:
        leave(by=by, now=now)
        by = afresh(by)
    space_id = by.space_id
    db.session.execute(
        delete(Invitation).where((Invitation.space_id == space_id) | (Invitation.guest_id == by.id))
    )
    db.session.delete(by)
    db.session.flush()
    db.session.execute(delete(Space).where(Space.id == space_id))


def hear_farewell(*, by: Person) -> None:
    """Put away the line that says that the partner has left."""
    by.space.farewell = ""


def missing(invitation: Invitation | None) -> Invitation:
    """The invitation, or `Missing` where there is none."""
    if invitation is None:
        raise Missing("invitation")
    return invitation
